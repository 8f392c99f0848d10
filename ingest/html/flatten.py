"""A page's main part as pieces: headings, paragraphs, list items, table rows, captions."""

import re
from collections.abc import Iterator

from corpus.documents import BlockKind
from ingest.characters import one_line
from ingest.html.noise import is_noise_line
from ingest.html.tree import HEADINGS, Node
from ingest.marks import opening_mark
from ingest.pieces import Piece

CELL = " | "
LAYOUT_CHARS = 400
"""A cell with more text, or with blocks of its own, makes a table a layout table."""
BOLD_HEADING = 140
"""The longest line in bold that is taken for a heading."""
BOLD_LEVEL = 5
_ON, _OFF, _BREAK = "\x02", "\x03", "\x1e"
_BOLD = re.compile(f"{_ON}[^{_OFF}]*{_OFF}")
_CELL_BLOCKS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "table", "form", "article", "section", "ul", "ol", "dl"])


def flatten(root: Node) -> list[Piece]:
    """The pieces of a part in reading order; lines that are only tools of the page are left out."""
    return [piece for piece in _blocks(root, 0) if piece.text and not _dropped(piece)]


def _dropped(piece: Piece) -> bool:
    if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.CAPTION):
        return is_noise_line(piece.text) or not any(character.isalnum() for character in piece.text)
    return piece.kind == BlockKind.ROW and all(is_noise_line(cell) for cell in piece.text.split(CELL))


def _blocks(node: Node, depth: int) -> Iterator[Piece]:
    """Pieces of a container: runs of inline content become paragraphs, block children are read by kind."""
    run: list[Node | str] = []
    for kid in node.kids:
        if isinstance(kid, str) or (kid.inline and not _holds_block(kid)) or kid.tag == "br":
            run.append(kid)
            continue
        yield from _paragraphs(run, BlockKind.PARAGRAPH)
        run = []
        yield from _block(kid, depth)
    yield from _paragraphs(run, BlockKind.PARAGRAPH)


def _block(node: Node, depth: int) -> Iterator[Piece]:
    tag = node.tag
    if tag in HEADINGS:
        yield from _heading(node, depth)
    elif tag in {"ul", "ol"}:
        yield from _list(node, depth + 1)
    elif tag == "li":
        yield from _item(node, max(depth, 1), "- ")
    elif tag == "table":
        yield from _table(node, depth)
    elif tag == "dl":
        yield from _definitions(node, depth)
    elif tag in {"figcaption", "caption", "legend"}:
        for line in lines(node.kids):
            yield Piece(BlockKind.CAPTION, line)
    elif tag == "pre":
        for line in "".join(_strings(node)).split("\n"):
            yield Piece(BlockKind.PARAGRAPH, one_line(line))
    else:
        yield from _blocks(node, depth)


def _heading(node: Node, depth: int) -> Iterator[Piece]:
    if any(not kid.inline and kid.tag != "br" for kid in node.nodes()):
        yield from _blocks(node, depth)  # a heading around whole blocks is only big print
        return
    text = " ".join(lines(node.kids))
    yield Piece(BlockKind.HEADING if len(text) <= 300 else BlockKind.PARAGRAPH, text, int(node.tag[1]))


def _list(node: Node, depth: int) -> Iterator[Piece]:
    number = _start(node)
    for kid in node.nodes():
        if kid.tag == "li":
            if kid.chars:
                yield from _item(kid, depth, f"{number}. " if node.tag == "ol" else "- ")
                number += 1
        else:
            yield from _block(kid, depth - 1 if kid.tag in {"ul", "ol"} else depth)


def _item(node: Node, depth: int, mark: str) -> Iterator[Piece]:
    """A list item: its first line carries the mark, further lines are items too, inner lists go one deeper."""
    first = True
    for piece in _blocks(node, depth):
        bullet = piece.kind == BlockKind.ITEM and piece.level <= depth and first  # a bullet inside the item, too
        if piece.text and (bullet or piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)):
            yield Piece(BlockKind.ITEM, piece.text, depth, mark if first else "")
            first = False
        else:
            yield piece


def _definitions(node: Node, depth: int) -> Iterator[Piece]:
    """Terms with their definitions as rows; a definition of several lines gives its further lines as items."""
    term = ""
    for kid in node.nodes():
        if kid.tag == "div":
            yield from _definitions(kid, depth)
        elif kid.tag == "dt":
            if term:
                yield Piece(BlockKind.PARAGRAPH, term)
            term = " ".join(lines(kid.kids))
        elif kid.tag == "dd":
            simple = not any(below.tag in _CELL_BLOCKS for below in kid.walk())
            text = " ".join(piece.text for piece in _blocks(kid, depth)) if simple else ""
            if text and len(text) <= LAYOUT_CHARS and term:
                yield Piece(BlockKind.ROW, f"{term}{CELL}{text}")
            else:
                yield Piece(BlockKind.PARAGRAPH, term)
                yield from _blocks(kid, depth)
            term = ""
    if term:
        yield Piece(BlockKind.PARAGRAPH, term)


def _table(node: Node, depth: int) -> Iterator[Piece]:
    rows = list(_rows(node))
    if _only_places(rows):
        yield from _layout(node, depth)
        return
    for kid in node.nodes():
        if kid.tag == "caption":
            yield from _block(kid, depth)
    for place, row in enumerate(rows):
        cells = [" ".join(lines_of(cell)) for cell in row.nodes() if cell.tag in {"td", "th"}]
        while cells and not cells[-1]:
            cells.pop()
        if any(cells):
            text = one_line(CELL.join(cells)).strip(" |")
            if not cells[0] and place == 0 and len(cells) > 2:
                text = f"| {text}"  # heads of columns, above rows with heads of their own
            yield Piece(BlockKind.ROW if len(cells) > 1 else BlockKind.PARAGRAPH, text)


def _rows(node: Node) -> Iterator[Node]:
    for kid in node.nodes():
        if kid.tag == "tr":
            yield kid
        elif kid.tag in {"tbody", "thead", "tfoot"}:
            yield from _rows(kid)


def is_layout(table: Node) -> bool:
    """Whether a table only places things on the page."""
    return _only_places(list(_rows(table)))


def _only_places(rows: list[Node]) -> bool:
    """Whether a table only places things on the page: one column, nested tables, or whole articles in cells."""
    cells = [cell for row in rows for cell in row.nodes() if cell.tag in {"td", "th"} and cell.chars]
    if not cells:
        return True
    if any(below.tag in {"table", "h1", "h2", "form", "article"} for cell in cells for below in cell.walk()):
        return True
    long = [cell for cell in cells if cell.chars > LAYOUT_CHARS]
    columns = max(sum(1 for cell in row.nodes() if cell.tag in {"td", "th"} and cell.chars) for row in rows)
    return columns < 2 or (len(rows) <= 2 and len(long) > 0 and sum(cell.chars for cell in long) > 1200)


def _layout(node: Node, depth: int) -> Iterator[Piece]:
    for kid in node.nodes():
        if kid.tag in {"tbody", "thead", "tfoot", "tr"}:
            yield from _layout(kid, depth)
        elif kid.tag in {"td", "th"}:
            yield from _blocks(kid, depth)
        else:
            yield from _block(kid, depth)


def _paragraphs(run: list[Node | str], kind: BlockKind) -> Iterator[Piece]:
    for raw in "".join(_inline(run)).split(_BREAK) if run else ():
        line = one_line(raw)
        if not line:
            continue
        item = opening_mark(line)
        if item and not line[0].isdigit():
            yield Piece(BlockKind.ITEM, item[1], 1, item[0])
        elif len(line) <= BOLD_HEADING and line[-1] not in ".,;" and _all_bold(raw):
            yield Piece(BlockKind.HEADING, line, BOLD_LEVEL)
        else:
            yield Piece(kind, line)


def _all_bold(raw: str) -> bool:
    return _ON in raw and not any(character.isalnum() for character in _BOLD.sub("", raw))


def lines(kids: list[Node | str]) -> list[str]:
    """Inline content as lines, parted at <br>."""
    return [line for line in map(one_line, "".join(_inline(kids)).split(_BREAK)) if line]


def lines_of(cell: Node) -> list[str]:
    """All text of a table cell as lines."""
    return [piece.text for piece in _blocks(cell, 0) if piece.text]


def _inline(kids: list[Node | str]) -> Iterator[str]:
    """The strings of inline content; bold runs stand between two control characters, one marks a line break."""
    stack: list[Node | str] = list(reversed(kids))
    bold = 0
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            bold += (item == _ON) - (item == _OFF)
            yield item
        elif item.tag == "br":
            yield f"{_OFF}{_BREAK}{_ON}" if bold else _BREAK
        elif item.tag == "q":
            stack.extend(["”", *reversed(item.kids), "„"])
        elif item.tag in {"b", "strong"}:
            stack.extend([_OFF, *reversed(item.kids), _ON])
        elif item.tag == "sup" and item.chars <= 3 and item.links:
            continue  # a footnote's number would run into the word before it
        else:
            stack.extend(reversed(item.kids))


def _strings(node: Node) -> Iterator[str]:
    stack: list[Node | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        else:
            stack.extend(reversed(["\n"] if item.tag == "br" else item.kids))


def _holds_block(node: Node) -> bool:
    return any(not below.inline and below.tag != "br" for below in node.walk())


def _start(node: Node) -> int:
    try:
        return int(node.attributes.get("start", "1"))
    except ValueError:
        return 1
