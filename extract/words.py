"""The words of a document as parallel lists: what every component matches over.

spaCy's `Doc` carries them (`doc._.words`); plain lists are several times faster to walk than `Token` attributes.
White space is no word here, so patterns need not know about line breaks and no-break spaces.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from corpus.documents import Block, BlockKind, Document
from extract.morphology import CACHE_SIZE, Analysis, analyses, best
from extract.restore import is_plain, restored
from extract.rules import load_rules

_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"\d+|[^\W\d_]+(?:[\u00ad\u0300-\u036f]+[^\W\d_]*)*|_|[^\w\s]|[^\S\s]")


class Forms(dict[str, int]):
    """Numbers of forms in the order in which they were first met: what is known of forms can stand in plain lists,
    which are read several times faster than dictionaries of text when a hundred thousand forms are known."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        """The forms by their numbers."""

    def __missing__(self, form: str) -> int:
        number = self[form] = len(self.written)
        self.written.append(form)
        return number


@dataclass(slots=True)
class Words:
    """Words in order; index `i` of every list speaks of the same word.

    Digits and letters never share a word (`2024r` is two), neither do hyphenated parts.
    """

    text: str
    forms: list[str] = field(default_factory=list)
    """As written, without soft hyphens, and with Polish letters where the text lost them."""
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    analyses: list[tuple[Analysis, ...]] = field(default_factory=list)
    """Every reading Morfeusz knows, never empty."""
    lemmas: list[str] = field(default_factory=list)
    """Case-folded lemma of the likeliest reading."""
    tags: list[str] = field(default_factory=list)
    """Morfeusz tag of the likeliest reading, e.g. `subst:sg:gen:f`."""
    blocks: list[int] = field(default_factory=list)
    """Index into `parts` of the block a word stands in."""
    sentences: list[int] = field(default_factory=list)
    """Running number of the sentence a word stands in; a block ends a sentence."""
    parts: tuple[Block, ...] = ()
    numbered: Forms = field(default_factory=Forms, repr=False, compare=False)
    numbers: list[int] = field(default_factory=list, repr=False, compare=False)
    """The number of each form in `numbered`."""
    notes: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was once computed over these words, by what computed it; gone with them."""
    _runs: dict[str, list[tuple[int, int]]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters covered by the words `first` up to, not including, `last`."""
        return self.starts[first], self.ends[last - 1]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Words (first, last+1) that lie within the characters `start:end`."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)

    def written(self, first: int, last: int) -> str:
        """The words `first` up to `last` as text: their forms, with single spaces where the text has white space."""
        pieces = [self.forms[first]]
        for index in range(first + 1, last):
            pieces.append("" if self.starts[index] == self.ends[index - 1] else " ")
            pieces.append(self.forms[index])
        return "".join(pieces)

    def kind(self, index: int) -> BlockKind:
        """The kind of block that the word stands in."""
        return self.parts[self.blocks[index]].kind

    def lemma_count(self, lemma: str, first: int) -> int:
        """How many words from `first` on have this lemma."""
        known: dict[str, list[int]] | None = self.notes.get("lemmas")
        if known is None:
            known = self.notes["lemmas"] = {}
            for index, own in enumerate(self.lemmas):
                known.setdefault(own, []).append(index)
        places = known.get(lemma, ())
        return len(places) - bisect_left(places, first)

    def sentence_bounds(self, index: int) -> tuple[int, int]:
        """Words (first, last+1) of the sentence that holds the word `index`."""
        known = self._runs.get("sentences")
        if known is None:
            known = self._runs["sentences"] = _bounds(self.sentences)
        return known[index]

    def block_bounds(self, index: int) -> tuple[int, int]:
        """Words (first, last+1) of the block that holds the word `index`."""
        known = self._runs.get("blocks")
        if known is None:
            known = self._runs["blocks"] = _bounds(self.blocks)
        return known[index]


def _bounds(numbers: list[int]) -> list[tuple[int, int]]:
    """For each of ascending numbers, the bounds of the run of equal ones that it stands in."""
    found: list[tuple[int, int]] = []
    for _, run in groupby(numbers):
        size = sum(1 for _ in run)
        found += [(len(found), len(found) + size)] * size
    return found


def read_words(document: Document) -> Words:
    """Split a document into words with their readings, blocks and sentences."""
    parts = document.blocks or line_blocks(document.text)
    words = Words(document.text, parts=parts, numbered=_numbered())
    abbreviations = _abbreviations()
    plain = is_plain(document.text)
    sentence = 0
    for number, part in enumerate(parts):
        first = len(words)
        for match in _WORD.finditer(document.text, part.start, part.end):
            form = restored(match.group().replace(_SOFT_HYPHEN, ""), plain=plain)
            if not form:
                continue
            lower, readings, lemma, tag = _read(form)
            start, end = match.span()
            words.forms.append(form)
            words.lower.append(lower)
            words.starts.append(start)
            words.ends.append(end)
            words.analyses.append(readings)
            words.lemmas.append(lemma)
            words.tags.append(tag)
            words.blocks.append(number)
        for index in range(first, len(words.forms)):
            words.sentences.append(sentence)
            if words.forms[index] in ".!?…" and _ends_sentence(words, index, abbreviations):
                sentence += 1
        sentence += 1
    words.numbers += map(words.numbered.__getitem__, words.forms)
    return words


_known_forms = Forms()


def _numbered() -> Forms:
    """The forms met so far; from time to time they are forgotten."""
    global _known_forms  # noqa: PLW0603 - numbers must outlive a document, and be forgotten
    if len(_known_forms) > CACHE_SIZE:
        _known_forms = Forms()
    return _known_forms


@lru_cache(maxsize=CACHE_SIZE)
def _read(form: str) -> tuple[str, tuple[Analysis, ...], str, str]:
    """A form case-folded, its readings, and case-folded lemma and tag of the likeliest one."""
    readings = analyses(form)
    reading = best(form, readings)
    return form.casefold(), readings, reading.lemma.casefold(), reading.tag


def line_blocks(text: str) -> tuple[Block, ...]:
    """A paragraph for each line that is not empty: the structure of a document that came without one."""
    return tuple(
        Block(start=match.start(), end=match.end(), kind=BlockKind.PARAGRAPH)
        for match in re.finditer(r"[^\n]*\S[^\n]*", text)
    )


def _ends_sentence(words: Words, index: int, abbreviations: frozenset[str]) -> bool:
    """Whether the mark at `index`, one of `.!?…`, ends a sentence."""
    end = words.ends[index]
    following = words.text[end : end + 3]
    if not following or not following[0].isspace():
        return False
    after = following.lstrip()[:1]
    if after and not (after.isupper() or after in '„”"–-(•'):
        return False
    if words.forms[index] != "." or index == 0:
        return True
    previous = words.forms[index - 1]
    if previous.isdigit() and after.isupper() is False:
        return False
    return not (words.lower[index - 1] in abbreviations or (len(previous) == 1 and previous.isalpha()))


def _abbreviations() -> frozenset[str]:
    rules: Sequence[str] = load_rules("abbreviations")["not_sentence_ends"]
    return frozenset(rules)
