"""Municipalities, districts, counties and voivodeships that a document names, settled by its whole context."""

from collections.abc import Sequence

from corpus.place_context import Hints, ResolvedPlace, resolve
from corpus.places import Register
from extract.candidates import PlaceCandidate
from extract.components.home import home as home  # noqa: PLC0414 - part of this component's interface
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.words import Words

_RUNNING = frozenset({"municipality", "town", "rural", "county", "voivodeship", "unit", "district"})
"""Cues of wording under which a place is said to run something (`Gmina Poronin`, `MOPS w Kole`)."""
_BEFORE = 9
"""Words before a place in which the unit it houses may begin."""


def find(words: Words, register: Register, hints: Hints | str | None = None) -> list[PlaceCandidate]:
    """Every place that the register knows and the context settles, in order.

    `hints` is what is known beforehand, or the publisher's name (`MOPS w Kole`), whose places are then the hint.
    """
    known = hints if isinstance(hints, Hints) else _hints(register, hints)
    resolved = resolve(words.forms, register.scan(words.forms), known, register=register)
    return [_candidate(words, register, place) for place in resolved if _inside_block(words, place)]


def _hints(register: Register, publisher: str | None) -> Hints:
    if not publisher:
        return Hints()
    pieces = publisher.replace("-", " - ").split()
    names = tuple(
        candidate.target.name
        for span in register.scan(pieces)
        for candidate in span.candidates[:1]
        if candidate.target.level == "municipality"
    )
    return Hints(names=names)
