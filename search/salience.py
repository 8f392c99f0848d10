"""How much a programme is about each code of the vocabulary, and which codes it names in one breath."""

from collections.abc import Mapping, Sequence
from itertools import product

from corpus.programmes import Activity, Evidence, Group
from corpus.vocabulary import Vocabulary
from search.entries import Entry

LEAST_SALIENT = 0.5
"""What a code counts that is named once in a text that names another one all the time."""
MAIN = 0.3
"""A code that this share of all mentions is about is a main one."""
HEADLINE = 4
"""Mentions in the text that one in the name or the title is worth."""
ONE_BREATH = 80
"""Characters of one line between a group and an activity that are spoken of together."""

Coded = Group | Activity


def salience(codes: Mapping[str, object], present: Sequence[Group] | Sequence[Activity], headlines: str) -> list[float]:
    """How much a programme is about each code: how sure it is, and how often it is spoken of beside the others."""
    spoken = {value.code: _mentions(value, headlines) for value in present}
    whole = sum(spoken.values()) * MAIN
    share = {code: min(1.0, many / whole) * (1 - LEAST_SALIENT) for code, many in spoken.items()}
    about = {value.code: value.confidence * (LEAST_SALIENT + share[value.code]) for value in present}
    return [about.get(code, 0.0) for code in codes]


def together(entry: Entry, vocabulary: Vocabulary) -> list[int]:
    """Pairs of a group and an activity that stand in one breath, as numbers (`pair_number`), ascending."""
    programme = entry.programme
    texts = {document.id: document.text for document in entry.documents}
    first = programme.documents[0] if programme.documents else ""
    groups = [(value.code, proof) for value in programme.target_groups for proof in _proofs(value)]
    activities = [(value.code, proof) for value in programme.activities for proof in _proofs(value)]
    found = {
        pair_number(group, activity, vocabulary)
        for (group, one), (activity, other) in product(groups, activities)
        if (one.document or first) == (other.document or first)
        and _near(one, other, texts.get(one.document or first, ""))
        and group in vocabulary.target_groups
        and activity in vocabulary.activities
    }
    return sorted(found)


def pair_number(group: str, activity: str, vocabulary: Vocabulary) -> int:
    """The number of a pair of codes of the vocabulary."""
    activities = list(vocabulary.activities)
    return list(vocabulary.target_groups).index(group) * len(activities) + activities.index(activity)


def _near(one: Evidence, other: Evidence, text: str) -> bool:
    low, high = sorted((min(one.end, other.end), max(one.start, other.start)))
    if one.start < other.end and other.start < one.end:
        return True
    return high - low <= ONE_BREATH and "\n" not in text[low:high]


def _proofs(value: Coded) -> tuple[Evidence, ...]:
    return (value.evidence, *value.also)


def _mentions(value: Coded, headlines: str) -> int:
    wordings = [proof.text.casefold() for proof in _proofs(value)]
    return len(wordings) + HEADLINE * any(wording in headlines for wording in wordings)
