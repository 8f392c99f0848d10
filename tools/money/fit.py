"""Fit the weights of `extract/data/money_weights.csv` on documents with gold records and on labelled sentences.

    python -m tools.money.fit [--check] DOCUMENTS GOLD [DOCUMENTS GOLD ...] > extract/data/money_weights.csv

A softmax over the roles of a sum with quadratic regularisation. A sum that gold has under several roles, or only as
optional, may have any of them: the probability of all is what is maximised. `--check` prints, instead of weights, how
many sums of documents get an allowed role when those of their author (the first letter of a document's name) are left
out, by author, beside what the rules alone say. Rules were written with the documents, so that they seem surer there
than they are: a document's sums are seen with and without the rules' verdict, `1 - DROP` to `DROP`.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from extract.components.money_roles import NONE, ROLES, with_verdict
from extract.components.money_wording import Described, describe
from extract.words import read_words
from tools.gold import folder_pairs, judged
from tools.labelled import labelled
from tools.softmax import Fitted, Seen, fitted

STEPS, PULL, DROP = 200, 0.7, 0.3
CROWD = 12
"""A document with more sums counts as this many, so that one long table does not rule."""
SENTENCES = Path(__file__).with_name("sentences.txt")
_RULED = {"backed": "grant"}


@dataclass(frozen=True, slots=True)
class Example:
    """A sum with the roles that are right for it."""

    group: str
    folder: str
    marks: frozenset[str]
    plain: frozenset[str]
    """The features without the rules' verdict."""
    ruled: str
    roles: frozenset[str]
    authored: bool = False
    """Whether it stands in a labelled sentence, which no rule was written for."""
    weight: float = 1.0


def main(arguments: list[str]) -> None:
    """Fit on the given folders and print the table, or the check."""
    check = "--check" in arguments
    paths = [argument for argument in arguments if argument != "--check"]
    found = [one for documents, gold in folder_pairs(paths) for one in _documents(documents, gold)]
    crowds = Counter(one.group for one in found)
    found = [replace(one, weight=min(1.0, CROWD / crowds[one.group])) for one in found]
    authored = list(_sentences())
    if check:
        _check(found, authored)
        return
    _fit([*found, *authored]).write()


def _documents(folder: str, gold: str) -> Iterator[Example]:
    for page in judged(folder, gold):
        programmes = page.record["programmes"]
        for one in describe(read_words(page.document)) if programmes else ():
            required: set[str] = set()
            optional: set[str] = {NONE}
            for programme in programmes:
                for amount in programme.get("amounts") or ():
                    same = float(amount["value"]) == float(one.part.value)
                    if same and (amount.get("currency") or "PLN") == one.part.currency:
                        role = amount["role"] if amount["role"] in ROLES else NONE
                        (optional if amount.get("optional") else required).add(role)
            yield _example(f"{folder}/{page.file}", folder, one, required or optional)


def _sentences() -> Iterator[Example]:
    for number, line in enumerate(SENTENCES.read_text("utf-8").splitlines()):
        if not line or line.startswith("# "):
            continue
        document, labels = labelled(line)
        found = {one.part.end: one for one in describe(read_words(document))}
        for end, roles in labels.items():
            if end in found:
                named = {role if role in ROLES else NONE for role in roles}
                yield replace(_example(f"sentence {number}", "sentences", found[end], named), authored=True)


def _example(group: str, folder: str, one: Described, roles: set[str]) -> Example:
    ruled = _RULED.get(one.verdict.role, one.verdict.role)
    return Example(
        group,
        folder,
        with_verdict(one.features, one.verdict),
        one.features,
        ruled if ruled in ROLES else NONE,
        frozenset(roles),
    )


def _fit(examples: Sequence[Example]) -> Fitted:
    seen: list[Seen] = []
    for one in examples:
        if not one.authored:
            seen.append((one.plain, one.weight * DROP, one.roles))
        seen.append((one.marks, one.weight * (1.0 if one.authored else 1 - DROP), one.roles))
    return fitted(seen, ROLES, steps=STEPS, pull=PULL, precision=np.float64)


def _check(found: Sequence[Example], authored: Sequence[Example]) -> None:
    for left, size in sorted(Counter(_author(one) for one in found).items()):
        model = _fit([*(one for one in found if _author(one) != left), *authored])
        right = ruled = 0
        for one in found:
            if _author(one) == left:
                right += model.likeliest(one.marks) in one.roles
                ruled += one.ruled in one.roles
        sys.stdout.write(f"{left}: {size} sums, rules {ruled / size:.3f}, model {right / size:.3f}\n")


def _author(one: Example) -> str:
    """The author of a document: the first letter of its name."""
    return Path(one.group).name[0]


if __name__ == "__main__":
    main(sys.argv[1:])
