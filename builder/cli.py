"""The command line: its help, its errors, and the commands of `commands/`."""

import errno
import os
from pathlib import Path
from typing import Any

import click

from builder import __version__
from builder.commands import COMMANDS
from builder.errors import BuilderError
from builder.terminal import NOTHING, say

_EPILOG = """\b
Exit status: 0 all done; 1 `check`, `--check` or `--strict` found problems; 2 wrong usage;
3 done, but some inputs were skipped or are doubtful, each named; 4 nothing was written.
"""


class _Teaching(click.Group):
    """A group whose errors are ours to print: one line, no traceback for a user's mistake."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BuilderError as error:
            for number, line in enumerate(str(error).split("\n")):
                say(line if number else f"error: {line}")
            ctx.exit(NOTHING)
        except OSError as error:
            if error.errno in (None, errno.EPIPE):
                raise
            say(f"error: {_refusal(error, ctx.obj)}")
            ctx.exit(NOTHING)


def _refusal(error: OSError, root: Path) -> BuilderError:
    """What the system refused, where, and what to do."""
    from builder.write.refusals import explained

    try:
        with explained(Path(os.fsdecode(error.filename)) if error.filename else root, "used"):
            raise error
    except BuilderError as told:
        return told


@click.group(cls=_Teaching, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="Project folder."
)
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Turn news articles into a cited, searchable briefing site.

    \b
    Drop articles into seeds/ (text, Markdown, web pages, feeds, JSON, mails, PDF, Word, e-books, web archives, ZIP),
    or let `builder add` put them there, then:
      builder build      write the pages in docs/
      builder publish    make the site in site/
      builder serve      look at it while you edit

    A file NAME.yml beside a seed states what the article does not: source, url, date, title, lang, authors.
    """  # noqa: D301 - \b is click's mark for "do not rewrap"
    ctx.obj = root.resolve()


for command in COMMANDS:
    main.add_command(command)
