"""The municipality that runs what a document announces, by what the text names and how."""

import math
from collections import defaultdict
from collections.abc import Sequence

from corpus.documents import BlockKind, Document
from extract.candidates import OrganisationCandidate, PlaceCandidate
from extract.words import Words

_UNITS = frozenset({"ops", "mopr", "pcpr", "cus", "pup", "dps", "sds", "cis", "kis", "oik", "orpz", "committee", "ppp"})
_TOWN = frozenset({"city", "town_hall", "office_city", "council", "county", "county_office", "office_county"})
_LEAST = 1.5
"""Votes below which nothing is claimed: two passing mentions in running text."""


def home(
    words: Words,
    candidates: Sequence[PlaceCandidate],
    organisations: Sequence[OrganisationCandidate],
    document: Document | None = None,
) -> PlaceCandidate | None:
    """The mention that shows best which municipality runs the programmes, None where the document does not settle it.

    A place in the name of a welfare unit or a town hall weighs most, then the publisher, other bodies' seats and the
    title; places merely visited weigh little, and none is chosen on such mentions alone.
    """
    votes: dict[str, list[float]] = defaultdict(list)
    shown: dict[str, tuple[float, PlaceCandidate]] = {}
    publisher = f"{document.publisher or ''} {document.title or ''}".casefold() if document else ""
    for place in candidates:
        if place.level not in {"municipality", "district"}:
            continue
        weight = _weight(words, place, organisations)
        votes[place.teryt].append(weight)
        if place.teryt not in shown or weight > shown[place.teryt][0]:
            shown[place.teryt] = (weight, place)
    if not votes:
        return None
    totals = {code: _total(values) for code, values in votes.items()}
    for code in totals:
        if publisher and words.text[shown[code][1].start : shown[code][1].end].casefold() in publisher:
            totals[code] += 3.0
    best = max(totals, key=lambda code: totals[code])
    return shown[best][1] if totals[best] >= _LEAST else None


def _total(values: Sequence[float]) -> float:
    """The strongest mention in full, the others together by the root of their number."""
    strongest = max(values)
    return strongest + 0.5 * math.sqrt(sum(values) - strongest)


def _weight(words: Words, place: PlaceCandidate, organisations: Sequence[OrganisationCandidate]) -> float:
    first, _ = words.at(place.start, place.end)
    weight = 0.5 + (2.0 if place.runs else 0.0)
    for body in organisations:
        if body.start <= place.start and place.end <= body.end:
            weight = max(weight, 5.0 if body.kind in _UNITS else 4.0 if body.kind in _TOWN else 1.6)
    kind = words.kind(first) if first < len(words) else BlockKind.PARAGRAPH
    if kind is BlockKind.IMPRINT:
        weight += 1.0
    elif kind is BlockKind.HEADING and first < 60:
        weight += 1.0
    return weight * place.confidence
