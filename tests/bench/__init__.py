"""How long it takes, how that grows, and what others take: `make bench`, `make bench QUICK=1`.

`corpus.py` writes articles; `stage.py` does one stage on them, `engines.py` lets site generators render the pages,
`measuring.py` measures each in a process of its own. Results go to `.bench/`, which git ignores: `results.json`, and
charts as SVG. `rooms.py` measures single rooms, `events.py`, `serve.py`, `search.py` and `paint.py` what they are named
for.

Single times depend on the machine and on what else it does; the ratios, of one run, are what to quote.
"""
