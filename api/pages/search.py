"""The search page as a value: what was understood, filters as links, the programmes found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from api.library import Found, Item
from api.questions import CODED, Question
from api.texts import Texts
from corpus.places import load_register
from search.results import FacetValue, QueryPart

PAGE = 20
FACETS = ("target_group", "activity", "voivodeship", "municipality", "fund", "kind", "year")
SHOWN = 7
"""Values of a facet shown before „Więcej”."""
LIKELY = 0.25
"""Certainty of a concept from which it is worth suggesting where nothing was found."""
MISSED = {"place": "place", "year": "year", "period": "year", "fund": "fund", "sum": "sum"}
"""Parts of a query that rank rather than filter, and the reason that says that a programme meets them."""
VOIVODESHIP_CODE = 2
"""Digits of a voivodeship's register code; those of smaller places are longer."""
RANGES = ("from", "to", "min_amount", "max_amount")
MOST_IDEAS = 2
"""Ideas shown of one programme."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter, chosen or understood, that a click removes."""

    label: str
    field: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; its link adds or removes it."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its values, the commonest first."""

    name: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ExcerptView:
    """An excerpt cut at its marks."""

    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def cut(self) -> bool:
        """True where the text goes on in the middle of a sentence."""
        return not self.text.rstrip().endswith((".", "!", "?", "…", ":", ";"))

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is marked."""
        offset = 0
        for start, end in sorted(self.marks):
            first = max(start, offset)
            if first >= end:
                continue
            if offset < first:
                yield self.text[offset:first], False
            yield self.text[first:end], True
            offset = end
        if offset < len(self.text):
            yield self.text[offset:], False


@dataclass(frozen=True, slots=True)
class ItemView:
    """A programme in a list, ready to be shown."""

    item: Item
    misses: tuple[str, ...] = ()
    """What the query asks for beside its topic and the programme does not meet, in words."""
    because: tuple[str, ...] = ()
    """The ideas by which it was found."""

    @property
    def programme(self) -> object:
        """The programme itself."""
        return self.item.programme

    @property
    def documents(self) -> object:
        """Where it is told of."""
        return self.item.documents

    @property
    def excerpt(self) -> ExcerptView | None:
        """The place in its text that answers the question."""
        found = self.item.excerpt
        return None if found is None else ExcerptView(found.text, found.marks)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the template shows."""

    text: str
    query: str
    params: Mapping[str, str]
    hidden: tuple[tuple[str, str], ...]
    hidden_without_ranges: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    items: tuple[ItemView, ...]
    total: int
    number: int
    pages: int
    previous: str | None
    next: str | None
    asked: bool
    filtered: bool
    empty: bool
    closest: tuple[tuple[str, str], ...]


def search_page(question: Question, found: Found, number: int, t: Texts) -> SearchPage:
    """The page `number` (from 1) of the answer to a question."""
    pairs = tuple(question.pairs())
    pages = max(1, -(-found.total // PAGE))
    return SearchPage(
        text=question.q,
        query=question.query(),
        params={"from": "", "to": "", "min_amount": "", "max_amount": "", **dict(pairs)},
        hidden=tuple(pair for pair in pairs if pair[0] != "q"),
        hidden_without_ranges=tuple(pair for pair in pairs if pair[0] not in RANGES),
        chips=tuple(_chips(question, found, t)),
        facets=tuple(_facets(question, found.facets, t)),
        items=tuple(ItemView(item, tuple(_misses(item, found, t)), _because(item)) for item in found.items),
        total=found.total,
        number=number,
        pages=pages,
        previous=_address(question, number - 1) if number > 1 else None,
        next=_address(question, number + 1) if number < pages else None,
        asked=bool(pairs),
        filtered=question.filtered,
        empty=not found.items,
        closest=tuple(
            (concept.label, _address(Question(q=concept.label)))
            for concept in found.closest
            if concept.certainty >= LIKELY
        ),
    )


def views(items: Sequence[Item]) -> list[ItemView]:
    """Programmes ready to be shown in a list."""
    return [ItemView(item) for item in items]


def _address(question: Question, number: int = 1) -> str:
    query = question.query(page=number if number > 1 else "")
    return f"/szukaj?{query}" if query else "/szukaj"


def _chips(question: Question, found: Found, t: Texts) -> Iterator[Chip]:
    for part in _readings(found):
        yield Chip(part.label, _part_field(part, t), _address(_without_part(question, part)))
    for name, value in question.pairs():
        if name != "q":
            yield Chip(filter_label(name, value, t), _filter_field(name, t), _address(question.without(name, value)))


def _without_part(question: Question, part: QueryPart) -> Question:
    rest = question.q[: part.start] + " " + question.q[part.end :]
    return question.without("q") if not rest.strip() else _with_text(question, " ".join(rest.split()))


def _with_text(question: Question, text: str) -> Question:
    return replace(question, q=text)


def _readings(found: Found) -> list[QueryPart]:
    """The surest reading of each stretch of the query."""
    surest: dict[tuple[int, int], QueryPart] = {}
    for part in found.query.parts:
        known = surest.get((part.start, part.end))
        if known is None or part.certainty > known.certainty:
            surest[part.start, part.end] = part
    return list(surest.values())


def _misses(item: Item, found: Found, t: Texts) -> Iterator[str]:
    met = {reason.kind for reason in item.reasons}
    for kind, reason in MISSED.items():
        labels = [part.label for part in _readings(found) if part.kind == kind]
        if labels and reason not in met:
            yield t(f"miss_{kind}", value=", ".join(dict.fromkeys(labels)))


def _because(item: Item) -> tuple[str, ...]:
    """The ideas by which a programme was found, where its words alone do not show that."""
    return tuple(reason.text for reason in item.reasons if reason.kind in {"concept", "meaning"})[:MOST_IDEAS]


def _part_field(part: QueryPart, t: Texts) -> str | None:
    if part.kind == "place" and all(len(code) == VOIVODESHIP_CODE for code in part.value.split(",")):
        return t("facet_voivodeship")
    key = {"place": "facet_municipality", "year": "facet_year", "period": "filter_dates", "sum": "filter_amount"}
    key |= {"fund": "facet_fund", "kind": "facet_kind"}
    return t(key[part.kind]) if part.kind in key else None


def filter_label(name: str, value: str, t: Texts) -> str:
    """A chosen filter in words."""
    if name in CODED:
        return t.term(CODED[name], value)
    if name == "municipality":
        return place_label(value)
    if name in {"from", "to"}:
        return t(f"{name}_value", value=t.date(value))
    if name in {"min_amount", "max_amount"}:
        return t(f"{name}_value", value=t.money(Decimal(value)))
    return value


def place_label(value: str) -> str:
    """The name of a municipality given by code; other values stay as they are."""
    known = load_register().municipalities.get(value)
    return known.name if known else value


def _filter_field(name: str, t: Texts) -> str | None:
    return None if name in RANGES else t(f"facet_{name}")


def _facets(question: Question, facets: Mapping[str, Sequence[FacetValue]], t: Texts) -> Iterator[Facet]:
    for name in FACETS:
        choices = [_choice(question, name, value, t) for value in facets.get(name, ())]
        chosen = [choice for choice in choices if choice.chosen]
        ordered = chosen + [choice for choice in choices if not choice.chosen]
        shown = max(SHOWN, len(chosen))
        if len(ordered) > 1 or chosen:
            yield Facet(name, tuple(ordered[:shown]), tuple(ordered[shown:]))


def _choice(question: Question, name: str, value: FacetValue, t: Texts) -> Choice:
    if name == "year":
        chosen = question.start == value.value and question.end == value.value
        turned = replace(question, start=None if chosen else value.value, end=None if chosen else value.value)
        return Choice(value.label, value.count, _address(turned), chosen)
    chosen = value.value in getattr(question, name)
    turned = question.without(name, value.value) if chosen else question.having(name, value.value)
    label = t.term(CODED[name], value.value) if name in CODED else value.label
    return Choice(label, value.count, _address(turned), chosen)
