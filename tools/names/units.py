"""Fit the weights of stretches (`extract/data/unit_weights.yaml`) on documents with gold records.

    python -m tools.names.units DOCUMENTS GOLD [DOCUMENTS GOLD ...]

Logistic regression with weights drawn to 0 (`PULL`) or to what a rare trait means (`PRIOR`): does a stretch announce
one of several programmes of its page? A gold programme's stretch is, of those that name it, the one that names the
fewest others and announces the most. Pages in our own words (`several.txt`, `pages.txt`) are learnt from too.
Prints as comments how pages were divided by weights that never saw a document of their author, then the weights.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.announcing import candidate_groups
from extract.evaluate import Record, alike
from extract.facts import Facts
from extract.pipeline import Extractor
from extract.sections import content_end
from extract.segments import Named
from extract.units import Unit, divisions
from extract.words import Words
from tools.adam import descend
from tools.gold import author_of, extracted, folder_pairs
from tools.labelled import labelled

STEPS, RATE, SETTLED, LEAST = 1500, 0.05, 0.01, 1e-8
PULL = 0.003
"""How strongly weights are drawn to 0 beside the mean loss of a stretch."""
PRIOR = {"task": -3.0, "parts_page": -3.0}
"""What is known of traits too rare for the fit: weights are drawn to these instead of 0."""
_ALIKE = 0.9
OWN = (Path(__file__).with_name("several.txt"), Path(__file__).with_name("pages.txt"))
"""Pages in our own words: of several programmes, of one."""
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
    report([*_own(), *(case for docs, gold in folder_pairs(paths) for case in _read(docs, gold))])


def report(cases: Sequence[Case]) -> None:
    """Print how pages of authors left out were divided, then the weights fitted on all."""
    names = sorted({trait for case in cases for unit in case.units for trait in unit.traits})
    rows, right = _matrix(cases, names), _labels(cases)
    known = np.array([PRIOR.get(name, 0.0) for name in names])
    authors = np.array([author_of(case.file) for case in cases for _ in case.units])
    worth = np.zeros(len(rows))
    for author in sorted(set(authors)):
        own = authors == author
        worth[own] = rows[own] @ _fit(rows[~own], right[~own], known)
    for line in _judged(cases, worth):
        sys.stdout.write(f"# {line}\n")
    for name, weight in zip(names, _fit(rows, right, known), strict=True):
        sys.stdout.write(f"{name}: {weight:.2f}\n")


def _read(documents: str, gold: str) -> Iterator[Case]:
    for one in extracted(documents, gold):
        programmes = [named for named in one.judged.record["programmes"] if not named.get("optional")]
        yield from _cases(one.judged.file, one.words, one.facts, programmes)


def _own() -> Iterator[Case]:
    """The pages in our own words; what their programmes are called is written behind an arrow."""
    extractor = Extractor()
    for path in OWN:
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            page, arrow, names = line.partition(" => ")
            if arrow:
                doc = extractor.read(labelled(page)[0])
                called = [one.split(" | ") for one in names.split(" ; ")]
                programmes: list[Record] = [{"name": first, "aliases": others} for first, *others in called]
                yield from _cases(f"{path.stem}{place}", doc._.words, doc._.facts, programmes)


def _cases(file: str, words: Words, facts: Facts, programmes: Sequence[Record]) -> Iterator[Case]:
    groups = candidate_groups(words, facts)
    for found in divisions(words, facts, groups, content_end(words)):
        own = (_stretch_of(groups, programme, found) for programme in programmes)
        right = frozenset(number for number in own if number is not None) if len(programmes) > 1 else frozenset()
        yield Case(file, len(programmes), found, right)


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


def _fit(rows: Vector, right: Vector, known: Vector) -> Vector:
    """The weights of least loss; each is drawn to what is known by what it moves in a usual stretch."""
    spread = rows.std(axis=0)
    free = spread == 0
    scale = np.where(free, 1.0, spread)

    def slope(weights: Vector) -> Vector:
        likely = 1.0 / (1.0 + np.exp(-np.clip((rows / scale) @ weights, -30.0, 30.0)))
        return np.asarray((likely - right) @ (rows / scale) / len(rows) + 2 * PULL * (weights - known * scale) * ~free)

    fitted = descend(known * scale, slope, steps=STEPS, rate=RATE, settled=SETTLED, least=LEAST)
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
