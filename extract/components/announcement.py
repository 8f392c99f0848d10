"""Whether a page announces anything, and what to call it where it gives no proper name."""

from collections.abc import Iterator
from functools import cache

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.name_text import name_text, sentence_case
from extract.components.names.described import is_head
from extract.components.names.described_extent import end_of
from extract.components.names.layout import past_numbering
from extract.components.names.lexicon import greets, happening, head_at
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.words import Words

_EARLY = 0.4
"""The part of a text within which words that speak against an announcement count, outside headings half as much."""
_MAX_WORDS = 26
_LEAST = 2
"""Least words by which an announcement can be called."""
_DIVIDER = 7
"""A heading that divides an announcement has at most so many words."""


def nothing_score(words: Words) -> float:
    """How strongly a page says that it is something else: a vacancy, a tender, a session, a warning, a road closure."""
    score = 0.0
    seen: set[str] = set()
    for match in _nothing().find(words):
        pattern, scope = match.meaning
        if pattern in seen:
            continue
        heading = words.kind(match.first) is BlockKind.HEADING and _is_main(words, match.first)
        if heading or (scope == "anywhere" and match.first < _EARLY * len(words)):
            seen.add(pattern)
            score += 4.0 if heading else 2.0
    return score


def adopts(words: Words) -> bool:
    """Whether an act says that it adopts a programme: `przyjmuje się Program …`."""
    return next(_adopting().find(words), None) is not None


def other_pages(words: Words) -> dict[str, int]:
    """How many different wordings of each other kind of page (a vacancy, a tender, statistics …) a page has."""
    found: dict[str, set[str]] = {kind: set() for kind in load_rules("other_pages")}
    for match in _other_pages().find(words):
        pattern, kind = match.meaning
        found[kind].add(pattern)
    return {kind: len(patterns) for kind, patterns in found.items()}


def _is_main(words: Words, index: int) -> bool:
    """Whether a heading is of the page itself and not of a box with other news further down."""
    levels = [part.level for part in words.parts if part.kind is BlockKind.HEADING]
    return index < _EARLY * len(words) and words.parts[words.blocks[index]].level <= min(levels) + 1


def generic(words: Words, index: int) -> bool:
    """Whether the heading that begins with the word `index` only divides an announcement (`Terminy`, `Dla kogo?`)."""
    _, last = words.block_bounds(index)
    first = past_numbering(words, index)
    if words.forms[last - 1] in "?:":
        return True
    if last - first == 1 and not words.forms[first].isupper() and words.lemmas[first].islower():
        return True
    if is_act(words, index):
        return True
    matches = _generic().at(words, first)
    return bool(matches) and last - first <= _DIVIDER


def is_act(words: Words, index: int) -> bool:
    """Whether the heading that begins with the word `index` names an act or a notice (`Zarządzenie nr 12 …`)."""
    return not words.keys[past_numbering(words, index)].isdisjoint(_acts())


def fallback_names(words: Words) -> list[NameCandidate]:
    """What an announcement without a proper name can be called, best first."""
    found = sorted(_announced(words), key=lambda item: -item[0])
    return [candidate for _, candidate in found]


def _announced(words: Words) -> Iterator[tuple[float, NameCandidate]]:
    for match in _announcements().find(words):
        first = match.first
        heading = words.kind(first) is BlockKind.HEADING
        if not heading and first > _EARLY * len(words):
            continue
        while first and words.blocks[first - 1] == words.blocks[first] and words.tags[first - 1].startswith("adj"):
            first -= 1
        last = _end(words, match.last)
        if not heading and is_head(words.forms[match.first]):
            last = min(last, end_of(words, match.first))
        verbal = any(
            words.tags[i].startswith(("fin", "praet", "imps"))
            or (words.lemmas[i] != words.lower[i] and not words.keys[i].isdisjoint(happening()))
            for i in range(first, last)
        )
        counts = any(words.forms[i].isdigit() for i in range(first + 1, min(match.last + 1, last)))
        if verbal or last - first < _LEAST or counts or greets(words, first):
            continue
        name = _sentence_cased(name_text(words, first, last)) if heading else name_text(words, first, last)
        if name:
            head = head_at(words, match.first)
            start, end = words.span(first, last)
            place = words.span(head[0], head[0] + 1) if head else (-1, -1)
            candidate = NameCandidate(
                start, end, 0.42, name[:1].upper() + name[1:], head[1] if head else None, *place, "announced"
            )
            level = words.parts[words.blocks[first]].level
            yield (2.0 if heading and level == 1 else 1.0 if heading else 0.0) + min(last - first, 12) / 12, candidate


def _sentence_cased(name: str) -> str:
    """A name that begins in capitals and goes on in small letters, as a sentence writes it."""
    parts = name.split(" ")
    capitals = next((place for place, part in enumerate(parts) if not part.isupper()), len(parts))
    return " ".join([sentence_case(" ".join(parts[:capitals])), *parts[capitals:]]) if capitals > 1 else name


def _end(words: Words, index: int) -> int:
    """Where what is announced ends; a heading that goes on in small letters below is one phrase with what follows."""
    begin = index
    while index < len(words) and index - begin < _MAX_WORDS:
        if words.blocks[index] != words.blocks[index - 1] and not _goes_on(words, index):
            break
        if words.forms[index] in ".;:()|!?," or words.tags[index].startswith(("fin", "praet", "bedzie", "imps")):
            break
        index += 1
    return index


def _goes_on(words: Words, index: int) -> bool:
    """Whether a heading goes on in the block that begins with the word `index`."""
    return words.kind(index - 1) is BlockKind.HEADING and words.forms[index].islower() and words.forms[index].isalpha()


@cache
def _nothing() -> Patterns[tuple[str, str]]:
    rules = load_rules("names")["nothing"]
    return Patterns((pattern, (pattern, scope)) for scope, patterns in rules.items() for pattern in patterns)


@cache
def _adopting() -> Patterns[str]:
    return Patterns((pattern, "adopts") for pattern in load_rules("names")["adopting"])


@cache
def _other_pages() -> Patterns[tuple[str, str]]:
    rules = load_rules("other_pages")
    return Patterns((pattern, (pattern, kind)) for kind, patterns in rules.items() for pattern in patterns)


@cache
def _acts() -> frozenset[str]:
    return frozenset(load_rules("names")["acts"])


@cache
def _generic() -> Patterns[str]:
    return Patterns((pattern, "generic") for pattern in load_rules("names")["generic_headings"])


@cache
def _announcements() -> Patterns[str]:
    return Patterns((pattern, "announcement") for pattern in load_rules("names")["announcements"])
