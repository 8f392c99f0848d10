"""The municipality that runs what a document announces, by what the text names and how."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.documents import BlockKind, Document
from corpus.places import load_register
from extract.candidates import OrganisationCandidate, PlaceCandidate
from extract.words import Words

_UNITS = frozenset({"ops", "mopr", "pcpr", "cus", "pup", "dps", "sds", "cis", "kis", "oik", "orpz", "oa", "ppp"})
_TOWN = frozenset({"city", "town_hall", "office_city", "council", "local_council", "committee", "county_office"})
_COUNTY = frozenset({"county", "office_county"})
_LEAST = 1.5
"""Votes below which nothing is claimed: two passing mentions in running text."""
_PUBLISHER = 3.0
_RUN_DISTRICT = 2.0
"""What a district that houses a unit counts, against 1 for one that is mentioned; so much is needed."""
_TITLE = 0.5


@dataclass(frozen=True, slots=True)
class _Vote:
    weight: float
    place: PlaceCandidate


def home(
    words: Words,
    candidates: Sequence[PlaceCandidate],
    organisations: Sequence[OrganisationCandidate],
    document: Document | None = None,
) -> PlaceCandidate | None:
    """The mention that shows best which municipality runs the programmes, None where the document does not settle it.

    A place in the name of a welfare unit or a town hall weighs most, then the publisher, other bodies' seats and the
    title; places merely visited weigh little, and none is chosen on such mentions alone. A county means its seat.
    """
    votes: dict[str, list[_Vote]] = defaultdict(list)
    for place in candidates:
        vote = _vote(words, place, organisations)
        if vote is not None:
            votes[vote.place.teryt].append(vote)
    if not votes:
        return None
    publisher, title = (document.publisher or "", document.title or "") if document else ("", "")
    totals = {
        code: _total(group)
        + _PUBLISHER * _named(words, group, publisher.casefold())
        + _TITLE * _named(words, group, title.casefold())
        for code, group in votes.items()
    }
    best = max(totals, key=lambda code: totals[code])
    return _shown(votes[best]) if totals[best] >= _LEAST else None


def _total(group: Sequence[_Vote]) -> float:
    """The strongest mention in full, the others together by the root of their sum."""
    weights = [vote.weight for vote in group]
    strongest = max(weights)
    return strongest + 0.5 * math.sqrt(sum(weights) - strongest)


def _named(words: Words, group: Sequence[_Vote], text: str) -> bool:
    """Whether a text names the place in a form in which the document has it."""
    return any(words.text[vote.place.start : vote.place.end].casefold() in text for vote in group)


def _shown(group: Sequence[_Vote]) -> PlaceCandidate:
    """The mention that shows the municipality best, with the district of which the text speaks, not merely once."""
    strongest = max(group, key=lambda vote: vote.weight).place
    if strongest.district is not None:
        return strongest
    spoken: dict[str, float] = defaultdict(float)
    for vote in group:
        if vote.place.district is not None:
            spoken[vote.place.district] += _RUN_DISTRICT if vote.place.runs else 1.0
    most = max(spoken, key=lambda name: spoken[name], default=None)
    return strongest if most is None or spoken[most] < _RUN_DISTRICT else replace(strongest, district=most)


def _vote(words: Words, place: PlaceCandidate, organisations: Sequence[OrganisationCandidate]) -> _Vote | None:
    if place.level == "voivodeship":
        return None
    first, _ = words.at(place.start, place.end)
    weight = 0.5 + (2.0 if place.runs else 0.0)
    around = [body.kind for body in organisations if body.start <= place.start and place.end <= body.end]
    for kind in around:
        weight = max(weight, _kind_weight(kind, place))
    block = words.kind(first) if first < len(words) else BlockKind.PARAGRAPH
    if _addressed(words, first):
        weight += 1.0
    if block is BlockKind.IMPRINT or (block is BlockKind.HEADING and first < 60):
        weight += 1.0
    if place.level != "county":
        return _Vote(weight * place.confidence, place)
    seat = load_register().county_seat(place.teryt)
    if seat is None:
        return None
    return _Vote(
        0.8 * weight * place.confidence, replace(place, name=seat.name, teryt=seat.teryt, level="municipality")
    )


def _kind_weight(kind: str, place: PlaceCandidate) -> float:
    if kind in _UNITS:
        return 5.0
    if kind in _TOWN or (kind in _COUNTY and place.level == "county"):
        return 4.0
    return 1.6


def _addressed(words: Words, first: int) -> bool:
    """Whether a postal code stands before a place, as in an address (`88-100 Inowrocław`)."""
    digits = [len(form) for form in words.forms[max(0, first - 3) : first] if form.isdigit()]
    return first >= 3 and words.forms[first - 2] == "-" and digits == [2, 3]
