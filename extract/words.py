"""The words of a document as parallel lists: what every component matches over.

spaCy's `Doc` carries them (`doc._.words`); plain lists are several times faster to walk than `Token` attributes.
White space is no word here, so patterns need not know about line breaks and no-break spaces.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.documents import Block, BlockKind, Document
from extract.forms import NO_WORD, Forms, known_forms
from extract.morphology import Analysis
from extract.restore import is_plain
from extract.rules import load_rules

_ENDS = frozenset(".!?…")
_PIECE = re.compile(r" |[^\W\d_]+(?:[\u00ad\u0300-\u036f][^\W\d_]*)*|\d+|\s+|.")
"""Words, and the white space between them: together they are the whole text."""


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
    keys: list[frozenset[str]] = field(default_factory=list, repr=False, compare=False)
    """What each word can be matched by (`extract.keys`)."""
    blocks: list[int] = field(default_factory=list)
    """Index into `parts` of the block a word stands in."""
    sentences: list[int] = field(default_factory=list)
    """Running number of the sentence a word stands in; a block ends a sentence."""
    parts: tuple[Block, ...] = ()
    numbered: Forms = field(default_factory=Forms, repr=False, compare=False)
    numbers: list[int] = field(default_factory=list, repr=False, compare=False)
    """The number of each form in `numbered`."""
    array: npt.NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp), repr=False, compare=False)
    """`numbers`, to look them up in tables of all forms at once."""
    notes: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was once computed over these words, by what computed it; gone with them."""
    kinds: list[BlockKind] = field(default_factory=list, repr=False, compare=False)
    """The kind of block that each word stands in."""
    page: "Words | None" = field(default=None, repr=False, compare=False)
    """The page that these words are a window of."""
    offset: int = field(default=0, repr=False, compare=False)
    """The word of the page that is the first one here."""
    _sentence_runs: list[tuple[int, int]] = field(default_factory=list, repr=False, compare=False)
    _block_runs: list[tuple[int, int]] = field(default_factory=list, repr=False, compare=False)

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
        return self.kinds[index]

    def speak_of(self, lemmas: frozenset[str], first: int, last: int) -> bool:
        """Whether one of the words `first` up to `last` can be matched by one of the lemmas."""
        return not all(map(lemmas.isdisjoint, self.keys[first:last]))

    def lemma_count(self, lemma: str, first: int) -> int:
        """How many words from `first` on have this lemma."""
        return self.lemmas[first:].count(lemma)

    def sentence_bounds(self, index: int) -> tuple[int, int]:
        """Words (first, last+1) of the sentence that holds the word `index`."""
        return self._sentence_runs[index]

    def block_bounds(self, index: int) -> tuple[int, int]:
        """Words (first, last+1) of the block that holds the word `index`."""
        return self._block_runs[index]

    def places(self, key: object, find: Callable[["Words"], list[int]]) -> Sequence[int]:
        """The words that `find` finds by what stands in their blocks, rising; a page and its windows keep them as
        `key`."""
        known: list[int] | None = self.notes.get(key)
        if known is None:
            if self.page is None:
                known = find(self)
            else:
                whole = self.page.places(key, find)
                first, last = bisect_left(whole, self.offset), bisect_left(whole, self.offset + len(self.forms))
                known = [place - self.offset for place in whole[first:last]]
            self.notes[key] = known
        return known

    def window(self, start: int, end: int) -> "Words":
        """The words of the blocks within the characters `start:end`, as a page of their own; a block that reaches
        beyond is cut there.

        Offsets stay those of the document.
        """
        parts = [number for number, part in enumerate(self.parts) if part.start < end and part.end > start]
        if not parts:
            return Words(self.text[:end], numbered=self.numbered)
        opening, closing = self.parts[parts[0]], self.parts[parts[-1]]
        begin, stop = max(start, opening.start), min(end, closing.end)
        first, last = bisect_left(self.starts, begin), bisect_left(self.starts, stop)
        blocks = list(self.parts[parts[0] : parts[-1] + 1])
        if begin > opening.start:
            blocks[0] = opening.model_copy(update={"start": begin})
        if stop < closing.end:
            blocks[-1] = blocks[-1].model_copy(update={"end": stop})
        own = slice(first, last)
        return Words(
            self.text[:stop],
            self.forms[own],
            self.lower[own],
            self.starts[own],
            self.ends[own],
            self.analyses[own],
            self.lemmas[own],
            self.tags[own],
            self.keys[own],
            [block - parts[0] for block in self.blocks[own]],
            self.sentences[own],
            tuple(blocks),
            numbered=self.numbered,
            numbers=self.numbers[own],
            array=self.array[own],
            kinds=self.kinds[own],
            page=self.page or self,
            offset=self.offset + first,
            _sentence_runs=_moved(self._sentence_runs, first, last),
            _block_runs=_moved(self._block_runs, first, last),
        )

    def read(self, *, plain: bool) -> None:
        """Fill the lists with the words of `parts`; `plain` is a text without Polish letters."""
        spelt, forms = self.numbered.spelt[plain], self.numbered
        pieces: list[str] = []
        counts: list[int] = []
        for part in self.parts:
            found = _PIECE.findall(self.text, part.start, part.end)
            pieces += found
            counts.append(len(found))
        numbers = np.array(list(map(spelt.__getitem__, pieces)), np.intp)
        known = numbers != NO_WORD
        self.array = numbers[known]
        self.numbers = self.array.tolist()
        forms.meet(self.array)
        lengths = np.array(list(map(len, pieces)), np.intp)
        ends = lengths.cumsum()
        covered = accumulate((part.end - part.start for part in self.parts), initial=0)
        skipped = [part.start - before for part, before in zip(self.parts, covered, strict=False)]
        ends += np.array(skipped, np.intp).repeat(np.array(counts, np.intp))
        self.starts = (ends - lengths)[known].tolist()
        self.ends = ends[known].tolist()
        if self.numbers:
            told = [forms.told[number] for number in self.numbers]
            told_apart = map(list, zip(*told, strict=True))
            self.forms, self.lower, self.analyses, self.lemmas, self.tags, self.keys = told_apart
        sizes = [bisect_left(self.starts, part.end) - bisect_left(self.starts, part.start) for part in self.parts]
        self._divide(sizes)

    def _divide(self, sizes: Sequence[int]) -> None:
        """Tell blocks of these sizes, and sentences, apart."""
        marks = [place for place, form in enumerate(self.forms) if form in _ENDS]
        ends = deque(place + 1 for place in marks if _ends_sentence(self, place))
        first = sentence = 0
        for block, size in enumerate(sizes):
            last = first + size
            self.blocks += [block] * size
            self.kinds += [self.parts[block].kind] * size
            self._block_runs += [(first, last)] * size
            while ends and ends[0] <= last:
                first = self._end_sentence(first, ends.popleft(), sentence)
                sentence += 1
            first = self._end_sentence(first, last, sentence)
            sentence += 1

    def _end_sentence(self, first: int, last: int, sentence: int) -> int:
        self.sentences += [sentence] * (last - first)
        self._sentence_runs += [(first, last)] * (last - first)
        return last


def read_words(document: Document) -> Words:
    """Split a document into words with their readings, blocks and sentences."""
    words = Words(document.text, parts=document.blocks or line_blocks(document.text), numbered=known_forms())
    words.read(plain=is_plain(document.text))
    return words


def line_blocks(text: str) -> tuple[Block, ...]:
    """A paragraph for each line that is not empty: the structure of a document that came without one."""
    return tuple(
        Block(start=match.start(), end=match.end(), kind=BlockKind.PARAGRAPH)
        for match in re.finditer(r"[^\n]*\S[^\n]*", text)
    )


def _moved(runs: Sequence[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """For the words `first` up to `last` the run that each stands in, cut to these words: counted from `first`."""
    found: list[tuple[int, int]] = []
    while first + len(found) < last:
        end = min(runs[first + len(found)][1], last) - first
        found += [(len(found), end)] * (end - len(found))
    return found


def _ends_sentence(words: Words, index: int) -> bool:
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
    return not (words.lower[index - 1] in _abbreviations() or (len(previous) == 1 and previous.isalpha()))


@cache
def _abbreviations() -> frozenset[str]:
    rules: Sequence[str] = load_rules("abbreviations")["not_sentence_ends"]
    return frozenset(rules)
