"""Turns news articles into a cited, searchable briefing site.

Articles go in under `seeds/`; Markdown pages come out in `docs/`; `publish` makes the site of them.
`pipeline.py` shows the whole build on one screen.
"""

import os

# Before numpy is loaded: a sum that threads share may come out otherwise, cores are used by processes here, and the
# threads of its algebra, waiting for work, take longer than the small matrices of events do.
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

__version__ = "0.1.0"
