// What trial_pagefind.py asks in the browser.

export async function open(path, ranking) {
  const pagefind = await import(`${path}pagefind.js`);
  await pagefind.options({ basePath: path, noWorker: true, ...(ranking ? { ranking } : {}) });
  await pagefind.init();
  return { ask: async (typed) => (await pagefind.search(typed)).results };
}

// Addresses of the pages that answer each question.
export async function all(index, questions) {
  const named = {};
  for (const one of await index.ask(null)) named[one.id] = (await one.data()).raw_url;
  const found = [];
  for (const question of questions) {
    const ids = await best(index, question, Object.keys(named).length);
    found.push(ids.map((id) => named[id]));
  }
  return found;
}

// Results as a reader would get them: the first five are fetched.
export async function first({ ask }, typed) {
  await Promise.all((await ask(typed)).slice(0, 5).map((one) => one.data()));
}

// A question: [[words, phrase], …] to try until there are three pages, and the parts that it has. Pages with the phrase
// come first, then those with all words, then those with the rarest parts; Pagefind's own order in each.
async function best(index, question, total) {
  const ask = async (typed) => (await index.ask(typed)).map((one) => one.id);
  const [tries, parts] = question;
  const got = new Set();
  for (const [words, phrase] of tries) {
    if (got.size >= 3) break;
    const all = await ask(words);
    const exact = phrase ? await ask(phrase) : [];
    for (const id of [...all.filter((each) => exact.includes(each)), ...exact, ...all]) got.add(id);
  }
  if (got.size < 3) {
    const scores = {};
    for (const part of parts) {
      const ids = await ask(part);
      const rare = Math.log(1 + total / ids.length);
      ids.forEach((id, at) => { scores[id] = (scores[id] ?? 0) + rare * (1 + 0.5 / (1 + at)); });
    }
    for (const id of Object.keys(scores).sort((a, b) => scores[b] - scores[a])) got.add(id);
  }
  return [...got];
}
