"""The passage that made a hit, cut to a readable length, with the words of the query marked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import compress

from search.engines.base import Payload
from search.lexical import STEM_MARK, content_lemma, stem
from search.repair import WordGroup
from search.results import Excerpt

LONGEST = 320
"""Characters of an excerpt."""
KNOWN_FORMS = 300_000
"""Forms whose stems are remembered."""
Mark = tuple[int, int]
_WRITTEN = re.compile(r"[A-Za-z\u00c0-\u04ff]+\+?|[0-9]+")
"""Words in Latin, Greek or Cyrillic letters: found faster than words in any letters there are."""
_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)\s+)")
"""`[.!?…]\\s+|\\n+`, written so that it begins with one set of signs, for which `re` looks much faster."""


class _Stems(dict[str, str]):
    """The stem of each word that says something, empty for others. `lru_cache` takes twice as long."""

    def __missing__(self, form: str) -> str:
        if len(self) >= KNOWN_FORMS:
            self.clear()
        lemma = content_lemma(form)
        found = self[form] = stem(lemma) if lemma else ""
        return found


_STEMS = _Stems()


class Excerpts:
    """Cuts and marks passages for one query."""

    def __init__(self, groups: Sequence[WordGroup]) -> None:
        self._wanted = {term: group.weight * sure for group in groups for term, sure in group.terms.items()}
        self._stems = {term if term.startswith(STEM_MARK) else stem(term) for term in self._wanted}

    def cut(self, payload: Payload) -> Excerpt:
        """The stretch of a passage that holds most of the query, from one sentence or word boundary to another."""
        text: str = payload["text"]
        marks = self._marked(text)
        start, end = _window(text, marks)
        inside = tuple((low - start, high - start) for low, high, _ in marks if start <= low and high <= end)
        offset = int(payload["from"])
        return Excerpt(
            document=payload["document"],
            start=offset + start,
            end=offset + end,
            text=text[start:end],
            marks=_joined(inside),
        )

    def _marked(self, text: str) -> list[tuple[int, int, float]]:
        """Words of a text that stand for a word of the query, with the weight of that word."""
        wanted = self._wanted
        found = []
        forms = tuple(set(_WRITTEN.findall(text)))
        # few words begin like one of the query: the others are passed over without a line of Python
        for form in compress(forms, map(self._stems.__contains__, map(_STEMS.__getitem__, forms))):
            if weight := wanted.get(content_lemma(form)) or wanted.get(_STEMS[form]):
                found += [(start, end, weight) for start, end in _standing(text, form)]
        return sorted(found)


def _standing(text: str, form: str) -> Iterator[Mark]:
    """Where a text has a form as a word of its own."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not (_WRITTEN.match(text, end) or (start and _WRITTEN.match(text, start - 1, start))):
            yield start, end
        start = text.find(form, end)


def _window(text: str, marks: Sequence[tuple[int, int, float]]) -> Mark:
    if len(text) <= LONGEST:
        return 0, len(text)
    sentences = {0, *(match.end() for match in _SENTENCE_END.finditer(text))}
    lows, highs, weights = zip(*marks, strict=True) if marks else ((), (), ())
    best, value, whole = 0, -1.0, False
    first = last = 0
    before = None
    for start in sorted(sentences.union(lows)):
        first, last = bisect_left(lows, start, first), bisect_right(highs, start + LONGEST - 10, last)
        if (first, last) != before:
            before, here = (first, last), _value(weights[first:last])
        if here > value or (here == value and not whole and start in sentences):
            best, value, whole = start, here, start in sentences
    end = min(len(text), best + LONGEST)
    if end < len(text):
        cut = max(text.rfind(" ", best, end), text.rfind("\n", best, end))
        end = cut if cut > best else end
    return best, end


def _value(weights: Sequence[float]) -> float:
    """Different words count fully, repetitions a little."""
    return sum([weight * (1 + 0.1 * min(weights.count(weight) - 1, 3)) for weight in set(weights)])


def _joined(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Neighbouring marks with only a space between become one."""
    found: list[Mark] = []
    for low, high in marks:
        if found and low - found[-1][1] <= 1:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return tuple(found)
