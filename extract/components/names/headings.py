"""Headings, beginnings of items and parts of the title as names; weak unless other mentions confirm them."""

from collections.abc import Iterator

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.layout import MAX_WORDS, block_starts, in_compound, name_candidate, past_numbering
from extract.components.names.lexicon import greets, happening, head_at, leading_head, may_be_noun
from extract.components.names.proper import CAPITALISED, PROPER
from extract.components.names.quoted import named_behind
from extract.rules import load_rules
from extract.words import Words

_MAX_LINE = 16
"""A line in capitals of more words is shouted text, no heading."""


_REMARK = 6
"""Words of a remark in brackets that closes a heading, the brackets counted."""
_TOLD = 3
"""Words of such a remark that say anything, at most."""
_DATE = 4
"""Most words of a heading that is only a date and its place."""
_DIVIDERS = frozenset("–—-:.?/|")
"""What may end the name that a heading begins with."""
_LEAD_WORDS = 7
"""Most words of a name that begins an item, and least words of what is said of it."""


def headings(words: Words) -> Iterator[NameCandidate]:
    """A heading as a whole, as a name for what stands under it; weak unless other mentions confirm it."""
    for index in block_starts(words):
        if words.kind(index) is not BlockKind.HEADING and not _set_in_capitals(words, index):
            continue
        first, last = past_numbering(words, index), _remark_start(words, index)
        if 1 <= last - first <= MAX_WORDS and not _is_date(words, first, last) and not greets(words, first):
            candidate = name_candidate(words, first, last, "heading", leading_head(words, first, last))
            if candidate:
                yield candidate


def _remark_start(words: Words, index: int) -> int:
    """Where a heading ends, a remark behind it left aside: `Ciepło i zdrowo | (TRWA!)`."""
    begin, end = words.block_bounds(index)
    if words.forms[end - 1] == ")":
        opening = next((i for i in range(end - 1, begin + 1, -1) if words.forms[i] == "("), end)
        return opening if end - opening <= _REMARK else end
    dash = next((i for i in range(end - 1, begin + 1, -1) if words.forms[i] in "–—-|"), end)
    return dash if end - dash <= _REMARK and _is_remark(words, dash + 1, end) else end


def _is_remark(words: Words, first: int, last: int) -> bool:
    """Whether the words only say what a page tells of the thing: `wyniki naboru`, `nabór marcowy`."""
    rules = load_rules("names")
    known = frozenset(rules["remarks"])
    told = [i for i in range(first, last) if words.forms[i].isalpha() and words.lower[i] not in rules["fillers"]]
    return bool(told) and words.keys[told[0]] & known != frozenset() and len(told) <= _TOLD


def title(words: Words) -> NameCandidate | None:
    """The page's first heading as a name, whatever it says; None where it has none."""
    index = next((index for index in block_starts(words) if words.kind(index) is BlockKind.HEADING), None)
    if index is None:
        return None
    last = min(words.block_bounds(index)[1], index + MAX_WORDS)
    return name_candidate(words, past_numbering(words, index), last, "heading", None)


def _is_date(words: Words, first: int, last: int) -> bool:
    """Whether a heading is the date of a document: `Leszno, październik 2006`."""
    if last - first > _DATE or not words.forms[last - 1].isdigit():
        return False
    return any(not words.keys[i].isdisjoint(load_rules("names")["months"]) for i in range(first, last))


def _set_in_capitals(words: Words, index: int) -> bool:
    """Whether the paragraph that begins at `index` is a line in capitals: a heading that its page does not mark so."""
    begin, end = words.block_bounds(index)
    if end - begin > _MAX_LINE or words.kind(index) is not BlockKind.PARAGRAPH:
        return False
    if not words.text[words.starts[begin] : words.ends[end - 1]].isupper():
        return False
    return sum(len(form) >= 3 and form.isalpha() for form in words.forms[begin:end]) >= 2


def leads(words: Words) -> Iterator[NameCandidate]:
    """What an item or a numbered paragraph begins with: `2. Podziel się świętami. Pod tą nazwą …`."""
    for index in block_starts(words):
        first = past_numbering(words, index)
        if first >= words.block_bounds(index)[1]:
            continue
        if words.kind(index) not in {BlockKind.ITEM, BlockKind.PARAGRAPH} or words.forms[first] in '„"»':
            continue
        if words.kind(index) is BlockKind.PARAGRAPH and first == index:
            continue
        end = words.block_bounds(index)[1]
        last = next((i for i in range(first, min(end, first + _LEAD_WORDS + 1)) if words.forms[i] in ".,(–—:"), first)
        verbal = any(
            words.tags[i].startswith(("fin", "praet", "imps")) and not may_be_noun(words, i) for i in range(first, last)
        )
        if PROPER[0] <= last - first and end - last >= _LEAD_WORDS and words.forms[first][:1].isupper() and not verbal:
            named = (named_behind(words, last + 1) and words.forms[last] == ".") or _is_headed(words, last + 1)
            candidate = name_candidate(words, first, last, "apposition" if named else "lead", None)
            if candidate:
                yield candidate


def _is_headed(words: Words, index: int) -> bool:
    """Whether what follows a colon or a dash says what the name is: `Trzeźwi na Start: | kampania na stacjach`."""
    head = head_at(words, index) if index < len(words) and words.forms[index - 1] in ":–—-" else None
    return head is not None and head[1] in {"project", "programme"} and words.lower[index] == words.lemmas[index]


def title_parts(words: Words) -> Iterator[NameCandidate]:
    """The part of a heading before a dash, a colon or a slash, where the text takes it up again."""
    for first in block_starts(words):
        if words.kind(first) is BlockKind.HEADING:
            yield from _taken_up(words, past_numbering(words, first))


def _taken_up(words: Words, first: int) -> Iterator[NameCandidate]:
    end = words.block_bounds(first)[1]
    last = next((i for i in range(first, end) if words.forms[i] in _DIVIDERS and not in_compound(words, i)), first)
    size = last - first
    if not PROPER[0] <= size <= _LEAD_WORDS:
        return
    wanted = [words.keys[i] for i in range(first, last)]
    lead = leading_head(words, first, last)
    if (lead and lead[1] == "call") or not wanted[0].isdisjoint(load_rules("names")["acts"]):
        return
    again = [
        i
        for i in CAPITALISED.places(words)
        if end <= i < len(words) - size
        and words.kind(i) is not BlockKind.HEADING
        and all(wanted[k] & words.keys[i + k] for k in range(size))
        and not _goes_on(words, i - 1, i)
        and not _goes_on(words, i + size, i)
    ]
    for index in (first, *again) if again else ():
        candidate = name_candidate(words, index, index + size, "title" if index == first else "mention", None)
        if candidate:
            yield candidate


def news(words: Words) -> Iterator[NameCandidate]:
    """What a headline says that it begins, runs or ends: `Rusza Klub Wielu Kultur`, `Startuje Mama wraca do pracy`."""
    for index in block_starts(words):
        first = past_numbering(words, index) + 1
        end = words.block_bounds(index)[1]
        if first >= end or words.kind(index) is not BlockKind.HEADING or words.keys[first - 1].isdisjoint(happening()):
            continue
        ends = (i for i in range(first, end) if words.forms[i] in _DIVIDERS or words.forms[i] in ",!(")
        last = next((i for i in ends if not in_compound(words, i)), end)
        if PROPER[0] <= last - first <= MAX_WORDS and words.forms[first][:1].isupper():
            candidate = name_candidate(words, first, last, "title", leading_head(words, first, last))
            if candidate:
                yield candidate


def _goes_on(words: Words, index: int, mate: int) -> bool:
    """Whether a word beside a name belongs to a longer one: it has a capital or is a number, in the same sentence."""
    if not 0 <= index < len(words) or words.sentences[index] != words.sentences[mate]:
        return False
    return words.forms[index].isdigit() or (index > 0 and words.forms[index].istitle())
