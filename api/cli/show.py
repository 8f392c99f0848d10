"""Programmes on a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from api.texts import texts
from corpus.programmes import Programme


def show_programmes(file: str, programmes: Sequence[Programme]) -> None:
    """The records of one document: a table a programme, or one line where it announces none."""
    from api.pages.values import rows

    console = Console()
    t = texts("pl")
    if not programmes:
        console.print(f"{file}: nie ogłasza programu", markup=False)
    for programme in programmes:
        table = Table(title=f"{file}", title_justify="left", show_header=False, title_style="dim")
        for row in rows(programme, t):
            lines = [" · ".join(filter(None, (value.label, value.text, value.note))) for value in row.values]
            if lines:
                table.add_row(row.title, "\n".join(lines))
        console.print(table)
