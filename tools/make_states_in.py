"""Build `builder/data/XX/states.yml`, the words that name states in one language.

Source: the names of territories in CLDR, from the package babel (BSD licence), with `states_XX.yml` beside this file.
It is needed only here, not to build a site: `python tools/make_states_in.py fr > builder/data/fr/states.yml`.

The rows are those of `builder/data/states.yml`, which holds the canonical names: a state is one actor in all languages.
A part of a state without a name of its own here keeps its English one.
"""

import sys
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml
from babel import Locale

HEAD = """\
# Words that name states, their parts and regions in {name} prose: rows of `builder/data/states.yml`.
# Made by tools/make_states_in.py from CLDR (package babel {version}, BSD licence; data: Unicode licence) and
# tools/states_{code}.yml: change that, not this file. Licence of what is ours: that of the project.
# names, adjectives, peoples, capitals, weak: as in `states.yml`, with all their genders and numbers.
"""


def forms_of(word: str, feminine: dict[str, str]) -> list[str]:
    """Genders and numbers of an adjective: `chinois`, `chinoise`, `chinoises`."""
    masculine, _, given = word.partition(" ")
    ending = next((one for one in sorted(feminine, key=len, reverse=True) if masculine.endswith(one)), None)
    other = given or (masculine.removesuffix(ending) + feminine[ending] if ending else masculine)
    return list(dict.fromkeys((masculine, other, plural(masculine), plural(other))))


def plural(word: str) -> str:
    """The word with its s."""
    return word if word.endswith(("s", "x")) else word + "s"


def row_of(key: str, english: str, fix: dict[str, Any], territories: dict[str, str]) -> dict[str, list[str]]:
    """The forms of one state."""
    own = fix["names"].get(key)
    cldr = territories.get(key) if key not in fix["skip"] and len(key) == 2 else None
    names = [cldr.replace("’", "'")] if cldr and "(" not in cldr else []
    names += own if own is not None else []
    if not names and own is None:
        names = [english]
    adjectives = [form for word in fix["adjectives"].get(key, ()) for form in forms_of(word, fix["feminine"])]
    capital = fix["capitals"].get(key)
    return {
        "names": spelled(names),
        "adjectives": adjectives,
        "peoples": spelled([form[0].upper() + form[1:] for form in adjectives]),
        "capitals": [*([capital] if capital else []), *fix["more_capitals"].get(key, ())],
    }


def spelled(forms: list[str]) -> list[str]:
    """The forms, and those that print a first capital without its accent: `Égypte` and `Egypte`."""
    bare = [normalize("NFD", form[0])[0] + form[1:] for form in forms]
    return list(dict.fromkeys((*forms, *bare)))


def main(code: str) -> None:
    """Print the table of a language."""
    import babel

    here = Path(__file__)
    fix = yaml.safe_load(here.with_name(f"states_{code}.yml").read_text(encoding="utf-8"))
    states = yaml.safe_load((here.parents[1] / "builder/data/states.yml").read_text(encoding="utf-8"))
    locale = Locale(code)
    sys.stdout.write(HEAD.format(name=locale.english_name, version=babel.__version__, code=code))
    for key, row in states.items():
        forms = row_of(key, row["name"], fix, dict(locale.territories))
        forms["weak"] = sorted({form for group in forms.values() for form in group} & set(fix["weak"]))
        kept = {column: group for column, group in forms.items() if group}
        if kept:
            line = yaml.safe_dump(kept, allow_unicode=True, default_flow_style=True, width=10**6, sort_keys=False)
            sys.stdout.write(f'"{key}": {line}')


if __name__ == "__main__":
    main(sys.argv[1])
