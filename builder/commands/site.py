"""The commands for the site: publish, serve, check."""

import sys
from pathlib import Path
from typing import get_args

import click

from builder import findings
from builder.publish import Engine
from builder.terminal import DONE, FOUND, counted, printable, printable_json, say


@click.command()
@click.option("--force", is_flag=True, help="Publish even if nothing changed since the last time.")
@click.option(
    "--engine",
    type=click.Choice(get_args(Engine)),
    default="mkdocs",
    show_default=True,
    help="What renders the pages: MkDocs with Material, or Zensical.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="Have MkDocs render every page anew, one after the other; the site is the same, to the byte.",
)
@click.pass_obj
def publish(root: Path, force: bool, engine: Engine, plain: bool) -> None:
    """Check the pages and make the site in site/.

    Fails, and leaves the site that is there, on broken front matter, ids, links, anchors or citations.
    """
    from builder import pipeline

    published = pipeline.publish(root, force=force, by=engine, plain=plain)
    if published.slow:
        say(f"every page was rendered anew: the fast way is not for this site, {published.slow}")
    state = "published" if published.fresh else "unchanged"
    click.echo(
        f"{state}: {counted(published.pages, 'page')} in {_relative(published.site)}/ - look at them with `make serve`"
    )


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; others can only come by 0.0.0.0."
)
@click.option("--port", type=click.IntRange(0, 65535), help="Which port; the first free one from 8000 unless told.")
@click.option("--open", "opened", is_flag=True, help="Open the site in the browser.")
@click.pass_obj
def serve(root: Path, host: str, port: int | None, opened: bool) -> None:
    """Show the site in a browser while you work: it follows docs/, seeds/, overrides/ and mkdocs.yml.

    A page that is saved is shown at once; a seed that comes, changes or goes is built. What is wrong is said here
    and on top of the page, and the last good state stays until it is mended. Ctrl-C ends it.
    """
    from builder.commands.building import bar, today
    from builder.preview import Preview

    preview = Preview(root, host=host, port=port, say=say, today=today, progress=bar)
    try:
        preview.start()
        say(f"the site is at {preview.url} (Ctrl-C ends this)")
        if opened:
            click.launch(preview.url)
        preview.wait()
    except KeyboardInterrupt:
        say("stopping")
    finally:
        preview.close()


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(findings.FORMS)),
    default="text",
    show_default=True,
    help="text: file:line:column: what (fix); sarif: for code hosts and editors; github, gitlab: marks in a change.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_obj
def check(root: Path, form: str, as_json: bool) -> None:
    """Check the pages in docs/: front matter, ids, dates, names, links, anchors, citations, quotes, pictures.

    Exits 1 when something was found.

    \b
    Examples:
      builder check
      builder check --format sarif > check.sarif
      builder check --format github       in a GitHub workflow
      builder check --format gitlab > found.json
    """  # noqa: D301
    from builder import publish as room

    found = room.check(root)
    form = "json" if as_json else form
    text = findings.FORMS[form](found)
    shown = printable if form in ("text", "github") else printable_json
    for line in text.split("\n") if text else ():
        click.echo(shown(line))
    say(counted(len(found), "problem"))
    sys.exit(FOUND if found else DONE)


def _relative(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
