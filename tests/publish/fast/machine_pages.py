"""Pages as the builder might write them, with a thing here and there that it never would."""

from hypothesis import strategies as st

PLAIN = [
    "word",
    "Ada Lund",
    "it’s",
    "3",
    "1.",
    "a)",
    "x:",
    "“q”",
    "é",
    "—",
    "→",
    "%",
    "~",
    "#",
    "a#",
    "==",
    "+",
    "-",
    "?",
    "!",
    "/",
    ";",
    "'",
    '"',
    "@",
    "(c)",
    "$5",
    "http://a.b",
    "Ω",
    "日本",
    "md-",
]
ESCAPED = [
    r"\*",
    r"\_",
    r"\{",
    r"\}",
    r"\[",
    r"\]",
    r"\\",
    r"\`",
    r"&amp;",
    r"&lt;",
    r"&gt;",
    r"&#124;",
    r"&#91;",
    r"&#58;",
    r"&#46;",
    r"&#38;",
    r"&#60;",
]
ODD = [
    "a_b",
    "_x_",
    "{x}",
    "[x]",
    "<b>",
    "&",
    "&copy;",
    "*",
    "**",
    "***",
    "`c`",
    "\\",
    "|",
    "\u00a0",
    "\t",
    " ",
    "\x02",
]
GOALS = [
    "method.md",
    "actors/index.md",
    "#s1",
    "method.md#confidence",
    "<https://a.example/x?a=1&b=2#c>",
    "sources/../method.md",
]
NO_GOALS = ["nowhere.md", "//x.y", "mailto:a@b.c", "", "a b.md", "<http://x/(y)>", "/method.md"]
LISTS = ["", "", "{ .tag .reported }", "{#s1 .s}", "{ #side-1 }", "{ .md-x }", "{x}", "{ .a  .b }", "{: .meta }"]


def mostly(good: list[str], bad: list[str]) -> st.SearchStrategy[str]:
    return st.integers(0, 39).flatmap(lambda at: st.sampled_from(good if at else bad))


words = st.lists(mostly(PLAIN + ESCAPED, ODD), min_size=1, max_size=5).map(" ".join)
named = st.one_of(words, st.sampled_from([r"\[1\]", r"\[12\]", "7"]))
lists = mostly(LISTS[:5], LISTS)
links = st.builds("[{}]({}{}){}".format, named, mostly(GOALS, NO_GOALS), st.sampled_from(["", "", ' "about x"']), lists)
strong = st.builds("**{}**{}".format, st.one_of(words, links), lists)
emphasis = st.builds("*{}*".format, words)
pictures = st.builds(
    "![{}]({}){}".format, st.sampled_from(PLAIN), st.just("method.md"), st.just('{ .drawing width="440" }')
)
lines = st.builds(
    lambda parts, between: between.join(parts),
    st.lists(st.one_of(words, words, links, strong, emphasis, pictures), min_size=1, max_size=4),
    mostly([" "], ["", "  ", "\n"]),
)
paragraphs = st.builds(
    lambda some, end: "\n".join(some) + end,
    st.lists(lines, min_size=1, max_size=3),
    mostly(["", "", "\n{: .meta }"], ["\n{ .x }", " { .x }", "\n{: #x }"]),
)
items = st.lists(
    st.builds("{}{}{}".format, st.sampled_from(["", "", "    "]), mostly(["- "], ["* ", "-  ", "1. "]), lines)
)
bullets = items.map("\n".join)


@st.composite
def tables(draw: st.DrawFn) -> str:
    wide = draw(st.integers(1, 3))
    row = st.lists(st.one_of(lines, words, st.just("")), min_size=wide, max_size=wide).map(
        lambda one: f"| {' | '.join(one)} |"
    )
    rule = f"|{'|'.join(draw(st.lists(mostly([' --- ', ' ---: '], [' :--- ', '---']), min_size=wide, max_size=wide)))}|"
    return "\n".join([draw(row), rule, *draw(st.lists(row, max_size=3))])


headings = st.builds(
    "{} {}{}".format, mostly(["#", "##", "###"], ["#######"]), lines, mostly(["", " { #q-1 }"], [" #", "{#q}"])
)
folded = st.builds(
    lambda title, blocks: (
        f'??? note "{title}"\n\n' + "\n\n".join("    " + one.replace("\n", "\n    ") for one in blocks)
    ),
    mostly(["13 sentences", "Removed as noise: 2"], ["a *b*", ""]),
    st.lists(st.one_of(paragraphs, bullets), min_size=1, max_size=3),
)
pages = st.lists(st.one_of(paragraphs, bullets, tables(), headings, folded), max_size=4).map("\n\n".join)
