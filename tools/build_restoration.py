"""Build extract/data/restored.tsv.gz: which form a word without Polish letters stands for.

    python tools/build_restoration.py TEXT.xz...

Counts word forms in running Polish text; a form without Polish letters maps to its commonest accented form, with the
share of the counts that this form has. Facts about words only; no sentence of the texts is kept.
"""

import gzip
import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import morfeusz2
from rich.progress import track

PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")
WORD = re.compile(r"[a-ząćęłńóśźż]{2,}")
LEAST = 4
"""A form counts from so many occurrences."""
SHARE = 0.6
"""An accented form stands for the plain one where at least this part of the occurrences is accented so."""
OUT = Path(__file__).parent.parent / "extract" / "data" / "restored.tsv.gz"


def main(paths: list[str]) -> None:
    """Count the texts and write the table."""
    counts: Counter[str] = Counter()
    for path in track(paths, description="counting"):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(WORD.findall(line.lower()))
    by_plain: dict[str, Counter[str]] = defaultdict(Counter)
    for form, count in counts.items():
        if count >= LEAST:
            by_plain[form.translate(PLAIN)][form] += count
    morfeusz = morfeusz2.Morfeusz()
    rows = []
    for plain, forms in sorted(by_plain.items()):
        form, count = forms.most_common(1)[0]
        share = count / forms.total()
        known = any(tag != "ign" for _, _, (_, _, tag, _, _) in morfeusz.analyse(form))
        if form != plain and share >= SHARE and known:
            rows.append(f"{plain}\t{form}\t{share:.2f}")
    OUT.write_bytes(gzip.compress("\n".join(rows).encode(), 9, mtime=0))
    sys.stdout.write(f"{len(rows)} forms, {OUT.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
