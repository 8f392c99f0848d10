"""What the words of a page say for or against an announcement: log-odds of lemmas, of those of headings besides.

The weights (`data/page_words.csv`) are fitted with the other signs by `tools.announcement.fit`.
"""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from corpus.documents import BlockKind
from extract.errors import RuleError
from extract.forms import read
from extract.spotting import Spots, Told
from extract.words import Words
from extract.zones import Zones

OPENING = 25
"""Words at the beginning of a page that count as a heading's."""
SHORTEST = 3
"""Letters of a lemma that says anything."""
TITLE = "#"
"""Stands before a lemma of a heading or of the page's opening."""


def page_lemmas(words: Words, zones: Zones) -> set[str]:
    """The lemmas of a page, those of its headings and its opening once more with a mark; imprints left out."""
    return _lemmas_at(words, zones, range(len(words)))


def _lemmas_at(words: Words, zones: Zones, places: Iterable[int]) -> set[str]:
    lemmas, kinds = _LEMMAS.of(words), words.kinds
    shown = [index for index in places if not zones.aside[index]]
    found = {lemmas[index] for index in shown}
    titles = [index for index in shown if index < OPENING or kinds[index] is BlockKind.HEADING]
    found.update([TITLE + lemmas[index] for index in titles if lemmas[index]])
    found.discard("")
    return found


def _telling(form: str) -> str:
    """The lemma of a form, empty where it says nothing."""
    lemma = read(form).lemma.lower()
    return lemma if len(lemma) >= SHORTEST and form.isalpha() else ""


_LEMMAS = Told(_telling)


@cache
def _weighed() -> Spots:
    """Words that have a weight."""
    weights = _weights()
    return Spots(lambda form: not weights.keys().isdisjoint((lemma := _telling(form), TITLE + lemma)))


def words_worth(words: Words, zones: Zones) -> float:
    """The log-odds that the words add, together."""
    weights = _weights()
    known = _lemmas_at(words, zones, _weighed().places(words)) & weights.keys()
    return sum(sorted([weights[lemma] for lemma in known]))


@cache
def _weights() -> dict[str, float]:
    try:
        text = (files("extract") / "data" / "page_words.csv").read_text("utf-8")
        return {row["lemma"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}
    except (OSError, ValueError, KeyError) as error:
        raise RuleError(f"page_words.csv: fit it again, it cannot be read: {error}") from error
