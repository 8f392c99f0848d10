"""How likely each name of a page is the one that the page announces; weights are in `data/name_weights.yaml`."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.patterns import Patterns, keys
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words
from extract.zones import Zones

_FRONT_BLOCKS = 3
_SMALLER = frozenset({"event", "service"})
"""Kinds of what programmes contain."""
_LARGE = frozenset({"project", "programme"})
_LISTS = frozenset({BlockKind.ROW, BlockKind.ITEM})
_BEFORE, _BEHIND = 8, 4
"""Words around a mention that may call it a framework."""


def score_names(words: Words, groups: Sequence[Named], zones: Zones) -> None:
    """Give every group its score, its strength as a framework, and whether it is past or another kind of work."""
    title = _title_keys(words)
    for group in groups:
        places = [words.at(mention.start, mention.end)[0] for mention in group.mentions]
        group.parent = max(_framework(words, mention) for mention in group.mentions)
        group.past = all(zones.past[place] or zones.negated[place] for place in places)
        group.score = (
            _introduced(group)
            + _placed(words, group, places)
            + _kinded(words, group, places)
            + (_weights()["titled"] if group.sources != {"heading"} and _opens_with(title, group.tokens[:2]) else 0.0)
            + (_weights()["past"] if group.past else 0.0)
            - group.parent
        )
    _weigh(words, groups)


def _introduced(group: Named) -> float:
    """What its ways of introduction and its repetition say."""
    weights = _weights()
    best = max(weights["sources"][source] for source in group.sources)
    return float(best + weights["mention"] * min(len(group.mentions) - 1, 4))


def _placed(words: Words, group: Named, places: Sequence[int]) -> float:
    """What its places on the page say: title, headings, first blocks."""
    weights, sources, several = _weights(), group.sources, len(group.mentions) > 1
    depth = _heading_depth(words, places)
    supported = several or sources != {"heading"}
    score = 0.0
    if depth is not None and not supported:
        score += weights["plain_heading"]
    elif depth == 1:
        alone = not several and sources <= {"title", "heading", "mention"}
        score += weights["title_alone"] if alone else weights["title"]
    elif depth is not None:
        score += weights["heading"]
    if depth == 1 and "heading" in sources and len(sources) > 1:
        score += weights["repeated"]
    if words.blocks[places[0]] <= _FRONT_BLOCKS:
        score += weights["front"]
        if sources <= {"mention", "title"} and len(group.tokens) >= 3:
            score += weights["quoted_front"]
    return float(score)


def _heading_depth(words: Words, places: Sequence[int]) -> int | None:
    """The highest heading that a mention stands in, counted from the page's highest level, 1; None for the text."""
    top = min((part.level for part in words.parts if part.kind is BlockKind.HEADING), default=1)
    levels = [
        words.parts[words.blocks[place]].level - top + 1 for place in places if words.kind(place) is BlockKind.HEADING
    ]
    return min(levels, default=None)


def _kinded(words: Words, group: Named, places: Sequence[int]) -> float:
    """What its head words say."""
    weights = _weights()
    kinds = {mention.kind for mention in group.mentions}
    minor = any(_is_minor(words, mention) for mention in group.mentions)
    titled = _heading_depth(words, places) == 1
    score = 0.0
    if "project" in kinds and not minor:
        score += weights["project"]
    if minor and all(words.kind(place) in _LISTS for place in places):
        score += weights["listed"]
    if "heading" in group.sources and None not in kinds:
        score += weights["headed"]
    for kind in _SMALLER:
        if kinds == {kind} and not titled:
            score += weights[f"{kind}_below"]
    return float(score)


def _weigh(words: Words, groups: Sequence[Named]) -> None:
    """What the other names of the page say: frameworks, things inside a programme, roads and tenders."""
    weights = _weights()
    current = [group for group in groups if not group.past]
    leading = [group for group in current if not (group.kinds and group.kinds <= _SMALLER)]
    programmes = [group for group in current if group.kinds & _LARGE]
    if not any(group.score >= weights["larger"] and group.parent < 1.0 for group in leading):
        for group in programmes:
            if group.parent <= weights["framework"]["weak"]:
                group.score += group.parent
                group.parent = 0.0
    larger = any(group.score >= weights["larger"] for group in programmes)
    for group in groups:
        if larger and group.kinds and group.kinds <= _SMALLER:
            group.score += weights["inside"] if _is_inside(words, group, programmes) else weights["happening"]
        if _other_works().at(words, words.at(group.best.start, group.best.end)[0]):
            group.other_work = -weights["other_work"]
            group.score -= group.other_work


def _is_inside(words: Words, group: Named, programmes: Sequence[Named]) -> bool:
    """Whether a sentence or the one after it sets the group `w ramach` one of the programmes."""
    sentences = {words.sentences[words.at(mention.start, mention.end)[0]] for mention in group.mentions}
    near = sentences | {sentence + 1 for sentence in sentences}
    firsts = [words.at(mention.start, mention.end)[0] for one in programmes for mention in one.mentions]
    return any(
        words.sentences[first] in near and "ramach" in words.lower[max(0, first - 6) : first] for first in firsts
    )


def _framework(words: Words, mention: NameCandidate) -> float:
    """How strongly the words around a mention call it what something else is part of."""
    strengths = _weights()["framework"]
    index, behind = words.at(mention.start, mention.end)
    sentence = words.sentences[index]
    follows = range(behind, min(behind + _BEHIND, len(words)))
    if any(words.sentences[i] == sentence and words.lower[i] in {"częścią", "elementem"} for i in follows):
        return float(strengths["sure"])
    strongest = 0.0
    for position in range(max(0, index - _BEFORE), index):
        if words.sentences[position] != sentence:
            continue
        for match in _frameworks().at(words, position):
            if match.last <= index and "," not in words.forms[match.last : index]:
                weak = words.lower[match.first] == "w"
                strength = "sure" if not weak else "project" if mention.kind == "project" else "weak"
                strongest = max(strongest, strengths[strength])
    return strongest


def _is_minor(words: Words, mention: NameCandidate) -> bool:
    """Whether a mention is headed by a campaign, an action or another thing that programmes contain."""
    if mention.kind_start < 0:
        return False
    head = words.forms[words.at(mention.kind_start, mention.kind_end)[0]]
    return not keys(head).isdisjoint(load_rules("names")["minor"])


def _title_keys(words: Words) -> list[frozenset[str]]:
    first = next((part for part in words.parts if part.kind is BlockKind.HEADING), None)
    if first is None:
        return []
    begin, end = words.at(first.start, first.end)
    fillers = load_rules("names")["fillers"]
    return [
        keys(words.forms[i]) for i in range(begin, end) if words.forms[i].isalnum() and words.lower[i] not in fillers
    ]


def _opens_with(title: Sequence[frozenset[str]], opening: Sequence[frozenset[str]]) -> bool:
    """Whether the opening words of a name follow one another in the title."""
    return len(opening) == 2 and any(one & opening[0] and other & opening[1] for one, other in pairwise(title))


@cache
def _weights() -> dict[str, Any]:
    return load_rules("name_weights")


@cache
def _other_works() -> Patterns[str]:
    return Patterns((pattern, "other") for pattern in load_rules("names")["nothing"]["heading"])


@cache
def _frameworks() -> Patterns[str]:
    return Patterns((pattern, pattern) for pattern in load_rules("names")["parents"])
