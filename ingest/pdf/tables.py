"""Tables drawn with rules: their cells, and the words that stand in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.pdf.words import Rule, Word

SNAP = 3.0
"""Points within which two rules lie on one line."""
MIN_CELLS = 4


@dataclass(slots=True)
class Table:
    """A ruled table: the grid's lines, and the words of each cell by row and column."""

    xs: list[float]
    ys: list[float]
    cells: dict[tuple[int, int], list[Word]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        """Upper end."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Lower end."""
        return self.ys[-1]


def ruled_tables(rules: list[Rule], words: list[Word]) -> tuple[list[Table], list[Word]]:
    """The tables of a page with their words, and the words outside them with one that stands for each table.

    A table is a set of touching rules with at least two columns and two rows; a single box around text is none.
    """
    tables: list[Table] = []
    rest = words
    for group in _touching(rules):
        xs = _lines(rule.x0 for rule in group if not rule.flat)
        ys = _lines(rule.top for rule in group if rule.flat)
        if len(xs) < 2:
            xs = _edges(group)
        if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < MIN_CELLS:
            continue
        table = Table(xs, ys)
        inside, rest = _parted(rest, table)
        for word in inside:
            place = _cell(table, word)
            table.cells.setdefault(place, []).append(word)
        if inside:
            if sum(bool(column) for _row, column in table.cells) or len({row for row, _ in table.cells}) > 1:
                tables.append(table)
            else:
                rest = [*rest, *inside]
    size = sorted(word.size for word in words)[len(words) // 2] if words else 10.0
    stands = [
        Word("", table.xs[0], table.xs[-1], table.top, table.bottom, size, table=number)
        for number, table in enumerate(tables)
    ]
    return tables, [*rest, *stands]


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Rules in groups of those that touch, by growing boxes from top to bottom."""
    groups: list[tuple[list[float], list[Rule]]] = []
    for rule in sorted(rules, key=lambda rule: (rule.top, rule.x0)):
        merged = [rule]
        box = [rule.x0, rule.x1, rule.top, rule.bottom]
        kept = []
        for other, members in groups:
            if (
                other[0] - SNAP <= box[1] and box[0] - SNAP <= other[1]
                and other[2] - SNAP <= box[3] and box[2] - SNAP <= other[3]
            ):  # fmt: skip
                box = [min(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), max(box[3], other[3])]
                merged = members + merged
            else:
                kept.append((other, members))
        kept.append((box, merged))
        groups = kept
    return [members for _box, members in sorted(groups, key=lambda group: group[0][2])]


def _lines(values: Iterable[float]) -> list[float]:
    """Distinct places of parallel rules, in order."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SNAP:
            found.append(value)
    return found


def _edges(group: list[Rule]) -> list[float]:
    """Where flat rules begin and end: the columns of a table that has only horizontal rules drawn cell by cell."""
    flat = [rule for rule in group if rule.flat]
    return _lines([rule.x0 for rule in flat] + [rule.x1 for rule in flat])


def _parted(words: list[Word], table: Table) -> tuple[list[Word], list[Word]]:
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        middle_x = (word.x0 + word.x1) / 2
        within = table.xs[0] - SNAP <= middle_x <= table.xs[-1] + SNAP and table.top <= word.middle <= table.bottom
        (inside if within else outside).append(word)
    return inside, outside


def _cell(table: Table, word: Word) -> tuple[int, int]:
    row = sum(word.middle >= y for y in table.ys[1:-1])
    column = sum((word.x0 + min(word.x1, word.x0 + 12)) / 2 >= x for x in table.xs[1:-1])
    return row, column
