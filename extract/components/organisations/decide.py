"""From mentions to candidates: roles that fit the kind of body, the page's own unit, one reading per body and role."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.candidates import OrganisationCandidate
from extract.components.organisations.entities import Named
from extract.components.organisations.lexicon import lexicon
from extract.components.organisations.mentions import Mention
from extract.components.organisations.roles import Role
from extract.rules import load_rules
from extract.words import Words

_LEADING = frozenset({"city", "county"})
"""Bodies that sign for a programme which their own unit then runs."""
_OWN_UNIT = 0.62
_FUNDER_TOO = 0.8
_LABELLED = 0.87
"""At least so sure is a role by a label or a preposition, less a role by a verb."""


@dataclass(frozen=True, slots=True)
class Found:
    """One mention with its name and the role that its wording gives."""

    mention: Mention
    named: Named
    role: Role | None
    imprint: bool


def decide(words: Words, found: Sequence[Found]) -> list[OrganisationCandidate]:
    """The candidates of a document, in the order of its text."""
    own = _own_unit(words, found)
    settled = [_settled(words, one, own) for one in found]
    by_name: dict[str, set[str]] = defaultdict(set)
    for one, role in zip(found, settled, strict=True):
        if role is not None:
            by_name[one.named.name.casefold()].add(role.role)
    candidates: list[OrganisationCandidate] = []
    for one, role in zip(found, settled, strict=True):
        name = one.named.name
        roles = by_name[name.casefold()]
        final = _default(words, one, own, roles) if role is None else role
        if final is not None and final.role == "implementer" and one.mention.unit.kind in _LEADING and own is not None:
            final = Role("applicant", final.weight - 0.1) if name != own else final
        if final is not None and _outdone(final, roles):
            final = None
        candidates.append(_candidate(words, one, final))
        if own == name and final is not None and final.role == "funder" and "implementer" not in roles:
            candidates.append(_candidate(words, one, Role("implementer", _FUNDER_TOO)))
            roles.add("implementer")
    return candidates


def _candidate(words: Words, one: Found, role: Role | None) -> OrganisationCandidate:
    start, end = words.span(one.mention.first, one.mention.last)
    return OrganisationCandidate(
        start=start,
        end=end,
        confidence=round(role.weight, 2) if role else 0.5,
        name=one.named.name,
        role=role.role if role else None,
        kind=one.mention.unit.kind,
        known=one.named.known,
    )


def _own_unit(words: Words, found: Sequence[Found]) -> str | None:
    """The unit whose page this is: the welfare body that is named most, in the imprint above all."""
    votes: dict[str, float] = defaultdict(float)
    for one in found:
        if one.mention.unit.kind not in lexicon().welfare:
            continue
        weight = 1.5 if one.imprint else 1.0
        if one.mention.own or (one.mention.abbreviation is None and not one.mention.core):
            weight += 0.5
        if one.role is not None and one.role.role == "implementer":
            weight += 1.5
        if one.role is not None and one.role.role in {"partner", "participant"}:
            weight -= 1.0
        votes[one.named.name] += weight
    return max(votes, key=lambda name: votes[name], default=None)


def _settled(words: Words, one: Found, own: str | None) -> Role | None:
    """The role by wording, adjusted to the kind of body."""
    role = one.role
    if role is None or one.imprint:
        return None
    rules = load_rules("organisation_roles")
    kind = one.mention.unit.kind
    mine = one.named.name == own
    if role.role == "provider" and (mine or kind in rules["public"]):
        return Role("implementer", role.weight - 0.1)
    refused = (
        (mine and role.role in {"participant", "partner"})
        or (mine and role.role == "funder" and role.weight < _LABELLED)
        or (role.role == "participant" and not _at_event(words, one.mention))
        or (role.role not in {"funder", "patron"} and (kind in rules["distant"] or one.mention.unit.office))
        or (role.role == "implementer" and kind in rules["facilities"] and role.weight < _LABELLED)
    )
    return None if refused else role


def _at_event(words: Words, mention: Mention) -> bool:
    events = frozenset(load_rules("organisation_roles")["events"])
    start, end = words.block_bounds(mention.first)
    return not events.isdisjoint(words.lemmas[start:end])


def _default(words: Words, one: Found, own: str | None, roles: set[str]) -> Role | None:
    """The page's own unit, where no wording gives it a role anywhere, runs what it tells of."""
    if one.named.name != own or one.imprint or roles - {"funder"}:
        return None
    return Role("implementer", _OWN_UNIT)


def _outdone(role: Role, roles: set[str]) -> bool:
    """Whether a body has a role that rules this one out."""
    if role.role == "participant":
        return bool(roles & {"implementer", "applicant", "partner", "provider"})
    if role.role == "partner":
        return bool(roles & {"applicant"})
    return False
