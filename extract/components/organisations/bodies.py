"""Each body of a document once, with the signs of all its mentions and what it is to the other bodies."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.candidates import OrganisationCandidate
from extract.components.organisations.cues import Cue
from extract.components.organisations.settling import Found
from extract.components.organisations.signs import Scene, groups, signs
from extract.components.organisations.subjects import can_be_subject
from extract.patterns import Match
from extract.words import Words

_OTHER = "other"
_PAIRED = ("rule:", "SV", "cue<verb", "cue<after", "cue>verb", "cue>of")
"""Beginnings of signs that say different things of different groups of bodies."""
_MANY, _CROWD = 4, 6
_RUNNING = frozenset({"implementer", "applicant", "provider"})
_RIVALS = ("implementer", "applicant", "provider", "partner")


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its name, the numbers of its candidates, and what speaks for its role."""

    names: frozenset[str]
    candidates: tuple[int, ...]
    ruled: frozenset[str]
    """The roles that the rules give it."""
    signs: frozenset[str]
    imprint: frozenset[int]
    """Those of its candidates that stand in the imprint."""
    found: tuple[Found, ...]
    """The mentions of its candidates, one for each."""


def gather(
    words: Words,
    found: Sequence[Found],
    candidates: Sequence[OrganisationCandidate],
    own: str | None,
    hits: Sequence[Match[Cue]],
) -> list[Body]:
    """The bodies of a document in the order of their first mentions; `own` is the name of the page's own unit."""
    mentions = [one.mention for one in found]
    subjects = [can_be_subject(words, mention) for mention in mentions]
    scene = Scene(mentions, subjects, hits, [one.role for one in found])
    named: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        named[one.named.name.casefold()].append(number)
    at = {words.starts[mention.first]: number for number, mention in enumerate(mentions)}
    held: dict[int, list[int]] = defaultdict(list)
    for place, candidate in enumerate(candidates):
        held[at[candidate.start]].append(place)
    roles = {
        name: frozenset(role for n in numbers for p in held[n] if (role := candidates[p].role) is not None)
        for name, numbers in named.items()
    }
    grouped = Counter(_group(found[numbers[0]]) for numbers in named.values())
    bodies: list[Body] = []
    for name, numbers in named.items():
        marks: set[str] = set()
        for n in numbers:
            marks.update(["imprint"] if found[n].imprint else signs(words, scene, n))
        one = found[numbers[0]]
        others = frozenset(role for other, given in roles.items() if other != name for role in given)
        group = _group(one)
        marks.update(_paired(marks, group))
        marks.update(_whole(one, group, own, roles[name], others))
        marks.add(f"mentions={min(sum(not found[n].imprint for n in numbers), _MANY)}")
        marks.add(f"bodies={len(named) if len(named) < _MANY else 'many' if len(named) < _CROWD else 'crowd'}")
        if not bodies:
            marks.add("first")
        if grouped[group] == 1:
            marks.update(("alone in group", f"alone*{group}"))
        places = tuple(place for n in numbers for place in held[n])
        bodies.append(
            Body(
                frozenset({one.named.name, *(candidates[place].name for place in places)}),
                places,
                roles[name],
                frozenset(marks),
                frozenset(place for n in numbers if found[n].imprint for place in held[n]),
                tuple(found[n] for n in numbers for _ in held[n]),
            )
        )
    return bodies


def _group(one: Found) -> str:
    return groups().get(one.mention.unit.kind, _OTHER)


def _paired(marks: set[str], group: str) -> list[str]:
    return [f"{mark}*{group}" for mark in marks if mark.startswith(_PAIRED) and mark.count(":") < 2 and "~" not in mark]


def _whole(one: Found, group: str, own: str | None, given: frozenset[str], others: frozenset[str]) -> Iterator[str]:
    """What a body is as a whole, and which roles the rules give it and the others."""
    yield "bias"
    yield f"kind={one.mention.unit.kind}"
    yield f"group={group}"
    for role in given or ("none",):
        yield f"final:{role}"
        yield f"final:{role}*{group}"
    owned = "own" if one.named.name == own else "not own" if own else "no own"
    yield owned
    yield f"{owned}*{group}"
    if others.isdisjoint(_RUNNING):
        yield "nobody else runs"
        yield f"nobody else runs*{group}"
    for rival in _RIVALS:
        other = f"{'other' if rival in others else 'no other'} {rival}"
        yield other
        yield f"{other}*{group}"
