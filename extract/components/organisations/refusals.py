"""Bodies that a call of bids turned down or that withdrew: `oferta Fundacji „Most” nie uzyskała wymaganych punktów`."""

import re
from bisect import bisect_left
from functools import cache

from corpus.documents import BlockKind
from extract.components.organisations.mention import Mention
from extract.forms import read
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

_NOTHING = re.compile(r"\|\s*0(?:,00)?(?:\s*zł)?\s*(?:\||$|–|\(|\*)|\|\s*[–—-]\s*$|odrzuc|nie przyznan", re.IGNORECASE)
_FINITE = ("fin:", "praet:", "imps:")
_ENDS = frozenset(";:)|")
_REACH = 12
"""Words between a body and what is said of its bid."""
_AWARDED = 4
"""Words behind „nie” within which stands what was not given."""


def refused(words: Words, mention: Mention) -> bool:
    """Whether the text says of a body that it got nothing: in its clause, its row, or before its table."""
    spots = _spots().places(words)
    if words.kind(mention.first) is BlockKind.ROW:
        start, end = words.block_bounds(mention.first)
        if _NOTHING.search(words.text[words.starts[start] : words.ends[end - 1]]) is not None:
            return True
        return bool(spots) and _table_refused(words, mention)
    return bool(spots) and (_said_behind(words, mention) or _said_before(words, mention))


def _table_refused(words: Words, mention: Mention) -> bool:
    """Whether the sentence that opens the table says that those in it got nothing."""
    above = words.blocks[words.block_bounds(mention.first)[0]]
    while above > 0 and words.parts[above].kind is BlockKind.ROW:
        above -= 1
    first, last = bisect_left(words.blocks, above), bisect_left(words.blocks, above + 1)
    if first == last or words.kind(first) is BlockKind.ROW:
        return False
    begin = words.sentence_bounds(last - 1)[0]
    opens = words.forms[last - 1] == ":" or words.kind(first) is BlockKind.HEADING
    return opens and any(_refuses(words, i) for i in range(max(begin, first), last))


def _said_behind(words: Words, mention: Mention) -> bool:
    """Whether the first verb behind a body in its clause refuses."""
    end = words.sentence_bounds(mention.last - 1)[1]
    for i in range(mention.last, min(end, mention.last + _REACH)):
        if words.forms[i] in _ENDS:
            return False
        if _refuses(words, i):
            return True
        if words.tags[i].startswith(_FINITE):
            return False
    return False


def _said_before(words: Words, mention: Mention) -> bool:
    """Whether the last verb before a list of bodies refuses (`Odmawia się dotacji: Fundacji … oraz Klubowi …`)."""
    begin = words.sentence_bounds(mention.first)[0]
    for i in range(mention.first - 1, begin - 1, -1):
        if words.tags[i].startswith(_FINITE):
            return _refuses(words, i) or (i > begin and words.lower[i - 1] == "nie" and _refuses(words, i - 1))
    return False


def _refuses(words: Words, i: int) -> bool:
    """Whether a word says that a bid got nothing: `odmówiono`, `wycofała ofertę`, `nie` before what was not given."""
    rules: dict[str, list[str]] = load_rules("organisation_roles")["refusing"]
    if words.lemmas[i] in rules["outright"]:
        return True
    near = words.lemmas[i + 1 : i + 1 + _AWARDED]
    if words.lemmas[i] in rules["with_bid"]:
        return not {"oferta", "wniosek"}.isdisjoint(near)
    return words.lower[i] == "nie" and not set(rules["negated"]).isdisjoint(near[:2]) and _of_bid(words, i, rules)


def _of_bid(words: Words, i: int, rules: dict[str, list[str]]) -> bool:
    """Whether the sentence speaks of bids or of what they are judged by."""
    begin, end = words.sentence_bounds(i)
    return not set(rules["bids"]).isdisjoint(words.lemmas[begin:end])


@cache
def _spots() -> Spots:
    rules = load_rules("organisation_roles")["refusing"]
    telling = frozenset((*rules["outright"], *rules["with_bid"], *rules["negated"]))
    return Spots(lambda form: read(form).lemma in telling)
