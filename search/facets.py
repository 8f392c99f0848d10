"""How many of the programmes found have which value."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import Term, Vocabulary
from search.arrays import Ints, Labels
from search.results import FacetValue
from search.table import Table

MOST_VALUES = 50
MOST_YEARS = 15
"""Years that one period may count for."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years beyond are errors."""


def facets(table: Table, rows: Ints, vocabulary: Vocabulary) -> dict[str, tuple[FacetValue, ...]]:
    """Every facet over some rows, the most frequent value first (years: the latest first)."""
    return {
        "municipality": _municipalities(table, rows),
        "voivodeship": _labels(table.voivodeship, rows, {}),
        "target_group": _codes(table.groups, rows, vocabulary.target_groups),
        "activity": _codes(table.activities, rows, vocabulary.activities),
        "fund": _codes(table.funds, rows, vocabulary.funds),
        "kind": _labels(table.kind, rows, vocabulary.kinds),
        "year": _years(table, rows),
    }


def _codes(salience: NDArray[np.float16], rows: Ints, terms: Mapping[str, Term]) -> tuple[FacetValue, ...]:
    # the bits of a half are zero where it is, and are compared much faster
    bits = salience.view(np.uint16) if len(rows) == len(salience) else salience.view(np.uint16)[rows]
    counts = np.count_nonzero(bits, axis=0).tolist()
    found = [(code, term.pl, count) for (code, term), count in zip(terms.items(), counts, strict=True) if count]
    return _values(sorted(found, key=lambda value: -value[2]))


def _labels(column: Labels, rows: Ints, terms: Mapping[str, Term]) -> tuple[FacetValue, ...]:
    counts = np.bincount(column.codes[rows], minlength=len(column.names)).tolist()
    found = [(raw.decode(), count) for raw, count in zip(column.names.tolist(), counts, strict=True) if raw and count]
    return _values(
        (value, terms[value].pl if value in terms else value, count)
        for value, count in sorted(found, key=lambda pair: -pair[1])[:MOST_VALUES]
    )


def _municipalities(table: Table, rows: Ints) -> tuple[FacetValue, ...]:
    names = table.municipality.names
    both, first, counts = np.unique(
        table.teryt[rows] * len(names) + table.municipality.codes[rows], return_index=True, return_counts=True
    )
    found: list[tuple[str, str, int]] = []
    for place in np.lexsort((first, -counts)).tolist():
        teryt, code = divmod(int(both[place]), len(names))
        name = str(names[code].decode())
        if name:
            found.append((f"{teryt:07d}" if teryt else name, name, int(counts[place])))
        if len(found) == MOST_VALUES:
            break
    return _values(found)


def _years(table: Table, rows: Ints) -> tuple[FacetValue, ...]:
    first, last = table.start[rows] // 10_000, table.end[rows] // 10_000
    first = np.where(first == 0, last, first)
    last = np.where(last == 9999, first, last)
    good = (first > FIRST_YEAR) & (first <= last) & (last < LAST_YEAR)
    first, last = first[good] - FIRST_YEAR, last[good] - FIRST_YEAR
    size = LAST_YEAR - FIRST_YEAR + 2
    begun = np.bincount(first, minlength=size)
    over = np.bincount(np.minimum(last, first + MOST_YEARS) + 1, minlength=size)
    counts = np.cumsum(begun - over)
    years = np.flatnonzero(counts)[::-1]
    return _values((str(year + FIRST_YEAR), str(year + FIRST_YEAR), int(counts[year])) for year in years.tolist())


def _values(found: Iterable[tuple[str, str, int]]) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(value, label, count) for value, label, count in found)
