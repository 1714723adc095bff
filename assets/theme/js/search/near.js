// What a word may be that no page has.

import { slips } from "./words.js";

// Shorter words are a slip away from too many others: syllables are.
const ONE_SLIP = 5, TWO_SLIPS = 9;
const LONGEST = 24; // letters of words that may be written together

// The words nearest to one: with the fewest slips, else with the longest beginning in common.
export async function almost(word, index) {
  if (word.length < ONE_SLIP) return [];
  const rows = (await index.around(word)).filter(([other]) => other[0] === word[0]);
  const most = word.length < TWO_SLIPS ? 1 : 2;
  const slipped = best(rows.map((row) => [-slips(word, row[0], most), row]), -most);
  return slipped.length ? slipped : best(rows.map((row) => [common(word, row[0]), row]), Math.max(4, word.length * 0.7));
}

// The ways to cut a word into two that pages have: ["lang son", …].
export async function cuts(word, index) {
  if (word.length > LONGEST) return [];
  const ways = Array.from({ length: word.length - 1 }, (_, n) => [word.slice(0, n + 1), word.slice(n + 1)]);
  const known = await Promise.all(ways.map(async ([one, other]) => (await index.row(one)) && index.row(other)));
  return ways.filter((_, n) => known[n]).map((way) => way.join(" "));
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
