"""The table turned round: which programmes have a word, a concept or a code, so that a query looks at few of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.arrays import Array, Arrays, Ints, Postings, Ragged, save_arrays
from search.table import Table

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Salient:
    """For each code the rows that have it, ascending, and how much each is about it."""

    rows: Ragged
    much: NDArray[np.float32]
    """For each value of `rows`."""

    @classmethod
    def of(cls, matrix: NDArray[np.float16]) -> "Salient":
        """From rows by codes."""
        columns, rows = np.nonzero(matrix.T)
        offsets = np.searchsorted(columns, np.arange(matrix.shape[1] + 1)).astype(np.int64)
        return cls(Ragged(offsets, rows.astype(np.int32)), matrix[rows, columns].astype(np.float32))

    def of_code(self, column: int) -> tuple[Rows, NDArray[np.float64]]:
        """The rows that have a code, and how much."""
        low, high = int(self.rows.offsets[column]), int(self.rows.offsets[column + 1])
        return self.rows.values[low:high], self.much[low:high].astype(np.float64)

    def stored(self) -> dict[str, Array]:
        """Its arrays by name."""
        return {**self.rows.stored(), "much": self.much}


@dataclass(frozen=True, slots=True)
class Inverted:
    """Rows of the table by what they hold, ascending."""

    terms: Postings
    """By the dimension of a lemma or stem of the record or the text."""
    events: Postings
    """By the dimension of a lemma of an event's place."""
    concepts: Postings
    """By the number of a thesaurus concept."""
    together: Postings
    """By the number of a pair of codes named in one breath."""
    groups: Salient
    """By the column of a code in `Table.groups`."""
    activities: Salient
    funds: Salient

    @classmethod
    def of(cls, table: Table) -> "Inverted":
        """From a table."""
        return cls(
            Postings.of(table.terms),
            Postings.of(table.event_terms),
            Postings.of(table.concepts),
            Postings.of(table.together),
            *(Salient.of(matrix) for matrix in (table.groups, table.activities, table.funds)),
        )

    def save(self, path: Path) -> None:
        """Write everything."""
        save_arrays(
            path,
            {
                "terms": self.terms,
                "events": self.events,
                "concepts": self.concepts,
                "together": self.together,
                "groups": self.groups,
                "activities": self.activities,
                "funds": self.funds,
            },
        )

    @classmethod
    def load(cls, path: Path) -> "Inverted":
        """Map everything. Raises IndexDamagedError."""
        stored = Arrays(path)
        return cls(
            stored.postings("terms"),
            stored.postings("events"),
            stored.postings("concepts"),
            stored.postings("together"),
            *(Salient(stored.ragged(name), stored.plain(f"{name}.much")) for name in ("groups", "activities", "funds")),
        )


def holding(column: Postings, keys: Iterable[int]) -> Ints:
    """The rows, ascending, that hold all of some keys."""
    lists = sorted((column[key] for key in keys), key=len)
    found = lists[0]
    for other in lists[1:]:
        found = found[held(other, found)]
    return found.astype(np.int64)


def held(among: Rows, rows: "Rows | Ints") -> NDArray[np.bool_]:
    """Which of some rows are in an ascending list of rows."""
    if not len(among):
        return np.zeros(len(rows), np.bool_)
    places = np.minimum(np.searchsorted(among, rows.astype(np.int32, copy=False)), len(among) - 1)
    found: NDArray[np.bool_] = among[places] == rows
    return found
