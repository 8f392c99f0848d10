"""What filters, facets and ranking need of every programme, as mapped columns.

Row `i` of every column speaks of the programme that is indexed under `numbers[i]`. A programme that is indexed again
gets a new number: points of numbers that are not in the table are dead, whatever part they lie in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.programmes import Programme
from corpus.vocabulary import Vocabulary
from search.arrays import Array, Arrays, Ints, Labels, Ragged, save_arrays
from search.entries import Entry
from search.lexical import content_lemmas, word_term
from search.salience import salience, together
from search.words import fold

FIRST_DAY, LAST_DAY = 0, 99_999_999
POINTS = 1024
"""Point `number * POINTS + n` is passage `n` of a programme; 0 is its record."""
Column = Array | Ragged | Labels
NOT_THE_PRICE = frozenset({"per_unit", "fee"})


class Row(NamedTuple):
    """One programme's values, in the order of `Table`'s columns."""

    number: int
    id: str
    teryt: int
    municipality: str
    town: str
    voivodeship: str
    kind: str
    start: int
    end: int
    amount: float
    newest: int
    groups: Sequence[float]
    activities: Sequence[float]
    funds: Sequence[float]
    terms: NDArray[np.uint32]
    name_terms: Sequence[int]
    event_terms: Sequence[int]
    concepts: Sequence[int]
    together: Sequence[int]
    parts: int
    vector: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns; see the module."""

    numbers: Ints
    ids: Array
    """UTF-8 bytes."""
    teryt: NDArray[np.int64]
    """7-digit code of the municipality; 0 where unknown."""
    municipality: Labels
    """Its name."""
    town: Labels
    """The name without Polish letters, in lower case."""
    voivodeship: Labels
    kind: Labels
    start: NDArray[np.int64]
    """First day as yyyymmdd; 0 where open, 99999999 where the period is unknown (it overlaps nothing)."""
    end: NDArray[np.int64]
    """Last day as yyyymmdd; 99999999 where open, 0 where the period is unknown."""
    amount: NDArray[np.float64]
    """What the programme costs in PLN (total, or else the largest sum); NaN where unknown."""
    newest: NDArray[np.int64]
    """Day (yyyymmdd) by which programmes are ordered from new to old."""
    groups: NDArray[np.float16]
    activities: NDArray[np.float16]
    funds: NDArray[np.float16]
    """One column for each code of the vocabulary, in its order: how much the programme is about it; 0: not at all.
    Stored column after column, as they are read."""
    terms: Ragged
    """Dimensions of the lemmas and stems of the record and the text, ascending."""
    name_terms: Ragged
    event_terms: Ragged
    """Dimensions of the lemmas of event places."""
    concepts: Ragged
    """Numbers of the thesaurus concepts that the record or the text names."""
    together: Ragged
    """Pairs of a group and an activity that the text names in one breath (`search.salience`)."""
    parts: NDArray[np.int64]
    """Passages beside the record."""
    vector: NDArray[np.float16]
    """Dense vector of the record and its passages together (unit length)."""

    @classmethod
    def of(cls, rows: Sequence[Row], vocabulary: Vocabulary) -> "Table":
        """From rows with ascending numbers."""
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [() for _ in Row._fields]
        values = dict(zip(Row._fields, columns, strict=True))

        def matrix(name: str, width: int) -> NDArray[np.float16]:
            return np.asarray(values[name], np.float16).reshape(len(rows), width)

        return cls(
            numbers=np.asarray(values["number"], np.int64),
            ids=_bytes(values["id"]),
            teryt=np.asarray(values["teryt"], np.int64),
            municipality=Labels.of(_bytes(values["municipality"])),
            town=Labels.of(_bytes(values["town"])),
            voivodeship=Labels.of(_bytes(values["voivodeship"])),
            kind=Labels.of(_bytes(values["kind"])),
            start=np.asarray(values["start"], np.int64),
            end=np.asarray(values["end"], np.int64),
            amount=np.asarray(values["amount"], np.float64),
            newest=np.asarray(values["newest"], np.int64),
            groups=matrix("groups", len(vocabulary.target_groups)),
            activities=matrix("activities", len(vocabulary.activities)),
            funds=matrix("funds", len(vocabulary.funds)),
            terms=Ragged.of(values["terms"], np.uint32),
            name_terms=Ragged.of(values["name_terms"], np.uint32),
            event_terms=Ragged.of(values["event_terms"], np.uint32),
            concepts=Ragged.of(values["concepts"], np.int32),
            together=Ragged.of(values["together"], np.int32),
            parts=np.asarray(values["parts"], np.int64),
            vector=np.asarray(values["vector"], np.float16).reshape(len(rows), -1 if rows else 0),
        )

    def __len__(self) -> int:
        return len(self.numbers)

    def row(self, number: int) -> int | None:
        """The row of a programme's number; None where the number is dead."""
        place = int(np.searchsorted(self.numbers, number))
        return place if place < len(self.numbers) and self.numbers[place] == number else None

    def rows(self, numbers: Ints) -> Ints:
        """The rows of numbers; -1 for dead ones."""
        if not len(self.numbers):
            return np.full(len(numbers), -1, np.int64)
        places = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return np.where(self.numbers[places] == numbers, places, -1).astype(np.int64)

    def id(self, row: int) -> str:
        """The programme's id."""
        return str(self.ids[row].decode())

    def find(self, ids: Sequence[str]) -> Ints:
        """Rows of programmes by id, ascending; ids that are not there are left out."""
        wanted = _bytes(ids)
        return np.flatnonzero(np.isin(self.ids, wanted)).astype(np.int64)

    def take(self, rows: Ints) -> "Table":
        """Some rows, in the order given."""
        columns: dict[str, Any] = {name: _take(column, rows) for name, column in self._columns().items()}
        return Table(**columns)

    def plus(self, other: "Table") -> "Table":
        """These rows, then those of another."""
        right = other._columns()  # noqa: SLF001  its own kind
        columns: dict[str, Any] = {name: _plus(column, right[name]) for name, column in self._columns().items()}
        return Table(**columns)

    def save(self, path: Path) -> None:
        """Write all columns."""
        columns = self._columns()
        for name in ("groups", "activities", "funds"):
            columns[name] = np.asfortranarray(getattr(self, name))
        save_arrays(path, columns)

    @classmethod
    def load(cls, path: Path) -> "Table":
        """Map all columns. Raises IndexDamagedError."""
        stored = Arrays(path)
        read: dict[str, Callable[[str], Any]] = {}
        read |= dict.fromkeys(("terms", "name_terms", "event_terms", "concepts", "together"), stored.ragged)
        read |= dict.fromkeys(("municipality", "town", "voivodeship", "kind"), stored.labels)
        columns: dict[str, Any] = {field.name: read.get(field.name, stored.plain)(field.name) for field in fields(cls)}
        return cls(**columns)

    def _columns(self) -> dict[str, Column]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def table_row(
    entry: Entry,
    number: int,
    vocabulary: Vocabulary,
    *,
    terms: Ints,
    concepts: Sequence[int],
    parts: int,
    vector: NDArray[np.float16],
) -> Row:
    """The row of an entry; `terms` (ascending), `concepts` and `vector` are those of its record and text."""
    programme = entry.programme
    place = programme.municipality
    period = programme.period
    name = content_lemmas(programme.name.value)
    headlines = " | ".join((programme.name.value, *(document.title or "" for document in entry.documents))).casefold()
    places = [lemma for event in programme.events for lemma in content_lemmas(event.place or "")]
    funds = {fund.code for fund in programme.funding}
    return Row(
        number=number,
        id=programme.id,
        teryt=int(place.teryt) if place and place.teryt and place.teryt.isdigit() else 0,
        municipality=place.name if place else "",
        town=fold(place.name) if place else "",
        voivodeship=(place.voivodeship or "").casefold() if place else "",
        kind=programme.kind.value if programme.kind else "",
        start=(first_day(period.start) if period.start else FIRST_DAY) if period else LAST_DAY,
        end=(last_day(period.end) if period.end else LAST_DAY) if period else FIRST_DAY,
        amount=float(price(programme) or "nan"),
        newest=newest_day(entry),
        groups=salience(vocabulary.target_groups, programme.target_groups, headlines),
        activities=salience(vocabulary.activities, programme.activities, headlines),
        funds=[float(code in funds) for code in vocabulary.funds],
        terms=terms.astype(np.uint32),
        name_terms=sorted({word_term(lemma) for lemma in name}),
        event_terms=sorted({word_term(lemma) for lemma in places}),
        concepts=sorted(set(concepts)),
        together=together(entry, vocabulary),
        parts=parts,
        vector=vector,
    )


def price(programme: Programme) -> Decimal | None:
    """What the programme costs in PLN: the largest total, or else the largest sum that is not a price per head."""
    sums = [amount for amount in programme.amounts if amount.currency == "PLN" and amount.role not in NOT_THE_PRICE]
    totals = [amount.value for amount in sums if amount.role == "total"]
    return max(totals or [amount.value for amount in sums], default=None)


def newest_day(entry: Entry) -> int:
    """The latest publication; where no document has a date, the programme's own start or end."""
    published = [first_day(document.published) for document in entry.documents if document.published]
    period = entry.programme.period
    own = [first_day(part) for part in (period.start, period.end) if part] if period else []
    return max(published, default=max(own, default=0))


def first_day(iso: str) -> int:
    """The first day of a date of any precision, as yyyymmdd. Raises ValueError where it is none."""
    year, month, day = ([int(part) for part in iso.split("-")] + [1, 1])[:3]
    return int(date(year, month, day).strftime("%Y%m%d"))


def last_day(iso: str) -> int:
    """The last day of a date of any precision, as yyyymmdd; the 31st stands for the end of any month."""
    first = first_day(iso)
    return first + {1: 1130, 2: 30, 3: 0}[len(iso.split("-"))]


def _bytes(values: Sequence[str]) -> Array:
    encoded = [value.encode() for value in values]
    return np.asarray(encoded, f"S{max(map(len, encoded), default=1) or 1}")


def _take(column: Column, rows: Ints) -> Column:
    return column[rows] if isinstance(column, np.ndarray) else column.take(rows)


def _plus(left: Column, right: Column) -> Column:
    if isinstance(left, Ragged) and isinstance(right, Ragged):
        return left.plus(right)
    if isinstance(left, Labels) and isinstance(right, Labels):
        return left.plus(right)
    if not len(left) or not len(right):
        return left if len(left) else right
    return np.concatenate((left, right))  # type: ignore[arg-type]
