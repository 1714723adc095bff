// From what is typed to where it stands. A query is a row of slots: its words, and each two characters of an
// unspaced script. What else a known name is called stands in the slots of that name; names widen a query, and never
// narrow it.

import { nearness, slips } from "./words.js";
import { unpack } from "./store.js";

const OTHER_NAME = 0.9, RELATED = 0.4; // against what was typed itself
const LONGER = 0.5; // a word of which only the beginning was typed, where that is a word itself, too
const OTHER_END = 0.9, SLIP = 0.6;

// Names by how they are typed: folded, words and characters with spaces between.
export function nameTable(groups, fold) {
  const table = new Map();
  let longest = 0;
  groups.forEach(([names], group) => names.forEach((name) => {
    const parts = name.split(" ").map(fold), key = parts.join(" ");
    longest = Math.max(longest, parts.length);
    if (!table.has(key)) table.set(key, []);
    if (!table.get(key).includes(group)) table.get(key).push(group);
  }));
  return { groups, table, longest };
}

// The slots of a query: { start, words, phrases, places }. start: which atom it begins with; words, phrases: what of the
// index stands for it, folded; places: by page, [{ place, next, quality, exact }] — next: where the atom after it would
// stand; exact: it is what was typed, marks and all.
export async function slots(typed, context) {
  const { reader, names } = context;
  const atoms = reader.atoms(typed);
  const found = await Promise.all(steps(atoms, true).map((step) => own(step, context)));
  const ways = [];
  for (let start = 0; start < atoms.length; start++) {
    for (let end = Math.min(atoms.length, start + names.longest); end > start; end--) {
      const said = atoms.slice(start, end).map((atom) => atom.folded).join(" ");
      for (const [name, quality] of alike(said, names)) ways.push({ start, end, said, name, quality });
    }
  }
  const phrases = await Promise.all(ways.map(({ name }) => phrase(name, context)));
  ways.forEach((way, n) => put(phrases[n], way, found));
  return found;
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

async function own(step, context) {
  const { places, words } = await word(step, context);
  const slot = { start: step.start, width: step.width, words, phrases: [], places: new Map(), typed: places.size > 0 };
  for (const [page, found] of places) {
    slot.places.set(page, [...found].map(([place, quality]) => ({ place, next: place + 1, quality, exact: quality === 1 })));
  }
  return slot;
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

// Where a word stands, in all its forms; one that no page has, by words that are almost it.
async function word({ folded, text, prefix, unspaced }, { index, reader, endings }) {
  const typed = reader.exact(text), places = new Map(), words = new Set();
  const take = (row, quality, longer = false) => {
    words.add(row[0]);
    for (let n = 1; n < row.length; n += 2) {
      const near = quality * nearness(typed, folded, row[n] || row[0], longer);
      for (const [page, found] of unpack(row[n + 1])) {
        if (!places.has(page)) places.set(page, new Map());
        const kept = places.get(page);
        for (const place of found) kept.set(place, Math.max(near, kept.get(place) ?? 0));
      }
    }
  };
  const same = await index.row(folded);
  if (same) take(same, 1);
  if (prefix) {
    for (const row of await index.beginning(folded)) {
      // A single character of an unspaced script begins pairs, in which it stands itself.
      if (row !== same) take(row, unspaced ? 1 : (same ? LONGER : 1) * Math.sqrt(folded.length / row[0].length), true);
    }
  }
  if (unspaced) return { places, words };
  for (const other of otherEnds(folded, endings)) {
    const row = await index.row(other);
    if (row) take(row, OTHER_END);
  }
  if (!words.size) for (const row of await almost(folded, index)) take(row, SLIP);
  return { places, words };
}

function otherEnds(word, endings) {
  const shorter = endings.filter((end) => word.endsWith(end) && word.length > end.length + 2).map((end) => word.slice(0, -end.length));
  return word.length > 2 ? [...shorter, ...endings.map((end) => word + end)] : shorter;
}

// The words nearest to one that no page has: with the fewest slips, else with the longest beginning in common.
async function almost(word, index) {
  if (word.length < 4) return [];
  const rows = (await index.around(word)).filter(([other]) => other[0] === word[0]);
  const most = word.length > 6 ? 2 : 1;
  const slipped = best(rows.map((row) => [-slips(word, row[0], most), row]), -most);
  return slipped.length ? slipped : best(rows.map((row) => [common(word, row[0]), row]), Math.max(3, word.length * 0.6));
}

// The rows with the highest number, if that is high enough.
function best(counted, least) {
  const highest = Math.max(...counted.map(([count]) => count));
  return highest >= least ? counted.filter(([count]) => count === highest).map(([, row]) => row) : [];
}

function common(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
