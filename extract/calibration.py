"""Confidences made honest: the share of values that turned out right among those a component was as sure of.

Components say how sure they are on scales of their own; a logistic curve for each field (Platt 1999), fitted by
`tools/calibration/fit.py` on documents that no rule was written with, turns that into a probability.
"""

import math
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from corpus.programmes import Programme, Supported
from extract.rules import load_rules

LEAST, MOST = 0.02, 0.99
Value = TypeVar("Value", bound=Supported)
_FIELDS = (
    "name",
    "kind",
    "municipality",
    "period",
    "events",
    "amounts",
    "funding",
    "organisations",
    "target_groups",
    "activities",
    "participants",
    "part_of",
)


def calibrated(programme: Programme) -> Programme:
    """The same programme with every confidence as the probability that the value is right."""
    update: dict[str, Any] = {}
    for field in _FIELDS:
        value = getattr(programme, field)
        if isinstance(value, tuple):
            update[field] = tuple(_calibrated(one, field) for one in value)
        elif value is not None:
            update[field] = _calibrated(value, field)
    return programme.model_copy(update=update)


def probability(confidence: float, slope: float, shift: float) -> float:
    """A confidence moved along its field's curve."""
    inside = min(max(confidence, LEAST), MOST)
    moved = slope * math.log(inside / (1 - inside)) + shift
    return min(max(1 / (1 + math.exp(-moved)), LEAST), MOST)


def _calibrated(value: Value, field: str) -> Value:
    curve = _curves().get(field)
    if curve is None:
        return value
    return value.model_copy(update={"confidence": round(probability(value.confidence, *curve), 3)})


@cache
def _curves() -> Mapping[str, tuple[float, float]]:
    return {field: (float(curve["slope"]), float(curve["shift"])) for field, curve in load_rules("calibration").items()}
