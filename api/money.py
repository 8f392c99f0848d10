"""What a programme is worth: one rule for lists, exports and comparisons."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from corpus.programmes import Amount, Programme

ORDER = ("total", "grant")
"""The cost of the whole comes first; where it is not stated, the grant."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Sums of several programmes: in złoty, and in other currencies beside it."""

    value: Decimal
    programmes: int
    """How many of them state an amount."""


def worth(programme: Programme) -> Amount | None:
    """The amount that stands for the whole programme; None where only parts, shares or rates are stated.

    Amounts of single tasks are parts. Of several totals (an annex, another document) the most confident one counts.
    """
    for role in ORDER:
        whole = [amount for amount in programme.amounts if amount.role == role and amount.task is None]
        if whole:
            return max(whole, key=lambda amount: (amount.currency == "PLN", amount.confidence))
    return None


def total(programmes: Iterable[Programme]) -> Worth:
    """The sum in złoty over programmes that state one."""
    sums = [amount.value for amount in map(worth, programmes) if amount is not None and amount.currency == "PLN"]
    return Worth(sum(sums, Decimal(0)), len(sums))
