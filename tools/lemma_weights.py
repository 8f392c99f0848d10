"""Makes `extract/data/lemma_weights.csv`: how common each lemma is that shares a form with others.

    python -m tools.lemma_weights FILE.txt.xz... > extract/data/lemma_weights.csv

The files hold running Polish text, a line a paragraph. The count of a form is shared among its lemmas in proportion to
what they have already, over several rounds (expectation maximisation over lemmas alone), so a lemma that is common in
forms of its own takes most of an ambiguous form. Forms with a capital inside a sentence count as names.
"""

import lzma
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.morphology import Analysis, analyses

_PIECE = re.compile(r"[^\W\d_]+|[.!?:„\"»”(]")
_ROUNDS = 6
_PROPER = 30.0
"""How much likelier a name is than a common word where a form has its capital inside a sentence."""
_LEAST = 2.0
"""Lemmas counted less are left out."""
_FLOOR = 0.02

Lemma = tuple[str, str]


def main() -> None:
    """Count the files and print the table."""
    small, capital, first = _counts(Path(name) for name in sys.argv[1:])
    rows = [*_readings(small, named=False), *_readings(capital, named=True), *_readings(first, named=False)]
    weights = _shared(rows)
    competing = {lemma for _, options in rows if len(options) > 1 for lemma in options}
    print("lemma,pos,weight")  # noqa: T201 - the table is what this prints
    for lemma, count in sorted(weights.items()):
        if count >= _LEAST and lemma in competing:
            print(f"{lemma[0]},{lemma[1]},{round(10 * math.log2(count))}")  # noqa: T201


def _counts(paths: Iterable[Path]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Forms in small letters, with a capital inside a sentence, and with one at its beginning."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                opening = True
                for piece in _PIECE.findall(line):
                    if piece.islower():
                        small[piece] += 1
                    elif piece.istitle():
                        (first if opening else capital)[piece] += 1
                    opening = not piece[0].isalpha()
    return small, capital, first


def _readings(counts: Counter[str], *, named: bool) -> Iterator[tuple[float, dict[Lemma, float]]]:
    """The count of each form and its possible lemmas with what favours them."""
    for form, count in counts.items():
        options: dict[Lemma, float] = {}
        for reading in analyses(form):
            if reading.tag != "ign" and not (form.islower() and reading.lemma[:1].isupper()):
                options[reading.lemma, reading.tag.partition(":")[0]] = _favour(reading, named=named)
        if options:
            yield count, options


def _favour(reading: Analysis, *, named: bool) -> float:
    place_or_brand = bool(set(reading.names) - {"nazwisko", "imię"})
    return _PROPER if named and reading.lemma[:1].isupper() and place_or_brand else 1.0


def _shared(rows: list[tuple[float, dict[Lemma, float]]]) -> dict[Lemma, float]:
    weights: defaultdict[Lemma, float] = defaultdict(lambda: 1.0)
    for _ in range(_ROUNDS):
        counted: defaultdict[Lemma, float] = defaultdict(float)
        for count, options in rows:
            parts = {lemma: weights[lemma] * favour for lemma, favour in options.items()}
            whole = sum(parts.values())
            for lemma, part in parts.items():
                counted[lemma] += count * part / whole
        weights = defaultdict(lambda: _FLOOR, {lemma: count + _FLOOR for lemma, count in counted.items()})
    return dict(weights)


if __name__ == "__main__":
    main()
