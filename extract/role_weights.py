"""Log-linear models of roles: what every mark of a thing adds to the log-odds of each role, and what all of them say.

A model is a softmax over the roles; its table is data (`data/*_weights.csv`), a column for each role.
"""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from extract.errors import RuleError


@dataclass(frozen=True, slots=True)
class RoleWeights:
    """The table of one model."""

    roles: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    """For each mark, what it adds to the log-odds of each of `roles`."""
    _rows: dict[str, int] = field(init=False, repr=False, compare=False)
    _table: npt.NDArray[np.float64] = field(init=False, repr=False, compare=False)
    """The weights of the marks in their order, below a row of zeros."""

    def __post_init__(self) -> None:
        marks = sorted(self.weights)
        object.__setattr__(self, "_rows", {mark: row for row, mark in enumerate(marks, start=1)})
        rows = [(0.0,) * len(self.roles), *(self.weights[mark] for mark in marks)]
        object.__setattr__(self, "_table", np.array(rows, np.float64))

    @classmethod
    def load(cls, name: str, roles: tuple[str, ...]) -> "RoleWeights":
        """The table `data/<name>`, whose columns must be these roles.

        Raises RuleError where it cannot be read.
        """
        path = files("extract") / "data" / name
        try:
            lines = csv.reader(path.read_text("utf-8").splitlines())
            if tuple(next(lines)[1:]) != roles:
                raise RuleError(f"{name}: the columns must be feature,{','.join(roles)}")
            return cls(roles, {mark: tuple(map(float, values)) for mark, *values in lines})
        except (OSError, ValueError, StopIteration) as error:
            raise RuleError(f"{name}: fit it again, it cannot be read: {error}") from error

    def shares(self, marks: Iterable[str]) -> tuple[float, ...]:
        """The probabilities of `roles` for a thing with these marks."""
        total = self._sums(marks)
        top = max(total)
        odds = [math.exp(value - top) for value in total]
        whole = sum(odds)
        return tuple(value / whole for value in odds)

    def log_shares(self, marks: Iterable[str]) -> tuple[float, ...]:
        """The natural logarithms of these probabilities; finite also where the probability is 0 as a float."""
        total = self._sums(marks)
        norm = log_sum(total)
        return tuple(value - norm for value in total)

    def _sums(self, marks: Iterable[str]) -> list[float]:
        rows = [0, *filter(None, map(self._rows.get, marks))]
        rows.sort()  # a set has no order, sums of floats do
        total: list[float] = np.add.reduce(self._table.take(rows, axis=0)).tolist()
        return total


def log_sum(logs: Iterable[float]) -> float:
    """The logarithm of the sum of numbers given by their logarithms; at least one."""
    known = list(logs)
    top = max(known)
    return top + math.log(sum(math.exp(log - top) for log in known))
