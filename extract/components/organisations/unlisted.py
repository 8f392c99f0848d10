"""Bodies of no known kind that a label introduces: `Partnerzy: Diakonie Liberec, „Społem”`, `Wykonawca | Smaczek`."""

from collections.abc import Sequence

from corpus.documents import BlockKind
from extract.components.organisations.cues import Cue
from extract.components.organisations.lexicon import lexicon
from extract.components.organisations.mention import Mention
from extract.patterns import Match
from extract.words import Words

_ROLES = frozenset({"partner", "provider"})
_LABELS = frozenset({"partner", "partnerka", "współorganizator", "wykonawca", "podwykonawca", "operator", "sponsor"})
_SEPARATORS = frozenset(",;")
_JOINING = frozenset({"i", "oraz"})
_SMALL = frozenset({"i", "w", "we", "z", "na", "nad", "pod", "dla", "im", ".", "nr", "-", "–", "&", "of", "für", "de"})
_CLOSING = frozenset("”\"»“'")
_OPENING = frozenset('„"«“‚')
_COPULA = frozenset({"jest", "był", "była", "było", "będzie", "został", "została", "zostało"})
_COPULA_REACH = 7
"""Words between a word of role and „to be”."""
_JOINED = frozenset('-–&„”"')
_MAX = 9
"""Words of a name; longer items are sentences."""


def with_unlisted(words: Words, mentions: Sequence[Mention], hits: Sequence[Match[Cue]]) -> list[Mention]:
    """The mentions and, in their order, the other items that labels of partners and of contractors list."""
    found = list(mentions)
    for hit in hits:
        if hit.meaning.role not in _ROLES or hit.meaning.side != "after" or words.lemmas[hit.first] not in _LABELS:
            continue
        if _heads_column(words, hit.first):
            continue
        colon = next((i for i in range(hit.last, min(hit.last + 3, len(words))) if words.forms[i] in ":|"), None)
        listed = colon is not None and words.blocks[colon] == words.blocks[hit.first]
        for first, last in _items(words, colon + 1) if colon is not None and listed else _told(words, hit):
            if not any(one.first < last and first < one.last for one in found) and _names(words, first, last):
                found.append(_mention(words, first, last))
    return sorted(found, key=lambda mention: mention.first)


def _told(words: Words, hit: Match[Cue]) -> list[tuple[int, int]]:
    """The name behind „to be” of which a sentence says what it is: `Partnerem zagranicznym jest Handwerkskammer …`."""
    if not words.lower[hit.first].endswith(("em", "ką")):
        return []
    end = words.sentence_bounds(hit.first)[1]
    verb = next((i for i in range(hit.last, min(end, hit.last + _COPULA_REACH)) if words.lower[i] in _COPULA), None)
    if verb is None or verb + 1 >= end:
        return []
    last = verb + 1
    while last < end and (words.forms[last][:1].isupper() or words.forms[last] in _JOINED):
        last += 1
    return [(verb + 1, last)] if last > verb + 2 and not words.forms[verb + 1].isupper() else []


def _heads_column(words: Words, i: int) -> bool:
    """Whether a label is the head of a column: it stands in the first row of a table, behind its first cell."""
    start, _ = words.block_bounds(i)
    block = words.blocks[start]
    if words.kind(i) is not BlockKind.ROW or i == start or "|" not in words.forms[start:i]:
        return False
    return block == 0 or words.parts[block - 1].kind is not BlockKind.ROW


def _items(words: Words, begin: int) -> list[tuple[int, int]]:
    """The items of a list from a word to the end of its sentence or cell, by their first words and ends."""
    items: list[tuple[int, int]] = []
    if begin >= len(words):
        return items
    end = words.sentence_bounds(begin)[1]
    first, quoted = begin, False
    for i in range(begin, end + 1):
        form = words.forms[i] if i < end else ";"
        if form in _OPENING and not quoted:
            quoted = True
        elif form in _CLOSING:
            quoted = False
        if i == end or form == "|" or (not quoted and (form in _SEPARATORS or form in _JOINING)):
            items.append((first, i))
            first = i + 1
        if form == "|":
            break
    return items


def _names(words: Words, first: int, last: int) -> bool:
    """Whether an item is a name: capitals or quoted, no sentence, no person."""
    stop = _stop(words, first, last)
    forms = words.forms[first:stop]
    if not forms or len(forms) > _MAX or not (forms[0][:1].isupper() or forms[0] in _OPENING):
        return False
    if any("imię" in reading.names for reading in words.analyses[first]):
        return False
    quoted = forms[0] in _OPENING
    rest = [form for form in forms if form.isalpha() and form.casefold() not in _SMALL]
    return bool(rest) and (quoted or all(form[:1].isupper() for form in rest)) and max(map(len, rest)) > 2


def _stop(words: Words, first: int, last: int) -> int:
    """Where the name in an item ends: before a bracket, a dash, or the full stop."""
    for i in range(first, last):
        dash = words.forms[i] in "–—-" and words.starts[i] > words.ends[i - 1]
        full = words.forms[i] == "." and i + 1 == last
        if words.forms[i] == "(" or dash or full:
            return i
    return last


def _mention(words: Words, first: int, last: int) -> Mention:
    stop = _stop(words, first, last)
    start, end = words.span(first, stop)
    name = " ".join(words.text[start:end].split())
    return Mention(first, stop, first, lexicon().heads["firma"][0], None, False, True, False, name=name)
