"""Word lists of names: heads, facilities, introducers; rules in `data/names.yaml`."""

from functools import cache, lru_cache

from extract.candidates import HeadCandidate
from extract.morphology import analyses
from extract.patterns import Patterns, keys
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words
from extract.zones import Zones


@cache
def _heads() -> dict[str, str]:
    return {head: kind for kind, heads in load_rules("names")["heads"].items() for head in heads}


@cache
def facilities() -> frozenset[str]:
    """Heads of places that are called by their kind and their name (`Klub „Pod Lipą”`)."""
    return frozenset(load_rules("names")["facilities"])


@cache
def not_proper() -> frozenset[str]:
    """First words of capitalised phrases that are no programme."""
    return frozenset(load_rules("names")["proper_not"])


@cache
def name_ends() -> frozenset[str]:
    """Words before which a name without quotation marks ends."""
    return frozenset(load_rules("names")["name_ends"])


@cache
def happening() -> frozenset[str]:
    """Verbs of beginning, running and ending."""
    return frozenset(load_rules("names")["happening"])


@cache
def naming() -> frozenset[str]:
    """Words by which a sentence says that something is a name."""
    return frozenset(load_rules("names")["naming"])


@cache
def introducers() -> frozenset[str]:
    """Words that stand between a head and its name."""
    return frozenset(load_rules("names")["introducers"])


@cache
def other_heads() -> frozenset[str]:
    """Heads of quoted things that are no programmes."""
    return frozenset(load_rules("names")["other_heads"])


@cache
def call_patterns() -> Patterns[str]:
    """Wordings that name a call, with its name."""
    return Patterns((pattern, name) for name, pattern in load_rules("names")["calls"].items())


@cache
def label_patterns() -> Patterns[str]:
    """Wordings of labels, each with the way of introduction it gives."""
    rules = load_rules("names")
    return Patterns(
        (pattern, source)
        for source, patterns in (("label", rules["labels"]), ("phrase", rules["captions"]))
        for pattern in patterns
    )


@cache
def generic_patterns() -> Patterns[str]:
    """Wordings of headings and labels that divide an announcement."""
    return Patterns((pattern, "generic") for pattern in load_rules("names")["generic_headings"])


@cache
def place_patterns() -> Patterns[str]:
    """Kinds of places that are announced themselves although they are bodies as well."""
    return Patterns((pattern, "place") for pattern in load_rules("names")["places"])


@cache
def _donors() -> frozenset[str]:
    return frozenset(load_rules("names")["donors"])


_DONOR = 12
"""Words of a donor's name between a programme's head and its name, at most."""


def donor_end(words: Words, head: int) -> int | None:
    """Behind the donor that is told right behind a head: `Program | Ministra Rodziny, Pracy i Polityki Społecznej`."""
    index = head + 1
    end = min(words.sentence_bounds(head)[1], index + _DONOR)
    if index >= end or words.keys[index].isdisjoint(_donors()):
        return None
    while index < end and (words.forms[index][:1].isupper() or words.lower[index] in {"i", ",", "oraz", "ds", "."}):
        index += 1
    return index


def donor_start(words: Words, behind: int) -> int | None:
    """The head of which the words that end before `behind` tell the donor; None where they tell none."""
    begin = max(words.sentence_bounds(behind)[0], behind - _DONOR)
    for index in range(behind - 1, begin, -1):
        if not (words.forms[index][:1].isupper() or words.lower[index] in {"i", ",", "oraz", "ds", "."}):
            return None
        if not words.keys[index].isdisjoint(_donors()):
            return index - 1 if donor_end(words, index - 1) == behind and head_at(words, index - 1) else None
    return None


def head_at(words: Words, index: int) -> tuple[int, str] | None:
    """The word `index` and the kind it gives where it is the head of a programme's name, else None."""
    kind = head_kind(words.forms[index])
    return (index, kind) if kind else None


@cache
def head_spots() -> Spots:
    """Words that can be the head of a programme's name."""
    return Spots(lambda form: head_kind(form) is not None)


@lru_cache(maxsize=12_000)
def head_kind(form: str) -> str | None:
    """The kind that a form gives as the head of a programme's name, None where it is no head."""
    return next((kind for key in sorted(keys(form)) if (kind := _heads().get(key))), None)


def leading_head(words: Words, first: int, last: int) -> tuple[int, str] | None:
    """The head word that a heading begins with, adjectives before it left aside."""
    for index in range(first, min(first + 3, last)):
        head = head_at(words, index)
        if head or not words.tags[index].startswith("adj"):
            return head
    return None


def heads(words: Words, zones: Zones) -> list[HeadCandidate]:
    """Every word that may say what kind of thing is announced, acts, clauses and earlier editions left out."""
    found = []
    for index in head_spots().places(words):
        head = head_at(words, index)
        if head and not (zones.law[index] or zones.aside[index] or zones.past[index]):
            start, end = words.span(index, index + 1)
            found.append(HeadCandidate(start, end, 0.6, head[1]))
    return found


def greets(words: Words, index: int) -> bool:
    """Whether the words from `index` on are a greeting: `Szanowni Państwo`."""
    return any(match.first == index for match in _greetings().at(words, index))


@cache
def _greetings() -> Patterns[str]:
    return Patterns((pattern, "greeting") for pattern in load_rules("names")["greetings"])


def may_be_noun(words: Words, index: int) -> bool:
    """Whether a word with a capital that looks like a verb is a noun as well: `Akademia Młodej Mamy`."""
    return words.forms[index].istitle() and any(
        reading.tag.startswith(("subst", "adj")) for reading in words.analyses[index]
    )


@lru_cache(maxsize=12_000)
def is_common(form: str) -> bool:
    """Whether a form has a capital and would be a common word without it."""
    if not form[:1].isupper() or not form[1:].islower():
        return False
    readings = analyses(form.lower())
    return any(reading.tag.startswith(("subst", "adj", "ger")) and reading.lemma.islower() for reading in readings)
