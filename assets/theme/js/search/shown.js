// What a reader sees of a result: the parts of its text where the query stands, with marks.

const LENGTH = 170, LEAD = 45; // characters; of an unspaced script half as many

// Where a text has what was searched: [[start, end, what], …] in order.
export function hits(text, { words, phrases }, reader) {
  const atoms = reader.atoms(text), found = [];
  atoms.forEach((atom, n) => {
    const next = atoms[n + 1];
    if (words.has(atom.folded)) found.push([atom.start, atom.end, atom.folded]);
    else if (atom.joined && words.has(atom.folded + next.folded)) found.push([atom.start, next.end, atom.folded + next.folded]);
    for (const phrase of phrases) {
      if (phrase.every((word, step) => atoms[n + step]?.folded === word)) {
        found.push([atom.start, atoms[n + phrase.length - 1].end, phrase.join(" ")]);
      }
    }
  });
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

// A text in segments, marked ones and others.
export function segments(text, found, from = 0, to = text.length) {
  const parts = [];
  let at = from;
  const add = (end, mark) => {
    if (end > at) parts.push({ text: text.slice(at, end), mark });
    at = Math.max(at, end);
  };
  for (const [start, end] of found) {
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
  const half = found.length && reader.atoms(text.slice(found[0][0], found[0][0] + 20))[0]?.unspaced;
  const length = half ? LENGTH / 2 : LENGTH, lead = half ? LEAD / 2 : LEAD;
  let best = [], count = 0;
  found.forEach(([start], n) => {
    const inside = found.slice(n).filter(([, end]) => end <= start + length - lead);
    const kinds = new Set(inside.map(([, , what]) => what)).size;
    if (kinds > count) [best, count] = [inside, kinds];
  });
  const from = best.length ? opening(text, best[0][0], lead) : 0;
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
