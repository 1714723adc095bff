// What a word is, and its two forms: folded, as people type it in haste, and exact.
// quangba/outputs/search/words.py does the same with the pages.

// Scripts that set no spaces between words: any two of their characters may be one.
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const ATOM = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const MARKS = /\p{M}/gu;
// Marks that some put on the first vowel of two, others on the second: hòa and hoà are one.
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

// letters: what Unicode does not take apart, as đ; variants: simplified forms of traditional characters.
export function reader(letters, variants) {
  const folded = new Map();
  const simple = (text) => [...text].map((char) => variants[char] ?? char).join("");
  const fold = (word) => {
    if (!folded.has(word)) {
      const plain = [...word.normalize("NFKC").toLowerCase()].map((char) => letters[char] ?? char).join("");
      const bare = plain.normalize("NFKD").replace(MARKS, "").normalize("NFC");
      folded.set(word, simple(bare));
    }
    return folded.get(word);
  };
  // Small letters with their marks; those of tone come last, wherever they were.
  const exact = (word) => {
    const apart = word.normalize("NFKC").toLowerCase().normalize("NFD");
    return simple(apart.replace(TONES, "").normalize("NFC")) + (apart.match(TONES) ?? []).join("");
  };
  const atom = (text) => ({ text, folded: fold(text), unspaced: IS_UNSPACED.test(text) });
  return {
    fold,
    exact,
    atom,
    // The words of a text and its unspaced characters one by one, with their places; joined: to the one before.
    atoms: (text) => {
      const found = [];
      for (const { 0: each, index: start } of text.matchAll(ATOM)) {
        const before = found.at(-1), one = { ...atom(each), start, end: start + each.length };
        one.joined = one.unspaced && Boolean(before?.unspaced) && before.end === start;
        if (one.folded) found.push(one);
      }
      return found;
    },
  };
}

// How near a form of a word is to what was typed, both exact: 1 for the same, and where no mark was typed.
export function nearness(typed, bare, form, prefix) {
  if (typed === bare) return 1;
  const [letters, tone] = parted(typed), [others, other] = parted(form);
  const same = prefix ? others.startsWith(letters) : others === letters;
  if (same && tone === other) return 1;
  if (same) return 0.6;
  return tone === other ? 0.5 : 0.4;
}

const parted = (form) => {
  const letters = form.replace(TONES, "");
  return [letters, form.slice(letters.length)];
};

// How many letters are wrong, missing, too many or changed with their neighbour; `most` + 1 for more than that.
export function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let last = [], row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], last[j - 2] + 1);
    }
    [last, row] = [row, next];
  }
  return row[other.length];
}
