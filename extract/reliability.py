"""How far confidences can be believed: of the values that were given with 0.9, how many are right.

A value is right where `extract.evaluate` would count it as found; one that matches an optional gold value, too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extract.evaluate import ALIKE, Record, aligned, alike, amount_key, event_key, folded, name_score

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Bounds of the rows of the table."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One value that was given."""

    field: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Values with about the same confidence."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that is right."""


def outcomes(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> list[Outcome]:
    """Every value of the predicted records with its confidence and whether it is right."""
    found: list[Outcome] = []
    for name, record in gold.items():
        given = predicted.get(name, {}).get("programmes") or []
        for wanted, got in aligned(record["programmes"], given):
            if got is not None and not (wanted or {}).get("optional"):
                found += _values(wanted or {}, got)
    return found


def table(found: Iterable[Outcome], bins: Sequence[float] = BINS) -> list[Row]:
    """The values by confidence; rows without values are left out."""
    every = list(found)
    rows = []
    for low, high in pairwise(bins):
        part = [one for one in every if low <= one.confidence < high]
        if part:
            mean = sum(one.confidence for one in part) / len(part)
            rows.append(Row(low, min(high, 1.0), len(part), mean, sum(one.right for one in part) / len(part)))
    return rows


def report(found: Sequence[Outcome]) -> str:
    """A Markdown table over all values, and one line a field: its mean confidence beside the share that is right."""
    lines = ["| confidence | values | mean | right |", "|---|---|---|---|"]
    lines += [
        f"| {row.low:.1f} to {row.high:.1f} | {row.count} | {row.confidence:.2f} | {row.right:.2f} |"
        for row in table(found)
    ]
    lines += ["", "| field | values | mean confidence | right |", "|---|---|---|---|"]
    for field in dict.fromkeys(one.field for one in found):
        part = [one for one in found if one.field == field]
        mean = sum(one.confidence for one in part) / len(part)
        lines.append(f"| {field} | {len(part)} | {mean:.2f} | {sum(one.right for one in part) / len(part):.2f} |")
    return "\n".join(lines)


def _values(gold: Record, given: Record) -> Iterable[Outcome]:
    sure = given.get("confidence") or {}
    plain: tuple[tuple[str, Callable[[Any, Any], bool]], ...] = (
        ("kind", lambda a, b: bool(a == b)),
        ("participants", lambda a, b: bool(a == b)),
        ("part_of", lambda a, b: alike(a, b) >= ALIKE),
    )
    if given.get("name"):
        yield Outcome("name", sure.get("name", 0.0), name_score(gold, given["name"]) >= ALIKE)
    for field, same in plain:
        if given.get(field) is not None:
            right = gold.get(field) is not None and same(gold[field], given[field])
            yield Outcome(field, sure.get(field, 0.0), right)
    place = given.get("municipality")
    if place:
        wanted = (gold.get("municipality") or {}).get("name")
        yield Outcome("municipality", place["confidence"], folded(wanted) == folded(place["name"]))
    period = given.get("period")
    if period:
        wanted_period = gold.get("period") or {}
        right = all(wanted_period.get(end) == period.get(end) for end in ("start", "end"))
        yield Outcome("period", period["confidence"], right)
    keys: tuple[tuple[str, Callable[[Record], str]], ...] = (
        ("events", event_key),
        ("amounts", amount_key),
        ("funding", lambda item: str(item["code"])),
        ("target_groups", lambda item: str(item["code"])),
        ("activities", lambda item: str(item["code"])),
    )
    for field, key in keys:
        wanted_keys = {key(item) for item in gold.get(field) or ()}
        for item in given.get(field) or ():
            yield Outcome(field, item["confidence"], key(item) in wanted_keys)
    bodies = gold.get("organisations") or ()
    for body in given.get("organisations") or ():
        right = any(
            one.get("role") == body.get("role") and name_score(one, body.get("name")) >= ALIKE for one in bodies
        )
        yield Outcome("organisations", body["confidence"], right)
