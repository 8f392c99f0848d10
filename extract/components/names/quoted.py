"""Quoted names: behind a head word, before one, called a name by the sentence, or merely quoted."""

from collections.abc import Iterator

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.facilities import town_end
from extract.components.names.layout import name_candidate
from extract.components.names.lexicon import (
    donor_start,
    facilities,
    happening,
    head_at,
    introducers,
    leading_head,
    naming,
    other_heads,
    place_patterns,
)
from extract.patterns import keys
from extract.quotes import Quote, find_quotes
from extract.rules import load_rules
from extract.words import Words

_SHORT_FOR_NAMED = frozenset({"pn", "pt"})
_NEAR, _FAR = 4, 9
"""Words to look back for a head: without and with an introducer (`pn.`) before the quotation."""


def quoted(words: Words) -> Iterator[NameCandidate]:
    """Every quotation that may name a programme, with its way of introduction."""
    for quote in find_quotes(words):
        if quote.last <= quote.first or not words.forms[quote.first][:1].isalnum() or _is_short_for(words, quote):
            continue
        head, other = _head_before(words, quote.outer_first)
        source = "quotes"
        if head is None and not other:
            head = _head_behind(words, quote.outer_last)
            source = "apposition" if head else "mention"
            own = leading_head(words, quote.first, quote.last)
            if head is None and own and own[1] == "programme" and quote.last - quote.first > 2:
                source, head = "phrase", own
        if other or _is_company(words, quote.outer_last):
            continue
        if source == "mention" and _named_before(words, quote.outer_first):
            source = "apposition"
        if source == "mention" and (named_behind(words, quote.outer_last) or _happens(words, quote.outer_first)):
            source = "apposition"
        if source == "mention" and words.kind(quote.first) is BlockKind.HEADING:
            source = "title"
        ahead = head is not None and head[0] < quote.outer_first
        if head and ahead and head[1] == "service" and _is_called(words, head[0]):
            candidate = name_candidate(
                words, _phrase_start(words, head[0]), town_end(words, quote.outer_last), source, head
            )
            if candidate:
                yield candidate
                continue
        candidate = name_candidate(words, quote.first, quote.last, source, head)
        if candidate:
            yield candidate


def _is_short_for(words: Words, quote: Quote) -> bool:
    """Whether a quotation is only what something is called further on: `zwany dalej „Realizatorem”`."""
    return "dalej" in words.lower[max(0, quote.outer_first - 2) : quote.outer_first]


def _is_company(words: Words, index: int) -> bool:
    """Whether a firm's legal form follows a quotation: `„Zakole” s.c.`, `„Budex” sp. z o.o.`."""
    return words.lower[index : index + 3] in (["s", ".", "c"], ["s", ".", "a"], ["sp", ".", "z"])


def named_behind(words: Words, index: int) -> bool:
    """Whether the sentence goes on to say that this is a name: `„X” – bo tak nazwano przedsięwzięcie`."""
    for position in range(index, min(index + _NEAR + 2, len(words))):
        if words.blocks[position] != words.blocks[index - 1]:
            return False
        if not words.keys[position].isdisjoint(naming()):
            return not _quotes_behind(words, position + 1) and words.lower[position + 1 : position + 2] != ["dalej"]
    return False


def _quotes_behind(words: Words, index: int) -> bool:
    """Whether the word of naming speaks of what it quotes: `Sępólno będzie prowadzić projekt o nazwie „X”`."""
    return index < len(words) and words.forms[index] in '„"»«“”:'


def _named_before(words: Words, index: int) -> bool:
    """Whether `nosi nazwę`, `pod nazwą` or the like stands right before the quotation that opens at `index`."""
    for position in range(index - 1, max(index - 1 - _NEAR - 2, -1), -1):
        if words.forms[position] == "." and position == index - 1 and words.lower[position - 1] in _SHORT_FOR_NAMED:
            return True
        if words.blocks[position] != words.blocks[index] or words.forms[position] in ".,;:(|":
            return words.forms[position] == ":" and position == index - 1 and _named_before(words, position)
        if not words.keys[position].isdisjoint(naming()):
            return True
    return False


def _happens(words: Words, index: int) -> bool:
    """Whether a verb of beginning, running or ending stands right before the quotation that opens at `index`."""
    for position in range(index - 1, max(index - 4, -1), -1):
        if words.blocks[position] != words.blocks[index] or words.forms[position] in ".,;:(|":
            return False
        if not words.keys[position].isdisjoint(happening()):
            return True
    return False


def _is_called(words: Words, head: int) -> bool:
    """Whether a place is called by its kind as well: `Klub „Pod Lipą”`, but `w klubie „Strych”`."""
    first = _phrase_start(words, head)
    opens = first == words.sentence_bounds(first)[0] and words.kind(first) is BlockKind.PARAGRAPH
    if not words.forms[first][:1].isupper() or not (words.lemmas[head] in facilities() or _is_place(words, head)):
        return False
    return not opens or (head > first and words.forms[head][:1].isupper()) or _is_place(words, first)


def _is_place(words: Words, index: int) -> bool:
    """Whether a kind of place that is announced itself is told from a word on, by capitals: `Ośrodek Wsparcia`."""
    return words.forms[index][:1].isupper() and any(
        words.forms[match.last - 1][:1].isupper() for match in place_patterns().at(words, index)
    )


def _phrase_start(words: Words, index: int) -> int:
    while index and words.blocks[index - 1] == words.blocks[index] and words.tags[index - 1].startswith("adj"):
        if not words.keys[index - 1].isdisjoint(load_rules("names")["months"]):
            break
        index -= 1
    return index


def _head_before(words: Words, index: int) -> tuple[tuple[int, str] | None, bool]:
    """The head word of a quotation that opens at `index`, and whether something else than a programme is quoted."""
    block, sentence = words.blocks[index], words.sentences[index]
    introduced = False
    paying = donor_start(words, index)
    if paying is not None:
        return head_at(words, paying), False
    for position in range(index - 1, max(index - 1 - (_FAR if introduced else _NEAR + 5), -1), -1):
        if words.blocks[position] != block or (words.sentences[position] != sentence and index - position > 2):
            break
        form, lower = words.forms[position], words.lower[position]
        if lower in introducers() or (form == "." and words.lower[position - 1] in introducers()):
            introduced = True
            continue
        if form in ',;()|”"' or (form == ":" and index - position > 2):
            break
        head = head_at(words, position)
        if head and not introduced and _is_named(words, position, index):
            return None, True
        if head:
            return head, False
        if keys(form) & other_heads() and not introduced:
            return ((position, "service"), False) if _is_place(words, position) else (None, True)
        distance = index - position
        if distance > _NEAR and not introduced:
            break
        if words.tags[position].startswith(("fin", "praet", "imps")):
            break
    return None, False


def _is_named(words: Words, head: int, quote: int) -> bool:
    """Whether an operational programme has its name before a quotation, which is a motto then."""
    behind = range(head + 2, quote)
    operational = head + 1 < quote and "operacyjny" in words.keys[head + 1]
    return operational and any(words.forms[index].istitle() for index in behind)


def _head_behind(words: Words, index: int) -> tuple[int, str] | None:
    """The head word of `„X” – projekt socjalny`, of `„X”, program specjalny` or of `„X”, bo o tym projekcie mowa`."""
    if index >= len(words) or words.forms[index] not in ",–-—(":
        return None
    pointed = False
    for position in range(index + 1, min(index + 7, len(words))):
        if words.blocks[position] != words.blocks[index - 1] or words.forms[position] in ".;:()":
            return None
        head = head_at(words, position)
        if head and (pointed or words.lower[position] == words.lemmas[position]):
            return head
        pointed = pointed or words.lemmas[position] == "ten"
        plain = words.lower[position] in {"bo", "o", "czyli", "to", "jak"} or pointed
        if not plain and (position > index + 3 or not words.tags[position].startswith("adj")):
            return None
    return None
