"""From mentions to candidates: roles that fit the kind of body, the page's own unit, one reading per body and role."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from corpus.documents import BlockKind
from corpus.places import Kind, load_register
from extract.candidates import OrganisationCandidate
from extract.components.organisations.cues import PASSING, Role
from extract.components.organisations.lexicon import lexicon
from extract.components.organisations.mention import Mention
from extract.components.organisations.naming import sentence_case
from extract.components.organisations.settling import LABELLED, Found, inside_title, settled, takes_part
from extract.nominative import nominative_text
from extract.words import Words

_CIVIC = frozenset({"foundation", "association", "charity", "cooperative", "parish", "local_council", "utw", "lgd"})
_MAY_RUN = _CIVIC | {"city", "culture", "school", "university", "hospital", "sport", "utw", "home", "centre", "library"}
"""Kinds that run what their page tells of where no one else is said to."""
_LED = 0.75
"""How sure it must be that a body runs something for others that merely act to be its partners."""
_TOWN_FIRST = 0.6
_OWN_UNIT = 0.62
_INTERMEDIARY = "Wojewódzki Urząd Pracy"
"""Whose projects are mostly those that it signs for others."""
_REGIONAL = 0.4
"""A mention of a region's unit, which mostly leads what others carry out."""
ACTS = frozenset({"implementer", "applicant", "funder"})
_PAYING = frozenset({"foundation", "bank", "company"})
_HELPING = frozenset({"partner", "participant", "provider", "funder", "patron"})
_KINDS = {"miasta": "Miasto", "gminy": "Gmina"}
"""What a municipality is that stands in the nominative behind it (`Burmistrz Miasta Czarnków`)."""
_RIVALS = ("implementer", "partner", "provider")
_SURER = 0.1
_FUNDER_TOO = 0.8


def decide(words: Words, found: Sequence[Found]) -> list[OrganisationCandidate]:
    """The candidates of a document, in the order of its text."""
    own = own_unit(words, found)
    own_runs = any(
        one.named.name == own and one.role is not None and one.role.role == "implementer" and not one.imprint
        for one in found
    )
    led = any(one.role is not None and one.role.role == "implementer" and one.role.weight >= _LED for one in found)
    final_roles = [settled(words, one, own, runs=own_runs, led=led) for one in found]
    by_name = _roles_by_name(found, final_roles)
    passing = _only_passing(found)
    runs = any("implementer" in roles for roles in by_name.values())
    candidates: list[OrganisationCandidate] = []
    for one, role in zip(found, final_roles, strict=True):
        roles = by_name.setdefault(one.named.name.casefold(), set())
        if one.named.name in passing:
            roles = roles | {PASSING}
        alone = one.imprint and _speaks_alone(found, one.named.name, by_name)
        final = _default(words, one, own, roles, alone=alone) if role is None else role
        if final is not None and _outdone(final, roles):
            final = None
        candidates.append(_candidate(words, one, final))
        also = _also_runs(one, final, own, roles, runs=runs)
        if also is not None:
            candidates.append(_candidate(words, one, also))
            roles.add("implementer")
    return candidates


def _speaks_alone(found: Sequence[Found], name: str, by_name: dict[str, set[str]]) -> bool:
    """Whether nobody else is said to run anything, and the text names the imprint's body nowhere, or in passing."""
    others = any("implementer" in roles for other, roles in by_name.items() if other != name.casefold())
    named = (one for one in found if one.named.name == name and not one.imprint)
    return not others and all(one.role is not None and one.role.role == PASSING for one in named)


def _only_passing(found: Sequence[Found]) -> set[str]:
    """The bodies of which every mention says that they do not act."""
    named: dict[str, bool] = {}
    for one in found:
        passes = one.role is not None and one.role.role == PASSING
        named[one.named.name] = named.get(one.named.name, True) and passes
    return {name for name, passes in named.items() if passes}


def _roles_by_name(found: Sequence[Found], given: list[Role | None]) -> dict[str, set[str]]:
    """The roles of each body; of running and helping only the surer one, which `given` then shows too."""
    best: dict[str, dict[str, float]] = defaultdict(dict)
    for one, role in zip(found, given, strict=True):
        if role is not None:
            known = best[one.named.name.casefold()]
            known[role.role] = max(role.weight, known.get(role.role, 0.0))
    for number, (one, role) in enumerate(zip(found, given, strict=True)):
        if role is None or role.role not in _RIVALS:
            continue
        known = best[one.named.name.casefold()]
        surest = max((known.get(rival, 0.0) for rival in _RIVALS), default=0.0)
        if known[role.role] < surest - _SURER:
            given[number] = None
    return {
        name: {
            role
            for role, weight in known.items()
            if role not in _RIVALS or weight >= max(known.get(r, 0.0) for r in _RIVALS) - _SURER
        }
        for name, known in defaultdict(dict, best).items()
    }


def _also_runs(one: Found, role: Role | None, own: str | None, roles: set[str], *, runs: bool) -> Role | None:
    """A body that pays for its own programme, or an association that got a grant for it, runs it as well."""
    if role is None or "implementer" in roles:
        return None
    if one.named.name == own and role.role in {"funder", "applicant"}:
        return Role("implementer", min(role.weight, _FUNDER_TOO))
    if role.role == "applicant" and one.mention.unit.kind in _CIVIC and not runs and own is None:
        return Role("implementer", role.weight - 0.1)
    return None


def _candidate(words: Words, one: Found, role: Role | None) -> OrganisationCandidate:
    start, end = words.span(one.mention.first, one.mention.last)
    return OrganisationCandidate(
        start=start,
        end=end,
        confidence=round(role.weight, 2) if role else 0.5,
        name=named_as(words, one, role.role if role else None),
        role=role.role if role else None,
        kind=one.mention.unit.kind,
        known=one.named.known,
    )


def named_as(words: Words, one: Found, role: str | None) -> str:
    """The name under which a body has a role: a municipality acts where the text says what its head does."""
    acts = one.mention.unit.kind == "office_city" and role in ACTS
    return (_municipality(words, one.mention, one.named.towns) if acts else None) or one.named.name


def _municipality(words: Words, mention: Mention, towns: Mapping[str, str]) -> str | None:
    """The municipality for which its head acts, as the text names it there or elsewhere: `Burmistrz Miasta Cieszyna`
    announces a call of `Miasto Cieszyn`."""
    if mention.head + 1 >= mention.last:
        return None
    kind = _KINDS.get(words.lower[mention.head + 1]) if mention.head + 2 < mention.last else None
    if kind is not None and load_register().named(written := words.written(mention.head + 2, mention.last)):
        return f"{kind} {sentence_case(written)}"
    start, end = words.span(mention.head + 1, mention.last)
    name = sentence_case(nominative_text(" ".join(words.text[start:end].split()), frozenset({"gen"})))
    if name.casefold().startswith(("miasto", "gmina", "dzielnica", "m.")):
        return name
    known = load_register().named(name)
    whole = mention.unit.head == "wójt" or (bool(known) and known[0].kind is Kind.MIXED)
    return towns.get(name.casefold()) or f"{'Gmina' if whole else 'Miasto'} {name}"


def own_unit(words: Words, found: Sequence[Found]) -> str | None:
    """The unit whose page this is: the welfare body that is named most, in the imprint above all; where there is none
    and nobody is said to run anything, the body that is named most."""
    votes: dict[str, float] = defaultdict(float)
    given: dict[str, set[str]] = defaultdict(set)
    others = False
    for one in found:
        if one.role is not None and one.role.role != PASSING and not one.imprint:
            if one.role.role != "participant" or takes_part(words, one.mention):
                given[one.named.name].add(one.role.role)
            others = others or one.role.role == "implementer"
        if one.mention.unit.kind in lexicon().welfare:
            votes[one.named.name] += _vote(one)
    best_is_welfare = any(vote > 0.0 for vote in votes.values())
    if not best_is_welfare and not any(roles & {"implementer", "applicant"} for roles in given.values()):
        for one in found:
            helps = given[one.named.name] & (_HELPING if one.mention.unit.kind in _PAYING else _HELPING - {"funder"})
            if one.mention.unit.kind in _MAY_RUN and not helps:
                votes[one.named.name] += _vote(one) + (_TOWN_FIRST if one.mention.unit.kind == "city" else 0.0)
    best = max(votes, key=lambda name: votes[name], default=None)
    least = 0.0 if best_is_welfare else 1.0
    if best is None or votes[best] <= least or (others and given[best] and given[best] <= {"partner", "participant"}):
        return None
    return best


def _vote(one: Found) -> float:
    if one.named.name.startswith(_INTERMEDIARY):
        return 0.0
    if one.mention.unit.kind == "rops" and not one.imprint:
        return _REGIONAL
    weight = 1.5 if one.imprint else 1.0
    if one.mention.own or (one.mention.abbreviation is None and not one.mention.core):
        weight += 0.5
    if one.role is not None and one.role.role == "implementer":
        weight += 1.5
    if one.role is not None and one.role.role in {"partner", "participant"}:
        weight -= 1.0
    return weight


def _default(words: Words, one: Found, own: str | None, roles: set[str], *, alone: bool) -> Role | None:
    """The page's own unit, where no wording gives it another role, runs what it tells of; its imprint says so too where
    it stands `alone`, nobody else being said to run anything."""
    kind = one.mention.unit.kind
    headed = words.kind(one.mention.first) is BlockKind.HEADING and kind in lexicon().welfare and own is not None
    given = roles - {"funder", "implementer"} if one.named.name == own else roles - {"funder"}
    imprint = one.imprint and not (alone and kind in lexicon().welfare)
    if (one.named.name != own and not headed) or imprint or inside_title(words, one.mention) or given:
        return None
    return Role("implementer", _OWN_UNIT)


def _outdone(role: Role, roles: set[str]) -> bool:
    """Whether a body has a role that rules this one out."""
    if role.role == "participant":
        return bool(roles & {"implementer", "applicant", "partner", "provider"})
    if role.role == "partner":
        return "applicant" in roles
    if role.role == "funder" and role.weight < LABELLED:
        return "implementer" in roles
    return False
