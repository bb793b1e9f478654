"""Turns news articles into a cited, searchable briefing site.

Articles go in under `seeds/`; Markdown pages come out in `docs/`; `publish` makes the site of them.
`pipeline.py` shows the whole build on one screen.
"""

__version__ = "0.1.0"
