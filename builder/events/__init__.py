"""Room: briefings -> events.

What several outlets tell of one event is found and laid side by side; every finding points at words of an article.

- `grouping.py` tells which briefings are of one event, and what a person decided about that:
  `parts.py` puts articles together, `likeness.py` says how alike two are;
- `windows.py` does the same for an archive that cannot be compared at once, a stretch of days at a time;
- `dating.py` solves what all articles of an event tell about the days they appeared on, together: `telling.py` has the
  days that one of them allows, `contradiction.py` what cannot all be so;
- `grid.py` aligns their claims: agreed, differing, told by one alone. `facts.py` makes a claim ready, `lexicon.py`
  knows what news tell in other words, `alike.py` tells how much two speak of one fact, `differ.py` what of them cannot
  both be, `rows.py` puts together those of all articles;
- `origins.py` counts who the accounts go back to (out of `strands.py`, which brings together what may be one),
  `confidence.py` judges them by the published rule;
- `moments.py` makes the timeline out of what the articles date (`dated.py`);
- `sides.py`, `questions.py`, `related.py` and `headline.py` give the rest of an event page;
- `compare.py` puts an event together; `rules.py` tells the figures in force.

Pure functions of records: no file, clock, network or language model is touched here. What a finding needs of the
grammar is in the briefings (`claims`, `clues`, `sourcing.chains`).
"""

from builder.events.compare import compare
from builder.events.dating import date
from builder.events.grouping import group
from builder.events.identity import heirs
from builder.events.rules import rules

__all__ = ["compare", "date", "group", "heirs", "rules"]
