"""Spans become a programme: the candidates of its stretch of text, chosen, deduplicated and proven."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from corpus.documents import Document
from corpus.places import load_register
from corpus.programmes import (
    Activity,
    Amount,
    Continues,
    Count,
    Event,
    Funding,
    Group,
    Organisation,
    Period,
    Place,
    Programme,
    Wording,
)
from extract.calibration import sure
from extract.candidates import Candidate, CodeCandidate, DateCandidate, NameCandidate, OrganisationCandidate
from extract.components import continues as editions
from extract.components import dates, funding, kinds, money, organisations, participants
from extract.components.code_decision import Decided, decide
from extract.facts import Facts
from extract.rules import load_rules
from extract.segments import Named, Segment
from extract.verify import evidence, verify

_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–—/]\s?((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\b")
NAMING = frozenset({"label", "quotes", "apposition", "phrase"})
"""Ways of naming by which a text speaks of another programme for sure."""
_NAMED, _WHOLE = 0.75, 0.7
"""Confidence of years in a name, and of what a programme is part of."""
_BEFORE = 40
"""Characters before a name that may call it a government programme."""
Found = TypeVar("Found", bound=Candidate)
_SHARED_ROLES = frozenset({"implementer", "applicant"})
"""Roles of bodies that the text before several programmes names for all of them."""


def assemble(document: Document, facts: Facts, segment: Segment) -> Programme:
    """The record of one announced programme.

    Raises EvidenceError where a value cannot be shown in the document, which is a fault of a component.
    """
    mention = segment.named.best
    number = segment.spans[0][0]
    others = naming_elsewhere(facts, segment)
    term, term_beside = _terms(facts, segment, others)
    digest = hashlib.sha256(f"{document.id}:{number}:{mention.name}".encode()).hexdigest()[:16]
    programme = Programme(
        id=digest,
        documents=(document.id,),
        name=Wording(
            value=mention.name,
            evidence=evidence(document, mention.start, mention.end),
            confidence=sure("name", mention.confidence),
        ),
        kind=_kind(document, facts, segment),
        municipality=_municipality(document, facts),
        period=_period(document, segment, term),
        events=_events(document, facts, segment, term_beside),
        amounts=_amounts(document, facts, segment),
        funding=_funding(document, facts, segment),
        organisations=_organisations(document, facts, segment),
        target_groups=tuple(
            Group(
                code=found.best.code,
                text=found.best.text,
                evidence=evidence(document, found.best.start, found.best.end),
                also=tuple(evidence(document, other.start, other.end) for other in found.further),
                confidence=sure("target_groups", found.confidence),
            )
            for found in _codes(segment, facts.groups, "target_groups", others)
        ),
        activities=tuple(
            Activity(
                code=found.best.code,
                text=found.best.text,
                count=found.best.count,
                evidence=evidence(document, found.best.start, found.best.end),
                also=tuple(evidence(document, other.start, other.end) for other in found.further),
                confidence=sure("activities", found.confidence),
            )
            for found in _codes(segment, facts.activities, "activities", others)
        ),
        participants=_participants(document, facts, segment),
        continues=_continues(document, facts, segment),
        part_of=_part_of(document, segment),
        invented=document.invented,
    )
    return verify(document, programme)


def _within(segment: Segment, found: Iterable[Found]) -> list[Found]:
    if len(segment.spans) > 1:
        return [candidate for candidate in found if segment.holds(candidate)]
    [(start, end)] = segment.spans
    return [candidate for candidate in found if start <= candidate.start < end]


def _kind(document: Document, facts: Facts, segment: Segment) -> Wording:
    chosen = kinds.choose(len(document.text), facts, segment)
    proof = evidence(document, chosen.start, chosen.end)
    return Wording(value=chosen.kind, evidence=proof, confidence=sure("kind", chosen.confidence))


def _municipality(document: Document, facts: Facts) -> Place | None:
    home = facts.home
    if home is None:
        return None
    municipality = load_register().municipality(home.teryt)
    return Place(
        name=home.name,
        district=home.district,
        voivodeship=municipality.voivodeship,
        teryt=municipality.teryt,
        evidence=evidence(document, home.start, home.end),
        confidence=sure("municipality", home.confidence),
    )


def _terms(
    facts: Facts, segment: Segment, others: Sequence[NameCandidate]
) -> tuple[dates.Term | None, dates.Term | None]:
    """The programme's term, and the one that its own text alone tells."""
    names = segment.named.mentions
    own, told = _within(segment, facts.dates), dates_of(facts, segment)
    term = dates.choose(told, names, others)
    return term, term if len(own) == len(told) else dates.choose(own, names, others)


def _period(document: Document, segment: Segment, term: dates.Term | None) -> Period | None:
    if term is not None:
        chosen = dates.as_candidate(term)
        return Period(
            start=chosen.first,
            end=chosen.last,
            evidence=evidence(document, chosen.start, chosen.end),
            confidence=sure("period", chosen.confidence),
        )
    return _named_period(document, segment.named)


def dates_of(facts: Facts, segment: Segment) -> list[DateCandidate]:
    """The programme's dates; those of the shared text too where its own text tells neither a term nor an edition."""
    own = _within(segment, facts.dates)
    if any(date.role in _TERMS for date in own):
        return own
    return [date for date in facts.dates if segment.shares(date)]


_TERMS = frozenset({"period", "edition"})


def _named_period(document: Document, named: Named) -> Period | None:
    """The year or years inside the name of a yearly programme; those of a national programme are its own."""
    for mention in sorted(named.mentions, key=lambda mention: -mention.confidence):
        match = _YEARS.search(document.text, mention.start, mention.end)
        if match:
            first, last = match.group(1) or match.group(3), match.group(2) or match.group(3)
            if first != last and _is_national(document.text[max(0, mention.start - _BEFORE) : mention.end]):
                continue
            proof = evidence(document, *match.span())
            return Period(start=first, end=last, evidence=proof, confidence=sure("period", _NAMED))
    return None


def _is_national(wording: str) -> bool:
    """Whether a name and the words before it speak of a government programme."""
    return any(stem in wording.casefold() for stem in load_rules("names")["national"])


def _events(document: Document, facts: Facts, segment: Segment, term: dates.Term | None) -> tuple[Event, ...]:
    found: dict[tuple[str, str | None], Event] = {}
    for candidate in dates.events_beside(_within(segment, facts.dates), term):
        if candidate.first and (candidate.first, candidate.last) not in found:
            place = _event_place(facts, candidate)
            found[candidate.first, candidate.last] = Event(
                name=candidate.label,
                start=candidate.first,
                end=candidate.last,
                place=place,
                evidence=evidence(document, candidate.start, candidate.end),
                confidence=sure("events", candidate.confidence),
            )
    return tuple(found.values())


_PLACE_REACH = 90
"""Characters behind or before a date within which the place of the event stands."""


def _event_place(facts: Facts, date: Candidate) -> str | None:
    """The town named nearest to the date of an event, if it is near enough."""
    near = [
        (abs(place.start - date.end), place.name)
        for place in facts.places
        if place.level in {"municipality", "district"} and abs(place.start - date.end) <= _PLACE_REACH
    ]
    return min(near)[1] if near else None


def _amounts(document: Document, facts: Facts, segment: Segment) -> tuple[Amount, ...]:
    return tuple(
        Amount(
            role=chosen.role,
            value=chosen.value,
            currency=chosen.currency,
            evidence=evidence(document, chosen.start, chosen.end),
            confidence=sure("amounts", chosen.confidence),
        )
        for chosen in money.amounts(_within(segment, facts.money))
    )


def _funding(document: Document, facts: Facts, segment: Segment) -> tuple[Funding, ...]:
    found: dict[str, Funding] = {}
    names = segment.named.mentions
    for fund in funding.chosen(facts.funds, segment.spans, segment.shared, names, len(document.text)):
        proof = evidence(document, fund.start, fund.end)
        known = found.get(fund.code)
        if known is None:
            found[fund.code] = Funding(
                code=fund.code,
                name=fund.name,
                programme=fund.programme,
                measure=fund.measure,
                evidence=proof,
                confidence=sure("funding", fund.confidence),
            )
        else:
            also = (*known.also, proof)
            found[fund.code] = known.model_copy(update={"also": also, "measure": known.measure or fund.measure})
    return tuple(found.values())


def _organisations(document: Document, facts: Facts, segment: Segment) -> tuple[Organisation, ...]:
    """Bodies with a role in the programme's own text; those of the shared text where the own text names none in it."""
    own = _bodies(document, organisations.within(facts.organisations, facts.bodies, segment.holds))
    shared = _bodies(document, (found for found in facts.organisations if segment.shares(found)))
    roles = {body.role for body in own}
    found = (*own, *(body for body in shared if body.role in _SHARED_ROLES and body.role not in roles))
    given = {body.role for body in found}
    if "implementer" not in given:
        names = {body.name for body in found}
        others = (one for one in facts.organisations if one.name not in names)
        runner = organisations.runner(others, alone="applicant" not in given)
        found = (*found, *_bodies(document, [runner] if runner is not None else []))
    return tuple(body for body in found if not _is_another(body, found, segment))


def _is_another(body: Organisation, found: Sequence[Organisation], segment: Segment) -> bool:
    """Whether a body is the announced club itself, or one of the others without the beginning of its name (`Urząd Pracy
    w Lidzbarku Warmińskim`)."""
    name = body.name.casefold()
    longer = (one for one in found if one.role == body.role and one.name.casefold().endswith(f" {name}"))
    return name == segment.named.best.name.casefold() or any(longer)


def _bodies(document: Document, found: Iterable[OrganisationCandidate]) -> list[Organisation]:
    bodies: dict[tuple[str, str], Organisation] = {}
    for candidate in found:
        if candidate.role is None:
            continue
        key = (candidate.name.casefold(), candidate.role)
        proof = evidence(document, candidate.start, candidate.end)
        confidence = sure("organisations", candidate.confidence)
        if key not in bodies:
            bodies[key] = Organisation(name=candidate.name, role=candidate.role, evidence=proof, confidence=confidence)
        elif proof not in bodies[key].also:
            known = bodies[key]
            update = {"also": (*known.also, proof), "confidence": max(known.confidence, confidence)}
            bodies[key] = known.model_copy(update=update)
    return list(bodies.values())


def _codes(
    segment: Segment, found: Sequence[CodeCandidate], field: str, others: Sequence[NameCandidate]
) -> list[Decided]:
    """The codes of the programme, each with the wordings that show it."""
    return decide(found, field, segment.spans, segment.named.mentions, others)


def naming_elsewhere(facts: Facts, segment: Segment) -> list[NameCandidate]:
    """Mentions by which the text speaks of another programme for sure."""
    own = segment.named.mentions
    return [name for name in facts.names if name not in own and name.source in NAMING]


def _participants(document: Document, facts: Facts, segment: Segment) -> Count | None:
    chosen = participants.participants(_within(segment, facts.participants))
    if chosen is None:
        return None
    proof = evidence(document, chosen.start, chosen.end)
    return Count(value=chosen.value, evidence=proof, confidence=sure("participants", chosen.confidence))


def _continues(document: Document, facts: Facts, segment: Segment) -> Continues | None:
    chosen = editions.continues(_within(segment, facts.editions))
    if chosen is None:
        return None
    proof = evidence(document, chosen.start, chosen.end)
    return Continues(name=chosen.name, since=chosen.since, evidence=proof, confidence=chosen.confidence)


def _part_of(document: Document, segment: Segment) -> Wording | None:
    parent = segment.part_of
    if parent is None:
        return None
    proof = evidence(document, parent.best.start, parent.best.end)
    return Wording(value=parent.best.name, evidence=proof, confidence=sure("part_of", _WHOLE))
