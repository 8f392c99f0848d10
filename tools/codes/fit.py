"""Fit the weights of `extract/data/code_weights.yaml` on documents with gold records.

    python -m tools.codes.fit DOCUMENTS GOLD [DOCUMENTS GOLD ...]

A logistic model over codes: gold's required codes are 1, codes that gold lacks 0, optional ones are left out. Gradient
descent from the weights in the file, drawn back to them (`PULL`), so that traits seen seldom keep their weight.
Prints the new weights as YAML and the calibration table (confidence against the share of right values).
"""

import datetime as dt
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.documents import Snapshot
from extract.announce import segments
from extract.assemble import NAMING
from extract.components.code_decision import (
    general_codes,
    load_weights,
    place_traits,
    repetition,
    says_outright,
    sigmoid,
)
from extract.evaluate import alike, gold_records
from extract.pipeline import Extractor
from ingest.read import read

STEPS, RATE, PULL = 400, 0.05, 0.02
"""Fixed before the measuring part was looked at."""
_ALIKE = 0.6
Example = tuple[str, list[frozenset[str]], bool | None]
"""A code, the traits of each of its wordings, and whether gold has it (None: optional)."""


def main(paths: list[str]) -> None:
    """Fit both fields on the given folders and print the result."""
    cases = [case for documents, gold in zip(paths[::2], paths[1::2], strict=True) for case in _cases(documents, gold)]
    for field in ("target_groups", "activities"):
        programmes = [case[field] for case in cases]
        weights = _fit(programmes, dict(load_weights(field)))
        sys.stdout.write(f"{field}:\n")
        for name, value in weights.items():
            sys.stdout.write(f"  {name}: {value:.2f}\n")
        _calibration(programmes, weights)


def _cases(documents: str, gold: str) -> Iterator[dict[str, list[Example]]]:
    extractor = Extractor()
    records = gold_records(Path(gold))
    for path in sorted(Path(documents).iterdir()):
        record = records.get(path.name)
        if record is None:
            continue
        snapshot = Snapshot(source=str(path), body=path.read_bytes(), fetched_at=dt.datetime.now(dt.UTC))
        document = read(snapshot)
        doc = extractor.read(document)
        facts = doc._.facts
        found = segments(doc._.words, facts)
        for segment in found:
            wanted = _wanted(record["programmes"], segment.named.best.name, alone=len(found) == 1)
            if wanted is None:
                continue
            own = segment.named.mentions
            others = [name for name in facts.names if name not in own and name.source in NAMING]
            case = {}
            for field, candidates in (("target_groups", facts.groups), ("activities", facts.activities)):
                gold_codes = {item["code"]: bool(item.get("optional")) for item in wanted.get(field) or []}
                by_code: dict[str, list[frozenset[str]]] = {}
                for candidate in candidates:
                    if segment.holds(candidate):
                        traits = place_traits(candidate, segment.spans, own, others)
                        by_code.setdefault(candidate.code, []).append(frozenset(traits))
                case[field] = [
                    (code, traits, None if gold_codes.get(code) else code in gold_codes)
                    for code, traits in by_code.items()
                ]
            yield case


def _wanted(programmes: Sequence[Any], name: str, *, alone: bool) -> Any:
    """The gold programme of this name; the only one where the document has no other on either side."""
    if alone and len(programmes) == 1:
        return programmes[0]
    likely = max(programmes, key=lambda programme: alike(programme["name"], name), default=None)
    return likely if likely is not None and alike(likely["name"], name) >= _ALIKE else None


def _totals(examples: list[Example], weights: dict[str, float]) -> list[tuple[float, list[tuple[str, float]]]]:
    """For each code its sum and the weights in it."""
    rows: list[tuple[str, float, list[tuple[str, float]]]] = []
    for code, wordings, _ in examples:
        scores = [sum(weights[trait] for trait in traits) for traits in wordings]
        best = max(range(len(scores)), key=scores.__getitem__)
        times = repetition(scores)
        parts: list[tuple[str, float]] = [
            *((trait, 1.0) for trait in wordings[best]),
            ("repeated", times),
            ("bias", 1.0),
        ]
        rows.append((code, weights["bias"] + scores[best] + weights["repeated"] * times, parts))
    outright = {code for code, wordings, _ in examples if any(says_outright(traits) for traits in wordings)}
    if outright:
        rows = [
            (
                code,
                total + weights["unstated"] * (code not in outright),
                [*parts, ("unstated", float(code not in outright))],
            )
            for code, total, parts in rows
        ]
    given = {code for code, total, _ in rows if total > 0}
    result = []
    for code, total, parts in rows:
        beside = any(other in given for other in general_codes().get(code, ()))
        more: list[tuple[str, float]] = [("general", 1.0)] if beside else []
        result.append((total + weights["general"] * beside, parts + more))
    return result


def _fit(programmes: list[list[Example]], start: dict[str, float]) -> dict[str, float]:
    weights = dict(start)
    size = sum(label is not None for examples in programmes for _, _, label in examples)
    for _ in range(STEPS):
        slope = {name: PULL * (value - start[name]) for name, value in weights.items()}
        for examples in programmes:
            for (_, _, label), (total, parts) in zip(examples, _totals(examples, weights), strict=True):
                if label is not None:
                    for name, times in parts:
                        slope[name] += (sigmoid(total) - label) * times / size * 4
        for name in weights:
            weights[name] -= RATE * 4 * slope[name]
    return weights


def _calibration(programmes: list[list[Example]], weights: dict[str, float]) -> None:
    bins: dict[int, list[int]] = {}
    loss = 0.0
    for examples in programmes:
        for (_, _, label), (total, _) in zip(examples, _totals(examples, weights), strict=True):
            if label is None:
                continue
            loss -= math.log(max(1e-9, sigmoid(total) if label else 1 - sigmoid(total)))
            bins.setdefault(min(9, int(sigmoid(total) * 10)), []).append(int(label))
    sys.stdout.write(f"# loss {loss:.1f}\n")
    for number, labels in sorted(bins.items()):
        sys.stdout.write(f"# {number / 10:.1f}-{number / 10 + 0.1:.1f}: {sum(labels)}/{len(labels)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
