"""Log-linear models of roles: what every mark of a thing adds to the log-odds of each role, and what all of them say.

A model is a softmax over the roles; its table is data (`data/*_weights.csv`), a column for each role.
"""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from extract.errors import RuleError


@dataclass(frozen=True, slots=True)
class RoleWeights:
    """The table of one model."""

    roles: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    """For each mark, what it adds to the log-odds of each of `roles`."""

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
        total = [0.0] * len(self.roles)
        for mark in sorted(marks):  # a set has no order, sums of floats do
            for place, value in enumerate(self.weights.get(mark, ())):
                total[place] += value
        return total


def log_sum(logs: Iterable[float]) -> float:
    """The logarithm of the sum of numbers given by their logarithms; at least one."""
    known = list(logs)
    top = max(known)
    return top + math.log(sum(math.exp(log - top) for log in known))
