"""Lists as files: nothing runs as a formula, nothing is lost."""

import csv
import io
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.comparison import town
from api.library import Library
from api.questions import Question
from api.tables import FORMULA, flat_figures, programme_table, record_table, written

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_csv_and_xlsx_keep_texts_and_disarm_formulas(cells: list[str]) -> None:
    table = record_table("t", [{"text": cell} for cell in cells])
    read = [row[0] if row else "" for row in rows_of(written(table, "csv"))[1:]]
    assert read == [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]
    sheet = load_workbook(io.BytesIO(written(table, "xlsx"))).active
    assert sheet is not None
    for (cell,), text in zip(sheet.iter_rows(min_row=2), cells, strict=False):
        assert cell.data_type != "f"
        assert (cell.value or "").lstrip("'") == text.lstrip("'")


def test_a_formula_in_a_programme_is_disarmed() -> None:
    table = record_table("t", [{"name": '=HYPERLINK("http://x","y")'}, {"name": "-1+1"}, {"name": "@SUM(A1)"}])
    assert [row[0][0] for row in rows_of(written(table, "csv"))[1:]] == ["'", "'", "'"]


def test_programmes_keep_exact_sums(library: Library) -> None:
    table = programme_table(library.search(Question("Asystent na co dzień"), limit=1).items)
    (row,) = table.rows
    values = dict(zip(table.columns, row, strict=True))
    assert values["worth"] == Decimal("212340.00")
    assert values["worth_role"] == "grant"
    assert values["teryt"] == "1014011"
    assert "solidarity_fund" in str(values["funds"])
    assert json.loads(written(table, "json")) == [json.loads(line) for line in written(table, "jsonl").splitlines()]


def test_a_file_of_programmes_names_the_source_of_its_figures(library: Library) -> None:
    items = library.search(Question()).items
    table = programme_table(items)
    for item, record, row in zip(items, table.records, table.rows, strict=True):
        values = dict(zip(table.columns, row, strict=True))
        addresses = [source["url"] for source in record["sources"]]
        assert addresses == [version.url for version in item.documents]
        assert values["documents"] == "; ".join(source["url"] or source["source"] for source in record["sources"])
        assert {source["id"] for source in record["sources"]} >= {
            value["evidence"]["document"] for value in record["amounts"]
        }


def test_amounts_are_the_same_in_every_file(library: Library) -> None:
    table = programme_table(library.search(Question()).items)
    rows = [dict(zip(table.columns, row, strict=True)) for row in rows_of(written(table, "csv"))[1:]]
    sheet = load_workbook(io.BytesIO(written(table, "xlsx"))).active
    assert sheet is not None
    sheets = [dict(zip(table.columns, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    records = json.loads(written(table, "json"))
    for row, cells, record in zip(rows, sheets, records, strict=True):
        assert row["id"] == cells["id"] == record["id"]
        assert row["amounts"] == "; ".join(f"{a['role']}: {a['value']} {a['currency']}" for a in record["amounts"])
        assert row["worth"] in {"", *(amount["value"] for amount in record["amounts"])}
        assert cells["worth"] == (float(row["worth"]) if row["worth"] else None)


def test_sample_data_is_marked_in_files_of_figures(library: Library) -> None:
    programmes = [item.programme for item in library.search(Question()).items]
    sample = [programme.model_copy(update={"invented": True}) for programme in programmes]
    for known, marked in ((programmes, False), (sample, True)):
        figures = list(flat_figures(town("1607053", "Nysa", "opolskie", known)))
        assert {figure["invented"] for figure in figures} == {marked}


def test_an_empty_list_is_an_empty_file() -> None:
    assert rows_of(written(record_table("t", []), "csv")) in ([], [[]])
    assert json.loads(written(record_table("t", []), "json")) == []
    assert written(record_table("t", []), "xlsx")[:2] == b"PK"
