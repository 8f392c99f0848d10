"""Programmes that one sentence sets side by side: `programy „Plon” i „Miedza”`, `projekt „Plon” oraz projekt „Miedza”`,
`pierwszy z nich, „Plon”, … drugi, „Miedza”, …`. Each has what is said of it alone; the rest is said of all."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.documents import BlockKind
from extract.components.names.lexicon import head_kind
from extract.name_traits import SURE
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

_SPOKEN = ("fin", "praet", "imps", "bedzie")
"""Tags of verbs, which part what a sentence tells of one name from what it tells of another."""
_OWN_KINDS = frozenset({"project", "programme"})
_FRAMEWORK, _LEADS = 1.0, 0.0
"""How strongly a text calls a name a framework; least score of a name that may be a programme of its own."""
_BETWEEN, _HEADS, _BEHIND, _ORDINAL = 16, 8, 4, 5
"""Words between two names set side by side, before the first up to the head of both, behind the last up to it, and
before a name up to the word that counts it off."""

Told = tuple[int, int, Named]
"""The words of a mention, without its quotation marks, and its name."""


def joined(words: Words, groups: Sequence[Named], end: int) -> list[Named]:
    """The names that a sentence before `end` sets side by side, in its order; none unless the likeliest name of the
    page is one of them."""
    may = [group for group in groups if _may_lead(group)]
    if len(may) < 2 or not groups or groups[0] is not may[0]:
        return []
    told = sorted(
        ((*words.at(mention.start, mention.end), group) for group in may for mention in group.mentions),
        key=lambda one: one[:2],
    )
    for chain in _chains(words, [one for one in told if one[0] < one[1] and words.starts[one[0]] < end]):
        found = list({id(named): named for _, _, named in chain}.values())
        if any(named is may[0] for named in found):
            return found
    return []


def own_stretches(words: Words, named: Named, others: Sequence[Named], end: int) -> tuple[tuple[int, int], ...]:
    """The stretches (characters) up to `end` that speak of one of several names set side by side: from each of its
    mentions in the text to the end of the sentence, or to where another is mentioned."""
    starts = sorted(mention.start for other in others for mention in other.mentions)
    found: list[tuple[int, int]] = []
    for mention in named.mentions:
        first = words.at(mention.start, mention.end)[0]
        if mention.start >= end or first >= len(words) or (found and mention.start < found[-1][1]):
            continue
        begin = words.starts[words.sentence_bounds(first)[0]]
        stop = words.ends[words.sentence_bounds(first)[1] - 1]
        before = max((start for start in starts if begin <= start < mention.start), default=None)
        behind = min((start for start in starts if mention.start < start < stop), default=stop)
        found.append((mention.start if before is not None else begin, behind))
    return tuple(found)


def _may_lead(group: Named) -> bool:
    """Whether a name may be that of a programme of its own, as the page speaks of it."""
    if group.past or group.parent >= _FRAMEWORK or group.score < _LEADS:
        return False
    firm = not group.sources.isdisjoint(SURE | {"mention", "proper"})
    return firm and (not group.kinds or not group.kinds.isdisjoint(_OWN_KINDS))


def _chains(words: Words, told: Sequence[Told]) -> Iterator[list[Told]]:
    """Runs of mentions of one sentence in which each is set beside the one before it."""
    chain: list[Told] = []
    for one, other in pairwise(told):
        if one[2] is not other[2] and _side_by_side(words, one, other):
            chain = [*(chain or [one]), other]
        elif chain:
            yield chain
            chain = []
    if chain:
        yield chain


def _side_by_side(words: Words, one: Told, other: Told) -> bool:
    """Whether a sentence sets two names side by side as programmes of the same rank."""
    begin, end = words.sentence_bounds(one[0])
    first, last = one[1], other[0]
    if not first <= last < end or words.kind(first - 1) is BlockKind.ROW:
        return False
    rules = load_rules("names")
    if _counted(words, one[0], begin, "first") and _counted(words, last, first, "second"):
        return True
    between = range(first, last)
    if len(between) > _BETWEEN or any(words.tags[index].startswith(_SPOKEN) for index in between):
        return False
    links, others = set(rules["links"]), set(rules["no_links"])
    if links.isdisjoint(words.lower[first:last]) or not others.isdisjoint(
        words.lower[max(begin, one[0] - _HEADS) : last]
    ):
        return False
    behind = words.block_bounds(last)[1]
    heads = {head_kind(words.forms[index]) for index in range(max(begin, one[0] - 2), one[0])} & _OWN_KINDS
    if heads and any(head_kind(words.forms[index]) in heads for index in between):
        link = max(index for index in between if words.lower[index] in links)
        # `oraz wniosek na projekt „B”` tells of something else
        behind_link = (index for index in range(link, last) if words.tags[index].startswith("subst"))
        return all(head_kind(words.forms[index]) in heads for index in behind_link)
    both = (*range(max(begin, one[0] - _BEHIND), one[0]), *range(other[1], min(behind, other[1] + _BEHIND)))
    return any(head_kind(words.forms[index]) in _OWN_KINDS and ":pl:" in f"{words.tags[index]}:" for index in both)


def _counted(words: Words, index: int, begin: int, which: str) -> bool:
    """Whether a word shortly before `index` counts a name off as the first or as the second."""
    lemmas = frozenset(load_rules("names")[f"{which}_of_several"])
    return words.speak_of(lemmas, max(begin, index - _ORDINAL), index)
