"""Values as people write them – parts of a field, words of a text – checked and made into values with evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Literal

from api.errors import BadRequestError
from api.review_errors import WishError
from api.towns import candidates
from corpus.correcting import occurrences
from corpus.corrections import FIELDS, field_values, identity, parts_of
from corpus.documents import Document
from corpus.programmes import Evidence, Programme, Supported
from corpus.vocabulary import load_vocabulary

MOST_WORDS = 2000
"""Characters of an evidence; what is longer proves nothing in particular."""
MOST_TEXT = 500
_ISO = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?")
_CURRENCY = re.compile(r"[A-Z]{3}")

Kind = Literal["text", "code", "date", "number", "money", "currency", "place"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a value, as people fill it in."""

    name: str
    kind: Kind = "text"
    needed: bool = True
    vocabulary: str | None = None
    """The field of the vocabulary that a code is of."""


_VALUE = Part("value")
PARTS: Mapping[str, tuple[Part, ...]] = MappingProxyType(
    {
        "name": (_VALUE,),
        "kind": (Part("value", "code", vocabulary="kinds"),),
        "municipality": (Part("name", "place"), Part("district", needed=False)),
        "period": (Part("start", "date", needed=False), Part("end", "date", needed=False)),
        "events": (
            Part("name", needed=False),
            Part("start", "date"),
            Part("end", "date", needed=False),
            Part("place", needed=False),
        ),
        "amounts": (
            Part("value", "money"),
            Part("currency", "currency", needed=False),
            Part("role", "code", vocabulary="amount_roles"),
            Part("task", needed=False),
        ),
        "funding": (
            Part("code", "code", vocabulary="funds"),
            Part("name", needed=False),
            Part("programme", needed=False),
            Part("measure", needed=False),
        ),
        "organisations": (Part("name"), Part("role", "code", vocabulary="organisation_roles")),
        "target_groups": (Part("code", "code", vocabulary="target_groups"),),
        "activities": (Part("code", "code", vocabulary="activities"), Part("count", "number", needed=False)),
        "participants": (Part("value", "number"),),
        "continues": (Part("name", needed=False), Part("since", "date", needed=False)),
        "part_of": (_VALUE,),
    }
)
"""The parts of each field's values, in the order people fill them in."""


def value_of(field: str, given: Mapping[str, object], proof: Evidence) -> Supported:
    """The value that parts say, with its evidence.

    Raises WishError, in one line, for a part that is unknown, missing or means nothing.
    """
    parts = {part.name: part for part in _parts(field)}
    for name in given:
        if name not in parts:
            raise WishError("part", field=field, given=name, known=", ".join(parts))
    made = {name: _made(part, given.get(name)) for name, part in parts.items()}
    if field == "municipality":
        made |= _place(str(made["name"]))
    if field in {"period", "continues"} and not any(made.values()):
        raise WishError("empty", field=field)
    if field in {"period", "events"} and made["start"] and made["end"] and str(made["end"]) < str(made["start"])[:4]:
        raise WishError("order", field=field)
    if field == "amounts":
        made["currency"] = made["currency"] or "PLN"
    if field in {"target_groups", "activities"}:
        made["text"] = proof.text
    return FIELDS[field].model_validate({**made, "evidence": proof, "confidence": 1.0})


def changed_parts(field: str, old: Supported, given: Mapping[str, object]) -> dict[str, object]:
    """The parts of a value with some of them replaced."""
    before = parts_of(old)
    return {part.name: before.get(part.name) for part in _parts(field)} | dict(given)


def written(field: str, value: Supported) -> dict[str, str]:
    """The parts of a value as people would fill them in."""
    before = parts_of(value)
    return {part.name: "" if before.get(part.name) is None else str(before[part.name]) for part in _parts(field)}


def evidence_in(document: Document, words: str, start: int | None = None) -> Evidence:
    """The evidence that words are in a document; `start` chooses where they stand several times.

    Raises WishError where they do not stand in it, or several times and `start` names none of the places.
    """
    if not words.strip() or len(words) > MOST_WORDS:
        raise WishError("length", most=MOST_WORDS)
    places = occurrences(document.text, words)
    if not places:
        raise WishError("words", words=_short(words), document=document.id)
    if len(places) > 1:
        chosen = [place for place in places if place[0] == start]
        if not chosen:
            offsets = ", ".join(str(place[0]) for place in places[:5])
            raise WishError("several", words=_short(words), number=len(places), offsets=offsets)
        places = chosen
    first, last = places[0]
    return Evidence(
        start=first, end=last, text=document.text[first:last], page=document.page_of(first), document=document.id
    )


def target_of(programme: Programme, field: str, given: Mapping[str, object]) -> Supported:
    """The one value of a field that has these parts; none need be given where the field has one value.

    Raises WishError where there is no such value or several.
    """
    _parts(field)
    values = [
        value
        for value in field_values(programme, field)
        if all(_same(parts_of(value).get(name), part) for name, part in given.items())
    ]
    if len({identity(value) for value in values}) != 1:
        raise WishError("which" if values else "none", field=field)
    return values[0]


def numbered(programme: Programme, field: str, number: int | None) -> Supported:
    """The value of a field by its number from 1, which a field with one value can do without.

    Raises WishError where there is no such value.
    """
    _parts(field)
    values = field_values(programme, field)
    if number is None and len(values) > 1:
        raise WishError("which", field=field)
    if not values or not 1 <= (number or 1) <= len(values):
        raise WishError("none", field=field)
    return values[(number or 1) - 1]


def _parts(field: str) -> tuple[Part, ...]:
    if field not in PARTS:
        raise WishError("field", given=field, known=", ".join(PARTS))
    return PARTS[field]


def _made(part: Part, given: object) -> object:
    text = " ".join(str("" if given is None else given).split())
    if not text:
        if part.needed:
            raise WishError("missing", part=part.name)
        return None
    if len(text) > MOST_TEXT:
        raise WishError("long", part=part.name, most=MOST_TEXT)
    match part.kind:
        case "code":
            known = getattr(load_vocabulary(), part.vocabulary or "")
            if text not in known:
                raise WishError("code", part=part.name, given=text, known=", ".join(known))
        case "date":
            return _date(part.name, text)
        case "number":
            if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 10**9:
                raise WishError("number", part=part.name, given=text)
            return int(text)
        case "money":
            return _money(part.name, text)
        case "currency":
            if not _CURRENCY.fullmatch(text):
                raise WishError("currency", given=text)
    return text


def _date(part: str, text: str) -> str:
    try:
        if not _ISO.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise WishError("date", part=part, given=text) from None
    return text


def _money(part: str, text: str) -> Decimal:
    try:
        amount = Decimal(text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", "."))
        if not amount.is_finite() or not 0 < amount < 10**15 or amount != round(amount, 2):
            raise InvalidOperation
    except InvalidOperation:
        raise WishError("amount", part=part, given=text) from None
    return round(amount, 2)


def _place(name: str) -> dict[str, Any]:
    try:
        found = candidates(name, ())
    except BadRequestError as error:
        raise WishError("place", given=name) from error
    if len(found) > 1:
        options = ", ".join(f"{place.teryt} ({place.county_name}, {place.voivodeship})" for place in found)
        raise WishError("places", given=name, options=options)
    return {"name": found[0].name, "teryt": found[0].teryt, "voivodeship": found[0].voivodeship}


def _same(known: object, given: object) -> bool:
    if isinstance(known, str) and isinstance(given, int | float | str):
        try:
            return known == str(given) or Decimal(known) == Decimal(str(given))
        except InvalidOperation:
            return False
    return known == given or str(known) == str(given)


def _short(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
