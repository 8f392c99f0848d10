"""How many of the programmes found have which value."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import Term, Vocabulary
from search.arrays import Ints
from search.results import FacetValue
from search.table import Table

MOST_VALUES = 50
MOST_YEARS = 15
"""Years that one period may count for."""


def facets(table: Table, rows: Ints, vocabulary: Vocabulary) -> dict[str, tuple[FacetValue, ...]]:
    """Every facet over some rows, the most frequent value first (years: the latest first)."""
    return {
        "municipality": _municipalities(table, rows),
        "voivodeship": _strings(table.voivodeship[rows], {}),
        "target_group": _codes(table.groups[rows], vocabulary.target_groups),
        "activity": _codes(table.activities[rows], vocabulary.activities),
        "fund": _codes(table.funds[rows], vocabulary.funds),
        "kind": _strings(table.kind[rows], vocabulary.kinds),
        "year": _years(table, rows),
    }


def _codes(salience: NDArray[np.float16], terms: Mapping[str, Term]) -> tuple[FacetValue, ...]:
    counts = np.count_nonzero(salience, axis=0).tolist()
    found = [
        FacetValue(value=code, label=term.pl, count=count)
        for (code, term), count in zip(terms.items(), counts, strict=True)
        if count
    ]
    return tuple(sorted(found, key=lambda value: -value.count))


def _strings(
    column: "np.ndarray[tuple[int], np.dtype[np.bytes_]]", terms: Mapping[str, Term]
) -> tuple[FacetValue, ...]:
    values, counts = np.unique(column, return_counts=True)
    found = [(raw.decode(), count) for raw, count in zip(values.tolist(), counts.tolist(), strict=True) if raw]
    return tuple(
        FacetValue(value=value, label=terms[value].pl if value in terms else value, count=count)
        for value, count in sorted(found, key=lambda pair: -pair[1])[:MOST_VALUES]
    )


def _municipalities(table: Table, rows: Ints) -> tuple[FacetValue, ...]:
    known = rows[table.municipality[rows] != b""]
    pairs = Counter(zip(table.teryt[known].tolist(), table.municipality[known].tolist(), strict=True))
    return tuple(
        FacetValue(value=f"{teryt:07d}" if teryt else raw.decode(), label=raw.decode(), count=count)
        for (teryt, raw), count in pairs.most_common(MOST_VALUES)
    )


def _years(table: Table, rows: Ints) -> tuple[FacetValue, ...]:
    first, last = table.start[rows] // 10_000, table.end[rows] // 10_000
    first = np.where(first == 0, last, first)
    last = np.where(last == 9999, first, last)
    counts: Counter[int] = Counter()
    for low, high in zip(first.tolist(), last.tolist(), strict=True):
        if 1900 < low <= high < 2200:
            counts.update(range(low, min(high, low + MOST_YEARS) + 1))
    return tuple(
        FacetValue(value=str(year), label=str(year), count=counts[year]) for year in sorted(counts, reverse=True)
    )
