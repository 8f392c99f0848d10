"""Information boards of grants, several on a page: each names what was granted in its first lines (`DOFINANSOWANO ZE
ŚRODKÓW BUDŻETU PAŃSTWA`, then the name, the sums, the date of the contract)."""

from collections.abc import Sequence
from functools import cache

from corpus.documents import Block
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

_WORDS, _BLOCKS = 12, 7
"""Words of the line that opens a board, and blocks within which it names its programme."""
_FIRST = frozenset({"title", "label", "quotes"})
_FRAMEWORK = 1.0


def boards(words: Words, groups: Sequence[Named], end: int) -> list[tuple[int, int, Named]]:
    """The boards of a page up to `end` with the programmes that they name; none where fewer than two do."""
    starts = [part.start for part in words.parts if part.start < end and _opens(words, part)]
    found: list[tuple[int, int, Named]] = []
    for start, stop in zip(starts, [*starts[1:], end], strict=False):
        named = _named(words, groups, start, stop)
        if named is not None and all(named is not earlier for _, _, earlier in found):
            found.append((start, stop, named))
    return found if len(found) > 1 else []


def _opens(words: Words, part: Block) -> bool:
    """Whether a block opens a board."""
    first, last = words.at(part.start, part.end)
    return first < last <= first + _WORDS and bool(_openings().at(words, first))


def _named(words: Words, groups: Sequence[Named], start: int, stop: int) -> Named | None:
    """What a board names first, in quotation marks or in a line of its own; lines about the fund name none."""
    noise = frozenset(load_rules("names")["board_lines"])
    reach = [part.end for part in words.parts if start <= part.start < stop][:_BLOCKS][-1]
    lines = []
    for group in groups:
        if group.past or group.parent >= _FRAMEWORK:
            continue
        for mention in group.mentions:
            first = words.at(mention.start, mention.end)[0]
            if (
                not start <= mention.start < reach
                or mention.source == "mention"
                or _opens(words, words.parts[words.blocks[first]])
            ):
                continue
            if words.keys[first].isdisjoint(noise):
                lines.append((mention.source not in _FIRST, mention.start, group))
    return min(lines, key=lambda line: line[:2], default=(True, 0, None))[2]


@cache
def _openings() -> Patterns[str]:
    return Patterns((pattern, "board") for pattern in load_rules("names")["boards"])
