"""`drogowskaz export`: programmes as a file."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.filters import filtered, the_library


class Form(StrEnum):
    """What a list can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("export")(filtered(export))


def export(
    *,
    query: Annotated[str, typer.Option("--query", help="Only programmes that answer this query.")] = "",
    filters: Mapping[str, Any],
    form: Annotated[Form, typer.Option("--format", help="csv, xlsx, json or jsonl.")] = Form.CSV,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file; standard output by default.")] = None,
) -> None:
    """Write programmes to a file or to standard output."""
    from api.questions import question

    if output is not None and (output.is_dir() or not output.absolute().parent.is_dir()):
        raise typer.BadParameter(f"--output {output}: give a file in a folder that exists")
    asked = question(query, **filters)
    if form is Form.XLSX and output is None and sys.stdout.isatty():
        raise typer.BadParameter("xlsx is no text; give a file with --output")
    with the_library() as library:
        from api.tables import programme_table, written

        content = written(programme_table(library.every(asked)), form)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(content)
