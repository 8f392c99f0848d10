"""What the kind of a body makes of the role that its wording gives."""

from corpus.values import value
from extract.components.organisations.acting import WEAK
from extract.components.organisations.cues import PASSING, Role
from extract.components.organisations.entities import Named
from extract.components.organisations.lexicon import lexicon
from extract.components.organisations.mention import Mention
from extract.rules import load_rules
from extract.words import Words

LABELLED = 0.87
"""At least so sure is a role by a label or a preposition, less a role by a verb."""
_LEADING = frozenset({"city", "county"})
"""Bodies that sign for a programme which their own unit then runs."""
_GATHERINGS = frozenset({"konferencja", "debata", "seminarium", "inauguracja", "gala"})
_GUESTS = frozenset({"region_office", "office_region", "ministry"})
_CLOSING = frozenset('”"»“')


@value
class Found:
    """One mention with its name and the role that its wording gives."""

    mention: Mention
    named: Named
    role: Role | None
    imprint: bool


def settled(words: Words, one: Found, own: str | None, *, runs: bool, led: bool) -> Role | None:
    """The role by wording, adjusted to the kind of body; `runs` where the page's `own` unit is said to run a thing,
    `led` where anybody is."""
    role = one.role
    mine = one.named.name == own
    if role is None or role.role == PASSING or one.imprint or inside_title(words, one.mention):
        return None
    if role.acting:
        role = _helps(words, one, role)
        if mine or (own is None and not led):
            return None
    return None if _bare_office(one, role) else _by_kind(words, one, role, own, runs=runs)


def _bare_office(one: Found, role: Role) -> bool:
    """Whether an office is named without its town; so it can be no more than a patron."""
    return one.mention.unit.office and not one.mention.named and role.role != "patron"


def _by_kind(words: Words, one: Found, role: Role, own: str | None, *, runs: bool) -> Role | None:
    """The role as the kind of body can have it."""
    rules = load_rules("organisation_roles")
    kind = one.mention.unit.kind
    mine = one.named.name == own
    if role.role == "provider" and (mine or kind in rules["public"]):
        runs_it = mine or own is None or kind in _LEADING
        return Role("implementer" if runs_it else "partner", role.weight - 0.1)
    if role.role == "provider" and kind in rules["unpaid"] and role.weight < LABELLED:
        return Role("partner", role.weight - 0.1)
    if kind == "region" and role.role in {"implementer", "applicant"} and not mine:
        return Role("applicant", role.weight)
    if _refused(words, one, role, own):
        return None
    if role.role == "applicant" and mine and kind in lexicon().welfare and role.weight < LABELLED:
        return Role("implementer", role.weight)
    if role.role == "implementer" and kind == "company" and role.weight < LABELLED:
        return Role("provider", role.weight)
    if role.role == "implementer" and own is not None and not mine:
        return _beside_own(one, role, runs=runs)
    return role


def _refused(words: Words, one: Found, role: Role, own: str | None) -> bool:
    """Whether a body of this kind cannot have the role."""
    rules = load_rules("organisation_roles")
    kind = one.mention.unit.kind
    mine = one.named.name == own
    named_itself = words.forms[one.mention.last - 1] in _CLOSING or one.mention.located
    return (
        (kind == "council" and role.role == "funder")
        or (mine and role.role in {"participant", "partner"})
        or (mine and role.role == "funder" and role.weight < LABELLED)
        or (role.role == "participant" and not takes_part(words, one.mention))
        or (role.role not in {"funder", "patron"} and _aloof(one, role, own))
        or (role.role == "implementer" and kind in rules["facilities"] and role.weight < LABELLED and not named_itself)
    )


def _aloof(one: Found, role: Role, own: str | None) -> bool:
    """Whether a body is far from the programme (a ministry, a council); people of a region's office may be guests."""
    kind = one.mention.unit.kind
    if role.role == "participant" and kind in _GUESTS:
        return False
    return kind in load_rules("organisation_roles")["distant"] or _mere_office(one, own)


def _beside_own(one: Found, role: Role, *, runs: bool) -> Role:
    """What doing something means where the page's own unit is another: a firm is paid, a town signs, others help."""
    kind = one.mention.unit.kind
    helping = kind in load_rules("organisation_roles")["helping"] and kind not in lexicon().welfare
    if role.weak and runs and helping and kind != "company":
        return Role("partner", role.weight)
    if role.listed:
        return role
    return Role("applicant", role.weight - 0.1) if kind in _LEADING else role


def _helps(words: Words, one: Found, role: Role) -> Role:
    """A body that merely acts: a guest of a gathering takes part in it, any other helps."""
    if role.role == "participant" and takes_part(words, one.mention):
        return Role("participant", role.weight)
    return role if role.role == "provider" else Role("partner", WEAK, acting=True)


def inside_title(words: Words, mention: Mention) -> bool:
    """Whether a body stands in the name of the programme (`Tytuł projektu: …`), not as one that acts."""
    start, _ = words.block_bounds(mention.first)
    label = words.lemmas[start : min(start + 2, mention.first)]
    return len(label) > 1 and label[0] in {"tytuł", "nazwa"} and label[1] in {"projekt", "zadanie", "program"}


def _mere_office(one: Found, own: str | None) -> bool:
    """Whether an office speaks for a municipality whose unit runs the programme; alone it runs what it announces."""
    if one.mention.unit.kind in {"county_office", "region_office"} and one.named.name.startswith("Zarząd"):
        return own is not None
    if not one.mention.unit.office:
        return False
    return own is not None or one.mention.unit.kind not in {"office_city", "office_county"}


def takes_part(words: Words, mention: Mention) -> bool:
    """Whether a body is at a gathering: the text tells of one, and the body is more than a word in small letters."""
    if mention.unit.alone and words.forms[mention.head].islower():
        return False
    events = frozenset(load_rules("organisation_roles")["events"])
    start, end = words.block_bounds(mention.first)
    return not events.isdisjoint(words.lemmas[start:end]) or not _GATHERINGS.isdisjoint(words.lemmas)
