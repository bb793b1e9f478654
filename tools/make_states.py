"""Build `builder/data/states.yml`, the table of states, their parts and regions.

Source: the package countryinfo (MIT licence), corrected by `states_corrections.yml` beside this file. It is needed only
here, not to build a site:
`pip install countryinfo==1.0.1 && python tools/make_states.py > builder/data/states.yml`.

Why it cannot be used as it is: its forms are for look-up by a person, not for finding states in prose. It gives
three-letter codes (`ARE`, `COD`, `AND`) that are English words, capitals that are first of all people (`Victoria`,
`Douglas`), one adjective for two states (`Dominican`, `Congolese`), and nouns for peoples where an adjective is wanted
(`Icelander`). "Washington" is also a state of the United States and a family name, "Georgia" also a state: such forms
are marked `weak` and count only with other evidence (`builder/analyse/mentions.py`).
"""

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

HEAD = """\
# States and territories, their parts and regions, with the words that name them in English prose.
# Made by tools/make_states.py from the package countryinfo 1.0.1 (MIT licence) and tools/states_corrections.yml: change
# the corrections, not this file. Licence of the corrections: that of the project.
# key: ISO 3166-1 alpha-2 code, ISO 3166-2 code of a part of a state, or X- and two letters for a region.
# name: canonical name. kind: STATE, or LOC for a territory, part or region.
# names: other names. adjectives: "Chinese". peoples: nouns for its citizens, plural.
# capitals: cities whose name stands for the government ("Beijing declined"); after "in" and the like they are places.
# weak: those of the forms that also name something else; they need other evidence.
"""

FORMAL = (
    "Republic of",
    "Kingdom of",
    "State of",
    "Islamic Republic",
    "People's",
    "Democratic",
    "Socialist",
    "Federal Republic",
    "Commonwealth of",
    "United Republic",
    "United Kingdom of",
    "United Mexican",
)
"""Beginnings of the formal names that newspapers use."""


def usable(form: str, name: str) -> bool:
    """Whether a form is English prose: `Republic of Chile`, not `CHL`, `Chad, Republic of` or `Тоҷикистон`."""
    return form != name and "," not in form and form.isascii() and form.startswith(FORMAL)


def peoples_of(adjectives: list[str]) -> list[str]:
    """Plural nouns that end as the adjectives do: `Iraqis` and `Kenyans`, not `Chineses`."""
    return [word + "s" for word in adjectives if word.endswith(("an", "i", "k"))]


def row_of(code: str, given: dict[str, Any], fix: dict[str, Any]) -> dict[str, Any]:
    """One row of the table from a country of the package."""
    name = fix["name"].get(code, given["name"])
    spellings = [form.strip() for form in given.get("altSpellings", [])]
    demonyms = [word for word in (given.get("demonym") or "").split(",") if word and word != name]
    adjectives = fix["adjectives"].get(code, demonyms)
    territory = code in fix["territories"]
    capital = fix["capital"].get(code, "" if territory else given.get("capital"))
    forms = {
        "names": [*fix["names"].get(code, []), *(form for form in spellings if usable(form, name))],
        "adjectives": adjectives,
        "peoples": fix["peoples"].get(code, peoples_of(adjectives)),
        "capitals": [city for city in (capital, *fix["capitals"].get(code, [])) if isinstance(city, str) and city],
    }
    return {"name": name, "kind": "LOC" if territory else "STATE"} | {
        key: list(dict.fromkeys(group)) for key, group in forms.items()
    }


def main() -> None:
    """Print the table."""
    fix = yaml.safe_load(Path(__file__).with_name("states_corrections.yml").read_text(encoding="utf-8"))
    table: dict[str, dict[str, Any]] = {}
    folder = files("countryinfo").joinpath("data")
    for file in sorted((item for item in folder.iterdir() if item.name.endswith(".json")), key=lambda item: item.name):
        given = json.loads(file.read_text(encoding="utf-8"))
        code = (given.get("ISO") or {}).get("alpha2")
        if code and code not in fix["skip"] and code not in table:
            table[code] = row_of(code, given, fix)
    for code, row in fix["parts"].items():
        table[code] = {"name": row["name"], "kind": "LOC"} | row
    sys.stdout.write(HEAD)
    for code, row in sorted(table.items()):  # one row a line: `NO` is quoted, or YAML takes Norway for a refusal
        groups = ([row["name"]], *(row.get(key, []) for key in ("names", "adjectives", "peoples", "capitals")))
        weak = sorted({form for group in groups for form in group} & set(fix["weak"]))
        kept = {key: value for key, value in (row | {"weak": weak}).items() if value}
        line = yaml.safe_dump(kept, allow_unicode=True, default_flow_style=True, width=10**6, sort_keys=False)
        sys.stdout.write(f'"{code}": {line}')


if __name__ == "__main__":
    main()
