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
// All three fail where a file cannot be fetched, and work when asked again once it can. The format of the files is in
// developers/search.md.

import { nameTable, slots } from "./query.js";
import { rank } from "./rank.js";
import { excerpt, hits, much, segments } from "./shown.js";
import { store } from "./store.js";
import { reader as readerOf } from "./words.js";

const FORMAT = 1;
const PARTS = 3;

export async function open(base) {
  const index = await store(base);
  const { manifest } = index;
  if (manifest.format !== FORMAT) throw new Error("The index is of another version of this page.");
  const kinds = manifest.kinds.map(([id, label]) => ({ id, label }));
  let context;
  // What every query needs, asked for with the first.
  const ready = async () => {
    const [pages, { groups, variants }] = await Promise.all([index.pages(), index.names()]);
    const reader = readerOf(manifest.letters, variants);
    context ??= { index, pages, reader, names: nameTable(groups, reader.fold), endings: manifest.endings };
    return context;
  };

  async function search(query, { kind = null } = {}) {
    const { pages, reader } = await ready();
    const typed = await slots(query, context);
    const marks = reader.atoms(query).some((atom) => reader.exact(atom.text) !== atom.folded);
    const ranked = rank(typed, pages, manifest.fields, marks);
    const counts = {};
    for (const number of ranked) {
      const { id } = kinds[pages.kinds[number]];
      counts[id] = (counts[id] ?? 0) + 1;
    }
    const kept = kind === null ? ranked : ranked.filter((number) => kinds[pages.kinds[number]].id === kind);
    const terms = { words: new Set(typed.flatMap((slot) => [...slot.words])), phrases: typed.flatMap((slot) => slot.phrases) };
    return { total: kept.length, kinds: counts, pages: kept, terms };
  }

  async function page(id, { terms }) {
    const { pages, reader } = await ready();
    const found = await index.page(pages.files[id]);
    const url = new URL(manifest.root + found.url, base).href;
    const marked = (text) => segments(text, hits(text, terms, reader));
    const parts = found.parts.map(([anchor, heading, text], n) => {
      const here = excerpt(text, terms, reader);
      return { n, anchor, heading, here, count: here.count + 2 * much(hits(heading, terms, reader)) };
    });
    const best = parts.filter((part) => part.anchor && part.count).sort((a, b) => b.count - a.count || a.n - b.n);
    const intro = [excerpt(found.text, terms, reader), ...parts.filter((part) => !part.anchor).map((part) => part.here)];
    const kind = kinds[found.kind];
    return {
      url,
      title: marked(found.title),
      kind: kind.id,
      kindLabel: kind.label,
      date: found.date ?? null,
      language: found.language ? { tag: found.language[0], name: found.language[1] } : null,
      excerpt: intro.reduce((most, each) => (each.count > most.count ? each : most)).segs,
      parts: best.slice(0, PARTS).map(({ anchor, heading, here }) => ({ url: `${url}#${anchor}`, title: marked(heading), excerpt: here.segs })),
    };
  }

  return { kinds, search, page };
}
