"""Fit the weights of `extract/data/kinds.yaml` on documents with gold records.

    python -m tools.kinds.fit DOCUMENTS GOLD [DOCUMENTS GOLD ...] [--write]

A multinomial logistic model, its weights drawn to 0. Prints the share of kinds that are right by cross-validation over
authors (the first letter of a document's file name): no author's documents are judged by weights fitted on them.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from corpus.vocabulary import load_vocabulary
from extract.components.kinds import signs
from tools.gold import announced, folder_pairs

OUT = Path("extract/data/kinds.yaml")
PULL, BIAS_PULL, STEPS = 1.5, 0.03, 400
"""Chosen by cross-validation over authors."""
SEEN = 3
"""Signs of fewer programmes get no weight."""
LEAST = 0.05
"""Smaller weights are left out."""


@dataclass(frozen=True)
class Case:
    """What tells of the kind of one programme, and gold's kind."""

    author: str
    signs: Mapping[str, float]
    kind: str


def main(arguments: list[str]) -> None:
    """Fit on the given folders, print the result and, with `--write`, put it in place."""
    paths = [argument for argument in arguments if argument != "--write"]
    cases = [case for documents, gold in folder_pairs(paths) for case in _cases(documents, gold)]
    right = Counter[str]()
    for author in sorted({case.author for case in cases}):
        weights = fitted([case for case in cases if case.author != author])
        judged = [case for case in cases if case.author == author]
        right[author] = sum(likeliest(case.signs, weights) == case.kind for case in judged)
        sys.stdout.write(f"{author}: {right[author]} of {len(judged)}\n")
    sys.stdout.write(f"{sum(right.values()) / len(cases):.3f} of {len(cases)}\n")
    weights = fitted(cases)
    if "--write" in arguments:
        head = OUT.read_text("utf-8").partition("weights:")[0]
        OUT.write_text(head + yaml.safe_dump({"weights": weights}, sort_keys=False, width=110), "utf-8")


def likeliest(found: Mapping[str, float], weights: Mapping[str, Mapping[str, float]]) -> str:
    """The kind with the greatest sum."""
    sums = {kind: sum(one.get(name, 0.0) * value for name, value in found.items()) for kind, one in weights.items()}
    return max(sums, key=sums.__getitem__)


def fitted(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Weights of the penalised multinomial logistic model, by accelerated gradient descent."""
    kinds = list(load_vocabulary().kinds)
    seen = Counter(name for case in cases for name, value in case.signs.items() if value)
    names = sorted(name for name, number in seen.items() if number >= SEEN)
    rows: Any = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    labels: Any = np.eye(len(kinds))[[kinds.index(case.kind) for case in cases]]
    pulls: Any = np.array([BIAS_PULL if name == "bias" else PULL for name in names])[:, None]
    steep = 0.25 * float(np.linalg.norm(rows, 2)) ** 2 + PULL
    values = ahead = np.zeros((len(names), len(kinds)))
    pace = 1.0
    for _ in range(STEPS):
        sums = rows @ ahead
        shares = np.exp(sums - sums.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        new = ahead - (rows.T @ (shares - labels) + pulls * ahead) / steep
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead, values, pace = new + (pace - 1) / faster * (new - values), new, faster
    return {
        kind: {
            name: round(float(values[row, column]), 2)
            for row, name in enumerate(names)
            if abs(values[row, column]) >= LEAST
        }
        for column, kind in enumerate(kinds)
    }


def _cases(documents: str, gold: str) -> Iterator[Case]:
    for one in announced(documents, gold):
        if one.gold.get("kind") and not one.gold.get("optional"):
            told = signs(len(one.judged.document.text), one.facts, one.segment)
            yield Case(one.judged.author, told, one.gold["kind"])


if __name__ == "__main__":
    main(sys.argv[1:])
