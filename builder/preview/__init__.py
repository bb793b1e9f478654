"""The site while somebody works on it: `builder serve`.

Files change, the site follows, browsers are told. What is on disk is the truth: a change wakes the preview, which then
compares what lies there with what it last saw, so that no event has to be understood, and none is fatal to miss. Two
loops share the work: one shows what is in `docs/`, within a fraction of a second; the other runs the builder when
a seed, a page or the settings are other than at its last run, and its pages are then shown by the first. Since it knows
what it wrote itself, its own pages do not set it off again.

Whatever goes wrong (a page, a setting, a template, a build, another build at work) is a line in the terminal and a
panel in the page; the last good state stays, and the next save mends it.

Files: `watching` (what lies there, and when to look), `showing` (docs/ -> site), `building` (seeds/ -> docs/), `board`
(what browsers are told), `server` (HTTP), `addresses` (host and port), `client/` (what runs in the page).
"""

from builder.preview.running import Preview

__all__ = ["Preview"]
