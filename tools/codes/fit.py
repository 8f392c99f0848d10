"""Fit the weights of `extract/data/code_weights.yaml` on documents with gold records.

    python -m tools.codes.fit DOCUMENTS GOLD [DOCUMENTS GOLD ...]

A logistic model over codes: gold's required codes are 1, codes that gold lacks 0, optional ones are left out. The best
wording of a code gives its traits; as the weights say which one is best, fitting and choosing alternate. Weights are
drawn to what the traits mean (`PULL`, `EXPECTED`), those of the codes themselves more strongly to 0. Prints F1 by
cross-validation over authors (the first letter of a document's file name; no author's documents are judged by weights
that were fitted with them), the weights as YAML, and the calibration table.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from extract.assemble import NAMING
from extract.components.code_decision import (
    general_codes,
    load_weights,
    place_traits,
    repetition,
    says_outright,
    sigmoid,
)
from tools.gold import announced, folder_pairs

FIELDS = ("target_groups", "activities")
ROUNDS, STEPS = 4, 40
PULL, CODE_PULL, BIAS_PULL = 3.0, 4.0, 0.01
"""Chosen by cross-validation on the dev and working parts."""
EXPECTED = {
    "sure": 1.5, "strong": -0.4, "weak": -2.0, "direct": 0.5, "governed": 0.5, "labelled": 0.5, "told": 0.5,
    "meant": 0.5, "own_name": 1.0, "numbered": 0.7, "general": -1.5, "unstated": -0.5, "repeated": 0.8, "late": -0.5,
    "background": -1.5, "elsewhere": -2.5, "asked": -3.2, "without": -3.0, "denied": -3.0, "other_name": -1.5,
    "offstage": -0.8, "inside": -0.5, "agent": -0.5, "split": -0.5, "located": -0.5, "placed": -2.0, "to": -0.3,
    "narrowed": -2.0, "refused": -2.5,
}  # fmt: skip
"""What the traits mean; weights are drawn to it, so that one seen seldom (a denial, a question) keeps its sense."""
Traits = Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """One programme's candidates of one field: traits of each code's wordings, and gold's codes (True: optional)."""

    author: str
    wordings: Mapping[str, Sequence[frozenset[str]]]
    gold: Mapping[str, bool]


def main(paths: list[str]) -> None:
    """Fit both fields on the given folders and print the result."""
    found = [case for documents, gold in folder_pairs(paths) for case in _cases(documents, gold)]
    for field in FIELDS:
        cases = [case[field] for case in found]
        start = dict(load_weights(field))
        sys.stdout.write(f"# {field}: precision, recall, F1 by cross-validation: {_cross_validated(cases, start)}\n")
        weights = _fit(cases, start)
        sys.stdout.write(f"{field}:\n")
        for name, value in sorted(weights.items()):
            sys.stdout.write(f"  {name}: {value:.2f}\n")
        _calibration(cases, weights)


def _cases(documents: str, gold: str) -> Iterator[dict[str, Case]]:
    for one in announced(documents, gold):
        own = one.segment.named.mentions
        others = [name for name in one.facts.names if name not in own and name.source in NAMING]
        case = {}
        for field, candidates in zip(FIELDS, (one.facts.groups, one.facts.activities), strict=True):
            wordings: dict[str, list[frozenset[str]]] = {}
            for candidate in candidates:
                if one.segment.holds(candidate):
                    traits = place_traits(candidate, one.segment.spans, own, others)
                    wordings.setdefault(candidate.code, []).append(frozenset(traits))
            codes = {item["code"]: bool(item.get("optional")) for item in one.gold.get(field) or []}
            case[field] = Case(one.judged.author, wordings, codes)
        yield case


def _rows(case: Case, weights: Traits) -> dict[str, dict[str, float]]:
    """For each code what its sum consists of, by the best wording under these weights (see `code_decision.decide`)."""
    outright = {code for code, found in case.wordings.items() if any(says_outright(traits) for traits in found)}
    rows: dict[str, dict[str, float]] = {}
    for code, found in case.wordings.items():
        scores = [sum(weights.get(trait, 0.0) for trait in traits) for traits in found]
        row = dict.fromkeys(found[max(range(len(scores)), key=scores.__getitem__)], 1.0)
        unstated = bool(outright) and code not in outright
        rows[code] = {**row, "bias": 1.0, "repeated": repetition(scores), "unstated": float(unstated)}
    given = {code for code, row in rows.items() if _sum(row, weights) > 0}
    for code, row in rows.items():
        row["general"] = float(any(other in given for other in general_codes().get(code, ())))
    return rows


def _sum(row: Traits, weights: Traits) -> float:
    return sum(times * weights.get(name, 0.0) for name, times in row.items())


def _fit(cases: Sequence[Case], start: Traits) -> dict[str, float]:
    weights = dict(start)
    for _ in range(ROUNDS):
        examples = [
            (row, float(code in case.gold))
            for case in cases
            for code, row in _rows(case, weights).items()
            if not case.gold.get(code)
        ]
        names = sorted({name for row, _ in examples for name in row})
        pulls = [BIAS_PULL if n == "bias" else CODE_PULL if n.startswith("code_") else PULL for n in names]
        found = _newton(
            np.array([[row.get(name, 0.0) for name in names] for row, _ in examples]),
            np.array([label for _, label in examples]),
            np.array(pulls),
            np.array([EXPECTED.get(name, 0.0) for name in names]),
        )
        weights = dict(zip(names, map(float, found), strict=True))
    return weights


def _newton(rows: Any, labels: Any, pulls: Any, centre: Any) -> Any:
    """Weights of the penalised logistic model, by Newton's method with halved steps."""
    values = centre

    def loss(at: Any) -> float:
        sums = rows @ at
        return float((np.logaddexp(0, sums) - labels * sums).sum() + 0.5 * (pulls * (at - centre) ** 2).sum())

    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(rows @ values)))
        slope = rows.T @ (likely - labels) + pulls * (values - centre)
        curve = rows.T @ (rows * (likely * (1 - likely))[:, None]) + np.diag(pulls)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while loss(values - size * step) > loss(values) and size > 1e-6:
            size /= 2
        values = values - size * step
        if float(np.abs(step).max()) < 1e-6:
            break
    return values


def _cross_validated(cases: Sequence[Case], start: Traits) -> str:
    right = extra = missed = 0
    for author in sorted({case.author for case in cases}):
        weights = _fit([case for case in cases if case.author != author], start)
        for case in cases:
            if case.author == author:
                given = {code for code, row in _rows(case, weights).items() if _sum(row, weights) > 0}
                required = {code for code, optional in case.gold.items() if not optional}
                right += len(given & required)
                extra += len(given - set(case.gold))
                missed += len(required - given)
    precision, recall = right / (right + extra), right / (right + missed)
    return f"{precision:.3f} {recall:.3f} {2 * precision * recall / (precision + recall):.3f}"


def _calibration(cases: Sequence[Case], weights: Traits) -> None:
    bins: dict[int, list[bool]] = {}
    for case in cases:
        for code, row in _rows(case, weights).items():
            if not case.gold.get(code):
                bins.setdefault(min(9, int(sigmoid(_sum(row, weights)) * 10)), []).append(code in case.gold)
    for number, labels in sorted(bins.items()):
        sys.stdout.write(f"# {number / 10:.1f}-{number / 10 + 0.1:.1f}: {sum(labels)}/{len(labels)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
