"""Facilities, events and courses that are called by their kind and capitals: `Klub Wielu Kultur`, `Rodzinny Piknik`."""

from collections.abc import Iterator

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.ages import DASHES
from extract.components.names.layout import MAX_WORDS, name_candidate
from extract.components.names.lexicon import (
    facilities,
    head_at,
    head_kind,
    head_spots,
    is_common,
    may_be_noun,
    place_patterns,
)
from extract.rules import load_rules
from extract.words import Words

_INSIDE = frozenset({"i", "oraz", "dla", "bez", "ze", "od", "pod", "nad", "ku", "po"})
_OF_PLACES = ("skie", "ckie", "ski", "cki", "ska", "cka", "skich", "ckich", "skiego", "ckiego", "skiej", "ckiej")
"""Endings of adjectives made from names of places."""
_TOWN_WORDS = 3
"""Words of a place's name, at most."""


def called_by_kind(words: Words) -> Iterator[NameCandidate]:
    """A head word with a capital and the capitalised words beside it, with its town where it is a place."""
    for index in head_spots().places(words):
        if not words.forms[index][:1].isupper() or words.forms[index].isupper():
            continue
        head = head_at(words, index)
        if head is None or head[1] not in {"service", "event"}:
            continue
        first = index
        while first and _describes(words, first - 1, index):
            first -= 1
        first -= _is_numbered(words, first, head[1])
        last = _end(words, index)
        place = words.lemmas[index] in facilities()
        if sum(words.forms[i][:1].isupper() for i in range(first, last)) < 2:
            continue
        last = town_end(words, last) if place else last
        candidate = name_candidate(words, first, last, "facility", head)
        if candidate:
            yield candidate


def places(words: Words) -> Iterator[NameCandidate]:
    """Places that are bodies as well, told by capitals: `Dzienny Dom Senior+ w Knyszynie`."""
    for match in place_patterns().find(words):
        first = match.first
        while first and _describes(words, first - 1, match.first):
            first -= 1
        last = max(match.last, _end(words, match.last - 1))
        kind = words.forms[match.last - 1]
        if last - first > 1 and not kind[:1].isupper() and kind not in _INSIDE:
            continue
        if words.forms[first][:1].isupper() and sum(words.forms[i][:1].isupper() for i in range(first, last)) > 1:
            candidate = name_candidate(words, first, town_end(words, last), "place", (match.first, "service"))
            if candidate:
                yield candidate


def _describes(words: Words, index: int, mate: int) -> bool:
    """Whether a capitalised adjective stands before a head in the same sentence."""
    same = words.sentences[index] == words.sentences[mate]
    ours = "nasz" in words.keys[index]
    return same and words.forms[index].istitle() and not ours and _is_trait(words, index)


def _is_trait(words: Words, index: int) -> bool:
    """Whether a word is an adjective, or may be one that no dictionary knows as such: `Kolonowskie`."""
    return words.tags[index].startswith("adj") or words.lower[index].endswith(_OF_PLACES)


def _is_numbered(words: Words, index: int, kind: str) -> bool:
    """Whether a Roman number before an event says which it is of its kind: `III Kolonowskie Dni Trzeźwości`."""
    number = words.forms[index - 1] if index else ""
    same = bool(number) and words.sentences[index - 1] == words.sentences[index]
    return same and kind == "event" and set(number) <= set("IVX")


def _end(words: Words, index: int) -> int:
    """Behind the last capitalised word, number or plus sign that goes with the head at `index`."""
    position = last = index + 1
    sentence = words.sentences[index]
    event = head_kind(words.forms[index]) == "event"
    while position < len(words) and words.sentences[position] == sentence and position - index < MAX_WORDS:
        form = words.forms[position]
        verb = words.tags[position].startswith(("fin", "praet")) and not may_be_noun(words, position)
        named = form[:1].isupper() and not verb
        plus = form == "+" and words.starts[position] - words.ends[position - 1] <= 1
        number = form.isdigit() and last == position and words.kind(index) is not BlockKind.ROW
        if named or plus or number:
            last = position + 1
        elif last != position or not _joins(words, position, event=event):
            break
        position += 1
    return last


def _joins(words: Words, index: int, *, event: bool) -> bool:
    """Whether a word in lower case can stand inside a name, before the word with a capital behind it."""
    if words.lower[index] in _INSIDE:
        return True
    behind = index + 1
    people = event or not words.keys[index - 1].isdisjoint(load_rules("names")["people"])
    return words.lower[index] == "z" and people and behind < len(words) and is_common(words.forms[behind])


def _is_joined(words: Words, index: int) -> bool:
    """Whether a hyphen without white space joins the second part of a town's name: `w Busku-Zdroju`."""
    behind = index + 1
    if behind >= len(words) or words.forms[index] not in DASHES or not words.forms[behind][:1].isupper():
        return False
    return words.ends[index - 1] == words.starts[index] and words.ends[index] == words.starts[behind]


def town_end(words: Words, index: int) -> int:
    """Behind `w Knurowie` where it follows the words that end at `index`."""
    if index + 1 < len(words) and words.lower[index] in {"w", "we"} and words.blocks[index] == words.blocks[index - 1]:
        end = index + 1
        sentence = words.sentences[index]
        while end < len(words) and end - index <= _TOWN_WORDS and words.forms[end][:1].isupper():
            if words.sentences[end] != sentence or head_at(words, end):
                break
            end += 1
            end += _is_joined(words, end)
        return end if end > index + 1 else index
    return index
