"""Pairs of a query and a passage that answers it, for `search.training.train --passages`.

    python tools/training/passages.py OUT.jsonl

Reads the queries written for training (`search/training/queries.tsv`) and the sample documents they belong to; the
measuring part has none.
"""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from corpus.documents import Snapshot
from ingest.read import read
from search.passages import SHORTEST, content_parts
from search.words import count

SAMPLE = Path("corpus/sample")
QUERIES = Path("search/training/queries.tsv")
MOST = 5
"""Passages of a document that are paired with each query: its first ones, where it says what it is about."""


def main() -> None:
    """Write the pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    passages: dict[str, list[str]] = {}
    with out.open("w", encoding="utf-8") as lines:
        for row in QUERIES.read_text("utf-8").splitlines():
            if row.startswith("#"):
                continue
            file, query = row.split("\t")
            if file not in passages:
                passages[file] = passages_of(SAMPLE / file)
            for passage in passages[file]:
                print(json.dumps({"anchor": query, "positive": passage, "group": file}, ensure_ascii=False), file=lines)


def passages_of(path: Path) -> list[str]:
    """The first stretches of a document's content, of at least `SHORTEST` words."""
    document = read(Snapshot(source=path.name, body=path.read_bytes(), fetched_at=datetime.now(UTC)))
    found: list[str] = []
    held: list[str] = []
    for start, end in content_parts(document):
        held.append(document.text[start:end])
        if count(" ".join(held)) >= SHORTEST:
            found.append(" ".join(held))
            held = []
    if held:
        found.append(" ".join(held))
    return found[:MOST]


if __name__ == "__main__":
    main()
