/* Lists that a reader sorts and filters. Pages are complete without this: it only adds buttons to the heads of a table
 * and a field above a list. builder/write marks the paragraph before such a list with the class "listing". */
"use strict";

(() => {
  const words = JSON.parse(document.querySelector("meta[name=words-lists]")?.content || "null"); // builder/data/words
  if (!words) return;
  const FEWEST_TO_FILTER = 8;
  const MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
  ];
  const DAY = new RegExp(`(?:(\\d{1,2}) )?(?:(${MONTHS.join("|")}) )?(\\d{4})(?: \\(.*\\))?$`);
  const LEVELS = ["low", "moderate", "high"];

  /* Text as it is compared: without accents, capitals and double spaces. */
  const folded = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();

  const asNumber = (text) => (/^-?[\d,]+(\.\d+)?$/.test(text) ? Number(text.replaceAll(",", "")) : null);

  const asLevel = (text) => (LEVELS.includes(text) ? LEVELS.indexOf(text) : null);

  /* The last day named, as a number that sorts: "29 to 30 May 2023", "about May 2023", "30 May (2)" is none. */
  const asDay = (text) => {
    const found = DAY.exec(text);
    if (!found) return null;
    return Number(found[3]) * 10000 + (MONTHS.indexOf(found[2]) + 1) * 100 + Number(found[1] || 0);
  };

  const textOf = (cell) => {
    const copy = cell.cloneNode(true);
    for (const extra of copy.querySelectorAll(".owner, .headerlink")) extra.remove();
    return folded(copy.textContent);
  };

  /* How the cells of a column are compared: as what most of them are. */
  const reading = (texts) => {
    const said = texts.filter((text) => text && text !== "day unknown");
    for (const read of [asNumber, asLevel, asDay]) {
      if (said.length && said.every((text) => read(text) !== null)) return read;
    }
    return null;
  };

  const compare = (one, other) => (typeof one === "string" ? one.localeCompare(other, "en", { numeric: true }) : one - other);

  const column = (rows, at) => {
    const texts = rows.map((row) => textOf(row.cells[at]));
    const read = reading(texts);
    return { values: texts.map((text) => (read ? read(text) : text || null)), counts: read !== null && read !== asLevel };
  };

  /* "ascending", "descending", or nothing: how the values stand. */
  const orderOf = (values) => {
    const said = values.filter((value) => value !== null);
    const signs = new Set(said.slice(1).map((value, at) => Math.sign(compare(value, said[at]))));
    signs.delete(0);
    return signs.size !== 1 ? "" : signs.has(1) ? "ascending" : "descending";
  };

  const makeSortable = (table, tell) => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    let found = false;
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      head.scope = "col";
      const { values, counts } = column([...body.rows], at);
      // Names may run from Z to A by chance; no list of ours does.
      const order = !found && (counts || orderOf(values) === "ascending") ? orderOf(values) : "";
      if (order) head.setAttribute("aria-sort", order);
      found = found || order !== "";
      button.addEventListener("click", () => {
        const rows = [...body.rows];
        const { values } = column(rows, at);
        const now = head.getAttribute("aria-sort");
        const next = now ? (now === "ascending" ? "descending" : "ascending") : counts ? "descending" : "ascending";
        const sign = next === "ascending" ? 1 : -1;
        const places = rows.map((_, place) => place);
        places.sort((one, other) => {
          if (values[one] === null || values[other] === null) return (values[one] === null) - (values[other] === null);
          return sign * compare(values[one], values[other]) || one - other;
        });
        body.append(...places.map((place) => rows[place]));
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", next);
        tell(words[next].replace("{column}", button.textContent.trim()));
      });
    });
  };

  const makeFilter = (entries, blocks, before, tell, number) => {
    const texts = entries.map(textOf);
    const box = document.createElement("div");
    const label = document.createElement("label");
    const field = document.createElement("input");
    box.className = "list-filter";
    field.type = "search";
    field.id = `list-filter-${number}`;
    field.autocomplete = "off";
    label.htmlFor = field.id;
    label.textContent = words.filter;
    box.append(label, field);
    before.after(box);
    const filter = () => {
      const wanted = folded(field.value).split(" ").filter(Boolean);
      let shown = 0;
      entries.forEach((entry, at) => {
        entry.hidden = !wanted.every((word) => texts[at].includes(word));
        shown += entry.hidden ? 0 : 1;
      });
      for (const [head, list] of blocks) {
        const empty = [...list.children].every((entry) => entry.hidden);
        list.hidden = empty;
        if (head) head.hidden = empty;
      }
      tell(wanted.length ? words.shown.replace("{shown}", shown).replace("{all}", entries.length) : "");
    };
    field.addEventListener("input", filter);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !field.value) return;
      event.preventDefault();
      field.value = "";
      filter();
    });
    return box;
  };

  /* What stands between a marked paragraph and the next one. */
  const below = (mark) => {
    const found = [];
    for (let next = mark.nextElementSibling; next && !next.matches(".listing"); next = next.nextElementSibling) {
      found.push(next);
    }
    return found;
  };

  const start = () => {
    document.querySelectorAll("article p.listing").forEach((mark, number) => {
      const blocks = below(mark);
      const table = blocks[0] && (blocks[0].matches("table") ? blocks[0] : blocks[0].querySelector("table"));
      const lists = [];
      let head = null;
      for (const block of table ? [] : blocks) {
        if (block.matches("h2")) head = block;
        if (block.matches("ul")) lists.push([head, block]);
      }
      const entries = table ? [...table.tBodies[0].rows] : lists.flatMap(([, list]) => [...list.children]);
      const status = document.createElement("p");
      status.className = "list-status";
      status.setAttribute("role", "status");
      status.setAttribute("aria-live", "polite");
      const tell = (text) => {
        status.textContent = text;
      };
      if (table && entries.length > 1) makeSortable(table, tell);
      const box = entries.length >= FEWEST_TO_FILTER ? makeFilter(entries, lists, mark, tell, number) : null;
      if (box) box.append(status);
      else if (entries.length > 1) mark.after(status);
    });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
