"""Polish letters put back where a text lost them: `zastepczych` reads as `zastępczych`.

A table counted from running text (`tools/build_restoration.py`) knows common forms; for others every accented variant
is tried, and taken where Morfeusz knows the words of one lemma only.
"""

import gzip
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import product

from extract.morphology import analyses, known
from extract.rules import load_rules

_VARIANTS = {"a": "aą", "c": "cć", "e": "eę", "l": "lł", "n": "nń", "o": "oó", "s": "sś", "z": "zźż"}
_ACCENTED = frozenset("ąćęłńóśźż")
_MOST_VARIANTS = 1_500
_ENOUGH = 40
"""Letters a text needs before it can be judged."""
_PLAIN_SHARE = 0.012
"""Running Polish has 6-7 accented letters in a hundred; a text with fewer than this lost them."""


def is_plain(text: str) -> bool:
    """Whether a text was written without Polish letters."""
    accented = sum(map(text.lower().count, _ACCENTED))
    if accented >= _PLAIN_SHARE * len(text):
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _ENOUGH and accented < _PLAIN_SHARE * letters


def restored(form: str, *, plain: bool) -> str:
    """The form with its Polish letters: any word of a text that lost them (`plain`), elsewhere only unknown words."""
    if not form.isascii() or not form.isalpha() or len(form) < 2:
        return form
    is_word = analyses(form)[0].tag != "ign"
    if is_word and not plain:
        return form
    lower = form.lower()
    if lower in _abbreviations():
        return form
    found = _table().get(lower)
    if found is None and not is_word and len(form) > 3 and not form.isupper():
        found = _variant(lower)
    return _cased(found, form) if found else form


def _variant(lower: str) -> str | None:
    """The only accented variant that is a word, or None."""
    choices = [_VARIANTS.get(letter, letter) for letter in lower]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > _MOST_VARIANTS:
        return None
    variants = list(map("".join, product(*choices)))
    words = [variant for variant in known(variants) if variant != lower]
    words = words or [name.lower() for name in known([variant.capitalize() for variant in variants])]
    return words[0] if len(_lemmas(words)) == 1 else None


def _lemmas(words: Iterable[str]) -> set[str]:
    return {analyses(word)[0].lemma for word in words}


def _cased(found: str, form: str) -> str:
    if form.isupper():
        return found.upper()
    return found.capitalize() if form[0].isupper() else found


@cache
def _abbreviations() -> frozenset[str]:
    """Shortened words, which are no words that lost a letter (`godz`)."""
    return frozenset(load_rules("abbreviations")["not_sentence_ends"])


@cache
def _table() -> dict[str, str]:
    packed = (files("extract") / "data" / "restored.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {plain: form for plain, form, _ in rows}
