"""Municipalities, districts, counties and voivodeships that a document names, settled by its whole context."""

from collections.abc import Sequence
from functools import cache

from corpus.place_context import Hints, ResolvedPlace, resolve
from corpus.places import County, District, Municipality, PlaceSpan, Register, Voivodeship
from extract.candidates import PlaceCandidate
from extract.components.home import home as home  # noqa: PLC0414 - the second half of this component
from extract.components.organisations.lexicon import lexicon
from extract.restore import is_plain
from extract.rules import load_rules
from extract.spotting import Spots
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
    for place in resolve(words.forms, _spans(words, register), known, register=register):
        if words.blocks[place.first] == words.blocks[place.last - 1]:
            candidate = _candidate(words, register, place)
            if candidate is not None:
                found.append(candidate)
    return found


def _spans(words: Words, register: Register) -> list[PlaceSpan]:
    """The forms that may name places; in a text that lost its Polish letters also capitalised ones that lack theirs."""
    spans = [*register.scan(words.forms), *_shortened(words, register)]
    if not is_plain(words.text):
        return _longest(spans)
    bare = [
        span
        for span in register.scan(words.forms, fold=True)
        if all(form[:1].isupper() or not form[:1].isalpha() for form in words.forms[span.first : span.last])
        and (words.tags[span.first] == "ign" or span.last - span.first > 1)
    ]
    return _longest([*spans, *bare])


def _longest(spans: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """Of spans that overlap the first, and of those the longest."""
    found: list[PlaceSpan] = []
    for span in sorted(spans, key=lambda one: (one.first, -one.last)):
        if not found or span.first >= found[-1].last:
            found.append(span)
    return found


def _shortened(words: Words, register: Register) -> list[PlaceSpan]:
    """Towns whose second word is shortened (`Środzie Wlkp.`)."""
    found: list[PlaceSpan] = []
    for i in _shortening_spots().places(words):
        if not i or not words.forms[i - 1].istitle() or words.blocks[i - 1] != words.blocks[i]:
            continue
        full = load_rules("shortened_places")[words.lower[i]]
        forms = next((read for form in full if (read := register.forms(f"{words.forms[i - 1]} {form}"))), ())
        if forms:
            found.append(PlaceSpan(i - 1, i + 1, forms))
    return found


@cache
def _shortening_spots() -> Spots:
    return Spots(lambda form: form.casefold() in load_rules("shortened_places"))


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
