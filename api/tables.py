"""Lists as tables for people's programs: CSV, XLSX and JSON Lines of programmes, towns and sources."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from api.comparison import Figure, Town
from api.library import Item
from api.money import worth
from api.remembered import version_record
from corpus.programmes import Programme
from corpus.records import programme_record

Cell = str | int | float | Decimal | bool | None
MEDIA = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "json": "application/json",
        "jsonl": "application/jsonl; charset=utf-8",
    }
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text cell that begins so would be run as a formula by spreadsheet programs; it gets an apostrophe before it."""
CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their rows, and the same as JSON records."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    records: Sequence[Mapping[str, Any]]


PROGRAMME_COLUMNS: Mapping[str, Callable[[Programme], Cell]] = MappingProxyType(
    {
        "id": lambda p: p.id,
        "name": lambda p: p.name.value,
        "kind": lambda p: p.kind.value if p.kind else None,
        "municipality": lambda p: p.municipality.name if p.municipality else None,
        "district": lambda p: p.municipality.district if p.municipality else None,
        "voivodeship": lambda p: p.municipality.voivodeship if p.municipality else None,
        "teryt": lambda p: p.municipality.teryt if p.municipality else None,
        "start": lambda p: p.period.start if p.period else None,
        "end": lambda p: p.period.end if p.period else None,
        "worth": lambda p: _money(w.value) if (w := worth(p)) else None,
        "worth_role": lambda p: w.role if (w := worth(p)) else None,
        "currency": lambda p: w.currency if (w := worth(p)) else None,
        "amounts": lambda p: _join(f"{a.role}: {_money(a.value)} {a.currency}" for a in p.amounts),
        "funds": lambda p: _join(dict.fromkeys(f.code for f in p.funding)),
        "fund_names": lambda p: _join(dict.fromkeys(f.name for f in p.funding if f.name)),
        "organisations": lambda p: _join(f"{o.role}: {o.name}" for o in p.organisations),
        "target_groups": lambda p: _join(dict.fromkeys(g.code for g in p.target_groups)),
        "activities": lambda p: _join(dict.fromkeys(a.code for a in p.activities)),
        "participants": lambda p: p.participants.value if p.participants else None,
        "events": lambda p: _join(
            " ".join(filter(None, (e.start, e.end and f"– {e.end}", e.name, e.place))) for e in p.events
        ),
        "continues": lambda p: _join(filter(None, (p.continues.name, p.continues.since))) if p.continues else None,
        "part_of": lambda p: p.part_of.value if p.part_of else None,
        "invented": lambda p: p.invented,
    }
)


def programme_table(items: Iterable[Item]) -> Table:
    """Programmes, a row each, with the documents that tell of them: a file stands alone, its figures need a source."""
    kept = list(items)
    rows = [
        [
            *(read(item.programme) for read in PROGRAMME_COLUMNS.values()),
            next((version.published for version in item.documents if version.published), None),
            _join(version.url or version.source for version in item.documents),
        ]
        for item in kept
    ]
    records = [
        programme_record(item.programme) | {"sources": [version_record(version) for version in item.documents]}
        for item in kept
    ]
    return Table("drogowskaz-programy", (*PROGRAMME_COLUMNS, "published", "documents"), rows, records)


def record_table(name: str, records: Sequence[Mapping[str, Any]]) -> Table:
    """Flat records, a row each."""
    columns = tuple(dict.fromkeys(key for record in records for key in record))
    return Table(name, columns, [[_flat(record.get(column)) for column in columns] for record in records], records)


def written(table: Table, form: str) -> bytes:
    """The table as a file: csv (UTF-8 with a byte order mark, which Excel needs), xlsx, json or jsonl."""
    if form == "csv":
        return _csv(table)
    if form == "xlsx":
        return _xlsx(table)
    if form == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in table.records).encode()
    return json.dumps(list(table.records), ensure_ascii=False).encode()


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _xlsx(table: Table) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - a third of a second that few answers need
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name[:31])
    sheet.freeze_panes = "A2"
    head = []
    for column in table.columns:
        cell = WriteOnlyCell(sheet, column)
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    for row in table.rows:
        sheet.append([_sheet_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_cell(cell: Cell) -> Cell:
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, str):
        return str(_safe("".join(c for c in cell if c >= " " or c in "\n\t")))[:CELL]
    return cell


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _flat(value: Any) -> Cell:
    if isinstance(value, list | tuple):
        return _join(str(part) for part in value)
    return value if value is None or isinstance(value, str | int | float | Decimal | bool) else str(value)


def _money(value: Decimal) -> Decimal:
    """The amount with its grosze, as it stands in the JSON records."""
    return value.quantize(Decimal("0.01"))


def _join(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None


def flat_figures(town: Town) -> Iterator[Mapping[str, Any]]:
    """One record a figure of a compared town, the first is the whole; `invented` where sample data is among them."""
    whole = Figure("", town.count, town.worth.value, town.programmes)
    fields = {"programmes": (whole,), "years": town.years, "kinds": town.kinds, "target_groups": town.target_groups}
    for measure, figures in (fields | {"activities": town.activities, "funds": town.funds}).items():
        for figure in figures:
            yield {
                "teryt": town.teryt,
                "municipality": town.name,
                "measure": measure,
                "code": figure.code,
                "programmes": figure.count,
                "worth_pln": f"{figure.value:.2f}",
                "ids": list(figure.programmes),
                "invented": town.invented > 0,
            }
