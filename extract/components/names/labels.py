"""Names behind a label: `Tytuł projektu: …`, a cell `Nazwa zadania | …`, a label that stands alone over its value."""

from collections.abc import Iterator

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.layout import MAX_WORDS, block_starts, name_candidate, past_numbering
from extract.components.names.lexicon import generic_patterns, head_at, label_patterns
from extract.quotes import Quote, find_quotes
from extract.rules import load_rules
from extract.words import Words


def labelled(words: Words) -> Iterator[NameCandidate]:
    """`Tytuł projektu: …`, a cell `Nazwa zadania | …`."""
    for index in block_starts(words):
        first = past_numbering(words, index)
        for match in label_patterns().at(words, first):
            if match.last >= len(words) or (match.meaning == "phrase" and not _of_one(words, first)):
                continue
            begin, end = _value_bounds(words, index, match.last)
            if begin >= end:
                continue
            bars = [i for i in range(first, end) if words.forms[i] == "|"]
            if len(bars) > 1:
                continue
            quote = next((q for q in find_quotes_in(words, begin, end) if q.outer_first <= begin + 1), None)
            if quote and quote.last - quote.first > 1:
                begin, end = quote.first, quote.last
            if begin < end:
                head = next((head for i in range(first, match.last) if (head := head_at(words, i))), None)
                candidate = name_candidate(words, begin, end, match.meaning, head)
                if candidate:
                    yield candidate
            break


def _of_one(words: Words, index: int) -> bool:
    """Whether a caption stands over one programme: `Projekt`, but `Projekty` over a list of them."""
    tags = [reading.tag for reading in words.analyses[index]]
    return any((":sg:" in tag and "nom" in tag) or tag == "ign" for tag in tags)


def announced_below(words: Words) -> Iterator[NameCandidate]:
    """A name in the block below the words that introduce it: `realizuje projekt pn.:` and the name on its own line."""
    for index in block_starts(words):
        if not index or words.kind(index) not in {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM}:
            continue
        above = index - 1
        while above and words.forms[above] in ".:–-":
            above -= 1
        if words.blocks[above] != words.blocks[index - 1]:
            continue
        first, last = past_numbering(words, index), min(words.sentence_bounds(index)[1], index + MAX_WORDS)
        quote = next((q for q in find_quotes_in(words, first, last) if q.outer_first == first), None)
        heads = _heads_line(words, above) and (quote is not None or _is_form(words, index - 1, first))
        if words.lower[above] not in _ENDS and not heads:
            continue
        first, last = (quote.first, quote.last) if quote else (first, last)
        if first < last and words.forms[first][:1].isalnum():
            head = next((head for i in range(above, max(above - 5, 0), -1) if (head := head_at(words, i))), None)
            candidate = name_candidate(words, first, last, "label", head)
            if candidate:
                yield candidate


def _is_form(words: Words, above: int, first: int) -> bool:
    """Whether the line that ends with the word `above` is that of rules or a form, and what follows no label or text:
    `Regulamin uczestnictwa w projekcie` over the name."""
    begin, _ = words.block_bounds(above)
    form = not words.keys[begin].isdisjoint(load_rules("names")["forms"])
    last = words.block_bounds(first)[1]
    plain = words.forms[first][:1].isupper() and words.forms[last - 1] not in ".:;"
    return form and above + 1 == words.block_bounds(above)[1] and plain and not _divider(words, first)


def _heads_line(words: Words, index: int) -> bool:
    """Whether a line ends with the head of what the next line quotes: `staże w ramach projektu` and `„X”` below."""
    head = head_at(words, index)
    return head is not None and head[1] in {"project", "programme"}


_ENDS = frozenset({"pn", "pt", "n", "t", "nazwą", "tytułem", "nazwie", "tytule", "hasłem"})
"""Words after which a name has to follow."""


def _value_bounds(words: Words, index: int, behind: int) -> tuple[int, int]:
    """The words of a label's value: what follows its colon or bar, or the block under a label that stands alone."""
    end = words.block_bounds(index)[1]
    if behind < end:
        return (behind + 1, end) if words.forms[behind] in ":|–-" else (0, 0)
    alone = words.kind(index) is BlockKind.HEADING or (behind - index > 1 and behind < len(words))
    valued = behind < len(words) and words.kind(behind) is not BlockKind.ROW and not _divider(words, behind)
    return words.block_bounds(behind) if alone and valued else (0, 0)


def _divider(words: Words, index: int) -> bool:
    """Whether the block that begins at `index` is itself a label (`Okres realizacji`)."""
    return any(match.last >= words.block_bounds(index)[1] - 1 for match in generic_patterns().at(words, index))


def find_quotes_in(words: Words, first: int, last: int) -> list[Quote]:
    """Quotations whose marks stand within the words `first` up to `last`."""
    return [quote for quote in find_quotes(words) if first <= quote.outer_first and quote.outer_last <= last]
