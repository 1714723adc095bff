// What a reader sees of a result: the parts of its text where the query stands, with marks.

const LENGTH = 170, LEAD = 45; // characters; of an unspaced script half as many

// Where a text has what was searched: [{ start, end, what }, …] in order. what: the different words there; those that
// only spaces set apart are one. A word that was only begun is marked after another of the query: too many words begin so.
export function hits(text, { words, begun, phrases, alone }, reader) {
  const atoms = reader.atoms(text), found = [];
  const add = (first, last, what) => found.push({ start: first.start, end: last.end, what: [what] });
  const has = (said, before) => {
    const form = reader.exact(said);
    return words.has(form) || (begun.has(form) && (alone || (before && found.at(-1)?.end === before.end)));
  };
  atoms.forEach((atom, n) => {
    const next = atoms[n + 1], before = atoms[n - 1];
    if (has(atom.text, before)) add(atom, atom, atom.folded);
    else if (next?.joined && has(atom.text + next.text, before)) add(atom, next, atom.folded + next.folded);
    for (const phrase of phrases) {
      if (phrase.every((word, step) => atoms[n + step]?.folded === word)) add(atom, atoms[n + phrase.length - 1], phrase.join(" "));
    }
  });
  const all = [];
  for (const hit of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = all.at(-1);
    if (before && (hit.start <= before.end || !text.slice(before.end, hit.start).trim())) {
      before.end = Math.max(before.end, hit.end);
      before.what.push(...hit.what);
    } else all.push(hit);
  }
  return all;
}

// How much hits have of a query: each word once, and once more each time that it is with another.
export function much(found) {
  const words = new Set(found.flatMap(({ what }) => what));
  return words.size && words.size + Math.max(...found.map(({ what }) => new Set(what).size)) - 1;
}

// A text in segments, marked ones and others.
export function segments(text, found, from = 0, to = text.length) {
  const parts = [];
  let at = from;
  const add = (end, mark) => {
    if (end > at) parts.push({ text: text.slice(at, end), mark });
    at = Math.max(at, end);
  };
  for (const { start, end } of found) {
    if (start < from || end > to || end <= at) continue;
    if (start > at) add(start, false);
    add(end, true);
  }
  add(to, false);
  return parts;
}

// The part of a text with the most of the query: { segs, count }; its beginning where it has nothing.
export function excerpt(text, terms, reader) {
  const found = hits(text, terms, reader);
  const unspaced = found.length && reader.atoms(text.slice(found[0].start, found[0].end))[0].unspaced;
  const length = unspaced ? LENGTH / 2 : LENGTH, lead = unspaced ? LEAD / 2 : LEAD;
  let best = [], count = 0;
  found.forEach(({ start }, n) => {
    const inside = found.slice(n).filter(({ end }) => end <= start + length - lead);
    if (much(inside) > count) [best, count] = [inside, much(inside)];
  });
  const from = best.length ? opening(text, best[0].start, lead) : 0;
  const to = closing(text, from + length);
  const segs = segments(text, found, from, to);
  if (from > 0) segs.unshift({ text: "…", mark: false });
  if (to < text.length) segs.push({ text: "…", mark: false });
  return { segs, count };
}

// A beginning a little before a hit: that of its sentence if it is near, else of a word.
function opening(text, hit, lead) {
  if (hit <= lead) return 0;
  const before = text.slice(hit - lead, hit);
  const sentence = Math.max(...[". ", "! ", "? ", "。", "！", "？"].map((end) => (before.lastIndexOf(end) + 1 || -lead) + end.length - 1));
  if (sentence > 0) return hit - lead + sentence;
  const space = before.indexOf(" ");
  return hit - lead + (space + 1);
}

function closing(text, end) {
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(" ", end);
  return space > end - 20 ? space : end;
}
