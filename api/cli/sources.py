"""`drogowskaz sources`: the catalogue, what the user added to it, and how each source is."""

from typing import Annotated

import typer

from api.cli import filters as f

group = typer.Typer(help="The sources: add, list, check.", no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(group, name="sources")
