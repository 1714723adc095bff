// From what is typed to where it stands. A query is a row of slots: its words, and each two characters of an
// unspaced script. What else a known name is called stands in the slots of that name; names widen a query, and never
// narrow it.

import { almost, cuts } from "./near.js";
import { forms } from "./store.js";
import { nearness } from "./words.js";

const OTHER_NAME = 0.9, RELATED = 0.4; // against what was typed itself
const LONGER = 0.3; // a word of which only the beginning was typed, where that is a word itself, too
const OTHER_END = 0.9, SLIP = 0.6;
const MOST = 40; // words of a query; who pastes a page does not ask for all of it
const BEGUN = 4; // letters from which on a name written together may be only begun

// Names by how they are typed: folded, words and characters with spaces between, and words without them (hanoi).
export function nameTable(groups, fold) {
  const table = new Map();
  let longest = 0;
  groups.forEach(([names], group) => names.forEach((name) => {
    const parts = name.split(" ").map(fold);
    longest = Math.max(longest, parts.length);
    for (const key of [parts.join(" "), parts.join("")]) {
      if (!table.has(key)) table.set(key, []);
      if (!table.get(key).includes(group)) table.get(key).push(group);
    }
  }));
  return { groups, table, longest };
}

// The slots of a query: { start, words, begun, phrases, places }. start: which atom it begins with; words, begun, phrases:
// what of the index stands for it — exact forms, those of which only the beginning was typed, folded words in a row;
// places: by page, [{ place, next, quality, exact }] — next: where the atom after it would stand; exact: it is what was
// typed, marks and all.
export async function slots(typed, context) {
  const { reader, names } = context;
  const atoms = reader.atoms(typed).slice(0, MOST);
  const found = await Promise.all(steps(atoms, true).map((step) => own(step, context)));
  const ways = [];
  for (let start = 0; start < atoms.length; start++) {
    for (let end = Math.min(atoms.length, start + names.longest); end > start; end--) {
      const said = atoms.slice(start, end).map((atom) => atom.folded).join(" ");
      for (const [name, quality] of alike(said, names)) ways.push({ start, end, said, name, quality });
    }
  }
  const named = ({ start }) => ways.some((way) => way.start <= start && start < way.end);
  const missing = found.filter((slot) => !slot.places.size && !slot.unspaced && !named(slot));
  const others = await Promise.all(missing.map((slot) => instead(slot, context)));
  ways.push(...others.flat());
  const phrases = await Promise.all(ways.map(({ name }) => phrase(name, context)));
  ways.forEach((way, n) => put(phrases[n], way, found));
  return found;
}

// What a word that no page has may stand for: two words written together, a name begun, a number behind letters (QL4A),
// or words that are almost it. These go into its slot, others come back as ways to say it.
async function instead(slot, context) {
  const { folded, start, prefix } = slot, { index, names } = context;
  const ways = (said) => said.map(([name, quality]) => ({ start, end: start + 1, said: folded, name, quality }));
  const found = await Promise.all((await cuts(folded, index)).map(async (name) => ({ name, ...(await phrase(name, context)) })));
  const together = found.filter(({ places }) => places.size).sort((a, b) => b.places.size - a.places.size);
  if (together.length) return ways([[together[0].name, OTHER_NAME]]);
  if (prefix && folded.length >= BEGUN) {
    const begun = [...names.table.keys()].filter((key) => key.startsWith(folded));
    const said = begun.flatMap((key) => [...alike(key, names)]);
    if (said.length) return ways([...new Map(said)]);
  }
  const number = /^\p{L}+(?=\p{N})/u.exec(folded);
  if (number) return ways([[folded.slice(number[0].length), SLIP]]);
  const near = collected(slot.text, folded, context);
  for (const row of await almost(folded, index)) {
    near.take(row, SLIP);
    for (const other of await ended(row[0], context)) near.take(other, SLIP * OTHER_END);
  }
  fill(slot, near.found());
  return [];
}

// A row of atoms as the words that an index has. prefix: the last may be only the beginning of a word.
function steps(atoms, prefix) {
  const found = [];
  atoms.forEach((atom, start) => {
    const next = atoms[start + 1], step = { start, folded: atom.folded, text: atom.text, prefix: false, unspaced: atom.unspaced, width: 1 };
    if (!atom.unspaced) found.push({ ...step, prefix: prefix && !next });
    else if (next?.joined) found.push({ ...step, folded: atom.folded + next.folded, text: atom.text + next.text, width: 2 });
    else if (!atom.joined) found.push({ ...step, prefix: true });
  });
  return found;
}

const own = async (step, context) => fill({ ...step, phrases: [], places: new Map() }, await word(step, context));

function fill(slot, { places, words, begun }) {
  for (const [page, found] of places) {
    slot.places.set(page, [...found].map(([place, quality]) => ({ place, next: place + 1, quality, exact: quality === 1 })));
  }
  return Object.assign(slot, { words, begun });
}

// What else a name is called in the texts, and how much that counts: [[name, quality], …].
function* alike(said, { groups, table }) {
  for (const group of table.get(said) ?? []) {
    const [names, written, related] = groups[group];
    for (const n of written) yield [names[n], OTHER_NAME];
    for (const other of related) for (const n of groups[other][1]) yield [groups[other][0][n], RELATED];
  }
}

// Where a name stands, and its atoms.
async function phrase(name, context) {
  const atoms = name.split(" ").map((text) => context.reader.atom(text));
  const row = steps(joined(atoms), false);
  const found = await Promise.all(row.map((step) => word(step, context)));
  return { atoms, places: found.map(({ places }) => places).reduce((all, places, n) => followed(all, places, row[n].start)) };
}

const joined = (atoms) => atoms.map((atom, n) => ({ ...atom, joined: atom.unspaced && Boolean(atoms[n - 1]?.unspaced) }));

function followed(places, others, offset) {
  const both = new Map();
  for (const [page, found] of places) {
    const other = others.get(page), kept = new Map();
    if (other) for (const [place, near] of found) if (other.has(place + offset)) kept.set(place, Math.min(near, other.get(place + offset)));
    if (kept.size) both.set(page, kept);
  }
  return both;
}

// Put another name into the slots of what was typed, as if that stood where the name does.
function put({ atoms, places }, { start, end, said, quality }, slots) {
  const folded = atoms.map((atom) => atom.folded);
  const inside = slots.filter((slot) => slot.start >= start && slot.start + slot.width <= end);
  if (!places.size || !inside.length || folded.join(" ") === said) return;
  inside[0].phrases.push(folded);
  for (const slot of inside) {
    const last = slot === inside.at(-1), length = atoms.length;
    for (const [page, found] of places) {
      if (!slot.places.has(page)) slot.places.set(page, []);
      for (const [place, near] of found) {
        const here = place + Math.min(slot.start - start, length - 1);
        const next = last ? place + length - (end - 1 - slot.start) : here + 1;
        slot.places.get(page).push({ place: here, next, quality: near * quality, exact: false });
      }
    }
  }
}

// Where a word stands, in all its forms.
async function word({ folded, text, prefix, unspaced }, context) {
  const { index } = context, { take, found } = collected(text, folded, context);
  const same = await index.row(folded);
  if (same) take(same, 1);
  if (prefix) {
    for (const row of await index.beginning(folded)) {
      // A single character of an unspaced script begins pairs, in which it stands itself.
      if (row !== same) take(row, unspaced ? 1 : (same ? LONGER : 1) * Math.sqrt(folded.length / row[0].length), true);
    }
  }
  if (unspaced) return found();
  for (const row of await ended(folded, context)) take(row, OTHER_END);
  return found();
}

// Rows of the index that stand for what was typed: { places, words, begun }. Shown are those of their forms that are
// nearest to it.
function collected(text, folded, { reader }) {
  const typed = reader.exact(text), places = new Map(), words = new Map(), begun = new Map();
  const take = (row, quality, longer = false) => {
    for (const [form, pages] of forms(row)) {
      const near = nearness(typed, folded, form, longer);
      (longer ? begun : words).set(form, near);
      for (const [page, found] of pages) {
        if (!places.has(page)) places.set(page, new Map());
        const kept = places.get(page);
        for (const place of found) kept.set(place, Math.max(quality * near, kept.get(place) ?? 0));
      }
    }
  };
  const nearest = (forms) => {
    const highest = Math.max(...words.values(), ...begun.values());
    return new Set([...forms].filter(([, near]) => near === highest).map(([form]) => form));
  };
  return { take, found: () => ({ places, words: nearest(words), begun: nearest(begun) }) };
}

// The rows of a word with other endings.
async function ended(word, { index, endings }) {
  const shorter = endings.filter((end) => word.endsWith(end) && word.length > end.length + 2).map((end) => word.slice(0, -end.length));
  const others = word.length > 2 ? [...shorter, ...endings.map((end) => word + end)] : shorter;
  return (await Promise.all(others.map((other) => index.row(other)))).filter(Boolean);
}
