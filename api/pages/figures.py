"""The figures of towns as charts and tables; every one links to the programmes it was counted from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.comparison import Figure, Town
from api.pages.charts import BarChart, Datum, bar_chart
from api.questions import Question
from api.texts import Texts

ROWS = 8
"""Rows of a chart; the table shows all."""
YEARS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the table; without an address there is none."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the table, a cell a town."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableSection:
    """Lines that belong together."""

    title: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """A kind of figure: where it stands in a town, how it is called and where it leads."""

    title: str
    field: str
    label: Callable[[Texts, str], str]
    url: Callable[[str, str], str]
    money: bool = False

    def of(self, town: Town) -> dict[str, Figure]:
        """The town's figures by code."""
        figures: tuple[Figure, ...] = getattr(town, self.field)
        return {figure.code: figure for figure in figures}

    def size(self, figure: Figure | None) -> Decimal:
        """What is compared."""
        if figure is None:
            return Decimal(0)
        return figure.value if self.money else Decimal(figure.count)

    def text(self, size: Decimal, t: Texts) -> str:
        """The same in words."""
        return t.short_money(size) if self.money else t.number(int(size))


def programmes_url(teryt: str, **filters: str) -> str:
    """The search for a municipality's programmes, narrowed by codes."""
    question = Question(municipality=(teryt,))
    for name, value in filters.items():
        question = question.having(name, value)
    return f"/szukaj?{question.query()}"


def _coded(title: str, field: str, parameter: str, *, money: bool = False) -> _Measure:
    return _Measure(
        title,
        field,
        lambda t, code: t.term(field, code),
        lambda teryt, code: programmes_url(teryt, **{parameter: code}),
        money,
    )


# A programme that only has a beginning has no last year, so years lead to the list it is filed in, not to a search.
MEASURES = (
    _Measure("compare_years", "years", lambda _, code: code, lambda teryt, code: f"/miasto/{teryt}#rok-{code}"),
    _coded("compare_groups", "target_groups", "target_group"),
    _coded("compare_activities", "activities", "activity"),
    _coded("compare_kinds", "kinds", "kind"),
    _coded("compare_funds", "funds", "fund", money=True),
)


def town_charts(towns: Sequence[Town], t: Texts) -> Iterator[tuple[str, BarChart]]:
    """A chart for each kind of figure that there is something of; several towns are coloured and named."""
    if len(towns) > 1:
        yield t("compare_count"), _overall(towns, [Decimal(town.count) for town in towns], t.number)
        if any(town.worth.value for town in towns):
            sums = [town.worth.value for town in towns]
            yield t("compare_total"), _overall(towns, sums, lambda sum_: t.short_money(sum_) if sum_ else t("unstated"))
    for measure in MEASURES:
        rows = []
        for code in _codes(measure, towns, YEARS if measure.field == "years" else ROWS):
            figures = [(place, town, measure.of(town).get(code)) for place, town in enumerate(towns)]
            data = [
                Datum(
                    place,
                    town.name,
                    float(measure.size(figure)),
                    measure.text(measure.size(figure), t),
                    measure.url(town.teryt, code),
                )
                for place, town, figure in figures
                if measure.size(figure)
            ]
            rows.append((measure.label(t, code), data))
        if len(rows) > 1 or (rows and measure.field != "kinds"):
            yield t(measure.title), bar_chart(rows, names=False)


def town_table(towns: Sequence[Town], t: Texts) -> Iterator[TableSection]:
    """Every figure of the towns, a column each."""
    counts = tuple(Cell(t.number(town.count), programmes_url(town.teryt) if town.count else None) for town in towns)
    sums = tuple(_worth(town, t) for town in towns)
    yield TableSection(t("total_row"), (TableRow(t("compare_count"), counts), TableRow(t("compare_total"), sums)))
    for measure in MEASURES:
        rows = []
        for code in _codes(measure, towns, None):
            figures = [(town, measure.of(town).get(code)) for town in towns]
            cells = tuple(_cell(measure, town, figure, t) for town, figure in figures)
            rows.append(TableRow(measure.label(t, code), cells))
        if rows:
            yield TableSection(t(measure.title), tuple(rows))


def _worth(town: Town, t: Texts) -> Cell:
    if not town.worth.programmes:
        return Cell("", None)
    stated = t("compare_with_amount", n=town.worth.programmes, total=town.count)
    return Cell(f"{t.money(town.worth.value)} ({stated})", programmes_url(town.teryt))


def _cell(measure: _Measure, town: Town, figure: Figure | None, t: Texts) -> Cell:
    if figure is None or not measure.size(figure):
        return Cell("", None)
    text = t.money(figure.value) if measure.money else t.number(figure.count)
    return Cell(text, measure.url(town.teryt, figure.code))


def _codes(measure: _Measure, towns: Sequence[Town], most: int | None) -> list[str]:
    """The codes that any town has, the largest first; years in their own order, the latest kept."""
    sizes: dict[str, Decimal] = {}
    for town in towns:
        for code, figure in measure.of(town).items():
            sizes[code] = sizes.get(code, Decimal(0)) + measure.size(figure)
    sizes = {code: size for code, size in sizes.items() if size}
    if measure.field == "years":
        return sorted(sizes)[-most:] if most else sorted(sizes)
    return sorted(sizes, key=lambda code: (-sizes[code], code))[:most]


def _overall(towns: Sequence[Town], sizes: Sequence[Decimal], text: Callable[[Decimal], str]) -> BarChart:
    data = [
        Datum(place, town.name, float(size), text(size), programmes_url(town.teryt))
        for place, (town, size) in enumerate(zip(towns, sizes, strict=True))
    ]
    return bar_chart([("", data)], names=True)
