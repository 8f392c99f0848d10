"""`python -m ingest PATH|URL...` prints what was read: for debugging.

Each block stands on a line of its own after its kind and offset.
"""

import sys

from corpus.documents import Document
from ingest.stream import documents


def main(arguments: list[str]) -> int:
    """Print every document; the exit code is 1 where one failed."""
    failed = 0
    for result in documents(arguments):
        if result.document is None:
            failed = 1
            sys.stderr.write(f"{result.source}: {result.error}\n")
        else:
            sys.stdout.write(described(result.document) + "\n")
    return failed


def described(document: Document) -> str:
    """A document as lines for a reader."""
    head = [
        f"=== {document.source}",
        f"url: {document.url}  title: {document.title}",
        f"published: {document.published}  publisher: {document.publisher}  pages: {list(document.pages)}",
    ]
    body = [
        f"{block.start:6} {block.kind.value:9} {block.level or ' '} {document.text[block.start : block.end]}"
        for block in document.blocks
    ]
    return "\n".join(head + body)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
