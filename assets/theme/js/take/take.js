// Pictures that readers may use: a button that copies the line of credit. Without this file a click on the line marks it.

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copied]") : []) {
  const line = button.closest("li").querySelector(".take-line");
  const words = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(line.textContent);
      button.textContent = button.dataset.copied;
    } catch {
      getSelection().selectAllChildren(line); // the browser refuses: the reader copies what is marked
    }
  });
  button.addEventListener("blur", () => { button.textContent = words; });
}

// A caption leads to its picture's place in the box, also from the picture that is shown large.
addEventListener("click", (event) => {
  const id = event.target.closest?.("a.use")?.hash.slice(1);
  const place = id && document.getElementById(id);
  if (!place) return;
  document.querySelector("dialog[open]")?.close();
  const box = place.closest("details");
  if (box) box.open = true;
});
