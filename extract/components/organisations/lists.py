"""What lists, labels and tables say of a body: the role of a list's first member, of a label above, of a column."""

from bisect import bisect_left
from collections.abc import Sequence

from corpus.documents import BlockKind
from extract.components.organisations.cues import LABEL_NUMBER, Cue, Role, better, cues_within, spoken
from extract.components.organisations.lexicon import lexicon
from extract.components.organisations.mention import Mention
from extract.patterns import Match
from extract.rules import load_rules
from extract.words import Words

_JOINING = frozenset({",", "/", "i", "oraz", ";", "a", "z", "ze", ")", "•"})
_DASHED = (["–"], ["-"], ["/"])
_GROUNDS = frozenset({"city", "county", "region"})
"""Kinds behind which a dash may stand before the unit by which they act (`Miasto Krosno – MOPR w Krośnie`)."""
_LIST_GAP = 14
_AFTER_NUMBER = frozenset(".)")
_DOERS = frozenset({"kto", "odpowiedzialny", "podmiot", "jednostka", "instytucja", "wykonawca"})
_DOER = 0.8
_BIDDERS = frozenset({"oferent", "organizacja", "podmiot", "zleceniobiorca", "wnioskodawca"})
_AWARDS = frozenset({"dotacja", "przyznać", "przyznany", "kwota", "pkt", "punkt"})
"""Heads of columns by which a table tells what the bidders of a call got."""
_AWARDED = 0.88
_SHARED = 0.82
_COSTS = frozenset({"koszt", "wkład", "finansowanie", "wpłata", "dotacja", "dofinansowanie"})
"""Words of a table that tells who bears the costs."""
_FINITE = ("fin:", "praet:", "bedzie:", "impt:")
_LINKING = frozenset(
    {"być", "znaleźć", "zostać", "występować", "pozostawać", "mieć", "stać", "należeć", "oznaczać", "rozumieć"}
)
"""Verbs that only join a body to its role (`Beneficjencie – należy przez to rozumieć Gminę …`)."""
_ITEMS = 12
"""Items of a list that may lie between a label and a body."""
_LEADING = 2
"""Words that may stand before the word of role that opens a label, or behind wording that ends it."""
_LABEL_CELL = 3
"""A cell of at most so many words that opens a row is its label."""
_LABEL_BLOCK = 12
"""A block of at most so many words can be the label of the blocks after it."""


def opening(words: Words, i: int) -> int:
    """Where the sentence of a word begins, the items of a list that are numbered inside a block being one sentence."""
    begin, block = words.sentence_bounds(i)[0], words.block_bounds(i)[0]
    while begin > block + 1 and _is_number(words, begin):
        begin = words.sentence_bounds(begin - 1)[0]
    return begin


def _next_number(words: Words, one: Mention, other: Mention) -> bool:
    """Whether nothing but the mark of the next item lies between two bodies (`… z Wrocławia 2. Gmina Żmigród`)."""
    if words.blocks[one.first] != words.blocks[other.first] or other.first - one.last > _LIST_GAP:
        return False
    numbered = _is_number(words, other.first)
    between = range(one.last, max(one.last, other.first - 2))
    return numbered and not any(words.tags[i].startswith(_FINITE) for i in between)


def _is_number(words: Words, index: int) -> bool:
    """Whether the number of an item stands right before a word; no year and no end of a stretch is one."""
    number = words.forms[index - 2]
    if words.forms[index - 1] not in _AFTER_NUMBER or not number.isdecimal() or len(number) > _DIGITS:
        return False
    return index < 3 or words.forms[index - 3] not in _JOINS


_DIGITS = 2
"""Digits of an item's number, at most."""
_JOINS = frozenset("-–—/.,")


def listed(words: Words, one: Mention, other: Mention) -> bool:
    """Whether two mentions are neighbours of one list: in one sentence, or items of one list of blocks."""
    asked = listed, one.first, one.last, one.unit.kind, other.first, other.unit.kind
    known: bool | None = words.notes.get(asked)
    if known is None:
        known = words.notes[asked] = _listed(words, one, other)
    return known


def _listed(words: Words, one: Mention, other: Mention) -> bool:
    if _next_number(words, one, other):
        return True
    if words.sentences[one.first] == words.sentences[other.first]:
        gap = [words.lower[i] for i in spoken(words, one.last, other.first)]
        if gap in _DASHED and one.unit.kind in _GROUNDS and other.unit.kind in lexicon().welfare:
            return True
        if len(gap) > _LIST_GAP or _JOINING.isdisjoint(gap) or clause_between(words, one.last, other.first):
            return False
        if "(" in gap and ")" not in gap[gap.index("(") :]:
            return False
        between = frozenset(load_rules("organisation_roles")["between"])
        strange = [
            i
            for i in spoken(words, one.last, other.first)
            if words.lower[i].isalpha() and words.lower[i] not in between and words.forms[i].islower()
        ]
        return len(strange) <= 2 and all(words.tags[i].startswith(("subst:", "adj:")) for i in strange)
    blocks = words.blocks[one.first], words.blocks[other.first]
    if blocks[1] != blocks[0] + 1:
        return False
    begins = other.first - words.block_bounds(other.first)[0] <= 3
    short = words.block_bounds(one.first)[1] - one.last <= 12
    kinds = {words.kind(one.first), words.kind(other.first)}
    if kinds == {BlockKind.ITEM}:
        return begins and short
    opens = _leads(words, one) and _leads(words, other)
    return (
        kinds == {BlockKind.PARAGRAPH} and opens and short and words.forms[words.block_bounds(one.first)[1] - 1] != "."
    )


def clause_between(words: Words, first: int, last: int) -> bool:
    """Whether another clause lies between: a finite verb other than to be."""
    return any(
        words.tags[i].startswith(_FINITE) and words.lemmas[i] not in _LINKING for i in spoken(words, first, last)
    )


def labelled(words: Words, mention: Mention, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that a label or heading above gives a body at the beginning of its block."""
    start, _ = words.block_bounds(mention.first)
    if start == 0 or mention.first - start > 3:
        return None
    first, last = words.block_bounds(start - 1)
    skipped = 0
    while first and words.kind(first) is BlockKind.ROW is words.kind(start) and skipped < _ITEMS:
        first, last = words.block_bounds(first - 1)
        skipped += 1
    if words.kind(first) is BlockKind.ROW or (skipped and words.forms[last - 1] != ":"):
        return None
    if skipped and words.forms[slice(*words.block_bounds(start))].count("|") > 1:
        return None
    while first and skipped < _ITEMS and is_item(words, first) and is_item(words, start):
        first, last = words.block_bounds(first - 1)
        skipped += 1
    colon = words.forms[last - 1] == ":"
    first = max(first, words.sentence_bounds(last - 1)[0]) if colon else first
    if last - first > _LABEL_BLOCK and not colon:
        return None
    opens = words.kind(first) is BlockKind.HEADING or colon or is_item(words, start)
    if not opens and last - first > 5:
        return None
    best: Role | None = None
    for hit in cues_within(hits, first, last):
        near = last - hit.last <= _LEADING or (hit.first - first <= _LEADING and hit.last - hit.first == 1)
        heading = words.kind(first) is BlockKind.HEADING or colon
        if hit.meaning.case or not hit.meaning.reach:
            continue
        label = hit.meaning.side in {"after", "before"} or (heading and last - hit.last <= 3)
        if label and near:
            best = Role(hit.meaning.role, hit.meaning.weight - 0.05)
    return best


def is_item(words: Words, first: int) -> bool:
    """Whether a block is an item of a list: marked as one, or begun with a bullet or a number."""
    return words.kind(first) is BlockKind.ITEM or not words.forms[first].isalpha()


def _leads(words: Words, mention: Mention) -> bool:
    """Whether a mention stands at the beginning of its block, behind a number or a bullet at most."""
    start, _ = words.block_bounds(mention.first)
    return mention.first - start <= 3 and not any(words.forms[i].isalpha() for i in range(start, mention.first))


def in_table(words: Words, mention: Mention, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that the next cell of the row says outright (`… | partner | …`), or the head of the column."""
    if words.kind(mention.first) is not BlockKind.ROW:
        return None
    start, end = words.block_bounds(mention.first)
    head = next((i for i in range(start, mention.first) if words.forms[i] == "|"), start)
    for hit in cues_within(hits, start, head):
        if hit.meaning.side == "after" and not hit.meaning.case and hit.last == head and head - start <= _LABEL_CELL:
            return Role(hit.meaning.role, hit.meaning.weight)
    bar = next((i for i in range(mention.last, end) if words.forms[i] == "|"), end)
    for hit in cues_within(hits, bar + 1, bar + 2):
        whole = hit.meaning.number < LABEL_NUMBER and (hit.last == end or words.forms[hit.last] == "|")
        if hit.meaning.side in {"after", "before"} and hit.last <= end and whole:
            return Role(hit.meaning.role, hit.meaning.weight)
    return _column(words, mention, hits) or _share(words, mention, bar, end)


def _share(words: Words, mention: Mention, bar: int, end: int) -> Role | None:
    """Who bears a part of the costs: a row of a body and a sum in a table of them (`w tym Kuratorium … | 9 000 zł`)."""
    start, _ = words.block_bounds(mention.first)
    labelled = mention.first - start <= _LEADING and mention.last == bar and bar + 1 < end
    if not labelled or not words.forms[bar + 1].isdigit() or "zł" not in words.lower[bar:end]:
        return None
    above = words.block_bounds(start - 1)[0] if start else start
    below = words.block_bounds(min(end, len(words) - 1))[1]
    return Role("funder", _SHARED) if not _COSTS.isdisjoint(words.lemmas[above:below]) else None


def _column(words: Words, mention: Mention, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that the head of a table's column gives (`Gmina partnerska`, `Realizator`, `Kto wykonuje`)."""
    start, _ = words.block_bounds(mention.first)
    number = words.forms[start : mention.first].count("|")
    block = words.blocks[start]
    while block > 0 and words.parts[block - 1].kind is BlockKind.ROW:
        block -= 1
    top = bisect_left(words.blocks, block)
    if top == start or top >= len(words):
        return None
    end = words.block_bounds(top)[1]
    bars = [i for i in range(top, end) if words.forms[i] == "|"]
    edges = [top - 1, *bars, end]
    if number + 1 >= len(edges):
        return None
    first, last = edges[number] + 1, edges[number + 1]
    best: Role | None = None
    lemmas = frozenset(words.lemmas[first:last])
    if not lemmas.isdisjoint(_BIDDERS) and not _AWARDS.isdisjoint(words.lemmas[top:end]):
        return Role("provider", _AWARDED)
    for hit in cues_within(hits, first, last):
        if hit.meaning.side == "after":
            best = better(best, Role(hit.meaning.role, hit.meaning.weight - 0.05))
    if best is None and "partnerski" in lemmas:
        best = Role("partner", 0.85)
    if best is None and not lemmas.isdisjoint(_DOERS):
        best = Role("implementer", _DOER)
    return best
