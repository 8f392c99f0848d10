"""Wording that gives a body beside it a role, as `data/organisation_roles.yaml` lists it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.patterns import Match, Patterns, keys
from extract.rules import load_rules
from extract.words import Words

_FADE = 0.03
"""A cue loses so much of its weight with every word between it and the body."""
_LABEL = 5
"""Words that a label has at most."""
_LABELLED = 0.88
_ENDS = frozenset(":|?")
_VERB_REACH = 4
"""Words that may lie between a verb and its subject behind it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a wording says of the body beside it."""

    role: str
    side: str
    weight: float
    reach: int
    number: int
    case: str = ""
    """The only case in which a body takes the role; any where empty."""
    weak: bool = False
    """Whether it says only that a body does something, not that the programme is its own."""
    marked: bool = False
    """Whether it is a label only where a colon or a bar follows."""


PASSING = "passing"
"""Not a role: the wording says outright that the body does not act (`na zlecenie Miasta`)."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its confidence."""

    role: str
    weight: float
    listed: bool = False
    """Whether it was passed on from another member of a list."""
    apposed: bool = False
    """Whether an apposition or a relative clause gives it, so to this body alone."""
    weak: bool = False
    """Whether the wording says only that the body does something (`Cue.weak`)."""
    acting: bool = False
    """Whether nothing but what the body does gives the role."""


def find_cues(words: Words) -> list[Match[Cue]]:
    """Every wording that gives a role, in order, without those that are the beginning of a longer one."""
    hits = [*_patterns().find(words), *_labels(words)]
    ends: dict[tuple[int, str], int] = {}
    for hit in hits:
        key = hit.first, hit.meaning.side
        ends[key] = max(hit.last, ends.get(key, 0))
    longest = [hit for hit in hits if hit.last == ends[hit.first, hit.meaning.side]]
    return sorted(longest, key=_first)


def cues_within(hits: Sequence[Match[Cue]], first: int, last: int) -> Sequence[Match[Cue]]:
    """Of wordings in order those that begin within the words `first` up to `last`."""
    return hits[bisect_left(hits, first, key=_first) : bisect_left(hits, last, key=_first)]


def _first(hit: Match[Cue]) -> int:
    return hit.first


def _labels(words: Words) -> list[Match[Cue]]:
    """Words that give a role only as a label: before a colon or a bar, or as a short block (`Współpraca: …`)."""
    known = _label_words()
    found: list[Match[Cue]] = []
    for i, form in enumerate(words.forms):
        cues = {cue for key in keys(form) if (cue := known.get(key)) is not None}
        if not cues:
            continue
        start, end = words.block_bounds(i)
        begin = max(start, words.sentence_bounds(i)[0])
        while begin < i and "|" in words.forms[begin:i]:
            begin = words.forms.index("|", begin, i) + 1
        stop = next((j for j in range(i + 1, min(end, begin + _LABEL + 1)) if words.forms[j] in _ENDS), end)
        marked = stop < end and words.forms[stop] != "?"
        if i - begin < _LABEL and stop - begin <= _LABEL:
            found.extend(Match(begin, stop, cue) for cue in cues if marked or not cue.marked)
    return found


@cache
def _label_words() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    rules = load_rules("organisation_roles")
    for marked, name in ((False, "labels"), (True, "marked_labels")):
        for number, (role, lemmas) in enumerate(rules[name].items()):
            cue = Cue(role, "after", _LABELLED, 4, 1000 * (1 + marked) + number, marked=marked)
            cues.update(dict.fromkeys(lemmas, cue))
    return cues


def better(one: Role | None, other: Role | None) -> Role | None:
    """The surer of two roles, the second where they are equal."""
    if one is None or other is None:
        return one or other
    return other if other.weight >= one.weight else one


def weighed(cue: Cue, gap: int, *, behind: bool = False) -> Role | None:
    """The role of a cue so many words away, None beyond its reach; a verb reaches less far to a body `behind` it."""
    reach = min(cue.reach, _VERB_REACH) if behind and cue.side == "verb" else cue.reach
    return Role(cue.role, cue.weight - _FADE * gap, weak=cue.weak) if gap <= reach else None


def gap_between(words: Words, first: int, last: int) -> int:
    """Words between, without the capitalised ones: names of bodies that are not known stand in lists."""
    return sum(words.forms[i].isalnum() and not words.forms[i][:1].isupper() for i in range(first, last))


@cache
def _patterns() -> Patterns[Cue]:
    rows: list[tuple[str, Cue]] = []
    for number, row in enumerate(load_rules("organisation_roles")["cues"]):
        cue = Cue(
            row["role"], row["side"], row["weight"], row["reach"], number, row.get("case", ""), row.get("weak", False)
        )
        rows.extend((pattern, cue) for pattern in row["patterns"])
    return Patterns(rows)
