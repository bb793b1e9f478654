"""Options that several commands take."""

from typing import get_args

import click

from builder.config import Extract

EXTRACT = click.option(
    "--extract",
    type=click.Choice(get_args(Extract)),
    help="How to find the main text of a page: by vote, or fast. Default: as mkdocs.yml says.",
)

COLOUR = click.option("--color/--no-color", "colour", default=None, help="Colour, or none, wherever it goes.")
