"""The list of commands. Importing it must stay cheap: `drogowskaz --help` answers at once."""

from importlib.metadata import version
from typing import Annotated

import typer

from api.cli import evaluate, export, extract, ingest, review, search, serve, sources

app = typer.Typer(
    name="drogowskaz",
    help="Reads what Polish towns announce about their social programmes and makes it findable and comparable.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"drogowskaz {version('drogowskaz')}")
        raise typer.Exit


@app.callback()
def _root(
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Reads what Polish towns announce about their social programmes and makes it findable and comparable."""


for group in (extract, ingest, sources, search, export, review, serve, evaluate):
    group.register(app)
