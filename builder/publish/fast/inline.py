"""Words of machine-written Markdown as finished HTML: emphasis, links, escapes, and nothing else.

What comes out is what Python-Markdown, MkDocs' look at links and the cleaning of `safe_markdown` make of it together.
Whatever is not recognised for certain is `UnknownError`, and the page goes through all of those.
"""

import re
from collections.abc import Callable

Follow = Callable[[str], str]
"""Address of a link as written -> as it stands in the page; raises `UnknownError`."""


class UnknownError(Exception):
    """Not of the dialect."""


_ODD = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u3000\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U0010ffff]| (?=\n)"
    r"|\xa0(?!(?<=[\w*)\]}»”’.…]\xa0)[:;!?»]|(?<=«\xa0)\S|(?<=\d\xa0)\d)"
)
"""White space and controls that machines never write, on each of which the libraries have views of their own; a space
that does not break only as French has it: before a colon, inside quotation marks, in large numbers."""

NBSP = "&nbsp;"
"""How such a space stands in the page."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|]")

_TOKEN = re.compile(
    r"(?P<text>[^\\`*_{}\[\]<>&|!]+|!(?!\[))"
    r"|\\(?P<escaped>[\\`*_{}\[\]])"
    r"|&(?:(?P<named>amp|lt|gt)|\#(?P<number>\d{1,3}));"
    r"|(?P<stars>\*{1,2})(?!\*)"
    r"|\[(?P<words>(?:[^\\`*_{}\[\]<>|!]|\\[\\`*_{}\[\]])*)\]\((?:(?P<here>[\w./%-]*(?:\#[\w-]+)?)"
    r"|<(?P<away>https?://[\w.~:/?\#@!$&,=+%-]+)>)(?: \"(?P<title>\w[\w ,.:\xa0-]*)\")?\)"
    r"|!\[(?P<alt>[^\\`*_{}\[\]<>&|!\"]+)\]\((?P<picture>[\w./%-]+)\)",
    re.ASCII,
)

_ATTRIBUTE = r"(?:[.#][A-Za-z][\w-]*|(?:width|height)=\"\d+\")"
_LIST = re.compile(rf"\{{:? ?(?P<all>{_ATTRIBUTE}(?: {_ATTRIBUTE})*) ?\}}", re.ASCII)
"""`{ .tag .claimed }`, `{#s1 .s}`, `{: .meta }`, `{ .drawing width="440" }`."""

_THEME = re.compile(r"(?:md|mdx|mkdocs)-|(?:no-)?js$")

_NAMED = {"amp": "&amp;", "lt": "&lt;", "gt": "&gt;"}
_AS_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

Attributes = dict[str, str]


def sound(text: str) -> None:
    """Look at a whole page for what no machine writes.

    Raises:
        UnknownError: it is there.
    """
    if _ODD.search(text):
        raise UnknownError


def attributes(source: str) -> Attributes:
    """What an attribute list says.

    Raises:
        UnknownError: it is none of ours.
    """
    found = _LIST.fullmatch(source)
    if found is None:
        raise UnknownError
    told: Attributes = {}
    for one in found["all"].split(" "):
        name, value = ("class", one[1:]) if one[0] == "." else ("id", one[1:]) if one[0] == "#" else _pair(one)
        if name == "class" and _THEME.match(value):
            raise UnknownError
        if name in told and name != "class":
            raise UnknownError
        told[name] = f"{told[name]} {value}" if name in told else value
    return told


def opened(tag: str, told: Attributes) -> str:
    """The tag that opens an element."""
    return "".join((f"<{tag}", *(f' {name}="{told[name]}"' for name in sorted(told)), ">"))


class Inline:
    """Renders the words of one page."""

    def __init__(self, follow: Follow) -> None:
        self._follow = follow
        self.ids: list[str] = []
        """Those that attribute lists gave, in order."""

    def html(self, text: str) -> str:
        """Words as HTML.

        Raises:
            UnknownError: there is something else in them.
        """
        if not _SPECIAL.search(text) and "![" not in text:
            return text.replace("\xa0", NBSP)
        out: list[str] = []
        stars, start, at = "", 0, 0
        while at < len(text):
            if text[at] == "{":
                raise UnknownError
            found = _TOKEN.match(text, at)
            if found is None:
                raise UnknownError
            at = found.end()
            kind = found.lastgroup
            if kind == "text":
                out.append(found[0].replace("\xa0", NBSP))
            elif kind == "escaped":
                out.append(_AS_HTML.get(found[0][1], found[0][1]))
            elif kind == "named":
                out.append(_NAMED[found["named"]])
            elif kind == "number":
                out.append(_character(int(found["number"])))
            elif kind == "stars":
                if not stars:
                    if text[at : at + 1] in ("", " ", "\n"):
                        raise UnknownError
                    stars, start = found[0], len(out)
                    out.append("")
                    continue
                if stars != found[0] or text[found.start() - 1] in " \n" or start == len(out) - 1:
                    raise UnknownError
                tag = "strong" if stars == "**" else "em"
                told, at = self._list(text, at)
                out[start] = opened(tag, told)
                out.append(f"</{tag}>")
                stars = ""
            elif kind == "picture":
                told, at = self._list(text, at)
                out.append(
                    opened(
                        "img",
                        {**told, "alt": found["alt"].replace("\xa0", NBSP), "src": self._follow(found["picture"])},
                    )
                )
            else:
                told, at = self._list(text, at)
                out.append(
                    self._link(
                        found, {**told, "title": found["title"].replace("\xa0", " ")} if found["title"] else told
                    )
                )
        if stars:
            raise UnknownError
        return "".join(out)

    def _link(self, found: re.Match[str], told: Attributes) -> str:
        words = self.html(found["words"])
        if found["away"] is None:
            return f"{opened('a', {**told, 'href': self._follow(found['here'])})}{words}</a>"
        address = found["away"].replace("&", "&amp;")
        tag = opened("a", {**told, "href": address})
        return f'<a rel="noopener nofollow ugc"{tag[2:]}{words}</a>'

    def _list(self, text: str, at: int) -> tuple[Attributes, int]:
        """The attribute list at a place, and where it ends; none and that place where there is none."""
        if text[at : at + 1] != "{":
            return {}, at
        end = text.find("}", at) + 1
        told = attributes(text[at:end])
        if "id" in told:
            self.ids.append(told["id"])
        return told, end


def _pair(source: str) -> tuple[str, str]:
    name, _, value = source.partition("=")
    return name, value.strip('"')


def _character(number: int) -> str:
    if not 32 < number < 127:
        raise UnknownError
    return _AS_HTML.get(chr(number), chr(number))
