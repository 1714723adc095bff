// Copy the address, or hand the page to the device. Without this file the panel shows address, code and poster.

const panel = document.querySelector(".share");
const [copy, send] = panel.querySelectorAll("button");
const address = panel.querySelector(".share-address");
const said = panel.querySelector("[role=status]");

copy.parentNode.hidden = false;
copy.addEventListener("click", async () => {
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(address.textContent);
  } catch {
    // No right to the clipboard, or a page that is not served safely: marked, it can be copied by hand.
    getSelection().selectAllChildren(address);
    if (!document.execCommand("copy")) return;
  }
  said.textContent = copy.dataset.done;
});

send.parentNode.hidden = !navigator.share;
send.addEventListener("click", () => {
  // Whoever closes the device's list again has not met a mistake.
  navigator.share({ title: document.title, url: address.textContent }).catch(() => {});
});
