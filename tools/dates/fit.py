"""Fit the weights of `extract/data/date_weights.yaml` on documents with gold records and on short announcements.

    python -m tools.dates.fit ANNOUNCEMENTS.tsv [...] DOCUMENTS GOLD [DOCUMENTS GOLD ...]

A log-linear model over all terms (pairs of a beginning and an end) of a programme: the likelihood of the terms that
agree best with gold is raised, weights are drawn back to `PRIOR`. Prints F1 of cross-validation by author
(nobody's documents stand on both sides) as comments, then the weights fitted on everything as YAML.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document
from extract.assemble import dates_of, naming_elsewhere
from extract.components import date_term, dates
from extract.words import read_words
from tools.adam import descend
from tools.gold import announced, author_of, folder_pairs

STEPS, RATE, PULL = 300, 0.05, 7.0
ALL = 40
"""Beginnings and ends of a programme that are paired while fitting."""
SELDOM = 4
"""Signs of fewer programmes keep their prior weight."""
PUBLISHED = "2024-03-12"
"""The day of announcements that tell none."""
_MISSED = 0.9
"""What a missing end costs; a wrong one costs 1."""
PRIOR = {
    "start_role_period": 1.0,
    "end_role_period": 1.0,
    "start_role_parent": -2.0,
    "end_role_parent": -2.0,
    "start_role_other_sure": -2.0,
    "end_role_other_sure": -2.0,
    "end_point": -1.0,
    "end_ends_before": 1.0,
    "start_begins_before": 1.0,
    "start_role_event": -1.0,
    "end_role_event": -1.0,
    "start_role_enrolment": -1.5,
    "end_role_enrolment": -1.5,
    "start_role_since": -2.0,
    "start_earlier_before": -2.0,
    "end_earlier_before": -1.5,
    "length_days": -1.0,
    "start_unsupported": -2.0,
    "end_unsupported": -2.0,
    "start_blunt": -2.0,
    "end_blunt": -2.0,
    "start_sharpens": 0.7,
    "end_sharpens": 0.7,
    "start_repeated": 0.3,
    "end_repeated": 0.3,
    "start_in_name": 1.0,
    "end_in_name": 1.0,
    "start_in_other_name": -1.5,
    "end_in_other_name": -1.5,
    "start_outside": -2.0,
    "end_outside": -2.0,
    "start_builds_before": -1.5,
    "start_round": 0.3,
    "end_round": 0.5,
    "end_closes_year": 0.5,
    "end_extended": 2.0,
    "extended": 2.0,
    "start_paused_before": -1.5,
    "start_paused_after": -1.5,
    "end_paused_after": -1.5,
    "start_enrolling": -1.0,
    "end_enrolling": -1.0,
    "pair_contract": 4.0,
    "turns": 2.5,
    "pair_named_years": 2.0,
    "start_says_starts": 0.5,
    "end_says_ends": 0.3,
    "start_says_earlier": -0.5,
    "end_says_earlier": -0.5,
    "cut_start": -1.0,
    "cut_end": -1.0,
}
"""What is expected of a sign before any document is seen."""
Values = tuple[str | None, str | None]
Floats = NDArray[np.float64]


@dataclass
class Case:
    """One programme: its terms, which of them agree best with gold, and where it comes from."""

    part: str
    document: str
    gold: Values
    terms: list[date_term.Term]
    matrix: Floats
    best: Floats

    @property
    def author(self) -> str:
        """Who wrote it, or the list of an announcement."""
        return Path(self.part).name if self.document.isdigit() else author_of(self.document)


def main(paths: list[str]) -> None:
    """Fit on the given announcements and folders and print the result."""
    lists, places = [path for path in paths if path.endswith(".tsv")], [path for path in paths if path[-4:] != ".tsv"]
    told = [one for path in lists for one in _announcements(path)]
    raw = [*told, *(one for documents, gold in folder_pairs(places) for one in _programmes(documents, gold))]
    seen = Counter(sign for *_, terms in raw for sign in {sign for term in terms for sign in term.signs})
    names = sorted(name for name, times in seen.items() if times >= SELDOM or name in PRIOR)
    cases = [_case(names, *one) for one in raw]
    for author, share in sorted(_validated(cases, names).items()):
        sys.stdout.write(f"# {author}: F1 {share:.3f} in cross-validation by author\n")
    for name, value in zip(names, _fit(cases, names), strict=True):
        if abs(value) >= 0.005:
            sys.stdout.write(f"{name}: {value:.2f}\n")


def _announcements(path: str) -> Iterator[tuple[str, str, Values, list[date_term.Term]]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        for number, line in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            body = "Informacja ośrodka\n" + line["text"].replace("\\n", "\n")
            words = read_words(Document(id="d", source="d.txt", media_type="text/plain", text=body, blocks=()))
            found = dates.find(words, line.get("published") or PUBLISHED)
            gold = (line["start"] or None, line["end"] or None)
            yield Path(path).stem, f"{number}", gold, date_term.terms(found, (), (), {}, ALL)


def _programmes(documents: str, gold: str) -> Iterator[tuple[str, str, Values, list[date_term.Term]]]:
    for one in announced(documents, gold):
        term = one.gold.get("period") or {}
        if term.get("optional"):
            continue
        own, others = one.segment.named.mentions, naming_elsewhere(one.facts, one.segment)
        held = dates_of(one.facts, one.segment)
        values = (term.get("start"), term.get("end"))
        yield documents, one.judged.file, values, date_term.terms(held, own, others, {}, ALL)


def _case(names: Sequence[str], part: str, document: str, gold: Values, terms: list[date_term.Term]) -> Case:
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(terms), len(names)))
    for row, term in enumerate(terms):
        for sign in term.signs:
            if sign in column:
                matrix[row, column[sign]] = 1.0
    gains = np.array([_gain(term.values, gold) for term in terms])
    return Case(part, document, gold, terms, matrix, (gains == gains.max()).astype(float))


def _gain(values: Values, gold: Values) -> float:
    total = 0.0
    for value, right in zip(values, gold, strict=True):
        if value and right:
            total += 1.0 if value == right else -1.0
        elif value or right:
            total -= 1.0 if value else _MISSED
    return total


def _fit(cases: Sequence[Case], names: Sequence[str]) -> Floats:
    """Adam on the negative logarithm of the likelihood of the best terms."""
    prior = np.array([PRIOR.get(name, 0.0) for name in names])

    def slope_at(weights: Floats) -> Floats:
        slope: Floats = PULL * (weights - prior)
        for case in cases:
            worth = case.matrix @ weights
            share = np.exp(worth - worth.max())
            share /= share.sum()
            aim = share * case.best
            slope += case.matrix.T @ (share - aim / aim.sum())
        return slope

    return descend(prior, slope_at, steps=STEPS, rate=RATE, settled=RATE, least=1e-8)


def _validated(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    """F1 of beginnings and ends by author, each judged by weights that never saw a document of theirs."""
    counts: dict[str, list[int]] = {}
    for author in sorted({case.author for case in cases}):
        weights = _fit([case for case in cases if case.author != author], names)
        for case in cases:
            if case.author != author:
                continue
            chosen = case.terms[int(np.argmax(case.matrix @ weights))].values
            for value, right in zip(chosen, case.gold, strict=True):
                told = counts.setdefault(author, [0, 0])
                told[0] += 2 * int(value is not None and value == right)
                told[1] += int(bool(value)) + int(bool(right))
    return {author: right / max(1, told) for author, (right, told) in counts.items()}


if __name__ == "__main__":
    main(sys.argv[1:])
