"""What people ask for, checked: the words and filters of a search, from HTTP, pages and the command line alike."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

from api.phrased import PhrasedError
from corpus.places import load_register
from corpus.vocabulary import Term, load_vocabulary

MOST_TEXT = 300
"""Characters of a query; what is longer is no query."""
MOST_LIMIT = 100
MOST_OFFSET = 10_000
_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CODE = re.compile(r"\d{7}")
_UNSEEN = {"Cc": " ", "Cs": " ", "Cf": ""}
"""Categories of characters that are no part of a word, and what stands for them."""
CODED = {"target_group": "target_groups", "activity": "activities", "fund": "funds", "kind": "kinds"}
"""Parameters that take codes, and the field of the vocabulary that holds them."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search: words and filters. Several values of one filter mean any of them; an empty one does not restrict."""

    q: str = ""
    municipality: tuple[str, ...] = ()
    """Names or 7-digit register codes."""
    voivodeship: tuple[str, ...] = ()
    target_group: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()
    fund: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    start: str | None = None
    """`from=`: programmes that run then or later, ISO 8601 at any precision."""
    end: str | None = None
    """`to=`: programmes that run then or earlier."""
    min_amount: Decimal | None = None
    max_amount: Decimal | None = None

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The parameters that say this, in a fixed order, as they stand in an address."""
        for field in fields(self):
            name = {"start": "from", "end": "to"}.get(field.name, field.name)
            value = getattr(self, field.name)
            if isinstance(value, tuple):
                yield from ((name, part) for part in value)
            elif value is not None and value != "":
                yield name, str(value)

    def query(self, **extra: object) -> str:
        """The query string that says this."""
        return urlencode([*self.pairs(), *((name, str(value)) for name, value in extra.items() if value)])

    def without(self, name: str, value: str | None = None) -> "Question":
        """This question less one filter, or less one of its values."""
        attribute = {"from": "start", "to": "end"}.get(name, name)
        current = getattr(self, attribute)
        if isinstance(current, tuple):
            return self._with(attribute, tuple(part for part in current if value is not None and part != value))
        return self._with(attribute, "" if attribute == "q" else None)

    def having(self, name: str, value: str) -> "Question":
        """This question with one more value of a filter that takes several."""
        current: tuple[str, ...] = getattr(self, name)
        return self._with(name, (*(part for part in current if part != value), value))

    def _with(self, attribute: str, value: tuple[str, ...] | str | None) -> "Question":
        changed: dict[str, Any] = {attribute: value}
        return replace(self, **changed)

    @property
    def filtered(self) -> bool:
        """True where anything beside the words restricts."""
        return any(name != "q" for name, _ in self.pairs())


def question(
    q: str | None = None,
    *,
    municipality: Sequence[str] = (),
    voivodeship: Sequence[str] = (),
    target_group: Sequence[str] = (),
    activity: Sequence[str] = (),
    fund: Sequence[str] = (),
    kind: Sequence[str] = (),
    start: str | None = None,
    end: str | None = None,
    min_amount: str | Decimal | None = None,
    max_amount: str | Decimal | None = None,
) -> Question:
    """A checked question. Raises PhrasedError for a value that means nothing, in one line that says what would."""
    text = _words(q or "")
    if len(text) > MOST_TEXT:
        raise PhrasedError("asked_long", many=len(text), most=MOST_TEXT)
    coded = {"target_group": target_group, "activity": activity, "fund": fund, "kind": kind}
    asked = Question(
        q=text,
        municipality=tuple(dict.fromkeys(municipality_code(name) for name in municipality if name.strip())),
        voivodeship=tuple(dict.fromkeys(_voivodeship(name) for name in voivodeship if name.strip())),
        start=_date("from", start),
        end=_date("to", end),
        min_amount=_amount("min_amount", min_amount),
        max_amount=_amount("max_amount", max_amount),
        **{name: _codes(name, values) for name, values in coded.items()},
    )
    if asked.start and asked.end:
        shared = min(len(asked.start), len(asked.end))
        if asked.start[:shared] > asked.end[:shared]:
            raise PhrasedError("asked_backwards", start=asked.start, end=asked.end)
    if asked.min_amount is not None and asked.max_amount is not None and asked.min_amount > asked.max_amount:
        raise PhrasedError("asked_more_than", least=asked.min_amount, most=asked.max_amount)
    return asked


def municipality_code(name: str) -> str:
    """The register code of a municipality given by code or name; a name that several share stays a name."""
    register = load_register()
    name = " ".join(name.split())
    if _CODE.fullmatch(name):
        try:
            return register.municipality(name).teryt
        except KeyError:
            raise PhrasedError("asked_municipality_code", code=name) from None
    found = register.named(name)
    if not found:
        alike = _alike(name, (place.name for place in register.municipalities.values()))
        if alike:
            raise PhrasedError("asked_municipality_alike", name=name, alike=", ".join(alike))
        raise PhrasedError("asked_municipality", name=name)
    return found[0].teryt if len(found) == 1 else found[0].name


def _alike(name: str, names: Iterable[str]) -> list[str]:
    """The names most like one that is unknown."""
    written = {known.casefold(): known for known in names}
    return [written[one] for one in get_close_matches(name.casefold(), written, n=3, cutoff=0.75)]


def _words(text: str) -> str:
    """The text without characters that nobody can see: control characters part words, soft hyphens do not."""
    return " ".join("".join(_UNSEEN.get(unicodedata.category(c), c) for c in text).split())


def _voivodeship(name: str) -> str:
    wanted = name.strip().casefold()
    names = sorted(voivodeship.name for voivodeship in load_register().voivodeships.values())
    if wanted not in names:
        raise PhrasedError("asked_voivodeship", name=name, names=", ".join(names))
    return wanted


def _codes(name: str, values: Sequence[str]) -> tuple[str, ...]:
    known: Mapping[str, Term] = getattr(load_vocabulary(), CODED[name])
    for value in values:
        if value and value not in known:
            raise PhrasedError("asked_code", name=name, value=value, codes=", ".join(known))
    return tuple(dict.fromkeys(value for value in values if value))


def _date(name: str, value: str | None) -> str | None:
    if not value:
        return None
    if not _DATE.fullmatch(value):
        raise PhrasedError("asked_date", name=name, value=value)
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise PhrasedError("asked_day", name=name, value=value) from None
    return value


def _amount(name: str, value: str | Decimal | None) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        amount = Decimal(str(value).replace(",", ".").replace(" ", ""))
    except InvalidOperation:
        raise PhrasedError("asked_amount", name=name, value=value) from None
    if not amount.is_finite() or amount < 0 or amount >= 10**15:
        raise PhrasedError("asked_amount", name=name, value=value)
    return amount


def bounds(limit: int, offset: int) -> None:
    """Raises PhrasedError for a part of a list that is out of bounds."""
    if not 1 <= limit <= MOST_LIMIT:
        raise PhrasedError("asked_beyond", name="limit", value=limit, least=1, most=MOST_LIMIT)
    if not 0 <= offset <= MOST_OFFSET:
        raise PhrasedError("asked_offset", value=offset, most=MOST_OFFSET)
