"""The passage that made a hit, cut to a readable length, with the words of the query marked."""

import re
from collections.abc import Sequence

from search.engines.base import Payload
from search.lexical import content_lemma, stem
from search.repair import WordGroup
from search.results import Excerpt
from search.words import words

LONGEST = 320
"""Characters of an excerpt."""
Mark = tuple[int, int]


def excerpt(payload: Payload, groups: Sequence[WordGroup]) -> Excerpt:
    """The stretch of a passage that holds most of the query, from one sentence or word boundary to another."""
    text: str = payload["text"]
    marks = marked(text, groups)
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


def marked(text: str, groups: Sequence[WordGroup]) -> list[tuple[int, int, float]]:
    """Words of a text that stand for a word of the query, with the weight of that word."""
    exact = {term: group.weight * sure for group in groups for term, sure in group.terms.items()}
    exact = {term: weight for term, weight in exact.items() if weight > 0}
    found = []
    for word in words(text):
        lemma = content_lemma(word.form)
        if lemma:
            weight = exact.get(lemma) or exact.get(stem(lemma))
            if weight:
                found.append((word.start, word.end, weight))
    return found


def _window(text: str, marks: Sequence[tuple[int, int, float]]) -> Mark:
    if len(text) <= LONGEST:
        return 0, len(text)
    sentences = {0, *(match.end() for match in re.finditer(r"[.!?…]\s+|\n+", text))}
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
    for low, high, weight in marks:
        if start <= low and high <= start + LONGEST - 10:
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
