// Which pages a query means most. A hit in a title beats hits in the text, however many; rare words tell more than
// common ones; words that stand together more than words far apart; what was typed exactly more than what is almost it.

// title, description, labels, headings, pictures, text: what a hit there may add at most, and how many hits add half.
const WORTH = [3.2, 1.2, 0.9, 1.3, 0.2, 1];
const HALF = [0.2, 0.5, 0.8, 0.6, 1, 1.5];
const TOGETHER = 0.9, NEAR = 0.25, NEIGHBOURS = 8;
const TITLE_COVERED = 2, TITLE_WHOLE = 2;
// Of what the best page has of the query, a page must have so much to be found at all: of two words both, of many most.
const enough = (words) => Math.max(0.5, 0.9 - 0.08 * words);

// [page, …] best first. marks: some were typed, so that pages with exactly these words go before all others.
export function rank(slots, pages, fields, marks) {
  const known = slots.filter((slot) => slot.places.size);
  if (!known.length) return [];
  const { count: total, meanLength: mean, meanTitle } = pages;
  const rarity = (count) => Math.log(1 + (total - count + 0.5) / (count + 0.5));
  const found = new Map();
  const page = (number) => {
    if (!found.has(number)) found.set(number, { number, score: 0, covered: 0, tier: 0, title: new Map() });
    return found.get(number);
  };
  const worth = (number, hits) => {
    const long = 0.6 + 0.4 * pages.lengths.get(number) / mean, longTitle = 0.6 + 0.4 * pages.titles.get(number) / meanTitle;
    const sums = WORTH.map(() => 0);
    for (const { place, quality } of hits) sums[fieldOf(place, fields)] += quality;
    return sums.reduce((sum, count, field) => {
      const even = count / (field === 0 ? longTitle : field === 5 ? long : 1);
      return sum + WORTH[field] * even / (even + HALF[field]);
    }, 0);
  };
  let all = 0;
  for (const slot of known) {
    slot.weight = rarity(slot.places.size);
    all += slot.weight;
    for (const [number, hits] of slot.places) {
      const best = Math.max(...hits.map((hit) => hit.quality)), one = page(number);
      one.score += slot.weight * best * worth(number, hits);
      one.covered += slot.weight;
      for (const { place, quality } of hits) {
        if (place < fields[1]) one.title.set(place, Math.max(quality, one.title.get(place) ?? 0));
      }
    }
  }
  for (let n = 1; n < known.length; n++) together(known[n - 1], known[n], page, worth, rarity);
  if (marks && known.length === slots.length) for (const number of exactly(slots)) page(number).tier = 1;
  let most = 0;
  for (const one of found.values()) {
    most = Math.max(most, one.covered);
    const share = covered(one.title, pages.titles.get(one.number), pages.menus.get(one.number));
    one.score += (TITLE_COVERED * share + (share > 0.99 ? TITLE_WHOLE : 0)) * one.covered;
    one.score *= (one.covered / all) * pages.weights.get(one.number);
  }
  return [...found.values()]
    .filter((one) => one.covered >= enough(known.length) * most)
    .sort((a, b) => b.tier - a.tier || b.score - a.score || a.number - b.number)
    .map((one) => one.number);
}

// How much of a page's title, or of its short one, the query has: 0 to 1.
function covered(places, title, menu) {
  let inTitle = 0, inMenu = 0;
  for (const [place, quality] of places) if (place < title) inTitle += quality; else inMenu += quality;
  return Math.max(inTitle / title, menu ? inMenu / menu : 0);
}

// What two slots add where one follows the other as in the query, or stands near it.
function together(one, other, page, worth, rarity) {
  const between = other.start - one.start - 1, next = new Map(), near = new Map();
  for (const [number, hits] of one.places) {
    const follows = [];
    let close = 0;
    for (const hit of hits) for (const second of other.places.get(number) ?? []) {
      const gap = second.place - hit.next - between, quality = Math.min(hit.quality, second.quality);
      if (gap === 0) follows.push({ place: hit.place, quality });
      else if (Math.abs(gap) < NEIGHBOURS) close = Math.max(close, quality / (1 + Math.abs(gap)));
    }
    if (follows.length) next.set(number, follows);
    else if (close) near.set(number, close);
  }
  for (const [number, hits] of next) {
    page(number).score += TOGETHER * rarity(next.size) * Math.max(...hits.map((hit) => hit.quality)) * worth(number, hits);
  }
  for (const [number, close] of near) page(number).score += NEAR * (one.weight + other.weight) * close;
}

// The pages that have the whole query as it was typed, marks and all.
function exactly(slots) {
  let ends = new Map();
  slots.forEach(({ start, places }, n) => {
    const after = new Map();
    for (const [number, hits] of places) {
      const before = ends.get(number);
      const fits = hits.filter((hit) => hit.exact && (n === 0 || before?.has(hit.place)));
      const between = n + 1 < slots.length ? slots[n + 1].start - start - 1 : 0;
      if (fits.length) after.set(number, new Set(fits.map((hit) => hit.next + between)));
    }
    ends = after;
  });
  return ends.keys();
}

function fieldOf(place, fields) {
  let field = fields.length - 1;
  while (place < fields[field]) field--;
  return field;
}
