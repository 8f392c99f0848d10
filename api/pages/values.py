"""A programme as the rows of its page: fields, their values in words, and the evidence each value links to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from api.pages.marking import Span
from api.texts import Texts
from corpus.programmes import (
    Activity,
    Amount,
    Event,
    Evidence,
    Funding,
    Group,
    Organisation,
    Programme,
    Review,
    Supported,
)

LOW_CONFIDENCE = 0.6
"""Below this a value is marked as an uncertain reading."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value in words."""

    anchor: str
    text: str
    label: str | None
    """What the value is (role, kind of amount), where the field has several sorts."""
    note: str | None
    """A detail that belongs to it."""
    confidence: float
    evidence: tuple[tuple[Evidence, str], ...]
    """Its evidence with the anchors of their marks, best first."""
    code: str | None = None
    review: Review | None = None
    """Set where a person stands behind the value."""

    @property
    def uncertain(self) -> bool:
        """True where people should look at the text before they rely on it."""
        return self.confidence < LOW_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Row:
    """One field with its values; a field that the text does not support has none."""

    field: str
    title: str
    values: tuple[Value, ...]


def rows(programme: Programme, t: Texts) -> list[Row]:
    """The fields of a programme in the order people read them."""
    number = iter(range(1, 10_000))

    def row(field: str, *parts: tuple[Supported, str, str | None, str | None]) -> Row:
        values = []
        for supported, text, label, note in parts:
            index = next(number)
            evidence = tuple(
                (proof, f"e{index}" if place == 0 else f"e{index}-{place}")
                for place, proof in enumerate((supported.evidence, *supported.also))
            )
            code = getattr(supported, "code", None)
            values.append(Value(f"v{index}", text, label, note, supported.confidence, evidence, code, supported.review))
        return Row(field, t(f"field_{field}"), tuple(values))

    p = programme
    return [
        row("name", (p.name, p.name.value, None, None)),
        row("kind", *_one(p.kind, lambda kind: (kind, t.term("kinds", kind.value), None, None))),
        row("municipality", *_one(p.municipality, lambda place: (place, place.name, None, _place_note(programme, t)))),
        row("period", *_one(p.period, lambda period: (period, t.period(period), None, None))),
        row("events", *(_event(event, t) for event in p.events)),
        row("amounts", *(_amount(amount, t) for amount in p.amounts)),
        row("funding", *(_funding(fund, t) for fund in p.funding)),
        row("organisations", *(_organisation(body, t) for body in p.organisations)),
        row("target_groups", *(_group(group, t) for group in p.target_groups)),
        row("activities", *(_activity(activity, t) for activity in p.activities)),
        row("participants", *_one(p.participants, lambda count: (count, t.many("people", count.value), None, None))),
        row("continues", *_one(p.continues, lambda past: (past, past.name or _since(past.since, t), None, None))),
        row("part_of", *_one(p.part_of, lambda whole: (whole, whole.value, None, None))),
    ]


def spans(shown: list[Row], document: str, documents: tuple[str, ...]) -> list[Span]:
    """The evidence of the rows that lies in one document; evidence that names none speaks of the first document."""
    found = []
    for row in shown:
        for value in row.values:
            title = f"{row.title}: {value.text}"
            for proof, anchor in value.evidence:
                if (proof.document or documents[0]) == document:
                    found.append(Span(proof.start, proof.end, anchor, row.field, title, value.anchor))
    return found


_Part = tuple[Supported, str, str | None, str | None]
_Value = TypeVar("_Value", bound=Supported)


def _one(supported: _Value | None, part: Callable[[_Value], _Part]) -> tuple[_Part, ...]:
    return () if supported is None else (part(supported),)


def _place_note(programme: Programme, t: Texts) -> str | None:
    place = programme.municipality
    if place is None:
        return None
    notes = []
    if place.district:
        notes.append(t("district", name=place.district))
    if place.voivodeship:
        notes.append(t("city_in", voivodeship=place.voivodeship))
    return ", ".join(notes) or None


def _event(event: Event, t: Texts) -> _Part:
    when = t.span(event.start, event.end) if event.end else t.date(event.start)
    return event, event.name or when, when if event.name else None, event.place


def _amount(amount: Amount, t: Texts) -> _Part:
    note = t("task_of", name=amount.task) if amount.task else None
    return amount, t.money(amount.value, amount.currency), t.term("amount_roles", amount.role), note


def _funding(fund: Funding, t: Texts) -> _Part:
    label = t.term("funds", fund.code)
    details = [fund.name if fund.name and fund.name.casefold() != label.casefold() else None, fund.programme]
    if fund.measure:
        details.append(t("measure", name=fund.measure))
    return fund, label, None, " · ".join(dict.fromkeys(detail for detail in details if detail)) or None


def _organisation(body: Organisation, t: Texts) -> _Part:
    return body, body.name, t.term("organisation_roles", body.role), None


def _group(group: Group, t: Texts) -> _Part:
    return group, t.term("target_groups", group.code), None, None


def _activity(activity: Activity, t: Texts) -> _Part:
    times = t("count_times", n=activity.count) if activity.count else None
    return activity, t.term("activities", activity.code), None, times


def _since(year: str | None, t: Texts) -> str:
    return t("since_year", year=year) if year else ""
