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

// The pages of a table, by number: few numbers change when a page comes or goes, so not every number has a page.
export function numbered({ numbers, ...values }) {
  let last = -1;
  const pages = numbers.map((gap) => (last += gap));
  const count = pages.length, mean = (name) => values[name].reduce((sum, each) => sum + each, 0) / (count || 1) || 1;
  const table = { count, meanLength: mean("lengths"), meanTitle: mean("titles") };
  for (const [name, list] of Object.entries(values)) table[name] = new Map(list.map((value, n) => [pages[n], value]));
  return table;
}

const unpacked = new WeakMap();

// The forms of a row, as Python packed them: [form, places by page].
export function forms(row) {
  if (!unpacked.has(row)) {
    const found = [];
    for (let n = 1; n < row.length; n += 3) found.push([row[n] || row[0], postings(row[n + 1], row[n + 2])]);
    unpacked.set(row, found);
  }
  return unpacked.get(row);
}

function postings(gaps, places) {
  const found = new Map(), steps = gaps.split(",");
  let page = -1;
  places.split(";").forEach((packed, n) => {
    let place = 0;
    found.set((page += Number(steps[n])), packed.split(",").map((step) => (place += Number(step))));
  });
  return found;
}
