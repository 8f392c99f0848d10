"""From names to announced programmes: whether a page announces anything, which name leads, what it is part of."""

from collections.abc import Sequence
from dataclasses import replace

from extract.announcing import announcement_worth, candidate_groups
from extract.candidates import NameCandidate
from extract.components.names.described import around
from extract.components.names.headings import title
from extract.components.names.phrases import years_end
from extract.facts import Facts
from extract.grouping import same_name
from extract.name_signs import schemes
from extract.sections import split
from extract.segments import Named, Segment
from extract.words import Words

_SURELY = 1.0
"""From this worth on a page without any likely name announces a programme all the same."""
_PARENT = 1.0
_ALIKE = 3
"""Least words of a name that a longer one has in another order to be the same."""
_TELLING = frozenset({"described", "announced"})
"""Ways of calling something by what it is; nothing is a part of what has no name."""


def segments(words: Words, facts: Facts) -> list[Segment]:
    """The announced programmes with their stretches of text; empty where the page announces nothing."""
    groups = candidate_groups(words, facts)
    if groups and max(groups, key=lambda group: group.score + group.other_work).other_work:
        return []
    worth = announcement_worth(words, facts, groups)
    if worth < 0:
        return []
    found = split(words, groups, facts) or (_only(words, facts, groups) if worth >= _SURELY else [])
    return [replace(segment, part_of=_parent(words, segment, groups)) for segment in found]


def _only(words: Words, facts: Facts, groups: Sequence[Named]) -> list[Segment]:
    """The whole page as one programme where it announces one and no name is likely: called by the likeliest name all
    the same, else by what it gives, else by its title."""
    named = next((group for group in groups if not group.past), None)
    if named is None:
        given = sorted(facts.activities, key=lambda one: (not one.stated, one.start))
        told = (around(words, one.start, one.end) for one in given)
        mention = next((one for one in (*told, title(words)) if one is not None), None)
        named = Named([mention], []) if mention is not None else None
    return [Segment(named, ((0, len(words.text)),))] if named is not None else []


def _parent(words: Words, segment: Segment, groups: Sequence[Named]) -> Named | None:
    """The strategy or larger programme that the text says this one belongs to, the most strongly said.

    Local documents are carried out by what speaks of them, however it does; of a scheme that municipalities join under
    its own name nothing is a part. A local programme rather belongs to such a document than to a contest.
    """
    local = "plan" in schemes(words, segment.named)
    above: list[tuple[tuple[bool, float, float], Named]] = []
    for group in groups:
        if (
            group is segment.named
            or group.sources <= _TELLING
            or not any(segment.shares(mention) for mention in group.mentions)
        ):
            continue
        known = schemes(words, group)
        if _is_alike(group, segment.named, plan="plan" in known) and not _pays_for_place(group, segment.named):
            continue
        said = group.parent >= _PARENT or (group.donor and group.score < segment.named.score)
        larger = any(_is_larger(mention) for mention in group.mentions)
        if ("plan" in known and not group.past) or (said and larger and "joined" not in known):
            above.append(((local and "plan" in known, group.parent, group.score), group))
    found = max(above, key=lambda one: one[0], default=None)
    return _with_years(words, found[1]) if found else None


def _is_larger(mention: NameCandidate) -> bool:
    """Whether a mention can be that of something larger: a programme, or a call by its quoted name."""
    return mention.kind == "programme" or (mention.kind == "call" and mention.source not in {"phrase", "announced"})


def _is_alike(group: Named, named: Named, *, plan: bool) -> bool:
    """Whether one is the other in other words: the same name, a plan of other years, or one that has all its words."""
    if same_name(group.tokens, named.tokens):
        return True
    one, other = (
        [token for token in name.tokens if not any(key.isdigit() for key in token)] for name in (group, named)
    )
    if plan and same_name(one, other):
        return True
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return len(shorter) >= _ALIKE and all(any(token & word for word in longer) for token in shorter)


def _pays_for_place(group: Named, named: Named) -> bool:
    """Whether a programme pays for a place that is called like it: `Klub „Senior+”` and the programme „Senior+”."""
    return group.kinds == {"programme"} and named.kinds == {"service"}


def _with_years(words: Words, parent: Named) -> Named:
    """A larger programme with the years that stand behind its quotation marks: `„Senior+” na lata 2021-2025`."""
    for mention in parent.mentions:
        last = words.at(mention.start, mention.end)[1]
        behind = last + (last < len(words) and words.forms[last] in '”"»“')
        end = years_end(words, behind) if words.lower[behind : behind + 2] == ["na", "lata"] else None
        if end and mention.name.casefold() == parent.best.name.casefold():
            name = f"{parent.best.name} {words.written(behind, end)}"
            longer = replace(mention, end=words.ends[end - 1], name=name, confidence=1.0)
            return replace(parent, mentions=[*parent.mentions, longer])
    return parent
