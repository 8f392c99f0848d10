"""Mentions of one programme's name grouped: inflected, abbreviated, in capitals, with and without its edition."""

from collections.abc import Sequence

from extract.candidates import NameCandidate
from extract.facts import Facts
from extract.name_scores import score_names
from extract.patterns import keys
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

_DISTINCT = 6
"""A single word stands for a longer name from so many letters."""


def tokens_of(words: Words, candidate: NameCandidate) -> list[frozenset[str]]:
    """The matching keys of a mention's words, without numbers of editions and filler words."""
    first, last = words.at(candidate.start, candidate.end)
    found = []
    for index in range(first, last):
        form = words.forms[index]
        if form.isalnum() and words.lower[index] not in load_rules("names")["fillers"]:
            readings = keys(form) | (keys(form.capitalize()) if form.isupper() else frozenset())
            found.append(readings)
    return found


def same_name(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Whether two names are one: the shorter begins or ends the longer, word by word in any inflection."""
    if not one or not other:
        return False
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    size = len(shorter)
    if size == 1 and len(longer) > 3 and not any(len(key) > _DISTINCT for key in shorter[0]):
        return False
    for offset in {0, len(longer) - size}:
        if shorter[0].isdisjoint(longer[offset]):
            continue
        if not any(left.isdisjoint(right) for left, right in zip(shorter, longer[offset:], strict=False)):
            return True
    return False


def group_names(words: Words, candidates: Sequence[NameCandidate], facts: Facts) -> list[Named]:
    """Group mentions of one name and score each group; groups whose mentions are all weak keep low scores."""
    groups: list[Named] = []
    for candidate in sorted(candidates, key=lambda mention: (-mention.confidence, mention.start)):
        tokens = tokens_of(words, candidate)
        group = next((group for group in groups if same_name(group.tokens, tokens)), None)
        if group is None:
            groups.append(Named([candidate], tokens))
        else:
            group.mentions.append(candidate)
            if len(tokens) > len(group.tokens) and candidate.confidence >= group.best.confidence:
                group.tokens = tokens
    for group in groups:
        group.mentions.sort(key=lambda mention: mention.start)
    score_names(words, groups, facts)
    return sorted(groups, key=lambda group: -group.score)
