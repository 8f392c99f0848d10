"""Short texts of one line each, with labels: `Koszt to 300 zł {fee}. ⏎ - Dotacja: 500 zł {grant,eu}`.

` ⏎ ` parts blocks; what a block begins with says its kind. Labels in braces belong to what ends before them.
"""

import re

from corpus.documents import Block, BlockKind, Document

_MARKS = {"| ": BlockKind.ROW, "- ": BlockKind.ITEM, "# ": BlockKind.HEADING, "~ ": BlockKind.IMPRINT}
_LABEL = re.compile(r" ?\{([a-z_,]+)\}")


def labelled(line: str) -> tuple[Document, dict[int, list[str]]]:
    """The document that a line stands for, and the labels by the offset where what they belong to ends."""
    text, blocks, labels = "", [], {}
    for raw in line.split(" ⏎ "):
        kind = next((kind for mark, kind in _MARKS.items() if raw.startswith(mark)), BlockKind.PARAGRAPH)
        part = raw if kind is BlockKind.PARAGRAPH else raw[2:]
        text += "\n" if text else ""
        start, place = len(text), 0
        for match in _LABEL.finditer(part):
            text += part[place : match.start()]
            labels[len(text)] = match.group(1).split(",")
            place = match.end()
        text += part[place:]
        blocks.append(Block(start=start, end=len(text), kind=kind))
    document = Document(id="s", source="s.txt", media_type="text/plain", text=text, blocks=tuple(blocks))
    return document, labels
