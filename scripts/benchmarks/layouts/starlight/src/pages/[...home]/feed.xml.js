import rss from "@astrojs/rss";
import { addressOf, homeOf, news } from "../../news";
import site from "../../site.json";

export const getStaticPaths = () => site.languages.map((language) => ({ params: { home: homeOf(language).slice(1, -1) || undefined }, props: { language } }));

export async function GET({ props: { language } }) {
  const items = (await news()).all.get(language).slice(0, 20);
  return rss({
    title: site.names[language], description: site.about[language], site: site.address,
    items: items.map((each) => ({ title: each.data.title, description: each.data.description, pubDate: each.data.date, link: addressOf(each), content: each.rendered?.html })),
  });
}
