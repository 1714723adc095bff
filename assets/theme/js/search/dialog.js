// The search over any page. Its words come with a file of their own, beside the page that finds pages.

import { Results } from "./results.js";

let coming = null;

// The content policy lets a script read HTML under this name alone.
const pages = window.trustedTypes?.createPolicy("dialog", { createHTML: (html) => html });

async function fetched(link) {
  const answer = await fetch(new URL("dialog.html", link.href), { cache: "no-cache" });
  const html = await answer.text();
  const parts = new DOMParser().parseFromString(pages?.createHTML(html) ?? html, "text/html");
  for (const each of parts.querySelectorAll("[href]")) each.href = new URL(each.getAttribute("href"), answer.url).href;
  const dialog = document.adoptNode(parts.querySelector(".search-dialog"));
  await styled(document.adoptNode(parts.querySelector(".search-sheet")));
  document.body.append(dialog);
  return set(dialog, answer.url);
}

function styled(sheet) {
  const loaded = new Promise((resolve, reject) => {
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", reject);
  });
  document.head.append(sheet);
  return loaded;
}

function set(dialog, address) {
  const box = dialog.querySelector(".search");
  const ways = dialog.querySelector(".search-ways");
  const page = dialog.querySelector(".search-page");
  const home = page.href;
  const results = new Results(box, new URL(box.dataset.index, address).href, () => {
    ways.hidden = results.state === "found";
    page.hidden = !ways.hidden;
    page.href = `${home}?${new URLSearchParams({ q: results.query, ...(results.kind && { kind: results.kind }) })}`;
  });
  const { field, list } = results;

  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => {
    // Below is the page that the reader is on already.
    const link = target.closest("a");
    if (link?.hash && link.href.startsWith(`${location.origin}${location.pathname}${location.search}#`)) dialog.close();
  });
  field.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await results.ask();
    list.querySelector("a")?.click();
  });
  // Titles take the real focus, and Tab goes through all links: the results hold several links each, which an
  // option of a list box may not. What is typed goes to the field from anywhere.
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault(); // browsers would empty the field first
      dialog.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event);
    else if (event.key.length === 1 && event.key !== " " && event.target !== field) field.focus();
  });

  function step(event) {
    const stops = [field, ...list.querySelectorAll(".hit-title a")];
    const title = event.target.closest(".hit")?.querySelector(".hit-title a");
    const at = stops.indexOf(title ?? event.target);
    if (at < 0) return;
    event.preventDefault();
    if (event.key === "ArrowDown") stops[at + 1]?.focus();
    else stops[title && title !== event.target ? at : Math.max(at - 1, 0)].focus();
  }
  return { dialog, field };
}

// link: the way to the page that finds pages. Fails where anything is missing; then the link itself will do.
export async function open(link) {
  coming ??= fetched(link).catch((failure) => {
    coming = null;
    throw failure;
  });
  const { dialog, field } = await coming;
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
}
