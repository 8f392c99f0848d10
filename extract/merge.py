"""Programmes across documents: mentions of one programme become one record, editions stay apart.

Two mentions are one programme where the same municipality runs it under the same name in the same edition.
Each value keeps the document that shows it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from corpus.programmes import Evidence, Programme, Supported

_NOISE = frozenset(["projekt", "program", "pn", "pt", "edycja", "w", "i", "z", "na", "rok", "roku", "lata"])
Value = TypeVar("Value", bound=Supported)


def merge_key(programme: Programme) -> str:
    """What mentions of one programme have in common: where it is run and its name with its edition, folded."""
    place = programme.municipality.teryt or programme.municipality.name if programme.municipality else "?"
    return f"{place}:{_folded(programme.name.value)}"


def merge(mentions: Sequence[Programme]) -> tuple[Programme, ...]:
    """The programmes that mentions with one key tell of: one, or several where they are different editions.

    Mentions are ordered by their document's id, so the result does not depend on the order of reading.
    """
    editions: dict[str, list[Programme]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.documents):
        editions.setdefault(_edition(mention), []).append(mention)
    open_ended = editions.pop("", [])
    if open_ended and len(editions) == 1:
        next(iter(editions.values())).extend(open_ended)
    elif open_ended:
        editions[""] = open_ended
    return tuple(_merged(edition, group) for edition, group in sorted(editions.items()))


def _edition(programme: Programme) -> str:
    period = programme.period
    return f"{(period.start or '')[:4]}-{(period.end or '')[:4]}" if period else ""


def _merged(edition: str, mentions: Sequence[Programme]) -> Programme:
    """One programme of all its mentions; the one with the most values leads."""
    owned = [_owned(mention) for mention in mentions]
    lead = max(owned, key=lambda mention: (len(mention.values()), mention.documents))
    others = [mention for mention in owned if mention is not lead]
    everything = [lead, *others]
    digest = hashlib.sha256(f"{merge_key(lead)}|{edition}".encode()).hexdigest()[:16]
    return Programme(
        id=digest,
        documents=tuple(dict.fromkeys(document for mention in everything for document in mention.documents)),
        name=_best([mention.name for mention in everything], lambda value: value.value) or lead.name,
        kind=_best([mention.kind for mention in everything], lambda value: value.value),
        municipality=_best([mention.municipality for mention in everything], lambda value: value.name),
        period=_best([mention.period for mention in everything], lambda value: (value.start, value.end)),
        events=_union([mention.events for mention in everything], lambda value: (value.start, value.end)),
        amounts=_union([m.amounts for m in everything], lambda value: (value.role, value.value, value.currency)),
        funding=_union([mention.funding for mention in everything], lambda value: value.code),
        organisations=_union(
            [mention.organisations for mention in everything], lambda value: (_folded(value.name), value.role)
        ),
        target_groups=_union([mention.target_groups for mention in everything], lambda value: value.code),
        activities=_union([mention.activities for mention in everything], lambda value: value.code),
        participants=_best([mention.participants for mention in everything], lambda value: value.value),
        continues=_best([mention.continues for mention in everything], lambda value: (value.name, value.since)),
        part_of=_best([mention.part_of for mention in everything], lambda value: _folded(value.value)),
        invented=all(mention.invented for mention in everything),
    )


def _best(values: Sequence[Value | None], key: Callable[[Value], object]) -> Value | None:
    """The first value, supported as well by all values that agree with it; what a person decided last goes first."""
    present = sorted((value for value in values if value is not None), key=_unreviewed)
    if not present:
        return None
    return _supported(present[0], [value for value in present[1:] if key(value) == key(present[0])])


def _union(lists: Sequence[Sequence[Value]], key: Callable[[Value], object]) -> tuple[Value, ...]:
    """Every distinct value once, each with all its support."""
    groups: dict[object, list[Value]] = {}
    for values in lists:
        for value in values:
            groups.setdefault(key(value), []).append(value)
    ranked = (sorted(group, key=_unreviewed) for group in groups.values())
    return tuple(_supported(group[0], group[1:]) for group in ranked)


def _unreviewed(value: Supported) -> float:
    """Orders what people decided, the newest first, before what nobody looked at."""
    return -value.review.at.timestamp() if value.review else 0.0


def _supported(value: Value, agreeing: Sequence[Value]) -> Value:
    if not agreeing:
        return value
    also = (*value.also, *(proof for other in agreeing for proof in (other.evidence, *other.also)))
    confidence = max(value.confidence, *(other.confidence for other in agreeing))
    return value.model_copy(update={"also": tuple(dict.fromkeys(also)), "confidence": confidence})


def _owned(mention: Programme) -> Programme:
    """The mention with its document's id written into every evidence."""
    document = mention.documents[0]

    def own(value: Value) -> Value:
        proofs = [value.evidence, *value.also]
        named = [proof if proof.document else proof.model_copy(update={"document": document}) for proof in proofs]
        first: Evidence = named[0]
        return value.model_copy(update={"evidence": first, "also": tuple(named[1:])})

    changed: dict[str, object] = {}
    for field in type(mention).model_fields:
        value = getattr(mention, field)
        if isinstance(value, Supported):
            changed[field] = own(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Supported):
            changed[field] = tuple(own(item) for item in value)
    return mention.model_copy(update=changed)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(word for word in re.findall(r"\w+", letters) if word not in _NOISE)
