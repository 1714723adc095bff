// From what is typed to where it stands: a query is a row of slots, each a word, two characters or a known name.

import { exact, nearness, slips } from "./words.js";
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
    if (!table.has(key)) table.set(key, new Set());
    table.get(key).add(group);
  }));
  return { groups, table, longest };
}

// The slots of a query: the longest names first, what is left word by word.
export async function slots(typed, { index, names, reader, endings }) {
  const atoms = reader.atoms(typed);
  const found = [];
  for (let at = 0; at < atoms.length;) {
    const name = nameAt(atoms, at, names);
    const length = name?.length ?? 1;
    const own = atoms.slice(at, at + length);
    const slot = { length, start: at, own, phrases: [], words: new Set(), places: new Map() };
    const last = at + length === atoms.length;
    // A character with the next one, unless a name has begun there, is a pair.
    const next = atoms[at + 1];
    if (!name && own[0].unspaced && own[0].joined && !nameAt(atoms, at + 1, names)) slot.own = [own[0], next], slot.pair = true;
    found.push(fill(slot, name, last, { index, names, reader, endings }));
    at += length;
    // The second character of a pair that ends its run, or stands before a name, is in the pair.
    if (slot.pair && (!next.joined || nameAt(atoms, at + 1, names))) at += 1, slot.length = 2;
  }
  return Promise.all(found);
}

function nameAt(atoms, at, { groups, table, longest }) {
  for (let length = Math.min(longest, atoms.length - at); length > 0; length--) {
    const part = atoms.slice(at, at + length);
    const found = table.get(part.map((atom) => atom.folded).join(" "));
    if (found) return { length, groups: [...found] };
  }
  return null;
}

async function fill(slot, name, last, context) {
  const { names, reader } = context;
  const ways = [{ atoms: slot.own, quality: 1, prefix: last && !slot.own.at(-1).unspaced, typed: true }];
  if (name) {
    const said = slot.own.map((atom) => atom.folded).join(" ");
    const add = (group, quality) => {
      const [all, there] = names.groups[group];
      for (const n of there) {
        const atoms = all[n].split(" ").map((text) => spelt(text, reader));
        if (atoms.map((atom) => atom.folded).join(" ") !== said) ways.push({ atoms, quality, prefix: false });
      }
    };
    for (const group of name.groups) add(group, OTHER_NAME);
    for (const group of name.groups) for (const other of names.groups[group][2]) add(other, RELATED);
  }
  const all = await Promise.all(ways.map((way) => phrase(way, context)));
  all.forEach(({ places, words }, n) => {
    const { atoms, quality, typed } = ways[n];
    if (!places.size) return;
    if (atoms.length > 1) slot.phrases.push(atoms.map((atom) => atom.folded));
    else for (const word of words) slot.words.add(word);
    const width = span(atoms);
    for (const [page, found] of places) {
      if (!slot.places.has(page)) slot.places.set(page, []);
      for (const [place, near] of found) slot.places.get(page).push({ place, width, quality: near * quality, exact: typed && near === 1 });
    }
  });
  return slot;
}

const spelt = (text, reader) => {
  const [atom] = reader.atoms(text);
  return { ...atom, text, folded: reader.fold(text) };
};

// How many places words and characters take.
const span = (atoms) => atoms.length;

// Where words stand one after the other: by page, nearness by place; and which words of the index these are.
async function phrase({ atoms, prefix }, context) {
  const steps = [];
  atoms.forEach((atom, n) => {
    const next = atoms[n + 1], before = atoms[n - 1];
    const plain = { offset: n, folded: atom.folded, text: atom.text };
    if (!atom.unspaced) steps.push({ ...plain, prefix: prefix && !next });
    else if (next?.unspaced) steps.push({ ...plain, folded: atom.folded + next.folded, text: atom.text + next.text, unspaced: true });
    else if (!before?.unspaced) steps.push({ ...plain, prefix: true, unspaced: true });
  });
  const found = await Promise.all(steps.map((step) => word(step, context)));
  let places = found[0].places;
  for (let n = 1; n < found.length; n++) places = followed(places, found[n].places, steps[n].offset);
  return { places, words: found[0].words };
}

function followed(places, others, offset) {
  const both = new Map();
  for (const [page, found] of places) {
    const other = others.get(page);
    if (!other) continue;
    const kept = new Map();
    for (const [place, near] of found) if (other.has(place + offset)) kept.set(place, Math.min(near, other.get(place + offset)));
    if (kept.size) both.set(page, kept);
  }
  return both;
}

// Where a word stands, in all its forms; one that no page has, by words that are almost it.
async function word({ folded, text, prefix, unspaced }, { index, endings }) {
  const typed = exact(text), places = new Map(), words = new Set();
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
  const own = await index.row(folded);
  if (own) take(own, 1);
  if (prefix) {
    // A single character of an unspaced script begins pairs, in which it stands itself.
    for (const row of await index.beginning(folded)) {
      if (row !== own) take(row, unspaced ? 1 : (own ? LONGER : 1) * Math.sqrt(folded.length / row[0].length), true);
    }
  }
  if (unspaced) return { places, words };
  for (const other of otherEnds(folded, endings)) {
    const row = await index.row(other);
    if (row && !words.has(other)) take(row, OTHER_END);
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
  const counted = rows.map((row) => [slips(word, row[0], most), row]);
  const fewest = Math.min(...counted.map(([count]) => count));
  if (fewest <= most) return counted.filter(([count]) => count === fewest).map(([, row]) => row);
  const shared = rows.map((row) => [common(word, row[0]), row]);
  const longest = Math.max(0, ...shared.map(([length]) => length));
  return longest >= Math.max(3, word.length * 0.6) ? shared.filter(([length]) => length === longest).map(([, row]) => row) : [];
}

function common(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
