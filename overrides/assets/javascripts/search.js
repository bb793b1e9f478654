/* The search: a dialog over any page, its state in the address (?q=&actor=&source=&event=&kind=&review=&from=&to=&sort=).
 * search-worker.js reads the index. What pages say reaches the screen as text, never as markup. */
(() => {
  "use strict";

  const words = JSON.parse(document.querySelector("meta[name=words-search]")?.content || "null"); // builder/data/words
  if (!words) return;

  const FACETS = ["kind", "actor", "source", "event", "review"];
  const HEAVY = ["actor", "event"]; // thousands of names on a large site: fetched when looked at
  const LARGE = 3000; // pages from which that is so
  const SHOWN = 10;

  const root = new URL("../../", document.currentScript.src);
  const reader = new URL("search-worker.js", document.currentScript.src);
  const language = document.documentElement.lang.slice(0, 2);
  const named = (facet, value) => (facet === "source" ? value === "unknown" && words.value_unknown : ["kind", "review"].includes(facet) && words[`value_${value}`]) || value;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (typeof value === "boolean") element.toggleAttribute(name, value);
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  /* State ------------------------------------------------------------------------------------------------------- */

  const state = { q: "", from: "", to: "", sort: "" };
  for (const facet of FACETS) state[facet] = [];
  const keys = Object.keys(state);

  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const key of keys) state[key] = FACETS.includes(key) ? asked.getAll(key) : asked.get(key) || "";
    return keys.some((key) => asked.has(key));
  };

  const write = (open) => {
    const address = new URL(location.href);
    for (const key of keys) {
      address.searchParams.delete(key);
      if (open) for (const value of [state[key]].flat()) if (value) address.searchParams.append(key, value);
    }
    history.replaceState(history.state, "", address);
  };

  /* Asking ------------------------------------------------------------------------------------------------------ */

  let worker;
  let calls = 0;
  const waiting = new Map();
  const loaded = new Set();
  const ask = (call, given) => {
    if (!worker) {
      worker = new Worker(reader);
      worker.addEventListener("message", ({ data }) => {
        const { done, failed } = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.error) failed(new Error(data.error));
        else done(data.given);
      });
      worker.addEventListener("error", () => {
        for (const { failed } of waiting.values()) failed(new Error("no worker"));
        waiting.clear();
        worker = undefined;
      });
    }
    const id = ++calls;
    worker.postMessage({ id, call, given });
    return new Promise((done, failed) => { waiting.set(id, { done, failed }); });
  };

  const asked = () => ({
    q: state.q, from: state.from, to: state.to, sort: state.sort, endings: words.endings, language,
    chosen: Object.fromEntries(FACETS.map((facet) => [facet, state[facet]])),
  });

  /* Showing ----------------------------------------------------------------------------------------------------- */

  const input = make("input", {
    type: "search", class: "find__input", placeholder: words.hint, "aria-label": words.search, autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", "aria-controls": "find-results", maxlength: "300",
  });
  const sort = make("select", { class: "find__sort", "aria-label": words.sort },
    ...[["", words.relevance], ["date", words.newest], ["oldest", words.oldest]].map(([value, text]) => make("option", { value }, text)));
  const from = make("input", { type: "date", "aria-label": words.from });
  const to = make("input", { type: "date", "aria-label": words.to });
  const status = make("p", { class: "find__status", role: "status" });
  const results = make("ol", { class: "find__results", id: "find-results" });
  const more = make("button", { type: "button", class: "find__more", hidden: true }, words.more);
  const clear = make("button", { type: "button", class: "find__clear", hidden: true }, words.clear);
  const groups = {};
  for (const facet of FACETS) {
    const list = make("ul", {});
    const narrow = make("input", { type: "search", class: "find__narrow", placeholder: words.narrow, "aria-label": `${words[facet]}: ${words.narrow}`, hidden: true });
    const group = make("details", { class: "find__facet", "data-facet": facet }, make("summary", {}, words[facet]), narrow, list);
    groups[facet] = { group, list, narrow, counts: {} };
  }
  const range = make("details", { class: "find__facet", "data-facet": "date" }, make("summary", {}, words.date),
    make("label", {}, make("span", {}, words.from), from), make("label", {}, make("span", {}, words.to), to));
  const side = make("details", { class: "find__side" }, make("summary", {}, words.filters),
    ...FACETS.slice(0, 4).map((facet) => groups[facet].group), range, groups.review.group, clear);
  const dialog = make("dialog", { class: "find", "aria-label": words.search },
    make("div", { class: "find__box", role: "search" },
      make("div", { class: "find__head" }, input, make("button", { type: "button", class: "find__close", "aria-label": words.close, onclick: () => shut() }, "×")),
      make("div", { class: "find__body" }, side, make("div", { class: "find__main" }, make("div", { class: "find__bar" }, status, sort), results, more))));

  const ELISION = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu)['’]$/iu; // the index keeps them apart, so that "l’Iran" is found by "Iran"
  const marked = (excerpt) => excerpt.flatMap(([word, sought]) => [sought ? make("mark", {}, word) : word, language === "fr" && ELISION.test(word) ? "" : " "]);

  const entry = ({ url, meta, excerpt }) => {
    const address = new URL(url.replace(/^\//, ""), root);
    if (state.q.trim()) address.searchParams.set("h", state.q.trim());
    const facts = [named("kind", meta.kind), meta.date, named("source", meta.source), named("review", meta.review)];
    return make("li", {},
      make("a", { href: address.href, class: "find__hit" },
        make("strong", {}, meta.title || url),
        make("span", { class: "find__facts" }, facts.filter(Boolean).join(" · ")),
        make("span", { class: "find__excerpt" }, ...marked(excerpt))));
  };

  const choice = (facet, value, count) => {
    const box = make("input", { type: "checkbox", value });
    box.checked = state[facet].includes(value);
    box.addEventListener("change", () => {
      state[facet] = box.checked ? [...state[facet], value] : state[facet].filter((one) => one !== value);
      run();
    });
    return make("li", {}, make("label", {}, box, make("span", { class: "find__value" }, named(facet, value)), make("span", { class: "find__count" }, String(count))));
  };

  const list = (facet) => {
    const { list, narrow, counts, group } = groups[facet];
    const part = narrow.value.trim().toLowerCase();
    const all = Object.entries(counts).filter(([value, count]) => count || state[facet].includes(value));
    narrow.hidden = all.length <= 8 && !part;
    const chosen = ([value]) => Number(state[facet].includes(value));
    const fits = all.filter((one) => chosen(one) || named(facet, one[0]).toLowerCase().includes(part));
    fits.sort((one, other) => chosen(other) - chosen(one) || other[1] - one[1] || one[0].localeCompare(other[0]));
    const focused = list.contains(document.activeElement) && document.activeElement.value;
    list.replaceChildren(...fits.slice(0, 8).map(([value, count]) => choice(facet, value, count)));
    if (focused) [...list.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
    group.hidden = !all.length && loaded.has(facet);
  };

  const count = (facet, counts) => {
    loaded.add(facet);
    groups[facet].counts = counts;
    for (const value of state[facet]) groups[facet].counts[value] ??= 0;
    list(facet);
  };

  let turns = 0;
  let total = 0;
  const page = async (turn) => {
    const there = results.children.length;
    const data = await ask("show", [there, there + SHOWN]);
    if (turn !== turns) return;
    results.append(...data.map(entry));
    more.hidden = results.children.length >= total;
  };

  const run = async () => {
    const turn = ++turns;
    write(dialog.open);
    clear.hidden = !clearable();
    try {
      if (!results.children.length) status.textContent = words.loading;
      const found = await ask("find", asked());
      if (turn !== turns) return;
      const first = await ask("show", [0, SHOWN]);
      if (turn !== turns) return;
      total = found.total;
      const at = [...results.querySelectorAll("a")].indexOf(document.activeElement);
      results.replaceChildren(...first.map(entry));
      if (at >= 0) (results.querySelectorAll("a")[at] || input).focus();
      more.hidden = total <= SHOWN;
      status.textContent = !total ? words.none : total === 1 ? words.one : words.many.replace("{count}", total.toLocaleString(language));
      const wanted = FACETS.filter((facet) => loaded.has(facet) || !HEAVY.includes(facet) || found.pages <= LARGE || groups[facet].group.open || state[facet].length);
      const counts = await ask("count", wanted);
      if (turn !== turns) return;
      for (const facet of wanted) count(facet, counts[facet]);
    } catch (error) {
      if (turn !== turns) return;
      status.textContent = words.failed;
      results.replaceChildren();
    }
  };

  /* Doing ------------------------------------------------------------------------------------------------------- */

  let later;
  input.addEventListener("input", () => {
    state.q = input.value;
    clearTimeout(later);
    later = setTimeout(run, 120);
  });
  sort.addEventListener("change", () => { state.sort = sort.value; run(); });
  for (const [name, field] of [["from", from], ["to", to]]) field.addEventListener("change", () => { state[name] = field.value; run(); });
  more.addEventListener("click", () => page(turns));
  clear.addEventListener("click", () => {
    for (const facet of FACETS) state[facet] = [];
    state.from = state.to = from.value = to.value = "";
    run();
  });
  for (const facet of FACETS) {
    groups[facet].narrow.addEventListener("input", () => list(facet));
    groups[facet].group.addEventListener("toggle", () => { if (groups[facet].group.open && !loaded.has(facet)) run(); });
  }

  const move = (step) => {
    const links = [...results.querySelectorAll("a")];
    const next = links.indexOf(document.activeElement) + step;
    if (next < 0) input.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  };
  dialog.addEventListener("keydown", (event) => {
    const onResults = event.target === input || results.contains(event.target);
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && onResults) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      results.querySelector("a")?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      shut();
    }
    event.stopPropagation(); // letters typed here are no shortcuts of the theme
  });
  dialog.addEventListener("close", () => { turns++; write(false); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) shut(); });
  const shut = () => {
    dialog.close();
    if (dialog.contains(document.activeElement)) document.activeElement.blur(); // opened from no element: a browser would let go of the field a frame later
  };

  const open = () => {
    if (dialog.open) return;
    input.value = state.q;
    sort.value = state.sort;
    from.value = state.from;
    to.value = state.to;
    const wide = window.matchMedia("(min-width: 60em)").matches;
    side.open = wide || clearable();
    for (const facet of FACETS) groups[facet].group.open = facet === "kind" || state[facet].length > 0 || (wide && facet === "source");
    range.open = Boolean(state.from || state.to) || wide;
    dialog.showModal();
    input.focus();
    input.select();
    run();
  };
  const clearable = () => Boolean(state.from || state.to || FACETS.some((facet) => state[facet].length));

  document.body.append(dialog);
  for (const button of document.querySelectorAll("[data-find]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
  if (read()) open();

  /* The words that led to a page are marked in it (?h=). */
  const sought = (new URLSearchParams(location.search).get("h") || "").slice(0, 300).match(/[\p{L}\p{N}]{2,}/gu);
  const article = document.querySelector("article");
  if (sought && article) {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${sought.join("|")})[\\p{L}\\p{N}]*`, "giu");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode() && texts.length < 5000) texts.push(walker.currentNode);
    for (const text of texts) {
      const found = [...text.data.matchAll(pattern)];
      for (const match of found.reverse()) {
        const rest = text.splitText(match.index);
        rest.splitText(match[0].length);
        rest.replaceWith(make("mark", {}, match[0]));
      }
    }
  }
})();
