/* Reads the search index; causerie-search.js asks for this file when a visitor opens the box. What the files hold and
   how words are made of texts is written in the generator: views/search/{words,postings,shards,files}.py. */

const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3fffd}";
const WORD = `[\\p{L}\\p{N}\u0900-\u0963\u0966-\u0dff]`;
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/gu;
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ς: "σ" };
const RUN = new RegExp(`([${UNSPACED}]+)|(?:(?![${UNSPACED}])${WORD})+`, "gu");
const IS_WORD = new RegExp(WORD, "u"), IS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const LONGEST = 40, TERMS = 8, SHARDS = 8, EXCERPT = 200;

export function foldText(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(MARKS, "");
  return plain.replace(/[ßæœøđðłþıς]/g, (letter) => LETTERS[letter]).normalize("NFC");
}

/* The words of a text, as the index has them. */
export function splitWords(text) {
  return [...foldText(text).matchAll(RUN)].flatMap(([word, run]) => {
    if (!run) return [[...word].slice(0, LONGEST).join("")];
    const letters = [...run];
    return letters.map((letter, i) => letter + (letters[i + 1] || ""));
  });
}

/* What is looked for: words, each of which may be the beginning of a longer one, and what is marked in results. */
export function readQuery(text) {
  const runs = [...foldText(text).matchAll(RUN)].map(([word]) => [...word].slice(0, LONGEST).join(""));
  const terms = runs.flatMap((run) => {
    if (!IS_UNSPACED.test(run) || [...run].length < 2) return [run];
    return splitWords(run).slice(0, -1);  // the last letter alone is there for those who type it alone
  });
  return { terms: [...new Set(terms)].slice(0, TERMS), marks: [...new Set(runs)] };
}

/* Which of two words comes first by code points: JavaScript's own order is another one beyond the first 65536. */
function isBefore(a, b) {
  const one = Array.from(a, (c) => c.codePointAt(0)), other = Array.from(b, (c) => c.codePointAt(0));
  const i = one.findIndex((point, at) => point !== other[at]);
  return i < 0 ? one.length < other.length : i < other.length && one[i] < other[i];
}

function readVarint(bytes, place) {
  let number = 0, factor = 1, byte;
  do {
    byte = bytes[place.at++];
    number += (byte & 127) * factor;
    factor *= 128;
  } while (byte > 127);
  return number;
}

/* Calls `note(page, weight)` for every page of a word. */
function readEntry(bytes, start, note) {
  const place = { at: start };
  readVarint(bytes, place);
  const mask = bytes[place.at++];
  for (let weight = 0; weight < 4; weight++) {
    if (!(mask >> weight & 1)) continue;
    const end = readVarint(bytes, place) + place.at;  // the length is read before the place after it
    if (mask >> weight & 16) {
      for (let i = 0; place.at < end; i++, place.at++) {
        for (let bit = 0; bit < 8; bit++) if (bytes[place.at] >> bit & 1) note(i * 8 + bit, weight);
      }
    } else {
      for (let page = -1; place.at < end;) note(page += readVarint(bytes, place), weight);
    }
  }
}

/* A shard as its words and where the entry of each begins. */
function readShard(bytes) {
  let end = 0;
  while (!(bytes[end] === 10 && bytes[end + 1] === 10)) end++;
  const words = new TextDecoder().decode(bytes.subarray(0, end)).split("\n");
  const place = { at: end + 2 };
  const starts = words.map(() => {
    const start = place.at;
    const length = readVarint(bytes, place);
    place.at += length;
    return start;
  });
  return { bytes, words, starts };
}

async function ask(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status}: ${url}`);
  return answer;
}

/* The index below an address; each file of it is asked for once. */
export async function openIndex(base) {
  const root = await (await ask(new URL("index.json", base), { cache: "no-cache" })).json();
  const asked = new Map();

  function load(name, read) {
    if (!asked.has(name)) {
      const url = new URL(`${name}?v=${root.version}`, base);
      asked.set(name, ask(url).then(read).catch((error) => {
        asked.delete(name);
        throw error;
      }));
    }
    return asked.get(name);
  }

  function shardName(prefix) {
    return Array.from(new TextEncoder().encode(prefix), (byte) => byte.toString(16).padStart(2, "0")).join("") || "all";
  }

  /* The shards that hold words that begin with a term, at most so many: a longer term has fewer. */
  function shardsOf(term, most) {
    const { shards } = root;
    const after = shards.findIndex((prefix) => isBefore(term, prefix));
    let first = after < 0 ? shards.length - 1 : after - 1;
    const found = first < 0 ? [] : [shards[first]];
    while (++first < shards.length && found.length < most && shards[first].startsWith(term)) found.push(shards[first]);
    return Promise.all(found.map((prefix) => load(
      `words/${shardName(prefix)}.bin`, async (answer) => readShard(new Uint8Array(await answer.arrayBuffer()))
    )));
  }

  /* The pages for a query, the best first: those with all its words, else those with most of them. A word counts more
     in a title than in a name, a name more than what was said; among equals the newest page is first. */
  async function find(terms) {
    const scores = new Uint16Array(root.pages), masks = new Uint16Array(root.pages);
    const loaded = await Promise.all(terms.map((term) => shardsOf(term, Math.max(1, Math.floor(SHARDS / terms.length)))));
    terms.forEach((term, i) => {
      const best = new Uint8Array(root.pages);
      for (const shard of loaded[i]) {
        shard.words.forEach((word, at) => {
          if (!word.startsWith(term)) return;
          const bonus = word === term ? 3 : 2;
          readEntry(shard.bytes, shard.starts[at], (page, weight) => {
            best[page] = Math.max(best[page], 2 * weight + bonus);
          });
        });
      }
      best.forEach((score, page) => {
        scores[page] += score;
        if (score) masks[page] |= 1 << i;
      });
    });
    const count = (mask) => terms.filter((_, i) => mask >> i & 1).length;
    const most = masks.reduce((highest, mask) => (mask ? Math.max(highest, count(mask)) : highest), 0);
    const pages = [];
    masks.forEach((mask, page) => {
      if (mask && count(mask) === most) pages.push(page);
    });
    pages.sort((a, b) => scores[b] - scores[a] || b - a);
    return pages.map((page) => ({ page, missing: terms.filter((_, i) => !(masks[page] >> i & 1)) }));
  }

  const read = (page) => load(`page/${page}.json`, (answer) => answer.json());
  return { find, read, file: root.file };
}

/* Where the marks stand in a text: pairs of places, in order. A mark begins where a word does. */
export function findMarks(text, marks) {
  let folded = "";
  const places = [];
  for (let at = 0; at < text.length;) {
    const letter = String.fromCodePoint(text.codePointAt(at));
    const plain = foldText(letter);
    for (let i = 0; i < plain.length; i++) places.push(at);
    folded += plain;
    at += letter.length;
  }
  places.push(text.length);
  const found = [];
  for (const mark of marks) {
    for (let at = folded.indexOf(mark); at >= 0; at = folded.indexOf(mark, at + 1)) {
      const isInside = at > 0 && IS_WORD.test(folded[at - 1]) && !IS_UNSPACED.test(mark);
      if (!isInside) found.push([places[at], places[at + mark.length], mark]);
    }
  }
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/* A text as pieces, `{ text, isMarked }`, cut to what surrounds its first mark. */
export function excerpt(text, marks, longest = EXCERPT) {
  const found = findMarks(text, marks);
  let start = 0, end = text.length;
  if (text.length > longest) {
    const first = found.length ? found[0][0] : 0;
    if (first > longest / 3) start = text.lastIndexOf(" ", first - longest / 4) + 1 || Math.max(0, first - 20);
    end = text.lastIndexOf(" ", start + longest);
    if (end <= Math.max(start, first)) end = Math.min(text.length, start + longest);
    if (start + longest >= text.length) end = text.length;
  }
  const pieces = [];
  const add = (from, to, isMarked) => {
    if (to > from) pieces.push({ text: text.slice(from, to), isMarked });
  };
  let at = start;
  for (const [from, to] of found) {
    if (from < at || to > end) continue;
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  if (start > 0) pieces.unshift({ text: "… ", isMarked: false });
  if (end < text.length) pieces.push({ text: " …", isMarked: false });
  return pieces;
}

/* The places of a page to show for a query: those with most of its words, at most `limit`. The page itself, without an
   anchor, where its title says it all, or where nothing that it shows does. */
export function choosePlaces(page, marks, limit = 3) {
  const hits = (text) => new Set(findMarks(text, marks).map(([, , mark]) => mark)).size;
  const found = page.items.map(([anchor, label, text, language, instead]) => (
    { anchor, label: label || "", text: instead || text, language: language || page.language, hits: hits(`${label} ${text}`) }
  ));
  const most = Math.max(0, ...found.map((item) => item.hits));
  const seen = new Set();
  const best = found.filter((item) => {
    if (!most || item.hits < most || seen.has(item.anchor)) return false;
    return seen.add(item.anchor);
  });
  if (hits(page.title) >= Math.max(most, 1) || !best.length) {
    const [, , text = "", language, instead] = page.items.find(([anchor]) => !anchor) || [];
    best.unshift({ anchor: "", label: "", text: instead || text, language: language || page.language });
  }
  return best.filter((item, i) => !i || item.anchor).slice(0, limit);
}
