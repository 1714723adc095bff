import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import { z } from "astro/zod";

export const collections = {
  docs: defineCollection({
    loader: docsLoader(),
    schema: docsSchema({
      extend: ({ image }) =>
        z.object({
          kind: z.string().default("page"),
          date: z.coerce.date().optional(),
          topics: z.array(z.string()).default([]),
          picture: image().optional(),
          alt: z.string().default(""),
          caption: z.string().default(""),
        }),
    }),
  }),
};
