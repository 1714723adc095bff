// The news of each language, gathered once a build.
import { getCollection, type CollectionEntry } from "astro:content";
import site from "./site.json";

type Entry = CollectionEntry<"docs">;
export const PAGE = 12;
export const languageOf = (entry: Entry) => site.languages.slice(1).find((each) => entry.id.startsWith(`${each}/`)) ?? site.languages[0];
export const homeOf = (language: string) => (language === site.languages[0] ? "/" : `/${language}/`);
export const addressOf = (entry: Entry) => `/${entry.id}/`;

let gathered: Promise<{ all: Map<string, Entry[]>; topics: Map<string, Entry[]>; places: Map<string, number> }>;
async function gather() {
  const all = new Map<string, Entry[]>(site.languages.map((each) => [each, []]));
  for (const each of await getCollection("docs", (each) => each.data.kind === "news")) all.get(languageOf(each))!.push(each);
  const topics = new Map<string, Entry[]>();
  const places = new Map<string, number>();
  for (const [language, entries] of all) {
    entries.sort((a, b) => b.data.date!.valueOf() - a.data.date!.valueOf() || (a.id < b.id ? 1 : -1));
    entries.forEach((each, index) => places.set(each.id, index));
    for (const each of entries)
      for (const topic of each.data.topics) {
        const key = `${language} ${topic}`;
        if (!topics.has(key)) topics.set(key, []);
        topics.get(key)!.push(each);
      }
  }
  return { all, topics, places };
}
export const news = () => (gathered ??= gather());

export async function neighbours(entry: Entry) {
  const { all, places } = await news();
  const list = all.get(languageOf(entry))!;
  const here = places.get(entry.id);
  return here === undefined ? [undefined, undefined] : [list[here - 1], list[here + 1]];
}

export async function related(entry: Entry) {
  const same = (await news()).topics.get(`${languageOf(entry)} ${entry.data.topics[0]}`) ?? [];
  const here = same.findIndex((each) => each.id === entry.id);
  return [here - 1, here + 1, here - 2, here + 2, here + 3].map((each) => same[each]).filter(Boolean).slice(0, 3);
}
