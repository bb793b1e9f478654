/* The sentence that a citation `[n]` leads to, shown while the pointer or the keyboard rests on the link.
 *
 * Without this file the link leads to the sentence, and so it does on a touch screen. The words are taken from the page
 * that holds the sentence, this one or another of the same site, and shown as text. What is shown stays until the reader
 * leaves it or presses Escape, and the pointer may move onto it (WCAG 2.2, 1.4.13). */
"use strict"

{
  const REST = 150 // milliseconds on a link before it counts as wanted
  const LEAVE = 250 // milliseconds to get from the link onto the note
  const GAP = 6 // CSS pixels between the two, and to the edge of the window

  const pages = new Map() // address -> promise of the parsed page
  const note = Object.assign(document.createElement("div"), { id: "cited-sentence", className: "cited-sentence", hidden: true })
  note.setAttribute("role", "tooltip")
  let shown = null // the link whose sentence is shown
  let timer = 0

  const citation = (target) => {
    const link = target instanceof Element ? target.closest("article a[href*='#s']:not(.s)") : null
    return link && /^#s\d+$/.test(link.hash) && link.origin === location.origin ? link : null
  }

  const addressOf = (link) => link.href.split("#")[0]

  const pageOf = (link) => {
    const address = addressOf(link)
    if (address === location.href.split("#")[0]) return Promise.resolve(document)
    if (!location.protocol.startsWith("http")) return Promise.reject(new Error("no server to ask"))
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(answer.statusText)
        return answer.text()
      }).then((text) => new DOMParser().parseFromString(text, "text/html")))
    }
    return pages.get(address)
  }

  /* A sentence goes from its number to the next one, or to the end of its paragraph. */
  const sentenceAt = (page, id) => {
    const number = page.getElementById(id)
    if (!number || !number.classList.contains("s")) return ""
    let words = ""
    for (let node = number.nextSibling; node; node = node.nextSibling) {
      if (node instanceof Element && node.matches("a.s")) break
      if (!(node instanceof Element && node.matches(".owner"))) words += node.textContent
    }
    return words.trim()
  }

  const hide = () => {
    clearTimeout(timer)
    shown?.removeAttribute("aria-describedby")
    shown = null
    note.hidden = true
  }

  const place = (link) => {
    const at = [...link.getClientRects()].pop() ?? link.getBoundingClientRect()
    note.style.left = note.style.top = "0"
    const size = note.getBoundingClientRect()
    const width = document.documentElement.clientWidth
    const below = at.bottom + GAP + size.height <= innerHeight || at.top - GAP < size.height
    note.style.left = `${scrollX + Math.max(GAP, Math.min(at.left, width - size.width - GAP))}px`
    note.style.top = `${scrollY + (below ? at.bottom + GAP : at.top - GAP - size.height)}px`
  }

  const fill = (link, page, words) => {
    const source = page.querySelector("details .s")?.closest("[lang]")
    const text = Object.assign(document.createElement("p"), { textContent: words, dir: "auto" })
    if (source) text.lang = source.lang
    const parts = [text]
    const title = page === document ? null : page.querySelector("article h1")?.firstChild?.textContent
    if (title) parts.push(Object.assign(document.createElement("p"), { className: "of", textContent: title, dir: "auto" }))
    note.replaceChildren(...parts)
  }

  const show = async (link) => {
    hide()
    shown = link
    const page = await pageOf(link).catch(() => null)
    const words = page && sentenceAt(page, link.hash.slice(1))
    if (!words || shown !== link) return
    fill(link, page, words)
    note.hidden = false
    place(link)
    link.setAttribute("aria-describedby", note.id)
  }

  const soon = (what, wait) => {
    clearTimeout(timer)
    timer = setTimeout(what, wait)
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return
    const link = citation(event.target)
    if (link === shown && link) clearTimeout(timer)
    else if (link) soon(() => show(link), REST)
    else if (shown && shown !== document.activeElement && !note.contains(event.target)) soon(hide, LEAVE)
    else clearTimeout(timer)
  })
  document.addEventListener("focusin", (event) => {
    const link = citation(event.target)
    if (link && link.matches(":focus-visible")) show(link)
    else if (shown) hide()
  })
  document.addEventListener("focusout", (event) => {
    if (event.target === shown && !shown.matches(":hover") && !note.matches(":hover")) hide()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return
    event.stopPropagation()
    hide()
  }, true)
  document.addEventListener("click", (event) => {
    if (!note.contains(event.target)) hide()
  })
  addEventListener("beforeprint", hide)
  document.body.append(note)
}
