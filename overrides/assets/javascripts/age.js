/* The home page says how old its newest source is, by the clock of the reader: the builder has none.
 * Without script the page says the day alone. */
(() => {
  "use strict";

  const OLD = 7; // days from which it is a warning
  const DAY = 86_400_000; // milliseconds

  const words = JSON.parse(document.querySelector("meta[name=words-age]")?.content || "null"); // builder/data/words
  const stated = document.querySelector("meta[name=newest-source]")?.content ?? "";
  const line = document.querySelector("p.newest");
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(stated) ?? [];
  if (!line || !year || !words) return;

  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const age = Math.round((today - Date.UTC(year, month - 1, day)) / DAY);
  if (age < 0) return;

  const days = age.toLocaleString(document.documentElement.lang);
  line.append(age === 0 ? words.today : age === 1 ? words.yesterday : words.days.replace("{days}", days));
  if (age < OLD) return;

  const warning = document.createElement("p");
  warning.className = "age-warning";
  warning.setAttribute("role", "note");
  warning.textContent = words.old.replace("{days}", days);
  line.after(warning);
})();
