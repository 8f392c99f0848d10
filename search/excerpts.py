"""The passage that made a hit, cut to a readable length, with the words of the query marked."""

import re
from collections.abc import Sequence

from search.engines.base import Payload
from search.lexical import content_lemma, stem
from search.repair import WordGroup
from search.results import Excerpt
from search.words import matches

LONGEST = 320
"""Characters of an excerpt."""
Mark = tuple[int, int]
_SENTENCE_END = re.compile(r"[.!?…]\s+|\n+")


class _Worth(dict[str, float]):
    """What each word form counts for in a query, found out when it is first met."""

    def __init__(self, groups: Sequence[WordGroup]) -> None:
        super().__init__()
        self._wanted = {term: group.weight * sure for group in groups for term, sure in group.terms.items()}

    def __missing__(self, form: str) -> float:
        lemma = content_lemma(form)
        worth = (self._wanted.get(lemma) or self._wanted.get(stem(lemma)) or 0.0) if lemma else 0.0
        self[form] = worth
        return worth


class Excerpts:
    """Cuts and marks passages for one query."""

    def __init__(self, groups: Sequence[WordGroup]) -> None:
        self._worth = _Worth(groups)

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
        worth = self._worth
        return [(word.start(), word.end(), weight) for word in matches(text) if (weight := worth[word.group()])]


def _window(text: str, marks: Sequence[tuple[int, int, float]]) -> Mark:
    if len(text) <= LONGEST:
        return 0, len(text)
    sentences = {0, *(match.end() for match in _SENTENCE_END.finditer(text))}
    starts = sorted(sentences | {low for low, _, _ in marks})
    best = max(starts, key=lambda start: (_value(marks, start), start in sentences, -start))
    end = min(len(text), best + LONGEST)
    if end < len(text):
        cut = max(text.rfind(" ", best, end), text.rfind("\n", best, end))
        end = cut if cut > best else end
    return best, end


def _value(marks: Sequence[tuple[int, int, float]], start: int) -> float:
    """Different words count fully, repetitions a little."""
    seen: dict[float, int] = {}
    end = start + LONGEST - 10
    for low, high, weight in marks:
        if high > end:
            break
        if low >= start:
            seen[weight] = seen.get(weight, 0) + 1
    return sum(weight * (1 + 0.1 * min(count - 1, 3)) for weight, count in seen.items())


def _joined(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Neighbouring marks with only a space between become one."""
    found: list[Mark] = []
    for low, high in marks:
        if found and low - found[-1][1] <= 1:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return tuple(found)
