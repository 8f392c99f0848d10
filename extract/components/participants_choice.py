"""Which count of people is a programme's size: a log-linear model over what speaks for and against each count.

A count's score is the sum of the weights of its features (`data/participants_weights.csv`, fitted by
`tools.participants.fit`); that no count is the programme's size has the score 0.
"""

import csv
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from extract.contexts import BREAK, Context
from extract.cues import Verdict
from extract.errors import RuleError
from extract.morphology import analyses, best

NEAR = 6
"""Words of the clause on either side whose lemmas are features."""
_STOPS = frozenset({",", ";", ".", "(", ")", ":", BREAK})
_SIZES = (6, 12, 25, 60, 150, 400, 1_000, 5_000)
_STRONG = 3.4
_LEMMAS = 2_000
"""Words beside counts whose lemmas are remembered."""


@cache
def load_weights() -> dict[str, float]:
    """What each feature adds to a count's score.

    Raises RuleError where the table cannot be read.
    """
    path = files("extract") / "data" / "participants_weights.csv"
    try:
        return {name: float(value) for name, value in list(csv.reader(path.read_text("utf-8").splitlines()))[1:]}
    except (OSError, ValueError) as error:
        raise RuleError(f"participants_weights.csv: fit it again, it cannot be read: {error}") from error


def probability(marks: Iterable[str]) -> float:
    """How likely a count with these features is the programme's size, where no other one is."""
    weights = load_weights()
    score = math.fsum([weights.get(mark, 0.0) for mark in marks])  # exact, so the order of a set does not matter
    return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))


def features(
    value: int, noun: str, around: Context, verdicts: Sequence[Verdict], traits: Iterable[str]
) -> frozenset[str]:
    """The features of one count; `verdicts` are the cues of `participants.yaml`, `traits` what its place tells."""
    found = {"bias", f"noun:{noun}", *traits}
    for verdict in verdicts:
        found.add(f"{verdict.role}-{verdict.side}")
        if verdict.score >= _STRONG:
            found.add(f"{verdict.role}+")
    found.update([f"over{size}" for size in _SIZES if value > size])
    if value >= _SIZES[3] and value % 10:
        found.add("uneven")
    found.update([f"L={lemma}" for lemma in _clause(around.before[::-1])])
    found.update([f"R={lemma}" for lemma in _clause(around.after)])
    found.update([f"H={_lemma(word)}" for word in around.heading if len(word) > 2])
    found.add(f"L1={around.before[-1] if around.before else '^'}")
    found.add(f"R1={around.after[0] if around.after else '$'}")
    return frozenset(found)


def _clause(words: Sequence[str]) -> Iterator[str]:
    """The lemmas of the words next to a count, up to the end of their clause."""
    for place, word in enumerate(words[:NEAR]):
        if word in _STOPS and place:
            return
        if word[0].isalpha():
            yield _lemma(word)


@lru_cache(maxsize=_LEMMAS)
def _lemma(form: str) -> str:
    return best(form, analyses(form)).lemma.casefold()


__all__ = ["features", "load_weights", "probability"]
