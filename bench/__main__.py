"""How fast Drogowskaz is, on the sample corpus: `python -m bench` (or `make bench`).

Prints pages per second end to end and as a multiple of trafilatura alone on the same pages, words per second of
extraction, query latency over HTTP and as a multiple of the bare Qdrant Edge query, start-up times, and memory.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import queries, reading, starting

MEASUREMENTS: tuple[Callable[[Path], list[tuple[str, str]]], ...] = (
    reading.pages,
    reading.words,
    queries.latency,
    starting.commands,
)


def main() -> None:
    """Run every measurement in one data folder of its own and print a table."""
    table = Table("what", "figure", title="Drogowskaz on the sample corpus")
    with tempfile.TemporaryDirectory(prefix="drogowskaz-bench-") as folder:
        for measure in MEASUREMENTS:
            for what, figure in measure(Path(folder)):
                table.add_row(what, figure)
    Console().print(table)


if __name__ == "__main__":
    main()
