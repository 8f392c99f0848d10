"""Confidences made honest: the share of values that turned out right among those a component was as sure of.

Components say how sure they are on scales of their own; a logistic curve for each field (Platt 1999), fitted by
`tools/calibration/fit.py` on documents that no rule was written with, turns that into a probability.
"""

import math
from collections.abc import Mapping
from functools import cache

from extract.rules import load_rules

LEAST, MOST = 0.02, 0.99


def sure(field: str, confidence: float) -> float:
    """The probability that a value of this field is right of which a component is so confident."""
    curve = _curves().get(field)
    return confidence if curve is None else round(probability(confidence, *curve), 3)


def probability(confidence: float, slope: float, shift: float) -> float:
    """A confidence moved along its field's curve."""
    inside = min(max(confidence, LEAST), MOST)
    moved = slope * math.log(inside / (1 - inside)) + shift
    return min(max(1 / (1 + math.exp(-moved)), LEAST), MOST)


@cache
def _curves() -> Mapping[str, tuple[float, float]]:
    return {field: (float(curve["slope"]), float(curve["shift"])) for field, curve in load_rules("calibration").items()}
