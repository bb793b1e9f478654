"""The commands. They alone, with `cli.py`, print, read the clock, or pick an exit status.

The build is imported where it is used: it loads a language model, and most commands need none.
"""

from builder.commands.building import build
from builder.commands.desk import accept, diff, explain, new, restore, status
from builder.commands.filters import analyse, group, read
from builder.commands.intake import add
from builder.commands.site import check, publish, serve

COMMANDS = (build, publish, serve, check, read, analyse, group, add, new, status, diff, accept, restore, explain)
"""All of them; the help sorts them by name."""
