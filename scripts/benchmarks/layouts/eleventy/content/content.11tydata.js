const DEFAULT = "vi";

export default {
  layout: "page.njk",
  eleventyComputed: {
    permalink(data) {
      if (!data.page.inputPath.endsWith(".md")) return data.permalink;
      const stem = data.page.inputPath.replace(/^\.\/content|\.md$/g, "").replace(new RegExp(`^/${DEFAULT}(?=/)`), "").replace(/(^|\/)index$/, "$1");
      return `${stem.replace(/\/$/, "")}/index.html`;
    },
  },
};
