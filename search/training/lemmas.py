"""Which lemma an ambiguous form most often has: expectation–maximisation over raw text.

    python -m search.training.lemmas OUT.tsv TEXT.txt.xz...

A form's count is divided among its lemmas in proportion to how frequent those are, again and again; lemmas that
unambiguous forms support win (`mają` is `mieć`, not `maić`). Forms whose winner is the first reading of Morfeusz
are left out.
"""

import lzma
import sys
from collections import Counter, defaultdict
from pathlib import Path

from search.morphology import readings
from search.words import words

ROUNDS = 12
MIN_COUNT = 5
"""A form seen less often than this keeps the order of Morfeusz."""


def main(out: str, *sources: str) -> None:
    """Count forms in `sources` and write the table."""
    counts: Counter[str] = Counter()
    for source in sources:
        with lzma.open(source, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(word.form.casefold() for word in words(line) if word.form.islower())
    choices = {form: tuple(dict.fromkeys(known for known, _ in readings(form))) for form in counts}
    choices = {form: tuple(k for k in known if k.islower()) for form, known in choices.items()}
    winners = _winners(counts, choices)
    rows = sorted(f"{form}\t{winner}" for form, winner in winners.items())
    head = "# form, lemma it most often has; counted by search/training/lemmas.py, see search/model/README.md"
    Path(out).write_text("\n".join((head, *rows)) + "\n", "utf-8")


def _winners(counts: Counter[str], choices: dict[str, tuple[str, ...]]) -> dict[str, str]:
    weight: dict[str, float] = defaultdict(lambda: 1.0)
    for _ in range(ROUNDS):
        update: dict[str, float] = defaultdict(lambda: 0.1)
        for form, known in choices.items():
            total = sum(weight[base] for base in known)
            for base in known:
                update[base] += counts[form] * weight[base] / total
        weight = update
    found = {}
    for form, known in choices.items():
        if len(known) > 1 and counts[form] >= MIN_COUNT:
            winner = max(known, key=weight.__getitem__)
            if winner != known[0]:
                found[form] = winner
    return found


if __name__ == "__main__":
    main(sys.argv[1], *sys.argv[2:])
