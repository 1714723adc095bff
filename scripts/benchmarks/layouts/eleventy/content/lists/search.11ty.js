export default class {
  data() {
    return {
      pagination: { data: "languages", size: 1, alias: "language" },
      layout: false,
      eleventyExcludeFromCollections: true,
      permalink: ({ language, languages }) => `${language === languages[0] ? "/" : `/${language}/`}search-index.json`,
    };
  }

  render({ collections, language }) {
    const found = [...collections[`news_${language}`], ...collections[`places_${language}`]];
    return JSON.stringify(found.map((each) => ({
      url: each.url, title: each.data.title, description: each.data.description,
      text: each.templateContent.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "),
    })));
  }
}
