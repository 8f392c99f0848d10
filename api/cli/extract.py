"""`drogowskaz extract`: the records of files and addresses on standard output; stores nothing."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from api.reading import FileReading


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("extract")(extract)


def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders or public addresses.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a document, a line each.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes; 0 chooses by the number of files.")] = 0,
) -> int:
    """Print the programmes that files (HTML, PDF, text, Markdown) or addresses announce; store nothing."""
    from api.inputs import named
    from api.reading import read_inputs

    failed = 0
    for found in read_inputs(named(inputs), jobs=jobs):
        reading = found.reading
        if reading.error is not None:
            failed += 1
            print(f"drogowskaz: {found.file}: {reading.error}", file=sys.stderr)
        if jsonl:
            print(json.dumps(_record(found), ensure_ascii=False), flush=True)
        elif reading.document is not None:
            from api.cli.show import show_programmes

            show_programmes(found.file, reading.programmes)
    return 1 if failed else 0


def _record(found: "FileReading") -> dict[str, Any]:
    from corpus.records import document_record, programme_record

    reading = found.reading
    if reading.document is None:
        return {"file": found.file, "error": reading.error}
    return {
        "file": found.file,
        "document": document_record(reading.document),
        "programmes": [programme_record(programme) for programme in reading.programmes],
    }
