"""Fit the weights of `extract/data/participants_weights.csv` on documents with gold records and labelled texts.

    python -m tools.participants.fit [--check] DOCUMENTS GOLD [DOCUMENTS GOLD ...] > weights.csv

A softmax over the counts of a programme's text and `none of them`, with quadratic regularisation. Counts with the right
value share the probability that is maximised. `--check` prints instead, by author (the first letter of a document's
name), precision, recall and F1 where the documents of that author were left out.
"""

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.records import programme_record
from extract.announce import segments
from extract.assemble import assemble
from extract.components.participants import Weighed, weigh
from extract.evaluate import aligned
from extract.words import read_words
from tools.gold import extracted, folder_pairs
from tools.labelled import labelled

SENTENCES = Path(__file__).with_name("sentences.txt")
STEPS, RATE, PULL = 300, 0.05, 3.0
LEAST = 3
"""Features seen less often are left out."""
SMALL = 0.02
"""Weights below this are left out of the table."""


@dataclass(frozen=True, slots=True)
class Example:
    """A programme with the counts of its text; `value` is the gold record's."""

    author: str
    counts: tuple[Weighed, ...]
    value: int | None


def main(arguments: list[str]) -> None:
    """Fit on the given folders and print the table, or the check."""
    paths = [argument for argument in arguments if argument != "--check"]
    found = [one for documents, gold in folder_pairs(paths) for one in _documents(documents, gold)]
    written = list(sentences())
    if "--check" in arguments:
        for author in sorted({one.author for one in found}):
            weights = fit([*(one for one in found if one.author != author), *written])
            sys.stdout.write(f"{author}: {report([one for one in found if one.author == author], weights)}\n")
        return
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["feature", "weight"])
    for name, value in sorted(fit([*found, *written]).items()):
        if abs(value) >= SMALL:
            table.writerow([name, f"{value:.3f}"])


def _documents(folder: str, gold: str) -> Iterator[Example]:
    for page in extracted(folder, gold):
        parts = segments(page.words, page.facts)
        given = [
            {**programme_record(assemble(page.judged.document, page.facts, part)), "part": number}
            for number, part in enumerate(parts)
        ]
        counts = weigh(page.words)
        for wanted, one in aligned(page.judged.record["programmes"], given):
            if wanted is not None and one is not None:
                spans = parts[one["part"]].spans
                own = tuple(c for c in counts if any(start <= c.start < end for start, end in spans))
                yield Example(page.judged.author, own, wanted.get("participants"))


def sentences() -> Iterator[Example]:
    """The labelled texts in our own wording (`sentences.txt`)."""
    for line in SENTENCES.read_text("utf-8").splitlines():
        written, _, value = line.rpartition(" => ")
        if not written:
            continue
        document, _ = labelled(written)
        yield Example("", tuple(weigh(read_words(document))), None if value == "none" else int(value))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights by feature: gradient descent with momentum and scaled steps (Adam)."""
    counted = Counter(mark for one in examples for count in one.counts for mark in count.features)
    weights = {mark: 0.0 for mark, number in sorted(counted.items()) if number >= LEAST}
    mean, spread = dict.fromkeys(weights, 0.0), dict.fromkeys(weights, 0.0)
    known = [
        (
            [[mark for mark in count.features if mark in weights] for count in one.counts],
            [number for number, count in enumerate(one.counts) if count.value == one.value],
        )
        for one in examples
        if one.counts
    ]
    for step in range(1, STEPS + 1):
        slope = {mark: PULL * value for mark, value in weights.items()}
        for counts, right in known:
            odds = [math.exp(min(sum(weights[mark] for mark in marks), 30.0)) for marks in counts]
            whole = 1.0 + sum(odds)
            wanted = sum(odds[number] for number in right)
            for number, marks in enumerate(counts):
                push = odds[number] / whole - (odds[number] / wanted if number in right else 0.0)
                for mark in marks:
                    slope[mark] += push
        rate = RATE * (1.0 if step < 0.7 * STEPS else 0.3)
        for mark, value in slope.items():
            mean[mark] = 0.9 * mean[mark] + 0.1 * value
            spread[mark] = 0.99 * spread[mark] + 0.01 * value * value
            scaled = math.sqrt(spread[mark] / (1 - 0.99**step)) + 1e-6
            weights[mark] -= rate * (mean[mark] / (1 - 0.9**step)) / scaled
    return weights


def report(examples: Sequence[Example], weights: dict[str, float]) -> str:
    """Precision, recall and F1 of the model's choices."""
    return _figures([_best(one, weights) for one in examples], [one.value for one in examples])


def _best(one: Example, weights: dict[str, float]) -> int | None:
    scored = [(sum(weights.get(mark, 0.0) for mark in count.features), count.value) for count in one.counts]
    top = max(scored, default=(0.0, 0))
    return top[1] if top[0] > 0 else None


def _figures(given: Sequence[int | None], wanted: Sequence[int | None]) -> str:
    right = sum(one is not None and one == other for one, other in zip(given, wanted, strict=True))
    shown, asked = sum(one is not None for one in given), sum(one is not None for one in wanted)
    return f"P {right / max(shown, 1):.3f} R {right / max(asked, 1):.3f} F {2 * right / max(shown + asked, 1):.3f}"


if __name__ == "__main__":
    main(sys.argv[1:])
