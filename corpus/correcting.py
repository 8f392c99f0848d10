"""Corrections applied to what was extracted from a document: a pure function of both and of the text."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from corpus.corrections import MANY, Correction, ProgrammeKey, State, edition, field_values, folded, identity
from corpus.documents import Document
from corpus.programmes import Evidence, Programme, Review, Supported, Wording

CONTEXT = 40
"""Characters kept on each side of an evidence, to tell places with the same words apart."""
ALIKE = 0.85
"""Similarity (difflib) from which a newer extractor's name still means the programme that was corrected."""
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Applied:
    """The programmes of a document after its corrections."""

    programmes: tuple[Programme, ...]
    places: tuple[int, ...]
    """For each of them its place among `bases`."""
    bases: tuple[Programme, ...]
    """The programmes extracted, and after them those that people added, before other corrections."""
    states: Mapping[str, State]
    """What became of each correction, by decision."""
    found: Mapping[str, int]
    """The place among `bases` that each decision speaks of; those that speak of none are left out."""


def apply(
    corrections: Iterable[Correction],
    programmes: Sequence[Programme],
    document: Document,
    others: Mapping[str, Document] | None = None,
) -> Applied:
    """Apply the corrections of a document, oldest first, to the programmes extracted from it.

    `others` are the documents beside this one that the evidence of some correction stands in. A correction whose
    programme or evidence is not found changes nothing and is `stale`. A programme that a person added is the extracted
    one of its name where there is one (by now), and one more where there is none.
    """
    ordered = sorted(corrections, key=lambda one: (one.at, one.decision))
    texts = {**(others or {}), document.id: document}
    bases, names, found, states = _with_added(ordered, programmes, document, texts)
    slots: list[Programme | None] = list(bases)
    for claimed, name in names.items():
        slots[claimed] = _with(bases[claimed], "name", [name])
    for correction in ordered:
        if correction.adds:
            continue
        key = correction.programme
        given = _names(correction, ordered)
        place = found.get(key.added) if key.added else find(key, programmes, given, claimed=names)
        if place is None:
            states[correction.decision] = "stale"
            continue
        found[correction.decision] = place
        programme = slots[place]
        if programme is None:
            states[correction.decision] = "idle"
        elif correction.field is None:
            slots[place], states[correction.decision] = None, "applied"
        else:
            slots[place], states[correction.decision] = _corrected(programme, correction, correction.field, texts)
    left = [(place, programme) for place, programme in enumerate(slots) if programme is not None]
    shown, places = tuple(programme for _, programme in left), tuple(place for place, _ in left)
    return Applied(shown, places, tuple(bases), states, found)


def find(
    key: ProgrammeKey, programmes: Sequence[Programme], names: Iterable[str] = (), *, claimed: Collection[int] = ()
) -> int | None:
    """The place of the programme that a key means; None where there is none, or where it could be any of several.

    `names` are further names that people gave it; `claimed` are places known to be other programmes, unless they have
    such a name.
    """
    for name in (key.name, *names):
        same = [place for place, one in enumerate(programmes) if folded(one.name.value) == folded(name)]
        if len(same) > 1:
            same = [place for place in same if edition(programmes[place].period) == key.edition][:1]
        if same:
            return same[0]
    ranked = sorted(
        ((_alike(key.name, one.name.value), place) for place, one in enumerate(programmes)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if ranked and ranked[0][0] >= ALIKE and (len(ranked) == 1 or ranked[1][0] < ranked[0][0]):
        return ranked[0][1]
    return 0 if key.alone and len(programmes) == 1 and not claimed else None


def occurrences(text: str, words: str) -> Spans:
    """Where words stand in a text, whatever the white space between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The text just before and just after a span."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def relocated(correction: Correction, text: str) -> tuple[int, int] | None:
    """Where the evidence of a correction stands in a text; None where its words are not in it.

    Where they stand several times, the place with the same surroundings, then the nearest.
    """
    assert correction.value is not None
    proof = correction.value.evidence
    places = occurrences(text, proof.text)
    if not places:
        return None

    def fit(span: tuple[int, int]) -> tuple[int, int]:
        before, after = context(text, *span)
        return -_common(before[::-1], correction.before[::-1]) - _common(after, correction.after), abs(
            span[0] - proof.start
        )

    return min(places, key=fit)


def _with_added(
    ordered: Sequence[Correction], programmes: Sequence[Programme], document: Document, texts: Mapping[str, Document]
) -> tuple[list[Programme], dict[int, Supported], dict[str, int], dict[str, State]]:
    """The extracted programmes and those that people added, the names of the latter, their places and states.

    An extracted programme is taken for the added one only under the very name: editions of a programme are alike.
    """
    bases, names = list(programmes), dict[int, Supported]()
    found, states = dict[str, int](), dict[str, State]()
    for addition in (one for one in ordered if one.adds):
        called = {folded(one) for one in (addition.programme.name, *_names(addition, ordered))}
        place = next((place for place, one in enumerate(bases) if folded(one.name.value) in called), None)
        name = _proven(addition, document.id, texts)
        states[addition.decision] = "applied" if name else "stale"
        if place is None and isinstance(name, Wording):
            place = len(bases)
            fresh = Programme(id=addition.decision, documents=(document.id,), name=name, invented=document.invented)
            bases.append(fresh)
        elif place is not None and name is not None and identity(bases[place].name) == identity(name):
            name = _joined(name, [bases[place].name])
        if place is not None:
            found[addition.decision] = place
            if name is not None:
                names[place] = name
    return bases, names, found, states


def _corrected(
    programme: Programme, correction: Correction, field: str, texts: Mapping[str, Document]
) -> tuple[Programme, State]:
    values = list(field_values(programme, field))
    target = None if correction.target is None else identity(correction.target)
    if correction.action == "reject":
        kept = [value for value in values if identity(value) != target]
        if len(kept) == len(values):
            return programme, "idle"
        return _with(programme, field, kept), "applied"
    value = _proven(correction, programme.documents[0], texts)
    if value is None:
        return programme, "stale"
    mine = identity(value)
    # A change that leaves the value itself as it was says that its evidence was wrong.
    same = [] if correction.action == "change" and target == mine else [v for v in values if identity(v) == mine]
    value = _joined(value, same)
    if field not in MANY:
        return _with(programme, field, [value]), "applied"
    place = next((n for n, one in enumerate(values) if identity(one) in {target, mine}), len(values))
    others = [(n, one) for n, one in enumerate(values) if identity(one) not in {target, mine}]
    before = [one for n, one in others if n < place]
    after = [one for n, one in others if n >= place]
    return _with(programme, field, [*before, value, *after]), "applied"


def _proven(correction: Correction, own: str, texts: Mapping[str, Document]) -> Supported | None:
    """The value of a correction with its evidence where it stands now."""
    value = correction.value
    assert value is not None
    document = texts.get(value.evidence.document or own)
    span = None if document is None else relocated(correction, document.text)
    if document is None or span is None:
        return None
    proof = Evidence(
        start=span[0],
        end=span[1],
        text=document.text[slice(*span)],
        page=document.page_of(span[0]),
        document=None if document.id == own else document.id,
    )
    assert correction.action != "reject"
    review = Review(action=correction.action, by=correction.by, at=correction.at)
    return value.model_copy(update={"evidence": proof, "also": (), "confidence": 1.0, "review": review})


def _joined(value: Supported, same: Iterable[Supported]) -> Supported:
    """The value with the evidence of others that say the same."""
    proofs = [
        proof
        for other in same
        for proof in (other.evidence, *other.also)
        if (proof.document, proof.start, proof.end)
        != (value.evidence.document, value.evidence.start, value.evidence.end)
    ]
    return value.model_copy(update={"also": tuple(dict.fromkeys(proofs))}) if proofs else value


def _with(programme: Programme, field: str, values: Sequence[Supported]) -> Programme:
    changed: Any = tuple(values) if field in MANY else next(iter(values), None)
    return programme.model_copy(update={field: changed})


def _names(about: Correction, corrections: Iterable[Correction]) -> list[str]:
    """The names that people gave to the programme that a correction speaks of, or adds."""

    def same(one: Correction) -> bool:
        return one.programme.added == about.decision if about.adds else one.programme == about.programme

    given = [one.value for one in corrections if one.field == "name" and same(one)]
    return [value.value for value in given if isinstance(value, Wording)]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
