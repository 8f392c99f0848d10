"""The municipality that runs what a document announces, by what the text names and how."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from corpus.documents import BlockKind, Document
from corpus.places import County, Municipality, Place, load_register
from corpus.values import value
from extract.candidates import OrganisationCandidate, PlaceCandidate
from extract.forms import read
from extract.spotting import Spots
from extract.words import Words

_UNITS = frozenset({"ops", "mopr", "pcpr", "cus", "pup", "dps", "sds", "cis", "kis", "oik", "orpz", "oa", "ppp"})
_TOWN = frozenset({"city", "town_hall", "office_city", "council", "local_council", "committee", "county_office"})
_COUNTY = frozenset({"county", "office_county"})
_LEAST = 1.5
"""Votes below which nothing is claimed: two passing mentions in running text."""
_PUBLISHER = 3.0
_OF_COUNTIES, _COUNTY_SHARE = frozenset({"pup", "pcpr"}), 0.8
"""Units that work for a whole county, and what they count beside those of a town: they run much elsewhere in it."""
_RUNS = 4.0
"""What it adds that a unit in a place is sure to run what is announced, whoever's page tells of it."""
_RUN_DISTRICT = 2.0
"""What a district that houses a unit counts, against 1 for one that is mentioned; so much is needed."""
_TITLE = 0.5
_SHORT = 8
"""Letters of an abbreviation, which proves nothing in a title."""
_TITLE_BODY, _TITLE_OPENS = 2.0, 4.5
"""What it adds that a body in the page's title, or one that opens it, has its seat in a place: mostly the page is its
own."""
_STEM = 5
"""Letters that a publisher's name must share with that of a place which it bears in a form that the register lacks."""
_REGIONAL = ("wojewódzki", "regionaln", "wup ", "rops ")
"""Beginnings of the names of bodies that work for a whole region, wherever they sit."""
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_LOCAL = frozenset(
    {"burmistrz", "wiceburmistrz", "wójt", "ratusz", "magistrat", "gmina", "miasto", "miasteczko", "radny"}
)
"""Words by which a text speaks of its town without naming it."""


@value
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
    running = _running(candidates, organisations)
    publisher, title = (document.publisher or "", document.title or "") if document else ("", "")
    published, titled = _places_of(publisher), title.casefold()
    seats = [body.name.casefold() for body in organisations if len(body.name) > _SHORT]
    opening = [seat for seat in seats if titled.startswith(seat)]
    seats = [seat for seat in seats if seat in titled]
    totals = {
        code: _total(group)
        + running.get(code, 0.0)
        + _PUBLISHER * (code in published or _publishes(words, group, publisher.casefold()))
        + _TITLE * _named(words, group, titled)
        + max(
            _TITLE_BODY * any(_named(words, group, seat) for seat in seats),
            _TITLE_OPENS * any(_named(words, group, seat) for seat in opening),
        )
        for code, group in votes.items()
    }
    best = max(totals, key=lambda code: totals[code])
    alone = len(totals) == 1 and any(True for _ in _local_spots().places(words))
    return _shown(votes[best]) if totals[best] >= _LEAST or alone else None


def _running(candidates: Sequence[PlaceCandidate], organisations: Sequence[OrganisationCandidate]) -> dict[str, float]:
    """What it adds to a place that it alone houses units which run what is announced, by its code."""
    found: dict[str, float] = {}
    for body in organisations:
        if body.role != "implementer" or body.kind not in _UNITS or body.name.casefold().startswith(_REGIONAL):
            continue
        for place in candidates:
            if body.start <= place.start and place.end <= body.end and place.level == "municipality":
                share = _COUNTY_SHARE if body.kind in _OF_COUNTIES else 1.0
                found[place.teryt] = max(share * _RUNS * body.confidence, found.get(place.teryt, 0.0))
    return found if len(found) == 1 else {}


def _publishes(words: Words, group: Sequence[_Vote], publisher: str) -> bool:
    """Whether a publisher bears the name of the place, in a form of the document or in one with its stem."""
    name = group[0].place.name.casefold()
    stem = name[: max(_STEM, len(name) - 2)]
    return _named(words, group, publisher) or (len(stem) >= _STEM and stem in publisher)


@lru_cache(maxsize=16)
def _places_of(text: str) -> frozenset[str]:
    """The municipalities that a publisher's name can mean, in any case or as an adjective (`Kurier Ostrowski`)."""
    register = load_register()
    targets = (form.target for span in register.scan(_WORD.findall(text)) for form in span.candidates)
    return frozenset(code for target in targets if (code := _code(target)))


def _code(place: Place) -> str:
    match place:
        case Municipality():
            return place.teryt
        case County():
            return place.seat
        case _:
            return ""


@cache
def _local_spots() -> Spots:
    return Spots(lambda form: read(form).lemma in _LOCAL)


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
    for body in organisations:
        if body.start <= place.start and place.end <= body.end:
            regional = body.name.casefold().startswith(_REGIONAL)
            weight = min(weight, 1.0) if regional else max(weight, _kind_weight(body.kind, place))
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
