"""How the memory of extraction grows over many documents: `python -m bench.memory 10000`.

The documents are variations of the sample: half of their digits are others and six longer words of each are shuffled,
so that a thousand documents bring 7,000 forms that no dictionary has, more than life does. Prints a row a thousand.
"""

import argparse
import gc
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from api.sample import sample_snapshots
from corpus.documents import Document
from extract.forms import known_forms
from extract.pipeline import Extractor
from ingest.read import read

EVERY = 1_000
SHUFFLED = 6
"""Words of a document that no other document has."""
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{5,}")


def main() -> None:
    """Extract as many documents as asked for in one process."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("documents", nargs="?", type=int, default=10_000)
    number = parser.parse_args().documents
    bases = [read(one) for one in sample_snapshots(("work", "dev")) if one.media_type != "application/pdf"]
    extractor = Extractor()
    table = Table("documents", "memory", "forms known", "cached", "objects", "words/s")
    spent = 0.0
    words = 0
    for place, document in enumerate(varied(bases, number), 1):
        started = time.process_time()
        extractor.extract(document)
        spent += time.process_time() - started
        words += document.text.count(" ")
        if place % EVERY == 0:
            table.add_row(*(f"{figure:,}" for figure in (place, resident(), len(known_forms()), remembered())),
                          f"{len(gc.get_objects()):,}", f"{words / spent:,.0f}")  # fmt: skip
            spent, words = 0.0, 0
    Console().print(table)


def varied(bases: Sequence[Document], number: int, seed: int = 5) -> Iterator[Document]:
    """As many documents, the same for the same seed."""
    chance = random.Random(seed)

    def digit(match: re.Match[str]) -> str:
        return chance.choice("123456789") if chance.random() < 0.5 else match[0]

    for place in range(number):
        base = bases[place % len(bases)]
        letters = list(_DIGIT.sub(digit, base.text))
        found = list(_WORD.finditer(base.text))
        for match in chance.sample(found, min(SHUFFLED, len(found))):
            shuffled = list(match[0].lower())
            chance.shuffle(shuffled)
            letters[match.start() : match.end()] = shuffled
        yield base.model_copy(update={"text": "".join(letters), "id": f"varied-{place}"})


def resident() -> float:
    """MiB of the process that are in memory."""
    status = Path("/proc/self/status").read_text("utf-8")
    return round(int(status.partition("VmRSS:")[2].split()[0]) / 1024, 1)


def remembered() -> int:
    """What the bounded caches of extraction hold."""
    modules = [module for name, module in sys.modules.items() if name.startswith("extract.")]
    caches = {id(one): one for module in modules for one in vars(module).values() if hasattr(one, "cache_info")}
    return sum(one.cache_info().currsize for one in caches.values())


if __name__ == "__main__":
    main()
