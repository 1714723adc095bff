// The search engine: asks for as much of a language's index as a query needs, and ranks what it finds.
//
//   const engine = await open(base);   // base: absolute address of the folder search-index/, as a string
//   engine.kinds                       // [{ id: "event", label: "Sự kiện" }, …]: the kinds of pages that there are, in order
//   const found = await engine.search(query, { kind: null });
//     // { total, kinds: { event: 3, … }, pages: [id, …], terms }: best first, all of them or of one kind; `kinds` counts
//     // those of every kind; `terms` is for `page` only
//   const page = await engine.page(id, found);
//     // { url, title: segs, kind, kindLabel, date: "2026-02-25" | null, language: { tag, name } | null, excerpt: segs,
//     //   parts: [{ url, title: segs, excerpt: segs }] }: addresses are absolute, parts at most three sections with a hit
//     // segs: [{ text, mark }, …]
//
// All three fail where a file cannot be fetched, and work when asked again once it can. `page` wants the `found` of its
// id. The format of the files is in developers/search.md.

import { nameTable, slots } from "./query.js";
import { rank } from "./rank.js";
import { excerpt, hits, much, segments } from "./shown.js";
import { numbered, store } from "./store.js";
import { reader as readerOf } from "./words.js";

const FORMAT = 2;
const PARTS = 3;

export async function open(base) {
  let current = await load(base);
  return {
    get kinds() {
      return current.kinds;
    },
    async search(query, { kind = null } = {}) {
      try {
        return await search(current, query, kind);
      } catch (failure) {
        // The site may have been published anew: then the files have other names.
        const fresh = await load(base);
        if (fresh.version === current.version) throw failure;
        current = fresh;
        return search(current, query, kind);
      }
    },
    page: (id, { terms }) => page(id, terms),
  };
}

async function load(base) {
  const index = await store(base), { manifest } = index;
  if (manifest.format !== FORMAT) throw new Error("The index is of another version than this script.");
  const kinds = manifest.kinds.map(([id, label]) => ({ id, label }));
  return { base, index, manifest, kinds, version: JSON.stringify(manifest), context: null };
}

// What every query needs, asked for with the first.
async function ready(state) {
  const { index, manifest } = state;
  const [table, { groups, variants }] = await Promise.all([index.pages(), index.names()]);
  const reader = readerOf(manifest.letters, variants);
  state.context ??= { index, pages: numbered(table), reader, names: nameTable(groups, reader.fold), endings: manifest.endings };
  return state.context;
}

async function search(state, query, kind) {
  const context = await ready(state), { pages, reader } = context, { kinds, manifest } = state;
  const typed = await slots(query, context);
  const marks = reader.atoms(query).some((atom) => reader.exact(atom.text) !== atom.folded);
  const ranked = rank(typed, pages, manifest.fields, marks);
  const idOf = (number) => kinds[pages.kinds.get(number)].id;
  const counts = {};
  for (const number of ranked) counts[idOf(number)] = (counts[idOf(number)] ?? 0) + 1;
  const kept = kind === null ? ranked : ranked.filter((number) => idOf(number) === kind);
  const all = (what) => typed.flatMap((slot) => [...slot[what]]);
  const words = new Set(all("words")), begun = new Set(all("begun")), phrases = all("phrases");
  const alone = typed.length === 1;
  return { total: kept.length, kinds: counts, pages: kept, terms: { state, words, begun, phrases, alone } };
}

async function page(id, terms) {
  const { base, index, manifest, kinds, context: { pages, reader } } = terms.state;
  const found = await index.page(pages.files.get(id));
  const url = new URL(manifest.root + found.url, base).href;
  const marked = (text) => segments(text, hits(text, terms, reader));
  const parts = found.parts.map(([anchor, heading, text], n) => {
    const here = excerpt(text, terms, reader);
    return { n, anchor, heading, here, count: here.count + 2 * much(hits(heading, terms, reader)) };
  });
  const best = parts.filter((part) => part.anchor && part.count).sort((a, b) => b.count - a.count || a.n - b.n);
  const opening = [excerpt(found.text, terms, reader), ...parts.filter((part) => !part.anchor).map((part) => part.here)];
  const kind = kinds.find((each) => each.id === found.kind);
  return {
    url,
    title: marked(found.title),
    kind: kind.id,
    kindLabel: kind.label,
    date: found.date ?? null,
    language: found.language ? { tag: found.language[0], name: found.language[1] } : null,
    excerpt: opening.reduce((most, each) => (each.count > most.count ? each : most)).segs,
    parts: best.slice(0, PARTS).map(({ anchor, heading, here }) => ({ url: `${url}#${anchor}`, title: marked(heading), excerpt: here.segs })),
  };
}
