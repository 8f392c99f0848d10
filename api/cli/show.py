"""Answers on a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.money import worth
from api.pages.values import rows
from api.texts import Texts, texts
from corpus.programmes import Programme

if TYPE_CHECKING:  # reading files needs neither the store nor search
    from api.comparison import Town
    from api.library import Found, Item


def show_programmes(file: str, programmes: Sequence[Programme]) -> None:
    """The records of one document: a table a programme, or one line where it announces none."""
    console = Console()
    t = texts("pl")
    if not programmes:
        console.print(f"{file}: nie ogłasza programu", markup=False)
    for programme in programmes:
        table = Table(title=file, title_justify="left", show_header=False, title_style="dim")
        for row in rows(programme, t):
            lines = [" · ".join(filter(None, (value.label, value.text, value.note))) for value in row.values]
            if lines:
                table.add_row(row.title, "\n".join(lines))
        console.print(table)


def show_found(found: "Found") -> None:
    """The answer to a search."""
    t = texts("pl")
    console = Console()
    parts = [part.label for part in found.query.parts]
    if parts:
        console.print(Text("zrozumiano: " + ", ".join(parts), style="dim"))
    if not found.items:
        console.print(t("nothing_title"))
        if found.closest:
            console.print(Text("najbliżej: " + ", ".join(concept.label for concept in found.closest), style="dim"))
        return
    console.print(t.many("search_found", found.total))
    show_items(found.items)


def show_items(items: "Sequence[Item]") -> None:
    """Programmes, each with its main facts, an excerpt and its sources."""
    t = texts("pl")
    console = Console()
    for item in items:
        console.print()
        console.print(Text.assemble((item.programme.name.value, "bold"), *_place(item)))
        console.print(Text(" · ".join(_facts(item.programme, t)), style="dim"))
        if item.excerpt is not None:
            excerpt = Text(item.excerpt.text)
            for start, end in item.excerpt.marks:
                excerpt.stylize("yellow", start, end)
            console.print(excerpt)
        for version in item.documents[:3]:
            console.print(Text(f"{version.url or version.source}", style="blue"))
        console.print(Text(item.programme.id, style="dim"))


def show_towns(towns: "Sequence[Town]") -> None:
    """Towns side by side."""
    from api.pages.figures import town_table

    table = Table()
    table.add_column()
    for town in towns:
        table.add_column(town.name, justify="right")
    for section in town_table(towns, texts("pl")):
        table.add_section()
        table.add_row(Text(section.title, style="bold"))
        for row in section.rows:
            table.add_row(row.label, *(cell.text for cell in row.cells))
    console = Console()
    console.print(table)
    if any(town.invented for town in towns):
        console.print(Text(texts("pl")("sample_figures"), style="yellow"))


def _place(item: "Item") -> list[tuple[str, str]]:
    place = item.programme.municipality
    sample = [("  dane przykładowe (fakty zmyślone)", "yellow")] if item.programme.invented else []
    return ([(f"  {place.name}", "green")] if place else []) + sample


def _facts(programme: Programme, t: Texts) -> list[str]:
    facts = []
    if programme.kind:
        facts.append(t.term("kinds", programme.kind.value))
    if programme.period:
        facts.append(t.period(programme.period))
    if amount := worth(programme):
        facts.append(t.money(amount.value, amount.currency))
    return facts + list(dict.fromkeys(t.term("target_groups", group.code) for group in programme.target_groups))[:4]
