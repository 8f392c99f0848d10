"""Fit the weights of `extract/data/several_weights.yaml`: may a page tell of several programmes at all?

    python -m tools.names.doubt DOCUMENTS GOLD [DOCUMENTS GOLD ...]

Logistic regression over pages (those in our own words, too): was a page divided by its stretches, or does its gold
record have several programmes? The bias is then raised until `PASSED` of the pages that tell of one pass as well: a
page that does not pass is read as one programme, whatever its stretches say. Prints as comments how many divided pages
of authors left out would not have passed, then the weights. Run it after `tools.names.units`.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.announcing import candidate_groups
from extract.facts import Facts
from extract.pipeline import Extractor
from extract.sections import content_end
from extract.several import signs
from extract.units import likely_units, title_starts
from extract.words import Words
from tools.adam import descend
from tools.gold import author_of, extracted, folder_pairs
from tools.labelled import labelled
from tools.names.units import OWN

STEPS, RATE, SETTLED, LEAST = 1500, 0.05, 0.01, 1e-8
PULL = 0.003
"""How strongly weights are drawn to 0 beside the mean loss of a page."""
PASSED = 0.22
"""Part of the pages with one programme whose stretches are read all the same."""
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A page with its signs."""

    file: str
    signs: dict[str, float]
    divided: bool
    several: bool


def main(paths: list[str]) -> None:
    """Fit on the given folders and print the result."""
    cases = [*_own(), *(case for docs, gold in folder_pairs(paths) for case in _read(docs, gold))]
    names = sorted({sign for case in cases for sign in case.signs})
    rows = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    right = np.array([case.divided or case.several for case in cases], dtype=float)
    divided = np.array([case.divided for case in cases])
    authors = np.array([author_of(case.file) for case in cases])
    worth = np.zeros(len(cases))
    for author in sorted(set(authors)):
        own = authors == author
        weights = _fit(rows[~own], right[~own])
        worth[own] = rows[own] @ weights - _bound(rows[~own] @ weights, right[~own])
    for case, much in zip(cases, worth.tolist(), strict=True):
        if case.divided and much < 0:
            sys.stdout.write(f"# {case.file}: {much:.2f}\n")
    sys.stdout.write(f"# {int((divided & (worth < 0)).sum())} of {int(divided.sum())} divided pages do not pass, ")
    sys.stdout.write(f"{int((worth > 0).sum())} of {len(cases)} pages do; least {worth[divided].min():.2f}\n")
    weights = _fit(rows, right)
    weights[names.index("bias")] -= _bound(rows @ weights, right)
    for name, weight in zip(names, weights, strict=True):
        sys.stdout.write(f"{name}: {weight:.2f}\n")


def _read(documents: str, gold: str) -> Iterator[Case]:
    for one in extracted(documents, gold):
        programmes = [named for named in one.judged.record["programmes"] if not named.get("optional")]
        yield _case(one.judged.file, one.words, one.facts, len(programmes))


def _own() -> Iterator[Case]:
    extractor = Extractor()
    for path in OWN:
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            page, arrow, names = line.partition(" => ")
            if arrow:
                doc = extractor.read(labelled(page)[0])
                yield _case(f"{path.stem}{place}", doc._.words, doc._.facts, len(names.split(" ; ")))


def _case(file: str, words: Words, facts: Facts, programmes: int) -> Case:
    groups, end = candidate_groups(words, facts), content_end(words)
    found = signs(words, facts, groups, len(title_starts(words, end)))
    return Case(file, found, bool(likely_units(words, facts, groups, end)), programmes > 1)


def _bound(worth: Vector, right: Vector) -> float:
    """The worth above which `PASSED` of the pages with one programme lie."""
    return float(np.quantile(worth[right == 0], 1 - PASSED))


def _fit(rows: Vector, right: Vector) -> Vector:
    """The weights of least loss, pages of both kinds weighing the same together."""
    spread = rows.std(axis=0)
    scale = np.where(spread == 0, 1.0, spread)
    share = np.where(right > 0, 0.5 / right.sum(), 0.5 / (1 - right).sum())

    def slope(weights: Vector) -> Vector:
        likely = 1.0 / (1.0 + np.exp(-np.clip((rows / scale) @ weights, -30.0, 30.0)))
        return np.asarray(((likely - right) * share) @ (rows / scale) + 2 * PULL * weights * (spread > 0))

    start = np.zeros(rows.shape[1])
    return np.asarray(descend(start, slope, steps=STEPS, rate=RATE, settled=SETTLED, least=LEAST) / scale)


if __name__ == "__main__":
    main(sys.argv[1:])
