"""What the words of a page say for or against an announcement: log-odds of lemmas, of those of headings besides.

The weights (`data/page_words.csv`) are fitted with the other signs by `tools.announcement.fit`.
"""

import csv
from functools import cache
from importlib.resources import files
from itertools import compress

from corpus.documents import BlockKind
from extract.errors import RuleError
from extract.forms import read
from extract.spotting import Told
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
    content = zones.aside.translate(_CONTENT)
    found = set(compress(_LEMMAS.of(words), content))
    titles = _TITLES.of(words)
    found.update(compress(titles[:OPENING], content))
    if BlockKind.HEADING in words.kinds:
        told = zip(titles, words.kinds, content, strict=True)
        found.update(title for title, kind, own in told if own and kind is BlockKind.HEADING)
    found.discard("")
    return found


def _telling(form: str) -> str:
    """The lemma of a form, empty where it says nothing."""
    lemma = read(form).lemma.lower()
    return lemma if len(lemma) >= SHORTEST and form.isalpha() else ""


def _entitling(form: str) -> str:
    """The same for a word of a title."""
    lemma = _telling(form)
    return TITLE + lemma if lemma else ""


_LEMMAS, _TITLES = Told(_telling), Told(_entitling)
_CONTENT = bytes([1, *bytes(255)])
"""1 for the words of a zone's list that stand outside of it."""


def words_worth(words: Words, zones: Zones) -> float:
    """The log-odds that the words add, together."""
    return sum(sorted(filter(None, map(_weights().get, page_lemmas(words, zones)))))


@cache
def _weights() -> dict[str, float]:
    try:
        text = (files("extract") / "data" / "page_words.csv").read_text("utf-8")
        return {row["lemma"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}
    except (OSError, ValueError, KeyError) as error:
        raise RuleError(f"page_words.csv: fit it again, it cannot be read: {error}") from error
