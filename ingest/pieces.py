"""Pieces of a page in reading order, and the text with its blocks that they make up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.documents import Block, BlockKind

NEAR = 4
"""Pieces among which the title may also stand as a plain line."""
MOST_BEFORE = 0.5
"""Share of a text from which what stands before the title's heading is content all the same."""


@dataclass(slots=True, frozen=True)
class Piece:
    """One block before its place in the text is known. `text` is a single clean line."""

    kind: BlockKind
    text: str
    level: int = 0
    mark: str = ""
    """What stands before the block in the text but outside it: "- ", "3. "."""


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text, one piece a line, and the blocks that cover it. Empty pieces are left out."""
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for piece in pieces:
        if not piece.text:
            continue
        start = position + len(piece.mark)
        end = start + len(piece.text)
        # model_construct: the values are made here, and validation would cost more than all the rest
        blocks.append(Block.model_construct(start=start, end=end, kind=piece.kind, level=piece.level))
        parts.append(piece.mark + piece.text)
        position = end + 1
    return "\n".join(parts), tuple(blocks)


def with_title(pieces: Sequence[Piece], title: str | None, *, opens: bool = True) -> list[Piece]:
    """Pieces in which the title is a heading of level 1: the one that says it, else a new one before all.

    With `opens`, what stands before the heading that says it is of the page and not of its content, unless it is
    a large part of all.
    """
    if not title:
        return list(pieces)
    wanted = _folded(title)
    for place, piece in enumerate(pieces):
        if (piece.kind == BlockKind.HEADING or place < NEAR) and _folded(piece.text) == wanted:
            heading = Piece(BlockKind.HEADING, piece.text, 1)
            before = sum(len(other.text) for other in pieces[:place])
            drop = opens and before <= MOST_BEFORE * sum(len(other.text) for other in pieces)
            return [heading, *pieces[place + 1 :]] if drop else [*pieces[:place], heading, *pieces[place + 1 :]]
    return [Piece(BlockKind.HEADING, title, 1), *pieces]


def _folded(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
