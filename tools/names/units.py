"""Fit the weights of stretches (`units` in `extract/data/name_weights.yaml`) on documents with gold records.

    python -m tools.names.units DOCUMENTS GOLD [DOCUMENTS GOLD ...]

Logistic regression with weights drawn (`PULL`) to 0 or to what a rare trait means (`PRIOR`): does a stretch announce
one of several programmes of its page?
Prints the weights as YAML, and how many stretches and pages were right when documents were left out in turn.
"""

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.announcing import candidate_groups
from extract.evaluate import alike
from extract.facts import Facts
from extract.sections import content_end
from extract.units import units
from extract.words import Words
from tools.gold import extracted, folder_pairs

STEPS, RATE, PULL, FOLDS = 3000, 0.5, 0.003, 10
PRIOR = {"task": -1.5, "parts_page": -1.5}
"""What is known of traits too rare for the fit: weights are drawn to these instead of 0."""
_ALIKE = 0.9
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of a document with its traits and whether it announces one of several programmes."""

    file: str
    name: str
    traits: dict[str, float]
    right: bool


def main(paths: list[str]) -> None:
    """Fit on the given folders and print the result."""
    report([one for docs, gold in folder_pairs(paths) for one in _read(docs, gold)])


def report(cases: Sequence[Stretch]) -> None:
    """Print how stretches and pages left out were judged, then the weights fitted on all."""
    columns = sorted({trait for case in cases for trait in case.traits})
    rows = np.array([[case.traits.get(column, 0.0) for column in columns] for case in cases])
    right = np.array([case.right for case in cases], dtype=float)
    folds = np.array([zlib.crc32(case.file.encode()) % FOLDS for case in cases])
    judged = np.zeros(len(cases))
    for fold in range(FOLDS):
        judged[folds == fold] = _likely(rows[folds == fold], _fit(rows[folds != fold], right[folds != fold], columns))
    for file in sorted({case.file for case in cases}):
        own = [i for i, case in enumerate(cases) if case.file == file]
        said = {i for i in own if judged[i] > 0.5}
        said = said if len(said) > 1 else set()
        wanted = {i for i in own if cases[i].right}
        if said != wanted:
            extra, missed = [[cases[i].name for i in sorted(some)] for some in (said - wanted, wanted - said)]
            sys.stdout.write(f"# left out, {file}: extra {extra}, missed {missed}\n")
    hits = int(((judged > 0.5) & (right > 0.5)).sum())
    sys.stdout.write(
        f"# {len(cases)} stretches, {int(right.sum())} right, found {hits} of {int((judged > 0.5).sum())}\n"
    )
    for name, weight in zip(columns, _fit(rows, right, columns), strict=True):
        sys.stdout.write(f"  {name}: {weight:.2f}\n")


def stretches_of(file: str, words: Words, facts: Facts, programmes: Sequence[Any]) -> Iterator[Stretch]:
    """The stretches of one document, compared with its gold record."""
    wanted = [[one["name"], *(one.get("aliases") or ())] for one in programmes if not one.get("optional")]
    for unit in units(words, candidate_groups(words, facts), [*facts.dates, *facts.money], content_end(words)):
        fits = any(alike(name, unit.named.best.name) >= _ALIKE for names in wanted for name in names)
        yield Stretch(file, unit.named.best.name, unit.traits, fits and len(wanted) > 1)


def _read(documents: str, gold: str) -> Iterator[Stretch]:
    for one in extracted(documents, gold):
        yield from stretches_of(one.judged.file, one.words, one.facts, one.judged.record["programmes"])


def _likely(rows: Vector, weights: Vector) -> Vector:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30.0, 30.0))))


def _fit(rows: Vector, right: Vector, columns: Sequence[str]) -> Vector:
    """The weights of least loss."""
    prior = np.array([PRIOR.get(column, 0.0) for column in columns])
    weights = prior.copy()
    scale = 1.0 / np.maximum(1.0, np.abs(rows).mean(axis=0) * 4)
    for _ in range(STEPS):
        weights -= RATE * scale * ((_likely(rows, weights) - right) @ rows / len(rows) + PULL * (weights - prior))
    return weights


if __name__ == "__main__":
    main(sys.argv[1:])
