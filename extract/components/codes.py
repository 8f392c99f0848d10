"""Target groups and activities: wordings of the vocabulary's codes, and whether the text states or only mentions them."""

from collections.abc import Iterable, Sequence
from functools import cache

from corpus.documents import BlockKind
from corpus.vocabulary import load_vocabulary
from extract.candidates import Candidate, CodeCandidate
from extract.errors import RuleError
from extract.patterns import Match, Patterns
from extract.rules import load_rules
from extract.words import Words
from extract.zones import Zones

_STRONG, _WEAK = "strong", "weak"
_COUNT_REACH = 3
"""A number at most so many words before the wording counts it: `2 letnie kolonie`."""


def find_groups(words: Words, zones: Zones, blocked: Sequence[Candidate]) -> list[CodeCandidate]:
    """Target groups; wordings inside `blocked` spans (names of organisations and funds) say nothing."""
    return _find(words, zones, blocked, "target_groups", "for_whom")


def find_activities(words: Words, zones: Zones, blocked: Sequence[Candidate]) -> list[CodeCandidate]:
    """Activities; wordings inside `blocked` spans (names of organisations and funds) say nothing."""
    return _find(words, zones, blocked, "activities", "gives")


def _find(words: Words, zones: Zones, blocked: Sequence[Candidate], field: str, statement: str) -> list[CodeCandidate]:
    inside = _inside(words, blocked)
    statements = _statements(words, statement)
    found = []
    for match in _longest(_patterns(field).find(words)):
        if zones.excludes(match.first) or inside[match.first]:
            continue
        code, strength = match.meaning
        stated = strength == _STRONG or _stated(words, match, statements)
        start, end = words.span(match.first, match.last)
        confidence = (0.8 if strength == _STRONG else 0.5) + (0.1 if _stated(words, match, statements) else 0.0)
        count = _count(words, match) if field == "activities" else None
        found.append(CodeCandidate(start, end, confidence, code, words.text[start:end], stated, count))
    return found


def _longest(matches: Iterable[Match[tuple[str, str]]]) -> list[Match[tuple[str, str]]]:
    """Per code, matches that do not overlap, the earlier and longer first."""
    reached: dict[str, int] = {}
    kept = []
    for match in matches:
        code = match.meaning[0]
        if match.first >= reached.get(code, 0):
            reached[code] = match.last
            kept.append(match)
    return kept


def _inside(words: Words, blocked: Sequence[Candidate]) -> bytearray:
    marks = bytearray(len(words))
    for candidate in blocked:
        first, last = words.at(candidate.start, candidate.end)
        marks[first:last] = b"\x01" * max(0, last - first)
    return marks


def _statements(words: Words, name: str) -> set[int]:
    """Numbers of the sentences that say outright whom the programme is for, or what it gives."""
    return {words.sentences[match.first] for match in _statement_patterns(name).find(words)}


def _stated(words: Words, match: Match[tuple[str, str]], statements: set[int]) -> bool:
    sentence = words.sentences[match.first]
    if sentence in statements:
        return True
    listed = words.kind(match.first) in {BlockKind.ITEM, BlockKind.ROW}
    return listed and any(earlier in statements for earlier in range(sentence - 3, sentence))


def _count(words: Words, match: Match[tuple[str, str]]) -> int | None:
    for index in range(match.first - 1, max(match.first - 1 - _COUNT_REACH, -1), -1):
        if words.blocks[index] != words.blocks[match.first]:
            return None
        form = words.forms[index]
        if form.isdigit():
            return int(form) if 0 < len(form) < 4 and form[0] != "0" else None
        if not form.isalpha() or not words.tags[index].startswith(("adj", "pact", "ppas", "ign")):
            return None
    return None


@cache
def _patterns(field: str) -> Patterns[tuple[str, str]]:
    rules = load_rules(field)
    codes = getattr(load_vocabulary(), field)
    unknown = set(rules) - set(codes)
    if unknown:
        raise RuleError(f"{field}.yaml names codes that the vocabulary lacks: {', '.join(sorted(unknown))}")
    return Patterns(
        (pattern, (code, strength))
        for code, kinds in rules.items()
        for strength in (_STRONG, _WEAK)
        for pattern in kinds.get(strength, ())
    )


@cache
def _statement_patterns(name: str) -> Patterns[str]:
    return Patterns((pattern, name) for pattern in load_rules("statements")[name])
