"""Municipalities, districts, counties and voivodeships that a document names, settled by its whole context."""

from corpus.place_context import Hints, ResolvedPlace, resolve
from corpus.places import County, District, Municipality, Register, Voivodeship
from extract.candidates import PlaceCandidate
from extract.components.home import home as home  # noqa: PLC0414 - the second half of this component
from extract.components.organisations.lexicon import lexicon
from extract.words import Words

_RUNNING = frozenset({"municipality", "town", "rural", "county", "district", "unit"})
"""Cues of wording under which a place is said to run something (`Gmina Poronin`, `MOPS w Kole`)."""
_BEFORE = 7
"""Words before a place among which the unit that it houses is looked for."""


def find(words: Words, register: Register, hints: Hints | str | None = None) -> list[PlaceCandidate]:
    """Every place that the register knows and the context settles, in order.

    `hints` is what is known beforehand, or the publisher's name (`MOPS w Kole`), whose places are then the hint.
    """
    known = hints if isinstance(hints, Hints) else Hints(names=(hints,) if hints else ())
    found: list[PlaceCandidate] = []
    for place in resolve(words.forms, register.scan(words.forms), known, register=register):
        if words.blocks[place.first] == words.blocks[place.last - 1]:
            candidate = _candidate(words, register, place)
            if candidate is not None:
                found.append(candidate)
    return found


def _candidate(words: Words, register: Register, place: ResolvedPlace) -> PlaceCandidate | None:
    start, end = words.span(place.first, place.last)
    target = place.target
    name, code, level, district = target.name, "", target.level.value, None
    match target:
        case Municipality():
            code = target.teryt
        case District():
            name, code, district = register.municipality(target.municipality).name, target.municipality, target.name
        case County():
            code = target.code
        case Voivodeship():
            code = target.code
        case _:
            return None
    return PlaceCandidate(
        start=start,
        end=end,
        confidence=place.confidence,
        name=name,
        teryt=code,
        level=level,
        district=district,
        runs=place.cue in _RUNNING or _houses(words, place.first),
    )


def _houses(words: Words, first: int) -> bool:
    """Whether a unit of social welfare stands before `w` and the place (`Dom Pomocy Społecznej w …`)."""
    if not first or words.lower[first - 1] not in {"w", "we"}:
        return False
    welfare, heads = lexicon().welfare, lexicon().heads
    for i in range(first - 2, max(-1, first - 2 - _BEFORE), -1):
        if words.sentences[i] != words.sentences[first] or words.forms[i] in {",", ";", "("}:
            return False
        known = lexicon().abbreviations.get(words.forms[i])
        if known is not None:
            return known.unit.kind in welfare
        if words.forms[i][:1].isupper() and any(unit.kind in welfare for unit in heads.get(words.lemmas[i], ())):
            return True
    return False
