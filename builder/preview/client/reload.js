// Runs in every page of the preview: loads the page anew when it has become another, and shows what is wrong.
(() => {
  const script = document.currentScript;
  const seen = script.dataset.seen;
  const here = new URL(script.src);
  let news = null;
  let panel = null;
  let dismissed = sessionStorage.getItem("preview-dismissed");

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("panel.css", here).href;
  document.head.append(style);

  const make = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text; // never as HTML: it may quote a page
    if (kind) made.className = kind;
    return made;
  };

  const show = (findings, key) => {
    panel?.remove();
    panel = null;
    if (!findings.length) {
      dismissed = null;
      sessionStorage.removeItem("preview-dismissed");
      return;
    }
    if (dismissed === key) return;
    panel = make("section", "", "preview-panel");
    panel.setAttribute("aria-label", "Problems");
    const alert = make("div");
    alert.setAttribute("role", "alert");
    alert.append(make("strong", findings.length === 1 ? "1 problem" : `${findings.length} problems`));
    const list = make("ul");
    for (const one of findings.slice(0, 20)) {
      const item = make("li");
      const place = [one.path, one.line, one.column].filter(Boolean).join(":");
      item.append(make("code", place), ` ${one.what}`);
      if (one.fix) item.append(make("span", ` – ${one.fix}`, "preview-fix"));
      list.append(item);
    }
    if (findings.length > 20) list.append(make("li", `and ${findings.length - 20} more`));
    alert.append(list);
    const close = make("button", "Dismiss");
    close.type = "button";
    close.addEventListener("click", () => {
      dismissed = key;
      sessionStorage.setItem("preview-dismissed", key);
      panel?.remove();
      panel = null;
    });
    document.body.prepend(panel);
    panel.append(close);
    panel.append(alert); // after the panel stands, so that it is announced
  };

  const listen = () => {
    if (news) return;
    const address = new URL("events", here);
    address.searchParams.set("page", decodeURI(location.pathname));
    address.searchParams.set("seen", seen);
    news = new EventSource(address);
    news.addEventListener("findings", (event) => show(JSON.parse(event.data), event.data));
    news.addEventListener("reload", () => location.reload());
  };

  const rest = () => {
    news?.close();
    news = null;
  };

  // A browser keeps few connections to a host: a page that nobody looks at needs none.
  const follow = () => (document.visibilityState === "visible" ? listen() : rest());
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", follow);
  follow();
})();
