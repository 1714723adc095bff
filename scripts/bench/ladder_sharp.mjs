// Makes the ladder with sharp: each width scaled from the next larger one, the fastest way found.
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
sharp.concurrency(1);
sharp.cache(false);
const avif = { quality: job.avif, effort: 9 - job.speed, chromaSubsampling: "4:2:0" };
const jpeg = { quality: job.jpeg, progressive: job.progressive, mozjpeg: job.mozjpeg ?? false };
const widths = [...job.widths].sort((one, other) => other - one);

for (const file of job.files) {
  const name = path.join(job.out, path.parse(file).name);
  if (job.clones) {
    for (const width of widths) {
      const scaled = sharp(file).autoOrient().resize(width);
      await scaled.clone().avif(avif).toFile(`${name}-${width}.avif`);
      await scaled.clone().jpeg(jpeg).toFile(`${name}-${width}.jpeg`);
    }
    continue;
  }
  let source = sharp(file).autoOrient();
  for (const width of widths) {
    const { data, info } = await source
      .resize(width)
      .raw()
      .toBuffer({ resolveWithObject: true });
    source = sharp(data, { raw: info });
    await source.clone().avif(avif).toFile(`${name}-${width}.avif`);
    await source.clone().jpeg(jpeg).toFile(`${name}-${width}.jpeg`);
  }
}
