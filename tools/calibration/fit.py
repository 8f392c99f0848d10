"""Fit `extract/data/calibration.yaml`: a logistic curve for each field from a component's confidence to a probability.

    python tools/calibration/fit.py DOCUMENTS GOLD [NAMES]

The documents must be ones that no rule was written with; NAMES (a pattern like `m[ab]*`) leaves others to check with.
Only confidences and whether a value was right are used, nothing is printed of the documents. The curves in place are
ignored: the raw confidences are fitted. The slope is not allowed to turn a field upside down.
"""

import argparse
import fnmatch
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from api.evaluation import predictions
from extract import calibration
from extract.calibration import LEAST, MOST
from extract.evaluate import gold_records
from extract.reliability import outcomes, report

OUT = Path("extract/data/calibration.yaml")
HEAD = "# Confidence → probability: 1 / (1 + exp(-(slope * logit(confidence) + shift))); by tools/calibration/fit.py.\n"
PRIOR = 4.0
"""Strength of the pull towards leaving a confidence as it is."""
STEPS, RATE = 4000, 0.02


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("names", nargs="?", default="*")
    given = parser.parse_args()
    calibration._curves = dict  # type: ignore[assignment]  # noqa: SLF001  the raw confidences are wanted
    predicted = predictions(given.documents)
    gold = gold_records(given.gold)
    inside = {name: record for name, record in gold.items() if fnmatch.fnmatch(name, given.names)}
    by_field: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in outcomes(inside, predicted):
        by_field[one.field].append((one.confidence, one.right))
    curves = {field: fitted(values) for field, values in by_field.items()}
    OUT.write_text(HEAD + yaml.safe_dump(curves, sort_keys=False), "utf-8")
    outside = {name: record for name, record in gold.items() if name not in inside} or gold
    print(report(outcomes(outside, with_curves(predicted, curves))))  # noqa: T201


def fitted(values: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """Slope and shift of maximum likelihood with a pull towards 1 and 0."""
    slope, shift = 1.0, 0.0
    points = [(math.log(c / (1 - c)), right) for c, right in ((min(max(c, LEAST), MOST), r) for c, r in values)]
    for _ in range(STEPS):
        down, left = PRIOR * (slope - 1), PRIOR * shift * 0.1
        for x, right in points:
            wrong = 1 / (1 + math.exp(-(slope * x + shift))) - right
            down += wrong * x
            left += wrong
        slope = max(0.1, slope - RATE * down / len(points))
        shift -= RATE * left / len(points)
    return {"slope": round(slope, 2), "shift": round(shift, 2)}


def with_curves(predicted: Mapping[str, Any], curves: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """The predicted records with their confidences moved."""

    def moved(confidence: float, field: str) -> float:
        curve = curves.get(field)
        return calibration.probability(confidence, curve["slope"], curve["shift"]) if curve else confidence

    records: dict[str, Any] = {}
    for name, record in predicted.items():
        programmes = []
        for programme in record["programmes"]:
            new = {**programme, "confidence": {f: moved(c, f) for f, c in programme["confidence"].items()}}
            for field, value in programme.items():
                if isinstance(value, list) and field in curves:
                    new[field] = [{**item, "confidence": moved(item["confidence"], field)} for item in value]
                elif isinstance(value, dict) and field in curves:
                    new[field] = {**value, "confidence": moved(value["confidence"], field)}
            programmes.append(new)
        records[name] = {**record, "programmes": programmes}
    return records


if __name__ == "__main__":
    main()
