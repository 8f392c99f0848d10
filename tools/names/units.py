"""Fit the weights of stretches (`extract/data/unit_weights.yaml`) on documents with gold records.

    python -m tools.names.units DOCUMENTS GOLD [DOCUMENTS GOLD ...]

Logistic regression with weights drawn to 0: does a stretch announce one of several programmes of its page? A gold
programme's stretch is, of those that name it, the one that names the fewest others and announces the most.
Prints as comments how pages were divided by weights that never saw a document of their author, then the weights.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.announcing import candidate_groups
from extract.evaluate import Record, alike
from extract.sections import content_end
from extract.segments import Named
from extract.units import Unit, divisions
from tools.adam import descend
from tools.gold import author_of, extracted, folder_pairs

STEPS, RATE, SETTLED, LEAST = 1500, 0.05, 0.01, 1e-8
PULL = 0.003
"""How strongly weights are drawn to 0 beside the mean loss of a stretch."""
_ALIKE = 0.9
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One division of a page: its stretches and those that are programmes of their own."""

    file: str
    programmes: int
    units: Sequence[Unit]
    right: frozenset[int]


def main(paths: list[str]) -> None:
    """Fit on the given folders and print the result."""
    report([case for docs, gold in folder_pairs(paths) for case in _read(docs, gold)])


def report(cases: Sequence[Case]) -> None:
    """Print how pages of authors left out were divided, then the weights fitted on all."""
    names = sorted({trait for case in cases for unit in case.units for trait in unit.traits})
    rows, right = _matrix(cases, names), _labels(cases)
    authors = np.array([author_of(case.file) for case in cases for _ in case.units])
    worth = np.zeros(len(rows))
    for author in sorted(set(authors)):
        own = authors == author
        worth[own] = rows[own] @ _fit(rows[~own], right[~own])
    for line in _judged(cases, worth):
        sys.stdout.write(f"# {line}\n")
    for name, weight in zip(names, _fit(rows, right), strict=True):
        sys.stdout.write(f"{name}: {weight:.2f}\n")


def _read(documents: str, gold: str) -> Iterator[Case]:
    for one in extracted(documents, gold):
        programmes = [named for named in one.judged.record["programmes"] if not named.get("optional")]
        groups = candidate_groups(one.words, one.facts)
        for found in divisions(one.words, one.facts, groups, content_end(one.words)):
            own = (_stretch_of(groups, programme, found) for programme in programmes)
            right = frozenset(number for number in own if number is not None) if len(programmes) > 1 else frozenset()
            yield Case(one.judged.file, len(programmes), found, right)


def _stretch_of(groups: Sequence[Named], programme: Record, found: Sequence[Unit]) -> int | None:
    """The stretch of a gold programme, None where none names it."""
    wanted = [programme["name"], *(programme.get("aliases") or ())]
    places = [
        mention.start
        for group in groups
        for mention in group.mentions
        if any(alike(name, mention.name) >= _ALIKE for name in wanted)
    ]
    told = [
        (sum(len(named.mentions) for named in unit.names), -unit.traits["announces"], number)
        for number, unit in enumerate(found)
        if any(unit.start <= place < unit.end for place in places)
        or any(alike(name, one.name) >= _ALIKE for name in wanted for named in unit.names for one in named.mentions)
    ]
    return min(told)[2] if told else None


def _matrix(cases: Sequence[Case], names: Sequence[str]) -> Vector:
    return np.array([[unit.traits.get(name, 0.0) for name in names] for case in cases for unit in case.units])


def _labels(cases: Sequence[Case]) -> Vector:
    return np.array([number in case.right for case in cases for number in range(len(case.units))], dtype=float)


def _fit(rows: Vector, right: Vector) -> Vector:
    """The weights of least loss; each is drawn to 0 by what it moves in a usual stretch, the bias is free."""
    spread = rows.std(axis=0)
    free = spread == 0
    scale = np.where(free, 1.0, spread)

    def slope(weights: Vector) -> Vector:
        likely = 1.0 / (1.0 + np.exp(-np.clip((rows / scale) @ weights, -30.0, 30.0)))
        return np.asarray((likely - right) @ (rows / scale) / len(rows) + 2 * PULL * weights * ~free)

    fitted = descend(np.zeros(rows.shape[1]), slope, steps=STEPS, rate=RATE, settled=SETTLED, least=LEAST)
    return np.asarray(fitted / scale)


def _judged(cases: Sequence[Case], worth: Vector) -> Iterator[str]:
    """What came of each page that was divided wrongly, and the sums."""
    chosen: dict[str, tuple[float, Case, frozenset[int]]] = {}
    several: dict[str, int] = {}
    place = 0
    for case in cases:
        own = worth[place : place + len(case.units)]
        place += len(case.units)
        said = frozenset(np.flatnonzero(own > 0).tolist())
        summed = float(own[own > 0].sum())
        several[case.file] = case.programmes
        if len(said) > 1 and summed > chosen.get(case.file, (0.0,))[0]:
            chosen[case.file] = (summed, case, said)
    found = extra = falsely = 0
    for file, programmes in several.items():
        said = chosen[file][2] if file in chosen else frozenset()
        hits = len(said & chosen[file][1].right) if file in chosen else 0
        found, extra = found + hits, extra + (len(said) - hits if programmes > 1 else 0)
        falsely += programmes < 2 and bool(said)
        if (programmes > 1 and hits < programmes) or len(said) > hits:
            yield f"{file}: {hits} of {programmes}, {len(said) - hits} others"
    wanted = sum(programmes for programmes in several.values() if programmes > 1)
    yield f"{found} of {wanted} programmes of pages with several, {extra} others; {falsely} pages falsely divided"


if __name__ == "__main__":
    main(sys.argv[1:])
