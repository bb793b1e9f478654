/* The home page says how old its newest source is, by the clock of the reader: the builder has none.
 * Without script the page says the day alone. */
(() => {
  "use strict";

  const OLD = 7; // days from which it is a warning
  const DAY = 86_400_000; // milliseconds

  const stated = document.querySelector("meta[name=newest-source]")?.content ?? "";
  const line = document.querySelector("p.newest");
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(stated) ?? [];
  if (!line || !year) return;

  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const age = Math.round((today - Date.UTC(year, month - 1, day)) / DAY);
  if (age < 0) return;

  const words = age === 0 ? "today" : age === 1 ? "yesterday" : `${age.toLocaleString("en")} days ago`;
  line.append(`, ${words}`);
  if (age < OLD) return;

  const warning = document.createElement("p");
  warning.className = "age-warning";
  warning.setAttribute("role", "note");
  warning.textContent = `The newest source here is ${age.toLocaleString("en")} days old: what these pages tell may be out of date.`;
  line.after(warning);
})();
