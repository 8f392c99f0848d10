"""Sums that add up: a whole and its parts tell each other's roles."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from extract.cues import Verdict
from extract.money_expressions import Sum

NEIGHBOURS = 6
"""Sums on either side among which the parts of a whole are looked for."""
LEAST = 1_000
"""Smaller sums add up by chance."""
REACH = 700
"""Characters between a whole and its parts."""
CLOSE = 160
"""Characters between a whole and its parts where one sentence adds them up."""
WEAK = 3.3
"""A verdict of less weight gives way to arithmetic."""
_OUTSIDE = frozenset({"national", "income", "past", "noise", "per_unit", "fee"})
_GIVEN = frozenset({"grant", "eu", "state"})
_OPEN = frozenset({"total", "other"})


def balanced(parts: Sequence[Sum], verdicts: Sequence[Verdict], tabular: Sequence[bool]) -> list[Verdict]:
    """The verdicts, those of wholes and of their parts mended where `a = b + c` leaves no other reading.

    The greatest is the total unless its wording says subsidy; the part beside a subsidy is the own contribution,
    and the part beside the own contribution a subsidy. Sums in tables (`tabular`) are left as they are.
    """
    mended = list(verdicts)
    for whole, found in enumerate(parts):
        if found.value < 2 * LEAST or mended[whole].role in _OUTSIDE or tabular[whole]:
            continue
        for chosen in _addends(parts, mended, tabular, whole):
            if all(mended[number].role in _OPEN for number in chosen):
                _drop(parts, mended, whole, chosen)
            else:
                _mend(mended, whole, chosen)
            break
    return mended


def _addends(
    parts: Sequence[Sum], verdicts: Sequence[Verdict], tabular: Sequence[bool], whole: int
) -> list[tuple[int, ...]]:
    total = parts[whole]
    near = [
        number
        for number in range(max(whole - NEIGHBOURS, 0), min(whole + NEIGHBOURS + 1, len(parts)))
        if LEAST <= parts[number].value < total.value
        and parts[number].currency == total.currency
        and verdicts[number].role not in _OUTSIDE
        and not tabular[number]
        and abs(parts[number].start - total.start) <= REACH
    ]
    return [
        chosen
        for size in (2, 3)
        for chosen in combinations(near, size)
        if abs(sum((parts[number].value for number in chosen), Decimal(0)) - total.value) < 1
    ]


def _drop(parts: Sequence[Sum], verdicts: list[Verdict], whole: int, chosen: tuple[int, ...]) -> None:
    """Parts of a total that the same sentence adds up (`14 800 zł …, 22 200 zł, w sumie 37 tys. zł`) are no totals."""
    if verdicts[whole].role == "total" and all(abs(parts[one].start - parts[whole].start) <= CLOSE for one in chosen):
        for number in chosen:
            verdicts[number] = replace(verdicts[number], role="other", score=0.0, side="none")


def _mend(verdicts: list[Verdict], whole: int, chosen: tuple[int, ...]) -> None:
    roles = {verdicts[number].role for number in chosen if verdicts[number].role not in _OPEN}
    known = sum(verdicts[number].role not in _OPEN for number in chosen)
    if known < len(chosen) - 1 or len(roles) < known:
        return
    if not roles:
        return
    own = verdicts[whole]
    if own.role in _OPEN or own.score < WEAK:
        verdicts[whole] = replace(own, role="total", score=max(own.score, WEAK))
    for number in chosen:
        part = verdicts[number]
        if part.role in _OPEN:
            role = "own" if roles & _GIVEN else "grant" if "own" in roles else part.role
            verdicts[number] = replace(part, role=role, score=max(part.score, WEAK))
