"""What speaks for or against a date as a programme's beginning or end, at the place where it stands."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.documents import BlockKind
from extract.beginnings import Index
from extract.components.date_roles import Role, traits
from extract.contexts import Context, nearest
from extract.date_expressions import DAY, MONTH, YEAR, DateExpression
from extract.date_readings import HALF, QUARTER
from extract.rules import load_rules
from extract.words import Words

BEFORE, AFTER = 10, 6
"""Words before and behind a date among which its signs are looked for."""
TITLE = 2
"""Blocks at the head of a document that count as its title."""


def traits_of(words: Words, expression: DateExpression, around: Context, role: Role) -> frozenset[str]:
    """The names of all signs at the date (`extract/data/date_signs.yaml`), its shape, its role and its place."""
    found = {f"is_{kind}" for kind in traits(expression) & _SHAPES} | {f"edge_{role.edge}"}
    before = (*around.column, *around.row, *nearest(around.before, BEFORE))
    for side, tokens in (("before", before), ("after", _clause(around.after))):
        found.update([f"{name}_{side}" for name in _told(_signs(), tokens)])
    if expression.form == "school":
        found.add("is_school")
    if not role.cue:
        found.add("uncued")
    if words.kind(expression.first) in {BlockKind.ROW, BlockKind.ITEM}:
        found.add("in_list")
    if words.blocks[expression.first] < TITLE or words.kind(expression.first) is BlockKind.HEADING:
        found.add("in_head")
    if expression.first and words.forms[expression.first - 1] in "([":
        found.add("in_brackets")
    found |= _sentence_signs(words, expression)
    told = _verbs(words, expression)
    shape = next((kind for kind in ("until", "from", "point") if f"is_{kind}" in found), "")
    return frozenset(found | told | {f"{shape}_{name}" for name in told if shape})


_SHAPES = frozenset({DAY, MONTH, QUARTER, HALF, YEAR, "years", "range", "from", "until", "point"})


SENTENCE = 25
"""Words on either side of a date that count as its sentence."""


def _sentence_signs(words: Words, expression: DateExpression) -> set[str]:
    """What the whole sentence says: the programme starts, ends or runs (`19 września w ratuszu ruszył projekt`)."""
    begin, end = words.sentence_bounds(expression.first)
    tokens = words.lower[max(begin, expression.first - SENTENCE) : min(end, expression.last + SENTENCE)]
    return _told(_statements(), tokens)


def _told(index: Index[tuple[str, re.Pattern[str]]], tokens: Sequence[str]) -> set[str]:
    """The names of the signs that the words hold."""
    anywhere, begun = index.begun(tokens)
    if not anywhere and not begun:
        return set()
    text = " ".join(tokens)
    found = {name for name, pattern in anywhere if pattern.search(text)}
    for place, likely in begun:
        found.update([name for name, pattern in likely if name not in found and pattern.match(text, place)])
    return found


def _clause(after: tuple[str, ...]) -> tuple[str, ...]:
    """The words behind a date up to the end of their clause."""
    for place, word in enumerate(after[:AFTER]):
        if word in {";", ".", "|"} or (word == "," and place):
            return after[:place]
    return after[:AFTER]


def _verbs(words: Words, expression: DateExpression) -> set[str]:
    """The tense and person of the verbs of the clause."""
    begin, end = words.sentence_bounds(expression.first)
    tags = words.tags[max(begin, expression.first - BEFORE) : min(end, expression.last + AFTER)]
    return {sign for tag in set(tags) for sign in _verb(tag)}


@cache
def _verb(tag: str) -> tuple[str, ...]:
    signs = []
    if tag.startswith(("praet", "imps")):
        signs.append("verb_past")
    elif tag.startswith("bedzie") or (tag.startswith("fin:") and ":perf" in tag):
        signs.append("verb_future")
    elif tag.startswith("fin:"):
        signs.append("verb_present")
    if ":pl:pri" in tag:
        signs.append("verb_we")
    return tuple(signs)


@cache
def _signs() -> Index[tuple[str, re.Pattern[str]]]:
    return _indexed(load_rules("date_signs")["beside"])


@cache
def _statements() -> Index[tuple[str, re.Pattern[str]]]:
    return _indexed(load_rules("date_signs")["sentence"])


def _indexed(sources: dict[str, str]) -> Index[tuple[str, re.Pattern[str]]]:
    return Index(((name, re.compile(rf"(?<!\S)(?:{source})(?!\S)")), source) for name, source in sources.items())
