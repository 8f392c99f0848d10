"""Fit the weights of `extract/data/event_weights.yaml` on documents with gold records.

    python -m tools.dates.fit_events DOCUMENTS GOLD [DOCUMENTS GOLD ...]

Logistic regression over the signs of every day in the text of an announced programme: is it an event of the gold
record? Days that gold calls optional are left out. Prints F1 of cross-validation by author
(nobody's documents stand on both sides) as comments, then the weights fitted on everything as YAML.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.announce import segments
from extract.assemble import naming_elsewhere
from extract.components.date_choice import SURE_OF_EVENT
from extract.components.date_happening import BIAS, days_of, signs_of
from extract.components.date_term import choose
from extract.evaluate import Record
from extract.facts import Facts
from extract.words import Words
from tools.adam import descend
from tools.gold import author_of, extracted, folder_pairs

STEPS, RATE, PULL = 400, 0.05, 5.0
SELDOM = 3
"""Signs that stand in fewer documents are left out."""
PRIOR = {
    "outside": -3.0,
    "series_mixed": -2.0,
    "role_law": -2.0,
    "role_parent": -2.0,
    "role_birth": -2.0,
    "role_publication": -1.0,
    "role_agreement": -1.5,
    "role_other_sure": -2.0,
    "council_before": -1.5,
    "council_after": -1.5,
}
"""What is expected of a sign before any document is seen."""
Days = tuple[str, str]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A day in the text of a programme, and whether gold calls it an event."""

    document: str
    programme: int
    days: Days
    right: bool
    optional: bool
    signs: frozenset[str]

    @property
    def author(self) -> str:
        """Who wrote the document."""
        return author_of(self.document)


def main(paths: list[str]) -> None:
    """Fit on the given folders and print the result."""
    cases = [case for pair in folder_pairs(paths) for case in _cases(*pair)]
    names, matrix = design(cases)
    for author, share in sorted(validated(cases, matrix, names).items()):
        sys.stdout.write(f"# {author}: F1 {share:.3f} in cross-validation by author\n")
    for name, value in zip(names, fit(cases, matrix, names), strict=True):
        if abs(value) >= 0.005:
            sys.stdout.write(f'"{name}": {value:.2f}\n')


def _cases(documents: str, gold: str) -> Iterator[Case]:
    for one in extracted(documents, gold):
        yield from cases_of(one.judged.file, one.words, one.facts, one.judged.record)


def cases_of(name: str, words: Words, facts: Facts, record: Record) -> Iterator[Case]:
    """The days of all announced programmes of a document."""
    wanted = _wanted(record["programmes"])
    for number, segment in enumerate(segments(words, facts)):
        held = [date for date in facts.dates if segment.holds(date)]
        term = choose(held, segment.named.mentions, naming_elsewhere(facts, segment))
        for date in held:
            days = days_of(date)
            if days is not None:
                optional = wanted.get(days, False)
                yield Case(name, number, days, days in wanted, optional, frozenset(signs_of(date, term)))


def _wanted(programmes: Sequence[Any]) -> dict[Days, bool]:
    """The days of gold events, and whether they are optional."""
    found: dict[Days, bool] = {}
    for programme in programmes:
        for event in programme.get("events") or ():
            days = (event["start"], event.get("end") or event["start"])
            optional = bool(event.get("optional") or programme.get("optional"))
            found[days] = found.get(days, True) and optional
    return found


def design(cases: Sequence[Case]) -> tuple[list[str], Floats]:
    """The names of the signs, `bias` first, and which day has which."""
    seen: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for sign in case.signs:
            seen[sign].add(case.document)
    names = [BIAS, *sorted(name for name, files in seen.items() if len(files) >= SELDOM or name in PRIOR)]
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(cases), len(names)))
    matrix[:, 0] = 1.0
    for row, case in enumerate(cases):
        matrix[row, [column[sign] for sign in case.signs if sign in column]] = 1.0
    return names, matrix


def fit(cases: Sequence[Case], matrix: Floats, names: Sequence[str]) -> Floats:
    """Adam on the negative logarithm of the likelihood, weights drawn back to `PRIOR`."""
    kept = np.array([not case.optional for case in cases])
    right = np.array([float(case.right) for case in cases])[kept]
    rows = matrix[kept]
    prior = np.array([PRIOR.get(name, 0.0) for name in names])

    def slope_at(weights: Floats) -> Floats:
        slope: Floats = rows.T @ (_share(rows, weights) - right) + PULL * (weights - prior)
        return slope

    return descend(prior, slope_at, steps=STEPS, rate=RATE, settled=RATE, least=1e-8)


def _share(rows: Floats, weights: Floats) -> Floats:
    result: Floats = 1.0 / (1.0 + np.exp(-(rows @ weights)))
    return result


def validated(cases: Sequence[Case], matrix: Floats, names: Sequence[str]) -> dict[str, float]:
    """F1 by author, each judged by weights that never saw a document of theirs."""
    authors = np.array([case.author for case in cases])
    result: dict[str, float] = {}
    total = np.zeros(3)
    for author in sorted(set(authors)):
        inside = authors == author
        weights = fit([case for case in cases if case.author != author], matrix[~inside], names)
        told: dict[tuple[str, int, Days], list[bool]] = {}
        own = [case for case in cases if case.author == author]
        for case, sure in zip(own, _share(matrix[inside], weights), strict=True):
            if not case.optional:
                entry = told.setdefault((case.document, case.programme, case.days), [False, case.right])
                entry[0] = entry[0] or bool(sure >= SURE_OF_EVENT)
        counts = np.array(
            [sum(a and b for a, b in told.values()), *(sum(pair[side] for pair in told.values()) for side in (0, 1))]
        )
        total += counts
        result[author] = _f1(counts)
    return {**result, "all": _f1(total)}


def _f1(counts: Floats) -> float:
    found, given, wanted = counts
    return float(2 * found / max(1.0, given + wanted))


if __name__ == "__main__":
    main(sys.argv[1:])
