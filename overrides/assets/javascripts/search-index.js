/* Reads the index of the search (builder/publish/search_pack.py): its files, its words, and which pages hold those asked
 * for. Of the files it fetches those that a query needs. A part of search-worker.js. */
"use strict";

const root = new URL("../../search/", location.href);
const SATURATION = 1.4; // BM25: how soon more of the same word adds nothing
const LENGTH = 0.3; // BM25: how much a long page must say more
const TITLE = 2; // a word in the title counts as so many of its rarity
const PLAIN = 24; // weight of a word in running text
const QUOTES = ["", "“", "‘", "«"]; // Pagefind leaves these before a word
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/gu; // "China's" is a form of "China"

/* Files ------------------------------------------------------------------------------------------------------------ */

let entry;
const started = () => {
  entry ||= fetch(new URL("entry.json", root), { cache: "no-cache" }).then((answer) => answer.json());
  return entry;
};

const files = new Map();
const file = (name) => {
  if (!files.has(name)) files.set(name, load(name).catch((error) => { files.delete(name); throw error; }));
  return files.get(name);
};

/* All but the first file may be kept by caches for good: the address tells the version. */
const load = async (name) => {
  const answer = await fetch(new URL(`${name}?v=${(await started()).version}`, root));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  let bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) { // unless the server unpacked it
    bytes = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  }
  return bytes;
};

const MARK = "pagefind_dcd".length;
const text = (bytes) => new TextDecoder().decode(bytes);
const facts = async (name) => JSON.parse(text(await file(name)));
const fragment = async (page) => JSON.parse(text((await file(`fragment/${page}.pf_fragment`)).subarray(MARK)));

/* A chunk is CBOR (RFC 8949), a list of words: [word, pages, other spellings], a page [distance from the one before,
 * places, places in the title], a spelling [word, pages]. A place is told by its distance from the one before, a negative
 * number is the weight of those behind it, which begin anew. What is not wanted is passed over: a word may be on all pages. */
const OTHER = new Error("an index of an unknown form");
const read = (bytes, wanted) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = MARK;
  let kind = 0;
  const head = () => {
    const first = bytes[at++];
    const size = first & 31;
    kind = first >> 5;
    if (size < 24) return size;
    at += 1 << (size - 24);
    if (size === 24) return view.getUint8(at - 1);
    if (size === 25) return view.getUint16(at - 2);
    if (size === 26) return view.getUint32(at - 4);
    throw OTHER;
  };
  const list = () => {
    const size = head();
    if (kind !== 4) throw OTHER;
    return size;
  };
  const word = () => {
    const size = head();
    if (kind !== 3) throw OTHER;
    at += size;
    return text(bytes.subarray(at - size, at));
  };
  const pass = () => {
    for (let left = 1; left; left--) {
      const size = head();
      if (kind === 4) left += size;
      else if (kind === 3) at += size;
    }
  };
  const pages = (take) => {
    let page = 0;
    for (let left = list(); left; left--) {
      list();
      page += head();
      let weight = PLAIN;
      let sum = 0;
      let place = 0;
      const places = [];
      for (let more = list(); more; more--) {
        const size = head();
        if (kind === 1) [weight, place] = [size, 0];
        else {
          place += size;
          sum += weight;
          if (take.places) places.push([place, weight]);
        }
      }
      const titles = list();
      for (let more = titles; more; more--) head();
      take.page(page, sum / PLAIN, titles > 0, places);
    }
  };
  list();
  for (let left = list(); left; left--) {
    list();
    const take = wanted(word());
    if (!take) {
      pass();
      pass();
      continue;
    }
    pages(take);
    for (let more = list(); more; more--) {
      list();
      word();
      pages(take);
    }
  }
};

/* Words ------------------------------------------------------------------------------------------------------------ */

const folded = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* The longest ending of a list is cut off, if enough is left; `countries` and `country`, `refuse` and `refused` become one. */
let endings = [];
const stem = (word) => {
  for (const [ending, instead, least] of endings) {
    if (word.endsWith(ending) && word.length - ending.length >= least) {
      word = word.slice(0, word.length - ending.length) + instead;
      break;
    }
  }
  return word.length > 3 ? word.replace(/e$/, "").replace(/([b-df-hj-np-rtv-z])\1$/, "$1") : word;
};

const common = (one, other) => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return one.slice(0, at);
};

/* How much a word weighs on each page, and whether it is in the title; `only` asks for its places on some pages, too. */
const look = async (word, whole, known, only) => {
  const same = stem(word);
  const start = whole ? word : common(word, same);
  const weights = new Float32Array(known.pages);
  const titles = new Uint8Array(known.pages);
  const places = new Map();
  const names = new Set();
  for (const quote of QUOTES) {
    const first = quote + start;
    known.chunks.forEach(([from, to], name) => { if (to >= first && from <= `${first}\uffff`) names.add(name); });
  }
  const wanted = (key) => {
    const bare = key.replace(AROUND, "").replace(POSSESSIVE, "");
    if (whole ? bare !== word : !(bare.startsWith(word) || stem(bare) === same)) return null;
    const likeness = bare === word ? 1 : Math.exp(-Math.min(9, Math.abs(bare.length - word.length)) / 4);
    return {
      places: Boolean(only),
      page: (page, weight, title, here) => {
        weights[page] += weight * likeness;
        titles[page] |= Number(title);
        if (only?.has(page)) places.set(page, [...places.get(page) || [], ...here]);
      },
    };
  };
  for (const bytes of await Promise.all([...names].map((name) => file(`index/${name}.pf_index`)))) read(bytes, wanted);
  return { weights, titles, places };
};

/* "“rare earth” China": a phrase of two words and a word. In French "l’Iran" is two words, here as in the index. */
let language = "";
const asked = (whole) => {
  const query = language === "fr" ? whole.replace(/(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu)['’](?=[\p{L}\p{N}])/giu, "") : whole;
  const terms = [];
  query.split(/["“”«»]/).forEach((part, index) => {
    const words = part.split(/\s+/).map((one) => folded(one.replace(POSSESSIVE, "")).replace(/[^\p{L}\p{N}]/gu, "")).filter(Boolean);
    if (index % 2 && words.length) terms.push(words);
    else for (const word of words) terms.push([word]);
  });
  return terms;
};

/* Where the words of a phrase stand one behind the other; those that are everywhere are not looked for. */
const together = (lists) => {
  const at = lists.findIndex(Boolean);
  const rest = lists.slice(at);
  const starts = (rest[0] || []).filter(([place]) => rest.every((list, step) => !list || list.some(([other]) => other === place + step)));
  return starts.flatMap(([place, weight]) => rest.map((_, step) => [place + step, weight]));
};

const ALL = { has: () => true };

/* Each term: what it weighs on which page, and where it stands on some. */
const found = (terms, known, everywhere, only) => Promise.all(terms.map(async (words) => {
  if (words.length === 1) return look(words[0], false, known, only);
  const parts = await Promise.all(words.map((word) => (everywhere.has(word) ? null : look(word, true, known, only || ALL))));
  const [first] = parts.filter(Boolean);
  if (!first) return look(words[0], true, known, only);
  const weights = new Float32Array(known.pages);
  const places = new Map();
  for (const page of first.places.keys()) {
    const here = together(parts.map((part) => part && (part.places.get(page) || [])));
    if (here.length) places.set(page, here);
    for (const [, weight] of here) weights[page] += weight / PLAIN;
  }
  return { weights, places, titles: first.titles };
}));

/* The pages that hold all terms, and the score of each page; what tells nothing is not asked for, unless it is all. */
const match = async (query) => {
  const known = await facts("words.pf_meta");
  const everywhere = new Set(known.everywhere);
  let terms = asked(query);
  const telling = terms.filter((words) => words.some((word) => !everywhere.has(word)));
  if (telling.length) terms = telling;
  const lists = await found(terms, known, everywhere);
  const pages = [];
  for (let page = 0; page < known.pages; page++) if (lists.every(({ weights }) => weights[page])) pages.push(page);
  const scores = new Float32Array(known.pages);
  for (const { weights, titles } of lists) {
    const many = weights.reduce((sum, weight) => sum + Number(weight > 0), 0);
    const rarity = Math.log(1 + (known.pages - many + 0.5) / (many + 0.5));
    for (const page of pages) {
      const length = 1 - LENGTH + LENGTH * known.lengths[page] / known.average;
      scores[page] += rarity * ((titles[page] ? TITLE : 0) + (SATURATION + 1) * weights[page] / (SATURATION * length + weights[page]));
    }
  }
  const places = async (some) => {
    const only = new Set(some);
    const there = await found(terms, known, everywhere, only);
    return new Map(some.map((page) => [page, there.flatMap((one) => one.places.get(page) || [])]));
  };
  return { pages, scores, places };
};
