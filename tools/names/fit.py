"""Fit the weights of `extract/data/name_weights.yaml` on documents with gold records.

    python -m tools.names.fit DOCUMENTS GOLD [DOCUMENTS GOLD ...]

A conditional logistic model: the names of one document compete, and "none of them" is a rival of worth 0. Each gold
programme is one choice among its own name and the names that are none of the document's programmes; a document that
announces nothing, or whose name is not among those found, is a choice of "none". Short pages in our own words
(`pages.txt`) stand for announcements without a proper name, of which samples have few. Weights are drawn (`PULL`)
to 0 or to what a rare trait's meaning says (`PRIOR`).
Prints the weights as YAML, and how often the best name was right when documents were left out in turn (`FOLDS`).
"""

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.announcing import candidate_groups
from extract.evaluate import alike
from extract.facts import Facts
from extract.name_traits import page_of, traits
from extract.pipeline import Extractor
from extract.words import Words
from tools.adam import descend
from tools.gold import extracted, folder_pairs
from tools.labelled import labelled

STEPS, RATE, PULL, FOLDS = 500, 0.05, 0.008, 10
PRIOR = {"menu": -1.5, "only_time": -1.5, "timed": -1.0, "only_place": -1.5, "unit_type": -0.7, "speech": -0.7}
"""What is known of traits too rare for the fit: weights are drawn to these instead of 0."""
_ALIKE = 0.9
OWN_WEIGHT = 0.3
"""Weight of a page in our own words, one of the corpus having 1: such pages are short and much alike."""
OWN = Path(__file__).with_name("pages.txt")
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """The names of one document with their traits, and for each gold programme the names that are right."""

    file: str
    names: tuple[str, ...]
    found: tuple[dict[str, float], ...]
    right: tuple[frozenset[int], ...]
    present: tuple[float, ...]
    """Scores by the weights in use."""


def main(paths: list[str]) -> None:
    """Fit on the given folders and print the result."""
    cases = [case for documents, gold in folder_pairs(paths) for case in _cases(documents, gold)]
    report([*cases, *_own()])


def report(cases: Sequence[Case]) -> None:
    """Print the accuracy of the weights in use and of fitted ones on documents left out, then the fitted weights."""
    columns = sorted({trait for case in cases for found in case.found for trait in found})
    matrices = [_matrix(case, columns) for case in cases]
    present = [_best_is_right(case, np.array(case.present)) for case in cases]
    crossed = [False] * len(cases)
    folds = [zlib.crc32(case.file.encode()) % FOLDS for case in cases]
    for fold in range(FOLDS):
        kept = [i for i in range(len(cases)) if folds[i] != fold]
        fitted = _fit([cases[i] for i in kept], [matrices[i] for i in kept], columns)
        for i in range(len(cases)):
            if folds[i] == fold:
                crossed[i] = _best_is_right(cases[i], matrices[i] @ fitted)
                if not crossed[i]:
                    best = cases[i].names[int(np.argmax(matrices[i] @ fitted))] if cases[i].names else None
                    sys.stdout.write(f"# left out, wrong: {cases[i].file}: {best}\n")
    for part in ({case.file[:1] for case in cases}, *[{one} for one in sorted({case.file[:1] for case in cases})]):
        own = [i for i in range(len(cases)) if cases[i].file[:1] in part and cases[i].right]
        sys.stdout.write(
            f"# {'all' if len(part) > 1 else part}: {len(own)} documents, present {sum(present[i] for i in own)}, "
            f"fitted and left out {sum(crossed[i] for i in own)}\n"
        )
    fitted = _fit(cases, matrices, columns)
    for name, weight in zip(columns, fitted, strict=True):
        seen = sum(name in found for case in cases for found in case.found)
        sys.stdout.write(f"  {name}: {weight:.2f}  # {seen}\n")


def _cases(documents: str, gold: str) -> Iterator[Case]:
    for one in extracted(documents, gold):
        yield case_of(one.judged.file, one.words, one.facts, one.judged.record["programmes"])


def _own() -> Iterator[Case]:
    """The pages in our own words; what names them is written behind an arrow."""
    extractor = Extractor()
    for place, line in enumerate(OWN.read_text(encoding="utf-8").splitlines()):
        page, arrow, name = line.partition(" => ")
        if arrow:
            doc = extractor.read(labelled(page)[0])
            first, *others = name.split(" | ")
            yield case_of(f"~{place}", doc._.words, doc._.facts, [{"name": first, "aliases": others}])


def case_of(file: str, words: Words, facts: Facts, programmes: Sequence[Any]) -> Case:
    """The names of one document as a case."""
    groups = candidate_groups(words, facts)
    page = page_of(words, facts)
    right = []
    for programme in programmes:
        wanted = [programme["name"], *(programme.get("aliases") or ())]
        fitting = (i for i, g in enumerate(groups) if max(alike(one, g.best.name) for one in wanted) >= _ALIKE)
        if not programme.get("optional"):
            right.append(frozenset(fitting))
    return Case(
        file,
        tuple(group.best.name for group in groups),
        tuple(traits(page, group, groups) for group in groups),
        tuple(right),
        tuple(group.score for group in groups),
    )


def _matrix(case: Case, columns: Sequence[str]) -> Vector:
    return np.array([[found.get(column, 0.0) for column in columns] for found in case.found]).reshape(-1, len(columns))


def _best_is_right(case: Case, scores: Vector) -> bool:
    if not len(scores) or not case.right:
        return False
    best = int(np.argmax(scores))
    return any(best in right for right in case.right)


def _fit(cases: Sequence[Case], matrices: Sequence[Vector], columns: Sequence[str]) -> Vector:
    """The weights of least loss, by Adam over all choices at once."""
    weighed = [
        (one, OWN_WEIGHT if case.file.startswith("~") else 1.0)
        for case, matrix in zip(cases, matrices, strict=True)
        for one in _choices(case, matrix)
    ]
    choices = [one for one, _ in weighed]
    weight = np.array([one for _, one in weighed])
    weight /= weight.sum()
    rows = np.concatenate([matrix for matrix, _ in choices])
    right = np.concatenate([marks for _, marks in choices])
    starts = np.cumsum([0, *[len(marks) for _, marks in choices[:-1]]])
    number = np.repeat(np.arange(len(choices)), [len(marks) for _, marks in choices])
    any_right = np.add.reduceat(right, starts) > 0
    prior = np.array([PRIOR.get(column, 0.0) for column in columns])

    def slope_at(weights: Vector) -> Vector:
        worth = np.exp(np.clip(rows @ weights, -30.0, 30.0))
        good = worth * right
        share = worth / (1.0 + np.add.reduceat(worth, starts))[number]
        wanted = np.where(any_right[number], good / np.maximum(np.add.reduceat(good, starts), 1e-12)[number], 0.0)
        slope: Vector = PULL * (weights - prior) + ((share - wanted) * weight[number]) @ rows
        return slope

    return descend(prior, slope_at, steps=STEPS, rate=RATE, settled=RATE / 5, least=1e-8)


def _choices(case: Case, matrix: Vector) -> Iterator[tuple[Vector, Vector]]:
    """For each gold programme the rows that compete for it, and which of them are right."""
    taken = frozenset().union(*case.right)
    for right in case.right or (frozenset(),):
        rivals = [i for i in range(len(matrix)) if i in right or i not in taken]
        if rivals:
            yield matrix[rivals], np.array([i in right for i in rivals], dtype=float)


if __name__ == "__main__":
    main(sys.argv[1:])
