"""`drogowskaz extract`: the records of files and addresses on standard output; stores nothing."""

import json
import sys
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("extract")(extract)


def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders or public addresses.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a document, a line each.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes; 0 chooses by the number of files.")] = 0,
) -> int:
    """Print the programmes that files (HTML, PDF, text, Markdown) or addresses announce; store nothing."""
    from api.reading import read_inputs
    from corpus.records import document_record, programme_record

    failed = 0
    for reading in read_inputs(inputs, jobs=jobs):
        if reading.document is None:
            failed += 1
            if jsonl:
                print(json.dumps({"file": reading.file, "error": reading.error}, ensure_ascii=False), flush=True)
            else:
                print(f"drogowskaz: {reading.file}: {reading.error}", file=sys.stderr)
            continue
        record = {
            "file": reading.file,
            "document": document_record(reading.document),
            "programmes": [programme_record(programme) for programme in reading.programmes],
        }
        if jsonl:
            print(json.dumps(record, ensure_ascii=False), flush=True)
        else:
            from api.cli.show import show_programmes

            show_programmes(reading.file, reading.programmes)
    return 1 if failed else 0
