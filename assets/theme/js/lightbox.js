// The pictures of a page, large, one by one. Without this file their links open the files.

const dialog = document.querySelector(".lightbox");
const links = [...document.querySelectorAll(".figure-link")];
const stage = dialog.querySelector(".lightbox-stage");
const position = dialog.querySelector(".lightbox-position");
const words = dialog.querySelector(".lightbox-words");
const forward = getComputedStyle(dialog).direction === "rtl" ? -1 : 1;
const SWIPE = 40;
let at = 0;

function show(index) {
  at = (index + links.length) % links.length;
  const link = links[at];
  const caption = document.getElementById(link.getAttribute("aria-describedby")) ?? link.closest("figure").querySelector("figcaption");
  words.replaceChildren(...(caption?.cloneNode(true).childNodes ?? []));
  words.parentNode.scrollTop = 0;
  position.textContent = links.length > 1 ? dialog.dataset.position.replace("{number}", at + 1).replace("{total}", links.length) : "";
  const picture = link.querySelector("picture").cloneNode(true);
  const image = picture.querySelector("img");
  image.className = "";
  image.loading = "eager";
  // As wide as the stage lets it be with these words below, so that the browser takes a file that is sharp and no larger.
  const style = getComputedStyle(stage);
  const across = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const down = stage.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  const wide = Math.ceil(Math.min(across, (down * image.getAttribute("width")) / image.getAttribute("height")));
  for (const each of picture.children) each.sizes = `${wide}px`;
  stage.replaceChildren(picture);
}

links.forEach((link, index) => {
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    dialog.showModal();
    show(index);
  });
});

for (const button of dialog.querySelectorAll("[data-step]")) {
  const step = button.dataset.step;
  button.hidden = step !== "close" && links.length < 2;
  button.addEventListener("click", () => step === "close" ? dialog.close() : show(at + Number(step)));
}

dialog.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  show(to);
});
dialog.addEventListener("close", () => { stage.replaceChildren(); });

// A swipe turns the page; a pinched picture is moved about instead.
let from = null;
stage.addEventListener("pointerdown", (event) => {
  from = event.isPrimary && (visualViewport?.scale ?? 1) < 1.1 ? event : null;
});
stage.addEventListener("pointerup", (event) => {
  if (!from || !event.isPrimary) return;
  const across = event.clientX - from.clientX;
  const down = Math.abs(event.clientY - from.clientY);
  from = null;
  if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * down) show(at - Math.sign(across) * forward);
  else if (event.pointerType === "mouse" && event.target === stage && Math.abs(across) + down < SWIPE / 4) dialog.close();
});
stage.addEventListener("dragstart", (event) => event.preventDefault());
