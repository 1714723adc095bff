// Small comforts. Every page reads and works without this file.

// The folded menu: Escape closes it and gives the focus back; so does leaving it by click or by Tab.
const fold = document.querySelector(".menu-fold");
if (fold) {
  const close = () => { fold.open = false; };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    close();
    fold.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!fold.contains(event.target)) close();
  });
  fold.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !fold.contains(event.relatedTarget)) close();
  });
}

// The magnifier, or Ctrl or Cmd with K, opens the search over the page. Its files come when they are asked for.
const find = document.querySelector(".top-find:not([aria-current])");
if (find) {
  const load = () => import("./search/dialog.js");
  const open = (event) => {
    event.preventDefault();
    load().then((search) => search.open(find)).catch(() => { location = find.href; });
  };
  find.addEventListener("pointerenter", () => load().catch(() => {}));
  find.addEventListener("click", (event) => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) open(event);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "k") open(event);
  });
}

// A table wider than its column scrolls; keyboard readers must be able to reach it, and to hear what it is.
for (const table of document.querySelectorAll(".prose table")) {
  if (table.scrollWidth <= table.clientWidth) continue;
  const heading = nearestHeading(table);
  const box = document.createElement("div");
  box.className = "scroll";
  box.tabIndex = 0;
  if (heading) {
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", heading);
  }
  table.replaceWith(box);
  box.append(table);
}

// The text of the heading that a table stands under: its name without asking the author for one.
function nearestHeading(element) {
  let name = document.querySelector("h1")?.textContent ?? "";
  for (const heading of document.querySelectorAll(".prose :is(h2, h3, h4)")) {
    if (heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) name = heading.firstChild?.textContent ?? name;
  }
  return name.trim();
}

// Print what is folded.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll(".prose details")) part.open = true;
});

// What has passed since the page was built; the pages say when each event is over, in seconds since 1970.
const isOver = ({ dataset }) => dataset.over * 1000 <= Date.now();
for (const notice of document.querySelectorAll(".notice[data-over]")) notice.hidden = !isOver(notice);
for (const list of document.querySelectorAll("[data-coming]")) {
  const past = document.querySelector("[data-past]");
  for (const item of [...list.querySelectorAll("[data-over]")].filter(isOver)) {
    if (past) {
      past.querySelector("h2").after(item);
      past.hidden = false;
    } else item.remove();
  }
  const left = [...list.querySelectorAll("[data-over]")];
  left.slice(0, list.dataset.coming || undefined).forEach((item) => { item.hidden = false; });
  list.hidden = left.length === 0;
}
