"""Documents made of lines, for tests: `# ` begins a title, `## ` a heading, `- ` an item, `| ` a row of a table."""

from corpus.documents import Block, BlockKind, Document

_MARKS = (
    ("## ", BlockKind.HEADING, 2),
    ("# ", BlockKind.HEADING, 1),
    ("- ", BlockKind.ITEM, 1),
    ("| ", BlockKind.ROW, 0),
    ("@ ", BlockKind.IMPRINT, 0),
)


def document(text: str, published: str | None = None) -> Document:
    """A document whose blocks are the lines of `text`."""
    lines, blocks, offset = [], [], 0
    for raw in text.strip().split("\n"):
        line, kind, level = raw.strip(), BlockKind.PARAGRAPH, 0
        for mark, marked, depth in _MARKS:
            if line.startswith(mark):
                line, kind, level = line.removeprefix(mark), marked, depth
                break
        if line:
            blocks.append(Block(start=offset, end=offset + len(line), kind=kind, level=level))
            lines.append(line)
            offset += len(line) + 1
    return Document(
        id="0" * 16,
        source="test.txt",
        media_type="text/plain",
        text="\n".join(lines),
        blocks=tuple(blocks),
        published=published,
    )
