// What is found, below the field that it is typed in: on the page that finds pages, and in the dialog over any page.

import { open } from "./engine.js";
import { make, row } from "./row.js";

const PART = 10; // results at a time
const PAUSE = 150; // ms without a key before anything is asked
const SPELLING = 500; // the same while an input method is at work
const PATIENCE = 300; // ms before a reader is told to wait

const number = new Intl.NumberFormat(document.documentElement.lang);
// What an input method puts together is worth a look where words are written in such letters; where it makes other
// signs of them (pinyin), they are not yet what the reader means.
const spelled = new Intl.Locale(document.documentElement.lang).maximize().script === "Latn";

export class Results {
  query = ""; // what the results answer
  kind = null; // the one kind that is wanted
  state = "idle"; // or "found", "none", "failed"
  #engine = null;
  #turn = 0;
  #timer = 0;
  #found = null;
  #choices = new Map();

  // box: an element .search; base: the address of the index, which is opened; changed() is called after each answer
  constructor(box, base, changed) {
    Object.assign(this, { words: box.dataset, base, changed });
    const names = { field: "finder-field", kinds: "search-kinds", status: "finder-count", list: "hits", more: "search-more" };
    for (const [name, found] of Object.entries(names)) this[name] = box.querySelector(`.${found}`);
    this.#ready().catch(() => {}); // that it fails is told when something is asked
    this.field.addEventListener("input", (event) => {
      if (!event.isComposing) this.#later(PAUSE);
      else if (spelled) this.#later(SPELLING);
      else clearTimeout(this.#timer);
    });
    this.field.addEventListener("compositionend", () => this.#later(PAUSE));
    this.more.addEventListener("click", () => this.#more());
  }

  // Ask at once for what the field holds; settles when the answer is there, or a newer one is.
  async ask() {
    clearTimeout(this.#timer);
    const query = this.field.value.trim();
    const turn = ++this.#turn;
    if (!query) return this.#tell("idle", "", query);
    const wait = setTimeout(() => { this.status.textContent = this.words.wait; }, PATIENCE);
    try {
      await this.#answer(query, turn);
    } catch {
      if (turn === this.#turn) this.#tell("failed", this.words.failed, query);
    } finally {
      clearTimeout(wait);
    }
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { if (this.field.value.trim() !== this.query || this.state === "failed") this.ask(); }, pause);
  }

  #ready() {
    this.#engine ??= open(this.base).catch((failure) => {
      this.#engine = null;
      throw failure;
    });
    return this.#engine;
  }

  async #answer(query, turn) {
    const engine = await this.#ready();
    let found = await engine.search(query, { kind: this.kind });
    if (this.kind && !found.kinds[this.kind]) {
      this.kind = null; // none of that kind: all there are, rather than nothing
      found = await engine.search(query);
    }
    const rows = await this.#rows(engine, found, 0);
    if (turn !== this.#turn) return;
    const total = Object.values(found.kinds).reduce((sum, each) => sum + each, 0);
    if (!total) {
      this.#tell("none", this.words.none, query);
      return;
    }
    this.#found = found;
    this.list.replaceChildren(...rows);
    this.more.hidden = rows.length === found.pages.length;
    this.#narrow(engine.kinds, { ...found.kinds, "": total });
    this.#tell("found", this.words.found.replace("{count}", number.format(found.kinds[this.kind] ?? total)), query);
  }

  #rows(engine, found, from) {
    return Promise.all(found.pages.slice(from, from + PART).map(async (id) => row(await engine.page(id, found), this.words)));
  }

  #tell(state, text, query) {
    Object.assign(this, { state, query });
    this.words.state = state;
    if (state !== "found") {
      this.list.replaceChildren();
      this.kinds.hidden = this.more.hidden = true;
    }
    this.status.textContent = text;
    this.changed();
  }

  async #more() {
    const turn = this.#turn;
    const shown = this.list.children.length;
    try {
      const rows = await this.#rows(await this.#ready(), this.#found, shown);
      if (turn !== this.#turn) return;
      this.list.append(...rows);
      this.more.hidden = this.list.children.length === this.#found.pages.length;
      rows[0].querySelector("a").focus();
    } catch {
      this.status.textContent = this.words.failed;
    }
  }

  // counts: how many there are of each kind, of all under "". The buttons stay, and with them the focus.
  #narrow(kinds, counts) {
    if (!this.#choices.size) for (const each of [{ id: "", label: this.words.all }, ...kinds]) this.#choose(each);
    for (const [id, { label, input, count }] of this.#choices) {
      label.hidden = !counts[id];
      count.textContent = number.format(counts[id] ?? 0);
      input.checked = id === (this.kind ?? "");
    }
    this.kinds.hidden = Object.values(counts).filter(Boolean).length < 3;
  }

  #choose({ id, label: text }) {
    const input = make("input", "search-choice");
    Object.assign(input, { type: "radio", name: "kind" });
    input.addEventListener("change", () => {
      this.kind = id || null;
      this.ask();
    });
    const count = make("span", "search-number");
    const label = make("label", "chip", input, text, " ", count);
    this.#choices.set(id, { label, input, count });
    this.kinds.append(label);
  }
}
