"""Fit a softmax over roles on things of which each has one or more right roles, with quadratic regularisation."""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.adam import descend

RATE, SETTLED, LEAST = 0.05, 0.05 * 0.3, 1e-6
SELDOM = 3
"""Marks of fewer things are left out."""
SMALL = 0.03
"""Weights below this are left out of the table."""
Seen = tuple[frozenset[str], float, frozenset[str]]
"""The marks of a thing, what it counts, and the roles that are right for it."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights of a model: a row for each mark, a column for each role."""

    roles: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[Any]

    def likeliest(self, marks: Iterable[str]) -> str:
        """The role that these marks speak for."""
        total = self.weights[[self.rows[mark] for mark in marks if mark in self.rows]].sum(axis=0)
        return self.roles[int(total.argmax())]

    def write(self) -> None:
        """Print the table, as `extract.role_weights` reads it."""
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(["feature", *self.roles])
        for name, place in sorted(self.rows.items()):
            row = self.weights[place]
            if np.abs(row).max() >= SMALL:
                table.writerow([name, *(f"{value:.2f}" for value in row)])


def fitted(
    seen: Sequence[Seen],
    roles: tuple[str, ...],
    *,
    steps: int,
    pull: float | Callable[[str], float],
    precision: type[np.float32] | type[np.float64],
) -> Fitted:
    """The weights that make right roles likely; of several right ones the probability of all is what counts.

    `pull` is the strength of the regularisation, or tells that of each mark; float32 is quicker and enough where rows
    are many.
    """
    counted = Counter(mark for marks, _, _ in seen for mark in marks)
    names = sorted(name for name, count in counted.items() if count >= SELDOM)
    index = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(seen), len(names)), dtype=precision)
    for row, (marks, _, _) in enumerate(seen):
        table[row, [index[mark] for mark in marks if mark in index]] = 1.0
    allowed = np.array([[role in right for role in roles] for _, _, right in seen], dtype=precision)
    share = np.array([[weight] for _, weight, _ in seen], dtype=precision)

    pulls = np.array([[pull(name) if callable(pull) else pull] for name in names], dtype=precision)

    def slope_at(weights: NDArray[Any]) -> NDArray[Any]:
        given = _softmax(table @ weights)
        wanted = given * allowed
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-9
        slope: NDArray[Any] = table.T @ ((given - wanted) * share) + pulls * weights
        return slope

    start = np.zeros((len(names), len(roles)), dtype=precision)
    return Fitted(roles, index, descend(start, slope_at, steps=steps, rate=RATE, settled=SETTLED, least=LEAST))


def _softmax(totals: NDArray[Any]) -> NDArray[Any]:
    odds = np.exp(totals - totals.max(axis=1, keepdims=True))
    shares: NDArray[Any] = odds / odds.sum(axis=1, keepdims=True)
    return shares
