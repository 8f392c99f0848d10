"""How many of the programmes found have which value."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import Term, Vocabulary
from search.arrays import Ints
from search.results import FacetValue
from search.table import Table

MOST_VALUES = 50
MOST_YEARS = 15
"""Years that one period may count for."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years beyond are errors."""
YEARS = LAST_YEAR - FIRST_YEAR + 2


class Facets:
    """Counts values over some rows of a table.

    Built from the columns once: here what is counted of a row stands together, so that a few hundred rows are read from
    a few hundred places instead of from as many in each of some seventy columns.
    """

    def __init__(self, table: Table, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names = table.municipality.names
        self._voivodeships, self._kinds = table.voivodeship.names.tolist(), table.kind.names.tolist()
        self._places, place = np.unique(
            table.teryt * max(len(self._names), 1) + table.municipality.codes, return_inverse=True
        )
        """Code and name of a municipality as one number."""
        columns = (place, table.voivodeship.codes, table.kind.codes, *_years(table))
        self._columns = np.column_stack(columns).astype(np.int32)
        # the bits of a half are zero where it is, and are compared much faster
        coded = [matrix.view(np.uint16) != 0 for matrix in (table.groups, table.activities, table.funds)]
        self._codes = np.packbits(np.hstack(coded), axis=1)

    def of(self, rows: Ints) -> dict[str, tuple[FacetValue, ...]]:
        """Every facet over some rows, which ascend; the most frequent value first (years: the latest first)."""
        terms = self._vocabulary.target_groups, self._vocabulary.activities, self._vocabulary.funds
        groups, activities = (len(some) for some in terms[:2])
        coded = np.count_nonzero(np.unpackbits(self._codes[rows], axis=1), axis=0).tolist()
        place, voivodeship, kind, begun, over = np.ascontiguousarray(self._columns[rows].T)
        return {
            "municipality": self._municipalities(place),
            "voivodeship": _labels(voivodeship, self._voivodeships, {}),
            "target_group": _codes(coded, terms[0]),
            "activity": _codes(coded[groups:], terms[1]),
            "fund": _codes(coded[groups + activities :], terms[2]),
            "kind": _labels(kind, self._kinds, self._vocabulary.kinds),
            "year": _counted_years(begun, over),
        }

    def _municipalities(self, place: NDArray[np.int32]) -> tuple[FacetValue, ...]:
        counts = np.bincount(place, minlength=len(self._places))
        first = np.empty(len(counts), np.int64)
        first[place[::-1]] = np.arange(len(place))[::-1]
        present = np.flatnonzero(counts)
        found: list[tuple[str, str, int]] = []
        for number in present[np.lexsort((first[present], -counts[present]))].tolist():
            teryt, code = divmod(int(self._places[number]), len(self._names))
            name = str(self._names[code].decode())
            if name:
                found.append((f"{teryt:07d}" if teryt else name, name, int(counts[number])))
            if len(found) == MOST_VALUES:
                break
        return _values(found)


def _codes(counts: Sequence[int], terms: Mapping[str, Term]) -> tuple[FacetValue, ...]:
    found = [(code, term.pl, count) for (code, term), count in zip(terms.items(), counts, strict=False) if count]
    return _values(sorted(found, key=lambda value: -value[2]))


def _labels(codes: NDArray[np.int32], names: Sequence[bytes], terms: Mapping[str, Term]) -> tuple[FacetValue, ...]:
    counts = np.bincount(codes, minlength=len(names)).tolist()
    found = [(raw.decode(), count) for raw, count in zip(names, counts, strict=True) if raw and count]
    return _values(
        (value, terms[value].pl if value in terms else value, count)
        for value, count in sorted(found, key=lambda pair: -pair[1])[:MOST_VALUES]
    )


def _years(table: Table) -> tuple[NDArray[Any], NDArray[Any]]:
    """The year, from `FIRST_YEAR` on, from which on a row counts and the one from which on it does not; 0: none."""
    first, last = table.start // 10_000, table.end // 10_000
    first = np.where(first == 0, last, first)
    last = np.where(last == 9999, first, last)
    good = (first > FIRST_YEAR) & (first <= last) & (last < LAST_YEAR)
    begun = np.where(good, first - FIRST_YEAR, 0)
    return begun, np.where(good, np.minimum(last - FIRST_YEAR, begun + MOST_YEARS) + 1, 0)


def _counted_years(begun: NDArray[np.int32], over: NDArray[np.int32]) -> tuple[FacetValue, ...]:
    counts = np.cumsum(np.bincount(begun, minlength=YEARS) - np.bincount(over, minlength=YEARS))
    years = np.flatnonzero(counts)[::-1]
    found = zip((years + FIRST_YEAR).tolist(), counts[years].tolist(), strict=True)
    return _values((str(year), str(year), count) for year, count in found)


def _values(found: Iterable[tuple[str, str, int]]) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(value, label, count) for value, label, count in found)
