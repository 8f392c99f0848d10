"""Names of programmes: labelled, quoted behind a head word, written in capitals behind it, or a phrase of their own.

Every mention is found with its way of introduction; `extract.segments` groups them and decides what is announced.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import Candidate, NameCandidate
from extract.components.names.capitals import capitalised, runs
from extract.components.names.described import described
from extract.components.names.facilities import called_by_kind, places
from extract.components.names.headings import headings, leads, news, title_parts
from extract.components.names.labels import announced_below, labelled
from extract.components.names.layout import name_candidate
from extract.components.names.lexicon import head_kind, heads
from extract.components.names.openings import openings
from extract.components.names.phrases import calls, phrases
from extract.components.names.proper import proper
from extract.components.names.quoted import quoted
from extract.name_worth import municipality_names
from extract.rules import load_rules
from extract.words import Words
from extract.zones import Zones

__all__ = ["find", "heads"]

_DATELINE, _YEAR = 5, 4
"""Words of a dateline and digits of a year."""


def find(words: Words, zones: Zones, blocked: Sequence[Candidate]) -> list[NameCandidate]:
    """Every name of a programme, in order; names that begin inside `blocked` spans (organisations, funds) are none."""
    inside = bytearray(len(words))
    for candidate in blocked:
        first, last = words.at(candidate.start, candidate.end)
        inside[first:last] = b"\x01" * max(0, last - first)
    found: dict[tuple[int, int], NameCandidate] = {}
    for one in (
        *labelled(words),
        *announced_below(words),
        *quoted(words),
        *phrases(words),
        *calls(words),
        *capitalised(words),
        *runs(words),
        *called_by_kind(words),
        *places(words),
        *proper(words),
        *openings(words),
        *leads(words),
        *title_parts(words),
        *news(words),
        *headings(words),
        *described(words),
    ):
        candidate = _up_to_body(words, one, inside)
        first, last = words.at(candidate.start, candidate.end)
        if first >= last or zones.law[first] or zones.aside[first] or _blocked(words, candidate, inside[first:last]):
            continue
        if _is_dateline(words, first, last) or _is_town(candidate):
            continue
        known = found.get((first, last))
        if known is None or known.confidence < candidate.confidence:
            found[first, last] = candidate
    return [found[place] for place in sorted(found)]


def _is_town(candidate: NameCandidate) -> bool:
    """Whether a name without quotation marks is only a municipality's, as news begin: `NOWA RUDA. Rok trzeźwości`."""
    return candidate.source not in _CALLED and candidate.name.casefold() in _towns()


_CALLED = frozenset({"quotes", "label", "apposition", "capitals"})


@cache
def _towns() -> frozenset[str]:
    return frozenset(name.casefold() for name in municipality_names())


def _is_dateline(words: Words, first: int, last: int) -> bool:
    """Whether the words are a place with a month and a year (`Leszno, październik 2006`), as resolutions end."""
    if last - first > _DATELINE:
        return False
    months = load_rules("names")["months"]
    dated = any(not words.keys[index].isdisjoint(months) for index in range(first, last))
    return dated and any(
        words.forms[index].isdigit() and len(words.forms[index]) == _YEAR for index in range(first, last)
    )


def _blocked(words: Words, candidate: NameCandidate, inside: bytearray) -> bool:
    """Whether the words of a name are those of a body or a fund; `inside` marks such words."""
    if candidate.source in {"quotes", "label", "apposition", "place"}:
        return False
    if candidate.source == "capitals" and _stands_apart(words, candidate):
        return False
    return any(inside) if candidate.source == "facility" else bool(inside[0])


def _up_to_body(words: Words, candidate: NameCandidate, inside: bytearray) -> NameCandidate:
    """A name without quotation marks up to the body behind it that does something: `projektu Lepsze dziś | Dom Pomocy
    Społecznej otrzymał …`.

    The body has to be a nominative; a genitive, or what a preposition governs, is part of the name.
    """
    first, last = words.at(candidate.start, candidate.end)
    index = inside.find(1, first, last)
    if candidate.source != "capitals" or index <= first:
        return candidate
    tags = [reading.tag for reading in words.analyses[index] if reading.tag.startswith(("subst", "adj"))]
    subject = bool(tags) and all("nom" in tag and "gen" not in tag for tag in tags)
    joined = words.tags[index - 1].startswith(("prep", "conj")) or not words.forms[index - 1].isalnum()
    shorter = name_candidate(words, first, index, "capitals", None) if subject and not joined else None
    return replace(candidate, end=shorter.end, name=shorter.name) if shorter else candidate


def _stands_apart(words: Words, candidate: NameCandidate) -> bool:
    """Whether a name behind its head is called by a kind of place and can only be a nominative, not what the head
    governs: `programu Akademia Młodego Rodzica`, but not `projekt Fundacji …`."""
    first = words.at(candidate.start, candidate.end)[0]
    tags = [reading.tag for reading in words.analyses[first]]
    oblique = not any("nom" in tag for tag in tags) or any("gen" in tag for tag in tags)
    return head_kind(words.forms[first]) == "service" and not oblique and 0 <= candidate.kind_start < candidate.start
