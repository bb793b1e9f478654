/* Answers overrides/assets/javascripts/search.js: which pages are found, in which order, what stands there, how many each
 * facet would leave. Beside the page, so that typing never waits. */
"use strict";

importScripts("search-index.js");

const EXCERPT = 28; // words

/* Facets ----------------------------------------------------------------------------------------------------------- */

const facet = async (name) => {
  const made = {};
  if (!(await started()).facets.includes(name)) return made;
  for (const [value, gaps] of Object.entries(await facts(`facet/${name}.pf_facet`))) {
    let page = 0;
    made[value] = gaps.map((gap) => (page += gap));
  }
  return made;
};
const facets = new Map();
const values = (name) => {
  if (!facets.has(name)) facets.set(name, facet(name));
  return facets.get(name);
};

const marked = (pages, lists) => {
  const marks = new Uint8Array(pages);
  for (const list of lists) for (const page of list) marks[page] = 1;
  return marks;
};

/* Pages that have any of the values chosen. */
const chosen = async (name, wanted, pages) => {
  const known = await values(name);
  return marked(pages, wanted.map((value) => known[value] || []));
};

const days = async ({ from, to }, pages) => {
  const known = await values("day");
  return marked(pages, Object.keys(known).filter((day) => (!from || day >= from) && (!to || day <= to)).map((day) => known[day]));
};

/* Answers ---------------------------------------------------------------------------------------------------------- */

let now;

const find = async (state) => {
  const { pages } = await started();
  ({ endings, language } = state);
  const query = state.q.trim();
  const hits = query ? await match(query) : { pages: Array.from({ length: pages }, (_, page) => page), places: () => new Map() };
  const limits = {};
  for (const [name, wanted] of Object.entries(state.chosen)) if (wanted.length) limits[name] = await chosen(name, wanted, pages);
  if (state.from || state.to) limits.day = await days(state, pages);
  const order = hits.pages.filter((page) => Object.values(limits).every((limit) => limit[page]));
  const sort = state.sort || (query ? "" : "date");
  if (sort) {
    const known = await values("day");
    const places = new Float64Array(pages).fill(sort === "oldest" ? Infinity : -1); // without a day: last
    Object.keys(known).sort().forEach((day, at) => { for (const page of known[day]) places[page] = at; });
    order.sort((one, other) => (sort === "oldest" ? places[one] - places[other] : places[other] - places[one]) || one - other);
  } else {
    order.sort((one, other) => hits.scores[other] - hits.scores[one] || one - other);
  }
  now = { hits, order, limits, pages };
  return { total: order.length, pages };
};

/* How many pages each value would leave, were nothing else chosen of its facet. */
const count = async (names) => {
  const { hits, limits, pages } = now;
  const counts = {};
  for (const name of names) {
    const others = Object.keys(limits).filter((limit) => limit !== name).map((limit) => limits[limit]);
    const left = marked(pages, [hits.pages.filter((page) => others.every((limit) => limit[page]))]);
    counts[name] = {};
    for (const [value, list] of Object.entries(await values(name))) {
      const sum = list.reduce((all, page) => all + left[page], 0);
      if (sum) counts[name][value] = sum;
    }
  }
  return counts;
};

/* The stretch of words in which those sought weigh most, as [text, whether it was sought]. */
const excerpt = (words, places, from, to) => {
  const weights = new Map();
  for (const [place, weight] of places) if (place >= from && place < to) weights.set(place, weight);
  let best = from;
  let most = -1;
  for (const start of [from, ...weights.keys()]) {
    let sum = 0;
    for (let at = start; at < Math.min(start + EXCERPT, to); at++) sum += weights.get(at) || 0;
    if (sum > most) [most, best] = [sum, start];
  }
  best = Math.max(from, Math.min(best - 4, to - EXCERPT));
  return words.slice(best, Math.min(best + EXCERPT, to)).map((word, at) => [word, weights.has(best + at)]);
};

const shown = async (page, places) => {
  const { url, content, meta, anchors } = await fragment(page);
  const words = content.split(/\s+/);
  const parts = [{ id: "", location: 0 }, ...anchors.filter(({ element, id }) => id && /^h[2-6]$/.test(element))].sort((one, other) => one.location - other.location);
  const weight = (at) => places.reduce((sum, [place, one]) => sum + (place >= parts[at].location && place < (parts[at + 1]?.location ?? words.length) ? one : 0), 0);
  let best = 0;
  if (places.length) for (let at = 1; at < parts.length; at++) if (weight(at) > weight(best)) best = at;
  const { id, location: from } = parts[best];
  return { url: url + (id && `#${id}`), meta, excerpt: excerpt(words, places, from, places.length ? parts[best + 1]?.location ?? words.length : words.length) };
};

const show = async ([from, to]) => {
  const pages = now.order.slice(from, to);
  const places = await now.hits.places(pages);
  return Promise.all(pages.map((page) => shown(page, places.get(page) || [])));
};

const CALLS = { find, count, show };
let line = Promise.resolve();
let newest = 0;
addEventListener("message", ({ data: { id, call, given } }) => {
  if (call === "find") newest = id;
  line = line.then(async () => {
    if (call === "find" && id !== newest) return postMessage({ id });
    try {
      postMessage({ id, given: await CALLS[call](given) });
    } catch (error) {
      entry = undefined;
      for (const kept of [files, facets]) kept.clear();
      postMessage({ id, error: String(error) });
    }
  });
});
