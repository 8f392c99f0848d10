"""The page on which the administrator corrects a programme, and the list of what was decided, as values."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api.library import Library
from api.pages.marking import Part as TextPart
from api.pages.marking import mark
from api.pages.values import Row, Value, rows, spans
from api.questions import bounds
from api.review import decisions_about
from api.review_requests import text_of
from api.review_values import PARTS, Part, written
from api.texts import Texts
from corpus.corrections import MANY, Action, Correction, State, field_values, identity
from corpus.programmes import Evidence, Programme, Supported, Wording
from corpus.store import Version
from corpus.vocabulary import load_vocabulary

LISTED = 50
"""Decisions on one page of the list."""


@dataclass(frozen=True, slots=True)
class Input:
    """One part of a value to be filled in."""

    id: str
    name: str
    label: str
    kind: str
    value: str
    needed: bool
    options: tuple[tuple[str, str], ...] = ()
    """Codes with their labels, where only these are possible."""


@dataclass(frozen=True, slots=True)
class Form:
    """What changes one value, or (without a key) adds one."""

    id: str
    field: str
    key: str
    inputs: tuple[Input, ...]
    words: str
    start: str
    end: str
    document: str
    note: str
    open: bool


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value with the form that changes it."""

    shown: Value
    form: Form


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: its values, and the form that adds one where there is room."""

    row: Row
    values: tuple[ValueView, ...]
    add: Form | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision in words."""

    id: str
    action: Action
    state: State
    title: str
    """The field, or what is said of a whole programme."""
    before: str | None
    after: str | None
    programme: str
    by: str
    at: str
    note: str | None
    document: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the template shows."""

    programme: Programme
    fields: list[FieldView]
    open: int
    """How many values nobody has looked at."""
    documents: tuple[Version, ...]
    document: Version | None
    parts: list[TextPart]
    decisions: list[DecisionView]
    problem: str | None = None
    saved: bool = False

    def link(self, proof: Evidence, anchor: str) -> str:
        """Where evidence stands: on this page, or on the page beside another document."""
        document = proof.document or self.programme.documents[0]
        here = self.document is not None and document == self.document.document_id
        return f"#{anchor}" if here else f"?document={document}#{anchor}"


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """The list of decisions."""

    decisions: list[DecisionView]
    total: int
    stale: int
    only_stale: bool
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that could not be accepted, to be shown again as it was filled in."""

    problem: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def value_key(value: Supported) -> str:
    """Stands for a value in a form."""
    return hashlib.sha256("\n".join(identity(value)).encode()).hexdigest()[:12]


def review_page(
    library: Library, identity_: str, document: str | None, t: Texts, *, sent: Sent | None = None, saved: bool = False
) -> ReviewPage:
    """A programme with its forms beside the document asked for, or its best one. Raises NotFoundError."""
    store = library.store
    programme = library.programme(identity_)
    versions = store.programme_documents(identity_)
    shown = next((one for one in versions if one.document_id == document), versions[0] if versions else None)
    text = None if shown is None else text_of(store, shown.document_id)
    record = rows(programme, t)
    forms = _Forms(programme, None if text is None else text.id, sent or Sent(), t)
    return ReviewPage(
        programme,
        [forms.field(row) for row in record],
        sum(value.review is None for value in programme.values()),
        versions,
        shown if text is not None else None,
        mark(text, spans(record, text.id, programme.documents)) if text is not None else [],
        decision_views(with_states(library, decisions_about(store, programme)), t),
        None if sent is None else sent.problem,
        saved,
    )


def decisions_page(library: Library, t: Texts, *, stale: bool, number: int) -> DecisionsPage:
    """A page of the list of decisions, newest first."""
    state: State | None = "stale" if stale else None
    bounds(LISTED, (number - 1) * LISTED)
    total = library.store.count_corrections(state=state)
    found = library.store.corrections(state=state, limit=LISTED, offset=(number - 1) * LISTED)
    return DecisionsPage(
        decision_views(((one.correction, one.state) for one in found), t),
        total,
        library.store.count_corrections(state="stale"),
        stale,
        number,
        max(1, -(-total // LISTED)),
    )


def decision_views(decisions: Iterable[tuple[Correction, State]], t: Texts) -> list[DecisionView]:
    """Decisions in words."""
    return [
        DecisionView(
            one.decision,
            one.action,
            state,
            t(f"field_{one.field}") if one.field else t("review_programme"),
            _in_words(one, one.target, t),
            None if one.action == "confirm" else _in_words(one, one.value, t),
            one.programme.name,
            one.by,
            t.date(one.at.date().isoformat()),
            one.note,
            one.document,
        )
        for one, state in decisions
    ]


def with_states(library: Library, decisions: Iterable[Correction]) -> Iterable[tuple[Correction, State]]:
    """Decisions with what became of them."""
    known: dict[tuple[str, str], State] = {}
    for one in decisions:
        if (one.document, one.decision) not in known:
            stored = library.store.corrections(document=one.document)
            known.update(((row.correction.document, row.correction.decision), row.state) for row in stored)
        yield one, known.get((one.document, one.decision), "applied")


def _in_words(correction: Correction, value: Supported | None, t: Texts) -> str | None:
    """A value as the pages write it."""
    if correction.adds and isinstance(value, Wording):
        return value.value
    if value is None or correction.field is None:
        return None
    name = Wording(value=correction.programme.name, evidence=value.evidence, confidence=1)
    holder = Programme(id="", documents=(correction.document,), name=name)
    given = holder.model_copy(update={correction.field: (value,) if correction.field in MANY else value})
    shown = next(row for row in rows(given, t) if row.field == correction.field).values[0]
    return ", ".join(part for part in (shown.label, shown.text, shown.note) if part)


class _Forms:
    """The forms of a page."""

    def __init__(self, programme: Programme, shown: str | None, sent: Sent, t: Texts) -> None:
        self._programme = programme
        self._shown = shown or programme.documents[0]
        self._sent = sent
        self._t = t

    def field(self, row: Row) -> FieldView:
        values = field_values(self._programme, row.field)
        views = tuple(
            ValueView(shown, self._form(row.field, shown.anchor, value))
            for shown, value in zip(row.values, values, strict=True)
        )
        room = row.field in MANY or not values
        return FieldView(row, views, self._form(row.field, f"add-{row.field}", None) if room else None)

    def _form(self, name: str, anchor: str, value: Supported | None) -> Form:
        key = "" if value is None else value_key(value)
        sent = self._sent.fields
        again = bool(sent) and sent.get("field") == name and sent.get("key", "") == key
        filled = {} if value is None else written(name, value)
        if again:
            filled = {part.name: sent.get(f"part-{part.name}", "") for part in PARTS[name]}
        proof = None if value is None else self._proof(value)
        place = (str(proof.start), str(proof.end), proof.document or "") if proof else ("", "", self._shown)
        if again:
            place = (sent.get("start", ""), sent.get("end", ""), sent.get("document", ""))
        return Form(
            anchor,
            name,
            key,
            tuple(self._input(anchor, part, filled.get(part.name, "")) for part in PARTS[name]),
            sent.get("evidence", "") if again else (" ".join(proof.text.split()) if proof else ""),
            *place,
            note=sent.get("note", "") if again else "",
            open=again,
        )

    def _proof(self, value: Supported) -> Evidence:
        """The value's evidence in the document shown, or else its best one."""
        return next((one for one in (value.evidence, *value.also) if one.document == self._shown), value.evidence)

    def _input(self, anchor: str, part: Part, value: str) -> Input:
        options: tuple[tuple[str, str], ...] = ()
        if part.vocabulary:
            codes = getattr(load_vocabulary(), part.vocabulary)
            options = tuple((code, self._t.term(part.vocabulary, code)) for code in codes)
        label = self._t(f"part_{'text' if part.name == 'value' and part.kind == 'text' else part.name}")
        return Input(f"{anchor}-{part.name}", f"part-{part.name}", label, part.kind, value, part.needed, options)
