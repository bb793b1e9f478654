"""Room: articles -> briefings.

`languages.py` knows the languages; an article in one whose grammar the finders below do not follow goes to `plain/`.
`sentences.py` cuts the text, `nlp.py` runs the language model (`by_rules.py` stands in where it is missing); then one
file per kind of finding: `timex/` dates in the text, `dating.py` the article's own date, `actors.py`, `roles.py`,
`quotes.py`, `claims.py` (out of `clauses.py`: who did what, `amounts.py` how many), `points.py` (out of
`candidates.py`, by `ranking.py`), `bottom_line.py` (cut by `cutting.py`), `open_points.py`, `sourcing.py` (with
`tellers.py`, `parties.py` and `chains.py`: who tells, for whom, and which way the words took). `linking.py` makes one
actor of those that several articles name, `dossiers.py` gathers what is said of each, `suggestions.py` tells who may be
one. `processes.py` shares many articles out among processes; `rules.py` tells the figures in force.
Every finding carries the span it came from. No file, clock or network is touched here.
"""

from builder.analyse.briefing import analyse, date_article, link
from builder.analyse.dossiers import gather
from builder.analyse.linking import Known
from builder.analyse.nlp import in_use as model_name
from builder.analyse.nlp import lack as model_lack
from builder.analyse.nlp import ready
from builder.analyse.processes import analyse_on_cores
from builder.analyse.rules import rules

__all__ = [
    "Known",
    "analyse",
    "analyse_on_cores",
    "date_article",
    "gather",
    "link",
    "model_lack",
    "model_name",
    "ready",
    "rules",
]
