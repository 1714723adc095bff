// The page that finds pages: narrows the site map to what is typed. Loaded there only; without it the whole map stays.

// As people type it: no accents, đ as d, small letters; full-width letters as plain ones.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

const field = document.querySelector(".finder-field");
const count = document.querySelector(".finder-count");
const sections = [...document.querySelectorAll(".map-section")].map((box) => {
  const [title, words] = box.children;
  return { box, head: plain(`${title.textContent} ${words.textContent}`), pages: [...box.querySelectorAll("li")].map((item) => ({ item, text: plain(item.textContent) })) };
});

function narrow() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  const fits = (text) => words.every((word) => text.includes(word));
  let found = 0;
  for (const { box, head, pages } of sections) {
    const own = fits(head);
    let below = 0;
    for (const { item, text } of pages) {
      item.hidden = !fits(text);
      below += !item.hidden;
    }
    box.hidden = !own && !below;
    found += own + below;
  }
  count.textContent = !words.length ? "" : found ? count.dataset.found.replace("{count}", found) : count.dataset.none;
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", narrow);
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
});
narrow();
