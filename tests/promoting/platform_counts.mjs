// What the platforms' own code counts: X's twitter-text, and the segmenter with which Bluesky counts.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const [twitterText, segmenter] = process.argv.slice(2);
const twitter = createRequire(import.meta.url)(twitterText);
const { countGraphemes } = await import(pathToFileURL(segmenter));
const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => [(twitter.parseTweet ?? twitter.default.parseTweet)(text).weightedLength, countGraphemes(text)])));
