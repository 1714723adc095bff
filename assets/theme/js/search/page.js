// The page that finds pages: what is typed, and the kind that is wanted, stand in its address. Without an answer, and
// without this file, the map of the whole site stays below.

import { Results } from "./results.js";

const box = document.querySelector(".search");
const map = document.querySelector(".map");
const asked = new URLSearchParams(location.search);

const results = new Results(box, new URL(box.dataset.index, document.baseURI).href, () => {
  const { query, kind, state } = results;
  map.hidden = state === "found";
  const address = new URL(location.href);
  address.search = query && new URLSearchParams({ q: query, ...(kind && { kind }) });
  history.replaceState(history.state, "", address);
});

results.kind = asked.get("kind");
results.field.value = asked.get("q") ?? results.field.value;
if (results.field.value) results.ask();

results.field.form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await results.ask();
  results.status.focus();
});

// On this page the magnifier, and its keys, lead to the field.
function here(event) {
  event.preventDefault();
  results.field.focus();
  results.field.select();
}
document.querySelector(".top-find")?.addEventListener("click", here);
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k") here(event);
});
