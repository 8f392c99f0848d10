"""Which role the wording gives a value: cues from a rule file, the nearest and heaviest one wins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from extract.beginnings import Index
from extract.contexts import BREAK, Context
from extract.errors import RuleError
from extract.rules import load_rules

FADE = 0.09
"""A cue loses so much of its weight for every word between it and the value."""


FAR_BLOCK = 5
"""Words that the end of a block between cue and value counts as; the label right above a value is not far."""
BEHIND = 0.1
"""What a cue behind the value weighs less than the same one before it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of a rule file."""

    role: str
    weight: float
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    column: re.Pattern[str] | None
    row: re.Pattern[str] | None
    heading: re.Pattern[str] | None
    follow: re.Pattern[str] | None
    """What must stand right after the value for the `before` pattern to count."""
    within: int
    only: frozenset[str]
    """Traits of which the value must have one (`range`, `day`, …); empty for every value."""


class Verdict(NamedTuple):
    """The role that won, how heavily, and the cue's words."""

    role: str
    score: float
    cue: str
    side: str


@cache
def load_cues(name: str) -> tuple[Cue, ...]:
    """The cues of `data/NAME.yaml`; a pattern is a regular expression over words joined by single spaces.

    Raises RuleError where a line cannot be read.
    """
    rules = load_rules(name)
    return tuple(_cue(name, line, rules.get("classes", {})) for line in rules["cues"])


def _cue(name: str, line: dict[str, object], classes: dict[str, str]) -> Cue:
    try:
        sides = {
            side: _pattern(_spelled(line.get(side), classes))
            for side in ("before", "after", "column", "row", "heading", "follow")
        }
        return Cue(
            role=str(line["role"]),
            weight=float(str(line["weight"])),
            within=int(str(line.get("within", 6))),
            only=frozenset(str(line.get("only", "")).split()),
            **sides,
        )
    except (KeyError, ValueError, re.error) as error:
        raise RuleError(f"rules {name}.yaml: mend the cue {line}: {error}") from error


def _spelled(source: object, classes: dict[str, str]) -> object:
    """A pattern with its classes of words written out: `<payer>` stands for any word that the file lists under it."""
    if not isinstance(source, str) or "<" not in source:
        return source
    return re.sub(r"<(\w+)>", lambda match: f"(?:{classes[match.group(1)]})", source)


def _pattern(source: object) -> re.Pattern[str] | None:
    if not source:
        return None
    inside = str(source).replace(r"\S+", rf"[^\s{BREAK}]+")  # a phrase does not run over the end of a block
    return re.compile(f"{_OPENING}{inside}{_CLOSING}")


_OPENING, _CLOSING = r"(?<!\S)(?:", r")(?!\S)"


_SIDES = ("column", "row", "heading")
_Item = tuple[int, Cue, re.Pattern[str]]
"""A cue with its place in the file and the pattern of one side."""


@cache
def _indexes(name: str) -> dict[str, Index[_Item]]:
    """The cues of a file by the side they look at."""
    return {
        side: Index(
            ((number, cue, pattern), pattern.pattern.removeprefix(_OPENING).removesuffix(_CLOSING))
            for number, cue in enumerate(load_cues(name))
            if (pattern := getattr(cue, side)) is not None
        )
        for side in ("before", "after", *_SIDES)
    }


@cache
def _applicable(name: str, traits: frozenset[str]) -> dict[str, int]:
    """For each side the cues of a file that can hold for a value with these traits, as bits."""
    return {
        side: index.bits(lambda item: not item[1].only or bool(item[1].only & traits))
        for side, index in _indexes(name).items()
    }


def judge(name: str, around: Context, traits: frozenset[str]) -> list[Verdict]:
    """Every role that a cue of `data/NAME.yaml` gives the value, best first; a role stands once, with its best cue."""
    return list(_judged(name, around, traits))


@lru_cache(maxsize=256)
def _judged(name: str, around: Context, traits: frozenset[str]) -> Sequence[Verdict]:
    """The same: most values of a page are judged again in its stretches, by the same wording."""
    best: dict[str, Verdict] = {}
    for verdict in _verdicts(_indexes(name), _applicable(name, traits), around):
        known = best.get(verdict.role)
        if known is None or verdict.score > known.score:
            best[verdict.role] = verdict
    return sorted(best.values(), key=lambda verdict: -verdict.score)


def _verdicts(indexes: dict[str, Index[_Item]], among: dict[str, int], around: Context) -> Iterator[Verdict]:
    before, after = " ".join(around.before), " ".join(around.after)
    for cue, match in _matches(indexes["before"], around.before, before, among["before"]):
        if cue.follow is None or cue.follow.match(after):
            gap = _words_between(before[match.end() :])
            if gap <= cue.within:
                yield Verdict(cue.role, cue.weight - FADE * gap, match.group(), "before")
    seen: Cue | None = None
    for cue, match in _matches(indexes["after"], around.after, after, among["after"]):
        if cue is not seen and (gap := _words_between(after[: match.start()])) <= cue.within:
            yield Verdict(cue.role, cue.weight - FADE * gap - BEHIND, match.group(), "after")
        seen = cue
    for side in _SIDES:
        tokens = getattr(around, side)
        for _, cue, pattern in indexes[side].fitting(tokens, among[side]) if tokens else ():
            if found := pattern.search(" ".join(tokens)):
                yield Verdict(cue.role, cue.weight, found.group(), side)


def _matches(index: Index[_Item], tokens: Sequence[str], text: str, among: int) -> list[tuple[Cue, re.Match[str]]]:
    """The matches of cues `among` these bits in the text that the tokens make, in the order of the file."""
    if not text:
        return []
    anywhere, begun = index.begun(tokens, among)
    found = [
        (number, match.start(), cue, match) for number, cue, pattern in anywhere for match in pattern.finditer(text)
    ]
    ends: dict[int, int] = {}
    for place, likely in begun:
        for number, cue, pattern in likely:
            if place >= ends.get(number, 0) and (match := pattern.match(text, place)):
                ends[number] = match.end()
                found.append((number, place, cue, match))
    found.sort(key=_order)
    return [(cue, match) for _, _, cue, match in found]


def _order(found: tuple[int, int, Cue, re.Match[str]]) -> tuple[int, int]:
    return found[:2]


def _words_between(text: str) -> int:
    """Words that separate a cue from its value; punctuation does not, the end of a block does."""
    if not text:
        return 0
    parts = text.split()
    if parts and parts[-1] == BREAK:
        parts.pop()
    return sum(part[0].isalnum() or FAR_BLOCK * (part == BREAK) for part in parts)
