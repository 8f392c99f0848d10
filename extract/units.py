"""Stretches of a page that may each announce a programme of their own: under headings, or paragraph by paragraph.

Each stretch is read as a page of its own (`Words.window`): which name leads it, how strongly it announces something.
With what it tells beside the others these are its traits (`extract.unit_traits`), whose weights in
`data/unit_weights.yaml` are fitted by `tools/names/units.py`: does the stretch announce one of several programmes?
Two or more such stretches make a page of several programmes; whether its headings or its paragraphs divide it is
decided by which division is the likelier.
"""

from collections.abc import Iterator, Sequence

from corpus.documents import Block, BlockKind
from corpus.values import value
from extract.announcing import announcement_worth, candidate_groups
from extract.components.announcement import generic
from extract.components.names.layout import past_numbering
from extract.facts import Facts
from extract.grouping import same_name
from extract.reread import reread
from extract.rules import load_rules
from extract.segments import Named
from extract.several import counts_off
from extract.unit_traits import LEAST, Page, Part, bounded, page_of, traits_of
from extract.words import Words

_WORDS = 4
"""Words of the least stretch."""
_TITLE = 14
"""Words of the longest line that can be a title."""
_NO_TITLE_END = frozenset(".,;:/")
_QUOTES = frozenset("„\"«“'")
_SAYING = ("fin", "praet", "imps", "bedzie")
"""Tags of verbs that make a sentence."""
_ON_PAGE, _IN_TITLE, _BY_KIND = 0.5, 2.0, 1.0
"""What counts beside a name's score in its stretch: its score on the whole page; that it stands in the title of an
entry of a list; that it is a phrase behind its kind."""
_RIVAL = -2.0
"""From this worth on a stretch ends the one before it; from 0 on it counts as a programme's."""


@value
class Unit:
    """A stretch (characters) with the name that leads it and its traits."""

    start: int
    end: int
    names: list[Named]
    """Its names, the likeliest first."""
    traits: dict[str, float]

    @property
    def worth(self) -> float:
        """The log of the odds that the stretch announces one of several programmes of the page."""
        weights: dict[str, float] = load_rules("unit_weights")
        return sum(weights.get(trait, 0.0) * amount for trait, amount in self.traits.items())


def likely_units(words: Words, facts: Facts, groups: Sequence[Named], end: int) -> list[tuple[int, int, Named]]:
    """The stretches up to `end` that announce programmes of their own, each up to where another name may take over;
    none where fewer than two do."""
    best: list[tuple[int, int, Named]] = []
    worth = 0.0
    for found in divisions(words, facts, groups, end):
        told = _named(found)
        summed = sum(found[number].worth for number in told)
        if len(told) > 1 and summed > worth:
            worth, best = summed, []
            for number, named in sorted(told.items()):
                after = (unit.start for unit in found[number + 1 :] if unit.worth > _RIVAL)
                best.append((found[number].start, next(after, end), named))
    return best


def _named(found: Sequence[Unit]) -> dict[int, Named]:
    """The numbers of the stretches that likely announce programmes, each with its name; what announces the most
    chooses first, and what has no name of its own announces none."""
    taken: dict[int, Named] = {}
    for number in sorted(range(len(found)), key=lambda number: -found[number].worth):
        if found[number].worth <= 0:
            break
        free = (
            name
            for name in found[number].names
            if not any(same_name(name.tokens, other.tokens) for other in taken.values())
        )
        name = next(free, None)
        if name is not None:
            taken[number] = name
    return taken


def divisions(words: Words, facts: Facts, groups: Sequence[Named], end: int) -> Iterator[list[Unit]]:
    """The stretches of a page up to `end` that name something: divided by headings, by lines like titles, then by
    paragraphs."""
    seen: list[list[int]] = []
    read: dict[tuple[int, int], Part | None] = {}
    ways = (("headings", _headings), ("titles", title_starts), ("paragraphs", _paragraphs))
    for name, bounds in ((name, way(words, end)) for name, way in ways):
        if len(bounds) > 1 and bounds not in seen:
            seen.append(bounds)
            stretches = list(zip(bounds, [*bounds[1:], end], strict=True))
            read |= {one: _part(words, facts, *one) for one in stretches if one not in read}
            parts = [part for one in stretches if (part := read[one]) is not None]
            yield _units(page_of(words, groups, parts), name)


def _units(page: Page, division: str) -> list[Unit]:
    """The stretches of a division that name something."""
    return [
        Unit(part.start, part.end, _likeliest(page, part), {"bias": 1.0, division: 1.0} | traits_of(page, number))
        for number, part in enumerate(page.parts)
        if part.groups
    ]


def _part(words: Words, facts: Facts, start: int, stop: int) -> Part | None:
    own, told = reread(words, facts, start, stop)
    if len(own) < _WORDS:
        return None
    groups = [group for group in candidate_groups(own, told) if not group.past]
    return Part(start, stop, own, told, groups, announcement_worth(own, told, groups))


def _likeliest(page: Page, part: Part) -> list[Named]:
    """The names of a stretch, the likeliest first by their scores in it and on the whole page; those in the title of
    an entry of a list before others, words that only call it by its kind behind them."""
    end = part.words.ends[part.words.block_bounds(0)[1] - 1]
    entry = counts_off(part.words, part.start) and is_title(part.words, part.words.parts[0])

    def likely(named: Named) -> float:
        starts = {mention.start for mention in named.mentions}
        whole = (group.score for group in page.groups if any(one.start in starts for one in group.mentions))
        titled = entry and any(mention.end <= end for mention in named.mentions)
        score = named.score + _ON_PAGE * bounded(max(whole, default=LEAST)) - named.parent
        return score + _IN_TITLE * titled - _BY_KIND * ("phrase" in named.sources)

    return sorted(part.groups, key=likely, reverse=True)


def _headings(words: Words, end: int) -> list[int]:
    """Where stretches begin that headings open, those left out that merely divide (`Dla kogo?`) and subtitles."""
    found = [0]
    for number, part in enumerate(words.parts):
        if part.start >= end:
            break
        first = words.at(part.start, part.end)[0]
        if number and part.kind is BlockKind.HEADING and first < len(words) and not generic(words, first):
            subtitle = found[-1] == words.parts[number - 1].start and len(found) > 1
            found += [] if subtitle else [part.start]
    return found


def title_starts(words: Words, end: int) -> list[int]:
    """Where headings or lines like titles begin stretches."""
    found = [0]
    before = True
    for part in words.parts[1:]:
        if part.start >= end:
            break
        title = is_title(words, part)
        if title and not before:
            found.append(part.start)
        before = title
    return found


def _paragraphs(words: Words, end: int) -> list[int]:
    """Where paragraphs and items begin, with the titles right above them."""
    found: list[int] = []
    titled = False
    for part in words.parts:
        if part.start >= end:
            break
        title = is_title(words, part)
        if (title or part.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}) and not titled:
            found.append(part.start)
        titled = title
    return found


def is_title(words: Words, part: Block) -> bool:
    """Whether a block is a heading, or a line that says no sentence, tells no value and could be one."""
    first, last = words.at(part.start, part.end)
    if part.kind is BlockKind.HEADING:
        return first < last and not generic(words, first)
    if part.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM} or not 0 < last - first <= _TITLE:
        return False
    opening = past_numbering(words, first)
    if part.kind is BlockKind.ITEM and opening == first:
        return False
    if (
        opening >= last
        or words.forms[last - 1] in _NO_TITLE_END
        or (not words.forms[opening][:1].isupper() and words.forms[opening] not in _QUOTES)
    ):
        return False
    return not any(tag.startswith(_SAYING) for tag in words.tags[opening:last]) and ":" not in words.forms[opening:last]
