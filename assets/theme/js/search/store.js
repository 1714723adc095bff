// The files of an index: what has come is kept, what failed is asked for again.

const MOST = 3; // chunks for all words with one beginning

export async function store(base) {
  const kept = new Map();
  const get = (name, options) => {
    if (!kept.has(name)) {
      const coming = fetch(new URL(name, base), options).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
        return answer.json();
      });
      coming.catch(() => kept.delete(name));
      kept.set(name, coming);
    }
    return kept.get(name);
  };
  // The one fixed name: an old one would ask for files that are no more.
  const manifest = await get("index.json", { cache: "no-cache" });
  const named = (kind, code) => get(`${kind}.${code}.json`);
  const chunk = (number) => named("words", manifest.words[number][1]);

  // The chunk that has a word, if any has.
  const at = (word) => Math.max(0, lowerBound(manifest.words, word, true) - 1);

  return {
    manifest,
    pages: () => named("pages", manifest.pages),
    names: () => named("names", manifest.names),
    page: (code) => named("page", code),
    // The rows of all words with a beginning, in order; of very many, those that stand first.
    async beginning(word) {
      const rows = [];
      for (let n = at(word), first = n; n < manifest.words.length && n < first + MOST; n++) {
        if (n > first && !manifest.words[n][0].startsWith(word)) break;
        const all = await chunk(n);
        for (let i = lowerBound(all, word); i < all.length && all[i][0].startsWith(word); i++) rows.push(all[i]);
      }
      return rows;
    },
    async row(word) {
      const all = await chunk(at(word)), found = all[lowerBound(all, word)];
      return found?.[0] === word ? found : null;
    },
    // All rows around the place that a word would have.
    around: (word) => chunk(at(word)),
  };
}

// Where the first row is that does not come before a word (`after`: that comes after it).
function lowerBound(rows, word, after = false) {
  let low = 0, high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1, here = rows[middle][0];
    if (here < word || (after && here === word)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const unpacked = new WeakMap();

// Postings as Python packed them: places by page.
export function unpack(packed) {
  if (unpacked.has(packed)) return unpacked.get(packed);
  const found = new Map();
  for (let at = 0, page = -1; at < packed.length;) {
    page += packed[at];
    const places = [], end = at + 2 + packed[at + 1];
    for (let place = 0, i = at + 2; i < end; i++) places.push(place += packed[i]);
    found.set(page, places);
    at = end;
  }
  unpacked.set(packed, found);
  return found;
}
