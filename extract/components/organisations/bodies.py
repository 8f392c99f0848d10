"""Each body of a document once, with the signs of all its mentions and what it is to the other bodies."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from corpus.values import value
from extract.candidates import OrganisationCandidate
from extract.components.organisations.cues import Cue
from extract.components.organisations.decide import named_as
from extract.components.organisations.page import Page
from extract.components.organisations.settling import Found
from extract.components.organisations.signs import Scene, groups, signs
from extract.components.organisations.subjects import can_be_subject
from extract.patterns import Match
from extract.words import Words

_OTHER = "other"
REFUSED = "refused"
"""The sign of a body of which every mention says that its bid got nothing."""
_PAIRED = (
    "rule:",
    "SV",
    "cue<verb",
    "cue<after",
    "cue>verb",
    "cue>of",
    "L:",
    "W:",
    "C:",
    "H:",
    "V:",
    "sentence ",
    "sum ",
    "S:",
    "act:",
)
"""Beginnings of signs that say different things of different groups of bodies."""
_MANY, _CROWD = 4, 6
_RUNNING = frozenset({"implementer", "applicant", "provider"})
_RIVALS = ("implementer", "applicant", "provider", "partner")


@value
class Body:
    """A body by its name, the numbers of its candidates, and what speaks for its role."""

    names: frozenset[str]
    candidates: tuple[int, ...]
    ruled: frozenset[str]
    """The roles that the rules give it."""
    signs: frozenset[str]
    """What all its mentions show, and what it is as a whole."""
    imprint: frozenset[int]
    """Those of its candidates that stand in the imprint."""
    found: tuple[Found, ...]
    """The mentions of its candidates, one for each."""
    group: str
    whole: frozenset[str]
    """What it is as a whole, without the roles that the rules give it."""
    parts: tuple[frozenset[str], ...]
    """What the mention of each candidate shows."""
    rules: tuple[str | None, ...]
    """The role that the rules give each candidate."""
    acting: tuple[str, ...]
    """The name of each candidate where it acts (`decide.named_as`)."""

    @property
    def towns(self) -> Collection[str]:
        """Its names where it is a municipality."""
        return self.names if any(one.mention.unit.kind == "city" for one in self.found) else ()

    @property
    def mayors(self) -> Collection[str]:
        """The names of the municipality for which it acts where it is the office of its head."""
        office = any(one.mention.unit.kind == "office_city" for one in self.found)
        return [name for name in self.acting if name not in self.names or " " in name] if office else ()

    def signs_of(self, places: Collection[int], given: Collection[str]) -> frozenset[str]:
        """The signs of some of its candidates only, to which the rules give these roles."""
        inside = (part for place, part in zip(self.candidates, self.parts, strict=True) if place in places)
        marks = frozenset(mark for part in inside for mark in part)
        return frozenset((*marks, *_paired(marks, self.group), *_final(given, self.group), *self.whole))


def gather(
    words: Words,
    found: Sequence[Found],
    candidates: Sequence[OrganisationCandidate],
    own: str | None,
    hits: Sequence[Match[Cue]],
    *,
    page: Page,
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
    publishers = {_group(one) for one in found if page.publishes(words, one)}
    bodies: list[Body] = []
    for name, numbers in named.items():
        parts = {n: frozenset(["imprint"] if found[n].imprint else signs(words, scene, n)) for n in numbers}
        one = found[numbers[0]]
        marks: set[str] = set()
        others = frozenset(role for other, given in roles.items() if other != name for role in given)
        group = _group(one)
        marks.update(_whole(one, group, own, others))
        mine = [found[n] for n in numbers]
        marks.update(page.signs(words, mine, group, runs=not others.isdisjoint(_RUNNING)))
        if publishers and not page.published(words, mine):
            marks.update(f"other publisher:{other}*{group}" for other in publishers)
        marks.add(f"mentions={min(sum(not found[n].imprint for n in numbers), _MANY)}")
        marks.add(f"bodies={len(named) if len(named) < _MANY else 'many' if len(named) < _CROWD else 'crowd'}")
        if all(other.role is not None and other.role.refused for other in mine):
            marks.add(REFUSED)
        if not bodies:
            marks.add("first")
        if grouped[group] == 1:
            marks.update(("alone in group", f"alone*{group}"))
        places = tuple(place for n in numbers for place in held[n])
        shown = frozenset().union(*parts.values())
        bodies.append(
            Body(
                frozenset({one.named.name, *(candidates[place].name for place in places)}),
                places,
                roles[name],
                frozenset((*shown, *_paired(shown, group), *_final(roles[name], group), *marks)),
                frozenset(place for n in numbers if found[n].imprint for place in held[n]),
                tuple(found[n] for n in numbers for _ in held[n]),
                group,
                frozenset(marks),
                tuple(parts[n] for n in numbers for _ in held[n]),
                tuple(candidates[place].role for place in places),
                tuple(named_as(words, found[n], "implementer") for n in numbers for _ in held[n]),
            )
        )
    return bodies


def _group(one: Found) -> str:
    return groups().get(one.mention.unit.kind, _OTHER)


def _final(given: Collection[str], group: str) -> Iterator[str]:
    for role in given or ("none",):
        yield f"final:{role}"
        yield f"final:{role}*{group}"


def _paired(marks: Collection[str], group: str) -> list[str]:
    return [f"{mark}*{group}" for mark in marks if mark.startswith(_PAIRED) and mark.count(":") < 2 and "~" not in mark]


def _whole(one: Found, group: str, own: str | None, others: frozenset[str]) -> Iterator[str]:
    """What a body is as a whole, and which roles the rules give the others."""
    yield "bias"
    yield f"kind={one.mention.unit.kind}"
    yield f"group={group}"
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
