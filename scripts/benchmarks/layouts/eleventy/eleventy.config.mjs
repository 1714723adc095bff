// Eleventy as its own documentation recommends it, with the features of our theme.
import { readFileSync } from "node:fs";
import { I18nPlugin, InputPathToUrlTransformPlugin } from "@11ty/eleventy";
import { eleventyImageTransformPlugin } from "@11ty/eleventy-img";
import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const PAGE = 12;
const site = JSON.parse(readFileSync(new URL("./site.json", import.meta.url), "utf8"));
const home = (language) => (language === site.languages[0] ? "/" : `/${language}/`);

function pages(items, extra) {
  const chunks = [];
  for (let start = 0; start < items.length; start += PAGE) chunks.push(items.slice(start, start + PAGE));
  return chunks.map((chunk, index) => ({ ...extra, items: chunk, number: index + 1, total: chunks.length }));
}

export default function (config) {
  config.setQuietMode(true);
  config.addPlugin(I18nPlugin, { defaultLanguage: site.languages[0], errorMode: "allow-fallback" });
  config.addPlugin(InputPathToUrlTransformPlugin);
  config.addPlugin(eleventyImageTransformPlugin, {
    formats: ["webp", "jpeg"],
    widths: [480, 720, 1080, 1600],
    urlPath: "/img/",
    outputDir: "./_site/img/",
    htmlOptions: { imgAttributes: { loading: "lazy", decoding: "async", sizes: "(min-width: 48em) 42em, 95vw" } },
  });
  config.addPassthroughCopy({ "site.css": "site.css" });
  config.addGlobalData("site", site);
  config.addGlobalData("languages", site.languages);

  const news = (api, language) =>
    api.getFilteredByGlob(`content/${language}/tin-tuc/*.md`).filter((each) => each.data.kind === "news");
  for (const language of site.languages) {
    config.addCollection(`news_${language}`, (api) => news(api, language).sort((a, b) => a.date - b.date));
    config.addCollection(`places_${language}`, (api) => api.getFilteredByGlob(`content/${language}/{kham-pha,den-tham,gioi-thieu}/*.md`));
    for (const [type, name] of [["atom", "feed.xml"], ["json", "feed.json"]]) {
      config.addPlugin(feedPlugin, {
        type, outputPath: `${home(language)}${name}`, inputPath: `feed-${language}-${type}.njk`,
        collection: { name: `news_${language}`, limit: 20 },
        metadata: { language, title: site.names[language], subtitle: site.about[language], base: site.address, author: { name: "quangba" } },
      });
    }
  }
  config.addCollection("newsPages", (api) =>
    site.languages.flatMap((language) =>
      pages(news(api, language).sort((a, b) => b.date - a.date), { language, base: `${home(language)}tin-tuc/` }).slice(1)));
  config.addCollection("topicPages", (api) =>
    site.languages.flatMap((language) =>
      Object.keys(site.topics).flatMap((topic) =>
        pages(
          api.getFilteredByGlob(`content/${language}/**/*.md`).filter((each) => each.data.topics?.includes(topic)).sort((a, b) => b.date - a.date),
          { language, title: site.topics[topic][language], base: `${home(language)}topics/${topic}/` }))));
  config.addCollection("yearPages", (api) =>
    site.languages.flatMap((language) => {
      const years = new Map();
      for (const each of news(api, language).sort((a, b) => b.date - a.date)) {
        const year = String(each.date.getUTCFullYear());
        if (!years.has(year)) years.set(year, []);
        years.get(year).push(each);
      }
      return [...years].flatMap(([year, items]) => pages(items, { language, title: year, base: `${home(language)}years/${year}/` }));
    }));

  // Pages by topic and language, gathered once a build.
  let byTopic = new Map();
  config.on("eleventy.before", () => { byTopic = new Map(); });
  config.addFilter("related", (all, url, language, topics) => {
    if (!byTopic.has(language)) {
      const found = new Map();
      for (const each of all)
        for (const topic of each.data.topics ?? []) {
          if (!found.has(topic)) found.set(topic, []);
          found.get(topic).push(each);
        }
      byTopic.set(language, found);
    }
    const same = byTopic.get(language).get(topics?.[0]) ?? [];
    const here = same.findIndex((each) => each.url === url);
    return [here - 1, here + 1, here - 2, here + 2, here + 3].map((each) => same[each]).filter(Boolean).slice(0, 3);
  });
  config.addFilter("home", home);
  config.addFilter("day", (date, language) => new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(date));
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("indexes", (items) => items.filter((each) => each.page.fileSlug === each.page.inputPath.split("/").at(-2)));
  config.addFilter("newest", (items, count) => items.slice(-count).reverse());
  config.addFilter("numbers", (total) => Array.from({ length: total }, (_, index) => index + 1));
  return { dir: { input: "content", includes: "../_includes", output: "_site" }, markdownTemplateEngine: false };
}
