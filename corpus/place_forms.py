"""Inflected forms of names and adjectives of places: lookup of one, and a scan for all of them among words."""

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property

from corpus.values import value

CASES = {"n": "nom", "g": "gen", "d": "dat", "a": "acc", "i": "ins", "l": "loc", "v": "voc"}
HYPHENS = frozenset("-‐‑–")
_FOLD = str.maketrans("ąćęłńóśźż", "acelnoszz")
_LINKS = frozenset({"nad", "pod", "przy", "w", "we", "na"})


@value
class FormReading:
    """A form as one case or several of a nominative."""

    base: str
    """The name, or the adjective."""
    name: bool
    cases: tuple[str, ...]
    common: bool
    surname: bool


class FormIndex:
    """The table of forms. A reading becomes an object only when it is asked for."""

    def __init__(self, packed: bytes) -> None:
        self._lines: dict[str, list[str]] = {}
        lines = self._lines
        for line in gzip.decompress(packed).decode().splitlines():
            form, _, reading = line.partition("\t")
            key = form.casefold()
            if key in lines:
                lines[key].append(reading)
            else:
                lines[key] = [reading]
        self._read = cache(_read)
        self._single = cache(self._of)

    def readings(self, text: str, *, fold: bool = False) -> tuple[FormReading, ...]:
        """Every reading of a form."""
        key = _normal(text)
        if not fold:
            return self._of(key)
        return tuple(reading for form in self._folded.get(key.translate(_FOLD), ()) for reading in self._of(form))

    def inflected(self, name: str, case: str) -> str | None:
        """The first form of a name in a case."""
        return self._inflected.get((name.casefold(), case))

    def scan(self, words: Sequence[str], *, fold: bool = False) -> Iterator[tuple[int, int, tuple[FormReading, ...]]]:
        """Longest matches as (first, last + 1, readings), from left to right, not overlapping."""
        starts = self._folded_starts if fold else self._starts
        if fold:
            hits = [index for index, word in enumerate(words) if word.casefold().translate(_FOLD) in starts]
        else:
            hits = [index for index, word in enumerate(words) if word in starts]
        end = 0
        for index in hits:
            if index >= end:
                last, readings = self._longest(words, index, fold=fold)
                if readings:
                    yield index, last, readings
                    end = last

    def has_word(self, folded: str) -> bool:
        """True where a word in small letters without Polish ones stands in a form, first or later."""
        return folded in self._folded_words

    def _longest(self, words: Sequence[str], index: int, *, fold: bool) -> tuple[int, tuple[FormReading, ...]]:
        first = _plain(words[index], fold=fold)
        chains = self._folded_chains if fold else self._chains
        for rest in chains.get(first, ()):
            last = index + 1 + len(rest)
            some = words[index + 1 : last]
            if len(some) == len(rest) and all(_plain(a, fold=fold) == b for a, b in zip(some, rest, strict=True)):
                readings = self._fitting(words[index:last], fold=fold)
                if readings:
                    return last, readings
        return index + 1, self._fitting(words[index : index + 1], fold=fold)

    def _fitting(self, some: Sequence[str], *, fold: bool) -> tuple[FormReading, ...]:
        """Readings of words as a whole; a name needs its capitals."""
        if len(some) == 1 and not fold:
            readings = self._single(some[0].casefold())
        else:
            readings = self.readings(_joined(some), fold=fold)
        if fold or all(word[:1].isupper() or word in _LINKS or not word[:1].isalpha() for word in some):
            return readings
        return tuple(reading for reading in readings if not reading.name)

    def _of(self, key: str) -> tuple[FormReading, ...]:
        return tuple(self._read(line) for line in self._lines.get(key, ()))

    @cached_property
    def _starts(self) -> frozenset[str]:
        """First words as they may be written: an adjective also in small letters."""
        firsts = {_first(form) for form in self._lines}
        small = {_first(form) for form, readings in self._lines.items() if readings[-1][0] == "a"}
        return frozenset(small.union(map(str.capitalize, firsts), map(str.upper, firsts)))

    @cached_property
    def _chains(self) -> dict[str, list[tuple[str, ...]]]:
        return _chains(self._lines)

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        folded: dict[str, list[str]] = defaultdict(list)
        for form, plain in zip(self._lines, _at_once(self._lines, _plainly), strict=True):
            folded[plain].append(form)
        return dict(folded)

    @cached_property
    def _folded_starts(self) -> frozenset[str]:
        return frozenset(first for first, _, _ in (form.partition(" ") for form in _at_once(self._folded, _apart)))

    @cached_property
    def _folded_chains(self) -> dict[str, list[tuple[str, ...]]]:
        return _chains(self._folded)

    @cached_property
    def _folded_words(self) -> frozenset[str]:
        chains = self._folded_chains.values()
        return self._folded_starts.union(word for rests in chains for rest in rests for word in rest)

    @cached_property
    def _inflected(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for form, readings in self._lines.items():
            for line in readings:
                reading = self._read(line)
                if reading.name:
                    for case in reading.cases:
                        found.setdefault((reading.base.casefold(), case), _capitalised(form))
        return found


def _read(line: str) -> FormReading:
    sort, base, cases, marks = line.split("\t")
    return FormReading(base, sort == "n", tuple(CASES[case] for case in cases), "c" in marks, "s" in marks)


def _chains(forms: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """First word of each form of several words -> the words after it, longest first."""
    chains: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for form in forms:
        if " " in form or "-" in form:
            first, *rest = _parts(form)
            chains[first].add(tuple(rest))
    return {first: sorted(some, key=lambda rest: (-len(rest), rest)) for first, some in chains.items()}


def _at_once(forms: Iterable[str], change: Callable[[str], str]) -> list[str]:
    """Forms changed letter by letter: all in one text, which is several times faster than one after the other."""
    return change("\n".join(forms)).split("\n")


def _plainly(text: str) -> str:
    for letter, plain in _FOLD.items():
        text = text.replace(chr(letter), chr(plain))  # in a long text ten times faster than `translate`
    return text


def _first(form: str) -> str:
    return _apart(form).partition(" ")[0]


def _apart(form: str) -> str:
    return form.replace("-", " ")


def _parts(form: str) -> list[str]:
    return form.replace("-", " - ").split()


def _joined(words: Sequence[str]) -> str:
    return " ".join("-" if word in HYPHENS else word for word in words).replace(" - ", "-")


def _normal(text: str) -> str:
    return _joined(_parts(text.translate({ord(hyphen): "-" for hyphen in HYPHENS}))).casefold()


def _capitalised(form: str) -> str:
    return re.sub(r"[^ -]+", lambda word: word[0] if word[0] in _LINKS else word[0].capitalize(), form)


def _plain(word: str, *, fold: bool) -> str:
    if word in HYPHENS:
        return "-"
    return word.casefold().translate(_FOLD) if fold else word.casefold()
