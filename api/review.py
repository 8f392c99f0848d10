"""Decisions of people about programmes: made, taken back, listed. They are stored, applied, merged and indexed."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.corrected import Standing, reapply, standing
from api.errors import NotFoundError
from api.pipeline import Pipeline
from api.review_errors import WishError
from corpus.correcting import context
from corpus.corrections import (
    FIELDS,
    GROUPING,
    MANY,
    Action,
    Correction,
    ProgrammeKey,
    Scope,
    decision_id,
    edition,
    field_values,
    identity,
)
from corpus.documents import Document
from corpus.programmes import Programme, Supported
from corpus.store import Store
from extract.merge import merge, merge_key

MOST_NAME = 100
MOST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of one value, or (without a field) of a whole programme."""

    action: Action
    field: str | None = None
    target: Supported | None = None
    """The merged programme's value that is confirmed, changed or rejected."""
    value: Supported | None = None
    """What is right; its evidence names its document."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of decisions."""

    decisions: tuple[str, ...]
    documents: tuple[str, ...]
    programme: str | None
    """Id of the programme now; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document's mention of a programme."""

    standing: Standing
    place: int
    """Among the programmes extracted from the document and added to it."""
    mention: Programme
    """As corrected."""

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.standing.document.id

    @property
    def key(self) -> ProgrammeKey:
        """How corrections find the mention again."""
        return self.standing.key(self.place)


def decide(
    pipeline: Pipeline, programme: Programme, verdicts: Sequence[Verdict], *, by: str, index: bool = True
) -> Decided:
    """Store what a person decided, and bring records and (with `index`) the index up to it.

    Raises WishError for what cannot be decided, NotFoundError where the programme is gone meanwhile.
    """
    if not verdicts:
        raise WishError("nothing")
    by = decider(by)
    store = pipeline.store
    with store.batch():
        mentions = members(store, programme)
        if not mentions:
            raise NotFoundError(f"there is no programme {programme.id} any more; look for its new name")
        made = [row for verdict in verdicts for row in _corrections(store, mentions, verdict, by)]
        documents = tuple(sorted({one.document for one in made}))
        before = store.deciding_together({one.decision for one in made})
        scope = Scope(merge_key=merge_key(programme), edition=edition(programme.period))
        first = {one.decision: one for one in reversed(made)}
        store.save_decision(made, {decision: (scope,) for decision, one in first.items() if _takes_away(one)})
        reapply(store, sorted({*documents, *before}))
    finish(pipeline, index=index)
    decisions = tuple(dict.fromkeys(one.decision for one in made))
    return Decided(decisions, documents, shown_as(store, mentions[0]))


def undo(pipeline: Pipeline, decision: str, *, index: bool = True) -> Decided:
    """Take a decision back. Raises NotFoundError where it is unknown."""
    store = pipeline.store
    with store.batch():
        undone = list(store.remove_decision(decision))
        if not undone:
            raise NotFoundError(f"there is no decision {decision}; see drogowskaz review list")
        for addition in [one for one in undone if one.adds]:
            undone += _let_go(store, addition)
        documents = tuple(sorted({one.document for one in undone}))
        reapply(store, documents)
    finish(pipeline, index=index)
    return Decided(tuple(dict.fromkeys(one.decision for one in undone)), documents, _programme_of(store, undone[0]))


def confirm_all(programme: Programme, fields: Sequence[str] = tuple(FIELDS)) -> list[Verdict]:
    """A confirmation of every value that no person has looked at yet."""
    return [
        Verdict("confirm", field, value, value)
        for field in fields
        for value in field_values(programme, field)
        if value.review is None
    ]


def members(store: Store, programme: Programme) -> list[Member]:
    """The mentions that were merged into a programme, a document each, its leading document first."""
    key = merge_key(programme)
    group = store.mentions([key])[key]
    others = {one.id for one in merge([mention.programme for mention in group.mentions])} - {programme.id}
    found = []
    for identity_ in programme.documents:
        stands = standing(store, identity_)
        if stands is None:
            continue
        pairs = zip(stands.applied.places, stands.applied.programmes, strict=True)
        mine = [
            Member(stands, place, mention)
            for place, mention in pairs
            if merge_key(mention) == key and merge([mention])[0].id not in others
        ]
        found.extend(mine[:1])
    return found


def decisions_about(store: Store, programme: Programme) -> list[Correction]:
    """The decisions about a programme, newest first, one correction each."""
    found: dict[str, Correction] = {}
    for member in members(store, programme):
        for one in store.document_corrections(member.document):
            if member.standing.applied.found.get(one.decision) == member.place:
                found.setdefault(one.decision, one)
    return sorted(found.values(), key=lambda one: (one.at, one.decision), reverse=True)


def _let_go(store: Store, addition: Correction) -> list[Correction]:
    """Take back what was decided about a programme that a person had added; returns these corrections.

    What the same decisions say of other documents stays, but for values that only made room for one of this document.
    """
    mine = [one for one in store.document_corrections(addition.document) if one.programme.added == addition.decision]
    gone = list(mine)
    for one in mine:
        held = {one.decision: store.scopes(one.decision)}
        others = [other for other in store.remove_decision(one.decision) if other.document != addition.document]
        gone += others
        left = [other for other in others if not other.inherited]
        if left and (one.action != "change" or one.field in GROUPING):
            store.save_decision(left, held)
    return gone


def _takes_away(correction: Correction) -> bool:
    """Whether a decision says that something is wrong, which holds for every document of the programme."""
    if correction.action == "change" and correction.field in MANY:
        assert correction.target is not None
        assert correction.value is not None
        return identity(correction.target) != identity(correction.value)
    return correction.action == "reject"


def decider(by: str) -> str:
    """Who decides, as it is stored. Raises WishError for nobody or for a text."""
    name = " ".join(by.split())
    if not 1 <= len(name) <= MOST_NAME:
        raise WishError("who", most=MOST_NAME)
    return name


def finish(pipeline: Pipeline, *, index: bool) -> None:
    """Bring the records, and (with `index`) the index, up to what was decided."""
    pipeline.merge_dirty()
    if index:
        pipeline.index_changes()


def _corrections(store: Store, mentions: Sequence[Member], verdict: Verdict, by: str) -> list[Correction]:
    """One correction for each document that a verdict concerns."""
    if verdict.note is not None and len(verdict.note) > MOST_NOTE:
        raise WishError("note", most=MOST_NOTE)
    about = verdict.target or verdict.value
    home = _home(mentions, None if about is None else about.evidence.document)
    decision = decision_id(home.document, home.key, verdict.field, about)
    at = store.now()

    def correction(member: Member, action: Action) -> Correction:
        value = None if action == "reject" else verdict.value
        around = ("", "") if value is None else _around(mentions, value)
        return Correction(
            decision=decision,
            document=member.document,
            version=member.standing.number,
            programme=member.key,
            action=action,
            field=verdict.field,
            target=verdict.target,
            value=None if value is None else _plain(value),
            before=around[0],
            after=around[1],
            by=by,
            at=at,
            note=verdict.note,
        )

    if verdict.field == "name" and verdict.action == "reject":
        raise WishError("nameless")
    if verdict.field is None:
        if verdict.action != "reject":
            raise WishError("whole")
        return [correction(member, "reject") for member in mentions]
    if verdict.action == "reject":
        return [correction(member, "reject") for member in mentions if _has(member, verdict)]
    if verdict.value is None:
        raise WishError("unproven")
    home = _home(mentions, verdict.value.evidence.document)
    if verdict.field in GROUPING:
        # a mention left as it was would no longer be one of the same programme
        return [correction(member, verdict.action) for member in mentions]
    replaced = [member for member in mentions if member is not home and _has(member, verdict)]
    return [
        correction(home, verdict.action),
        *(correction(member, "reject") for member in replaced if verdict.action == "change"),
    ]


def _home(mentions: Sequence[Member], document: str | None) -> Member:
    if document is None:
        return mentions[0]
    for member in mentions:
        if member.document == document:
            return member
    raise WishError("stranger", document=document)


def _has(member: Member, verdict: Verdict) -> bool:
    if verdict.target is None or verdict.field is None:
        return False
    wanted = identity(verdict.target)
    return any(identity(value) == wanted for value in field_values(member.mention, verdict.field))


def _plain(value: Supported) -> Supported:
    return value.model_copy(update={"also": (), "review": None, "confidence": 1.0})


def _around(mentions: Sequence[Member], value: Supported) -> tuple[str, str]:
    """The surroundings of an evidence. Raises WishError where it is not in its document."""
    document: Document = _home(mentions, value.evidence.document).standing.document
    start, end = value.evidence.start, value.evidence.end
    if not value.evidence.text.strip() or document.text[start:end] != value.evidence.text:
        raise WishError("span", start=start, end=end, document=document.id)
    return context(document.text, start, end)


def shown_as(store: Store, member: Member) -> str | None:
    """The id of the merged programme that a mention belongs to now; None where it was rejected."""
    stands = standing(store, member.document)
    if stands is None or member.place not in stands.applied.places:
        return None
    mention = stands.applied.programmes[stands.applied.places.index(member.place)]
    alone = merge([mention])[0].id
    same = [one.id for one in store.document_programmes(member.document) if merge_key(one) == merge_key(mention)]
    return alone if alone in same else next(iter(same), None)


def _programme_of(store: Store, correction: Correction) -> str | None:
    stands = standing(store, correction.document)
    place = None if stands is None else stands.place(correction.programme)
    if stands is None or place is None:
        return None
    return shown_as(store, Member(stands, place, stands.applied.bases[place]))
