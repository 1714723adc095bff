// The page that finds pages: what is typed, and the kind that is wanted, stand in its address. Without an answer, and
// without this file, the map of the whole site stays below. The rest comes when a reader goes to the field.

const box = document.querySelector(".search");
const field = box.querySelector(".finder-field");
const status = box.querySelector(".finder-count");
const asked = new URLSearchParams(location.search);
let coming = null;

async function fetched() {
  const { Results } = await import("./results.js");
  const results = new Results(box, new URL(box.dataset.index, document.baseURI).href, () => tell(results));
  results.kind = asked.get("kind");
  if (field.value) results.ask();
  return results;
}

function start() {
  coming ??= fetched().catch(() => {
    coming = null;
    status.textContent = box.dataset.failed;
  });
  return coming;
}

function tell({ query, kind, state }) {
  document.querySelector(".map").hidden = state === "found";
  const address = new URL(location.href);
  address.search = query && new URLSearchParams({ q: query, ...(kind && { kind }) });
  history.replaceState(history.state, "", address);
}

field.value = asked.get("q") ?? field.value;
if (field.value) start();
field.addEventListener("focus", start);
field.addEventListener("input", start);
field.form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const results = await start();
  if (!results) return field.form.submit(); // browsers remember that a module failed: only a new page asks again
  await results.ask();
  status.focus();
});

// On this page the magnifier, and its keys, lead to the field.
function here(event) {
  event.preventDefault();
  field.focus();
  field.select();
}
document.querySelector(".top-find")?.addEventListener("click", here);
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k") here(event);
});
