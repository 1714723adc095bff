// One result: its kind and date, its title, the words around what was found, and up to three of its sections.

const tag = document.documentElement.lang;

export function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

const marked = (segments) => segments.map(({ text, mark }) => (mark ? make("mark", "", text) : text));

function link(url, segments) {
  const element = make("a", "", ...marked(segments));
  element.href = url;
  return element;
}

// A day as the pages write it: by the CLDR pattern of the language's words.
function day(iso, pattern) {
  const date = new Date(`${iso}T00:00Z`);
  const month = (style) => new Intl.DateTimeFormat(tag, { month: style, day: "numeric", timeZone: "UTC" }).formatToParts(date).find((part) => part.type === "month").value;
  const written = pattern.replace(/'([^']*)'|y+|M+|d+/g, (token, words) => {
    if (words !== undefined) return words || "'";
    if (token[0] === "y") return date.getUTCFullYear();
    if (token.length > 2) return month(token.length > 3 ? "long" : "short");
    return String(token[0] === "M" ? date.getUTCMonth() + 1 : date.getUTCDate()).padStart(token.length, "0");
  });
  const element = make("time", "", written);
  element.dateTime = iso;
  return element;
}

// words: data attributes of the box (language, date)
export function row(page, words) {
  const own = (element) => {
    if (page.language) element.lang = page.language.tag;
    return element;
  };
  const item = make("li", "hit", make("p", "eyebrow", page.kindLabel, ...(page.date ? [" · ", day(page.date, words.date)] : [])));
  item.append(own(make("h2", "hit-title", link(page.url, page.title))));
  if (page.language) item.append(make("p", "card-mark", words.language.replace("{language}", page.language.name)));
  if (page.excerpt.length) item.append(own(make("p", "hit-text", ...marked(page.excerpt))));
  const parts = page.parts.map((part) => make("li", "", link(part.url, part.title), make("p", "", ...marked(part.excerpt))));
  if (parts.length) item.append(own(make("ul", "hit-parts bare", ...parts)));
  return item;
}
