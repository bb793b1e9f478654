/* Buttons that copy a citation, and the address in it where the site does not know its own.
 *
 * Without this file the citations can be selected by hand; those without an address stay hidden. */
"use strict"

const spoken = JSON.parse(document.querySelector("meta[name=words-citing]")?.content || "null") // builder/data/words

for (const block of document.querySelectorAll("details.cite")) {
  const here = location.href.split(/[?#]/)[0]
  const texts = [...block.querySelectorAll("pre")]
  if (block.hidden && here.startsWith("http")) {
    for (const text of texts) {
      for (const part of text.childNodes) {
        if (part instanceof Text) part.data = part.data.replace("https://address.invalid/", here)
      }
    }
    block.hidden = false
  }
  const said = Object.assign(document.createElement("p"), { className: "said" })
  said.setAttribute("role", "status")
  block.append(said)

  /* Where the clipboard is closed to pages (no https), the text is selected: Ctrl+C copies it. */
  const copy = async (text, kind) => {
    try {
      await navigator.clipboard.writeText(text.textContent)
      said.textContent = spoken.copied.replace("{kind}", kind)
    } catch {
      getSelection().selectAllChildren(text)
      const done = document.execCommand("copy")
      said.textContent = done ? spoken.copied.replace("{kind}", kind) : spoken.selected
    }
  }

  for (const text of spoken ? texts : []) {
    const label = text.previousElementSibling
    const kind = label.textContent.trim()
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: spoken.copy })
    button.setAttribute("aria-label", spoken.copy_kind.replace("{kind}", kind))
    button.addEventListener("click", () => copy(text, kind))
    label.append(" ", button)
  }
}
