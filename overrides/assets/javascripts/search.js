/* The search: a dialog over any page, its state in the address (?q=&actor=&source=&event=&kind=&review=&from=&to=&sort=).
 * The index is Pagefind's (builder/publish/search.py). What pages say reaches the screen as text, never as markup. */
(() => {
  "use strict";

  const WORDS = {
    en: {
      search: "Search", close: "Close", filters: "Filters", clear: "Clear filters", more: "Show more", loading: "Searching …",
      hint: "Words of a headline, a name, a place", none: "Nothing found. Try fewer words or fewer filters.",
      one: "1 page", many: "# pages", failed: "The search does not work here: it needs the published site on a server.",
      sort: "Order", relevance: "Best match", newest: "Newest first", oldest: "Oldest first", from: "From", to: "To",
      date: "Date", narrow: "Narrow this list", actor: "Actor", source: "Source", event: "Event", kind: "Kind", review: "Review",
      value: {
        briefing: "Briefing", event: "Event", actor: "Actor", source: "Source", page: "About this site", draft: "Draft",
        reviewed: "Reviewed", "needs-review": "Needs review", corrected: "Corrected", withdrawn: "Withdrawn",
      },
    },
    fr: {
      search: "Rechercher", close: "Fermer", filters: "Filtres", clear: "Effacer les filtres", more: "Afficher plus",
      loading: "Recherche …", hint: "Mots d’un titre, un nom, un lieu",
      none: "Aucun résultat. Essayez moins de mots ou moins de filtres.", one: "1 page", many: "# pages",
      failed: "La recherche ne fonctionne pas ici : il lui faut le site publié sur un serveur.", sort: "Ordre",
      relevance: "Pertinence", newest: "Plus récents", oldest: "Plus anciens", from: "Du", to: "Au", date: "Date",
      narrow: "Filtrer cette liste", actor: "Acteur", source: "Source", event: "Événement", kind: "Type", review: "Relecture",
      value: {
        briefing: "Note", event: "Événement", actor: "Acteur", source: "Source", page: "À propos du site", draft: "Brouillon",
        reviewed: "Relu", "needs-review": "À relire", corrected: "Corrigé", withdrawn: "Retiré",
      },
    },
  };
  const FACETS = ["kind", "actor", "source", "event", "review"];
  const EVERY = "zqeverypage"; // overrides/main.html
  const HEAVY = ["actor", "event"]; // thousands of names on a large site: fetched when looked at
  const LARGE = 3000; // pages from which that is so
  const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/gu; // "China's" is a form of "China"
  const SHOWN = 10;
  const NOTHING = "\u0000";

  const root = new URL("../../", document.currentScript.src);
  const language = document.documentElement.lang.slice(0, 2);
  const words = WORDS[language] || WORDS.en;
  const named = (facet, value) => (["kind", "review"].includes(facet) && words.value[value]) || value;

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

  let engine;
  let pages = 0;
  const loaded = {};
  const start = () => {
    engine ||= (async () => {
      const entry = await fetch(new URL("search/pagefind-entry.json", root), { cache: "no-cache" });
      const known = Object.values((await entry.json()).languages || {});
      pages = known.reduce((sum, one) => sum + one.page_count, 0);
      const found = await import(new URL("search/pagefind.js", root).href);
      await found.options({ baseUrl: root.pathname, excerptLength: 28 });
      await found.init();
      return found;
    })();
    return engine;
  };

  /* One after another: of two searches at once Pagefind loses what one of them loaded. Never for nothing: that loads the
   * whole index; every page has EVERY among its words. */
  let line = Promise.resolve();
  const search = async (options) => {
    const pagefind = await start();
    const parted = language === "fr" ? state.q.replace(/['’]/g, " ") : state.q;
    const query = parted.replace(POSSESSIVE, "").trim() || EVERY;
    const found = line.then(() => pagefind.search(query, options));
    line = found.catch(() => {});
    return found;
  };

  const load = (facet) => {
    loaded[facet] ||= search({ filters: { [facet]: NOTHING } });
    return loaded[facet];
  };

  const filters = async (without) => {
    const chosen = {};
    for (const facet of FACETS) if (facet !== without && state[facet].length) chosen[facet] = { any: state[facet] };
    if (state.from || state.to) {
      const days = Object.keys((await search({ filters: { day: NOTHING } })).totalFilters.day || {});
      const inside = days.filter((day) => (!state.from || day >= state.from) && (!state.to || day <= state.to));
      chosen.day = { any: inside.length ? inside : [NOTHING] };
    }
    return chosen;
  };

  const ask = async (without) => {
    const sort = state.sort || (state.q.trim() ? "" : "date");
    const options = { filters: await filters(without) };
    if (sort === "date" || sort === "oldest") options.sort = { date: sort === "date" ? "desc" : "asc" };
    return search(options);
  };

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
      make("div", { class: "find__head" }, input, make("button", { type: "button", class: "find__close", "aria-label": words.close, onclick: () => dialog.close() }, "×")),
      make("div", { class: "find__body" }, side, make("div", { class: "find__main" }, make("div", { class: "find__bar" }, status, sort), results, more))));

  /* Pagefind gives an excerpt with marks, all else escaped: it is taken apart and becomes text and marks again. */
  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&nbsp;": " ", "&amp;": "&" };
  const MARK = /zqeverypage\.?\s*/g;
  const ELISION = /(?<![\p{L}\p{N}])((?:[cdjlmnst]|qu)['’]) /giu; // the index keeps them apart, so that "l’Iran" is found by "Iran"
  const plain = (text) => {
    const whole = text.replace(/&(?:lt|gt|quot|#39|#x27|nbsp|amp);/g, (entity) => ENTITIES[entity]).replace(MARK, "");
    return language === "fr" ? whole.replace(ELISION, "$1") : whole;
  };
  const marked = (excerpt) => excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, index) => (index % 2 ? make("mark", {}, plain(part)) : plain(part)));

  const weight = (part) => (part.weighted_locations || []).reduce((sum, one) => sum + one.weight, 0);

  const entry = (data) => {
    const parts = [...(data.sub_results || [])].sort((one, other) => weight(other) - weight(one));
    const best = state.q.trim() && parts[0];
    const address = new URL(best ? best.url : data.url, root);
    if (state.q.trim()) address.searchParams.set("h", state.q.trim());
    const facts = [named("kind", data.meta.kind), data.meta.date, data.meta.source, named("review", data.meta.review)];
    return make("li", {},
      make("a", { href: address.href, class: "find__hit" },
        make("strong", {}, data.meta.title || data.url),
        make("span", { class: "find__facts" }, facts.filter(Boolean).join(" · ")),
        make("span", { class: "find__excerpt" }, ...marked((best || data).excerpt))));
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
    group.hidden = !all.length && facet in loaded;
  };

  const count = async (facet, found, turn) => {
    const counted = state[facet].length ? await ask(facet) : found;
    if (turn !== turns) return;
    groups[facet].counts = counted.filters[facet] || {};
    for (const value of state[facet]) groups[facet].counts[value] ??= 0;
    list(facet);
  };

  let turns = 0;
  let hits = [];
  const page = async (turn) => {
    const there = results.children.length;
    const data = await Promise.all(hits.slice(there, there + SHOWN).map((hit) => hit.data()));
    if (turn !== turns) return;
    results.append(...data.map(entry));
    more.hidden = results.children.length >= hits.length;
  };

  const run = async () => {
    const turn = ++turns;
    write(dialog.open);
    clear.hidden = !(state.from || state.to || FACETS.some((facet) => state[facet].length));
    try {
      if (!results.children.length) status.textContent = words.loading;
      let found = await ask();
      if (turn !== turns) return;
      const first = await Promise.all(found.results.slice(0, SHOWN).map((hit) => hit.data()));
      if (turn !== turns) return;
      hits = found.results;
      const at = [...results.querySelectorAll("a")].indexOf(document.activeElement);
      results.replaceChildren(...first.map(entry));
      if (at >= 0) (results.querySelectorAll("a")[at] || input).focus();
      more.hidden = hits.length <= SHOWN;
      status.textContent = !hits.length ? words.none : hits.length === 1 ? words.one : words.many.replace("#", hits.length.toLocaleString(language));
      const wanted = FACETS.filter((facet) => facet in loaded || !HEAVY.includes(facet) || pages <= LARGE || groups[facet].group.open || state[facet].length);
      if (wanted.some((facet) => !(facet in loaded))) {
        await Promise.all(wanted.map(load));
        found = await ask();
      }
      for (const facet of wanted) await count(facet, found, turn);
    } catch (error) {
      if (turn === turns) status.textContent = words.failed;
      results.replaceChildren();
      engine = undefined;
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
    groups[facet].group.addEventListener("toggle", () => { if (groups[facet].group.open && !(facet in loaded)) run(); });
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
      dialog.close();
    }
    event.stopPropagation(); // letters typed here are no shortcuts of the theme
  });
  dialog.addEventListener("close", () => { turns++; write(false); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

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
