"""A process that stores documents until it is killed; prints the number of each one when it is acknowledged."""

import sys
from pathlib import Path

from corpus.store import Store
from tests.corpus.pages import document, page, programme


def main(address: str, archive: str, series: str) -> None:
    """Store, extract and merge one document after another."""
    with Store.open(address, archive=Path(archive)) as store:
        for number in range(10_000):
            snapshot = page(f"https://{series}.example/{number}", f"Ogłoszenie {series} {number}. " * 40)
            text = f"Ogłoszenie {series} {number}."
            version = store.save_document(document(snapshot, text), store.keep(snapshot))
            key = f"k-{number % 7}"
            store.save_extraction(version.document_id, 1, "1", [(key, programme(f"{series} {number}"))])
            group = store.mentions([key])[key]
            merged = [programme(key, *(mention.document_id for mention in group.mentions))]
            store.save_programmes(key, merged, revision=group.revision)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
