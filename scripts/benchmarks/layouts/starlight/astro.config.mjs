// Astro Starlight as its own documentation recommends it.
import { readFileSync } from "node:fs";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

const site = JSON.parse(readFileSync(new URL("./src/site.json", import.meta.url), "utf8"));

export default defineConfig({
  site: site.address,
  cacheDir: "./.cache",
  trailingSlash: "always",
  image: { layout: "constrained", breakpoints: [480, 720, 1080, 1600] },
  integrations: [
    starlight({
      title: site.names,
      defaultLocale: "root",
      locales: Object.fromEntries(site.languages.map((each, index) => [index ? each : "root", { label: site.labels[each], lang: each }])),
      components: { PageTitle: "./src/components/PageTitle.astro", Footer: "./src/components/Footer.astro" },
      head: [],
      sidebar: site.sidebar,
      customCss: ["./src/styles/site.css"],
    }),
  ],
});
