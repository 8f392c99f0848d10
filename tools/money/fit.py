"""Fit the weights of `extract/data/money_weights.csv` on documents with gold records and on labelled sentences.

    python -m tools.money.fit [--check] DOCUMENTS GOLD [DOCUMENTS GOLD ...] > extract/data/money_weights.csv

A softmax over the roles of a sum with quadratic regularisation. A sum that gold has under several roles, or only as
optional, may have any of them: the probability of all is what is maximised. `--check` prints, instead of weights, how
many sums of documents get an allowed role when those of their author (the first letter of a document's name) are left
out, by author, beside what the rules alone say. Rules were written with the older documents, so that they seem surer
there than they are: examples of folders marked with a `+` (`+DOCUMENTS`) are seen with and without the rules' verdict,
`DROP` to the rest.
"""

import csv
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Block, BlockKind, Document, Snapshot
from extract.components.money_roles import NONE, ROLES, with_verdict
from extract.components.money_wording import Described, describe
from extract.evaluate import gold_records
from extract.words import read_words
from ingest.read import read

STEPS, RATE, PULL, DROP = 200, 0.05, 0.7, 0.3
LEAST = 3
"""Features seen less often are left out."""
CROWD = 12
"""A document with more sums counts as this many, so that one long table does not rule."""
SMALL = 0.03
"""Weights below this are left out of the table."""
SENTENCES = Path(__file__).with_name("sentences.txt")
_MARKS = {"| ": BlockKind.ROW, "- ": BlockKind.ITEM, "# ": BlockKind.HEADING}
_ROLE = re.compile(r" ?\{([a-z_,]+)\}")
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
    old: bool = False
    weight: float = 1.0


def main(arguments: list[str]) -> None:
    """Fit on the given folders and print the table, or the check."""
    check = "--check" in arguments
    paths = [argument for argument in arguments if argument != "--check"]
    found = [one for place in range(0, len(paths), 2) for one in _documents(paths[place], paths[place + 1])]
    crowds = Counter(one.group for one in found)
    found = [replace(one, weight=min(1.0, CROWD / crowds[one.group])) for one in found]
    authored = list(_sentences())
    if check:
        _check(found, authored)
        return
    names, weights = _fit([*found, *authored])
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["feature", *ROLES])
    for name, row in sorted(zip(names, weights, strict=True)):
        if np.abs(row).max() >= SMALL:
            table.writerow([name, *(f"{value:.2f}" for value in row)])


def _documents(folder: str, gold: str) -> Iterator[Example]:
    records = gold_records(Path(gold))
    for path in sorted(Path(folder.removeprefix("+")).iterdir()):
        record = records.get(path.name)
        if record is None or not record["programmes"]:
            continue
        document = read(Snapshot(source=str(path), body=path.read_bytes(), fetched_at=dt.datetime.now(dt.UTC)))
        for one in describe(read_words(document)):
            required: set[str] = set()
            optional: set[str] = {NONE}
            for programme in record["programmes"]:
                for amount in programme.get("amounts") or ():
                    same = float(amount["value"]) == float(one.part.value)
                    if same and (amount.get("currency") or "PLN") == one.part.currency:
                        role = amount["role"] if amount["role"] in ROLES else NONE
                        (optional if amount.get("optional") else required).add(role)
            yield _example(f"{folder}/{path.name}", folder, one, required or optional)


def _sentences() -> Iterator[Example]:
    for number, line in enumerate(SENTENCES.read_text("utf-8").splitlines()):
        if not line or line.startswith("# "):
            continue
        document, labels = _labelled(line)
        found = {one.part.end: one for one in describe(read_words(document))}
        for end, roles in labels.items():
            if end in found:
                named = {role if role in ROLES else NONE for role in roles}
                yield _example(f"sentence {number}", "sentences", found[end], named)


def _labelled(line: str) -> tuple[Document, dict[int, list[str]]]:
    """The document that a line of the sentences stands for, and the roles of its sums by the sum's end."""
    text, blocks, labels = "", [], {}
    for raw in line.split(" ⏎ "):
        kind = next((kind for mark, kind in _MARKS.items() if raw.startswith(mark)), BlockKind.PARAGRAPH)
        part = raw if kind is BlockKind.PARAGRAPH else raw[2:]
        text += "\n" if text else ""
        start, place = len(text), 0
        for match in _ROLE.finditer(part):
            text += part[place : match.start()]
            labels[len(text)] = match.group(1).split(",")
            place = match.end()
        text += part[place:]
        blocks.append(Block(start=start, end=len(text), kind=kind))
    document = Document(id="s", source="s.txt", media_type="text/plain", text=text, blocks=tuple(blocks))
    return document, labels


def _example(group: str, folder: str, one: Described, roles: set[str]) -> Example:
    ruled = _RULED.get(one.verdict.role, one.verdict.role)
    return Example(
        group,
        folder.removeprefix("+"),
        with_verdict(one.features, one.verdict),
        one.features,
        ruled if ruled in ROLES else NONE,
        frozenset(roles),
        old=folder.startswith("+"),
    )


def _fit(examples: Sequence[Example]) -> tuple[list[str], NDArray[np.float64]]:
    """Feature names and their weights: gradient descent with momentum and scaled steps (Adam)."""
    seen: list[tuple[frozenset[str], float, frozenset[str]]] = []
    for one in examples:
        if one.old:
            seen.append((one.plain, one.weight * DROP, one.roles))
        seen.append((one.marks, one.weight * (1 - DROP if one.old else 1.0), one.roles))
    counted = Counter(mark for marks, _, _ in seen for mark in marks)
    names = sorted(name for name, count in counted.items() if count >= LEAST)
    index = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(seen), len(names)))
    for row, (marks, _, _) in enumerate(seen):
        table[row, [index[mark] for mark in marks if mark in index]] = 1.0
    allowed = np.array([[role in roles for role in ROLES] for _, _, roles in seen], dtype=float)
    share = np.array([[weight] for _, weight, _ in seen])
    weights = np.zeros((len(names), len(ROLES)))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        given = _softmax(table @ weights)
        wanted = given * allowed
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-9
        slope = table.T @ ((given - wanted) * share) + PULL * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        rate = RATE * (1.0 if step < 0.7 * STEPS else 0.3)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return names, weights


def _softmax(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    odds: NDArray[np.float64] = np.exp(totals - totals.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return shares


def _check(found: Sequence[Example], authored: Sequence[Example]) -> None:
    for left, size in sorted(Counter(_author(one) for one in found).items()):
        names, weights = _fit([*(one for one in found if _author(one) != left), *authored])
        index = {name: place for place, name in enumerate(names)}
        right = ruled = 0
        for one in found:
            if _author(one) == left:
                total = weights[[index[mark] for mark in one.marks if mark in index]].sum(axis=0)
                right += ROLES[int(total.argmax())] in one.roles
                ruled += one.ruled in one.roles
        sys.stdout.write(f"{left}: {size} sums, rules {ruled / size:.3f}, model {right / size:.3f}\n")


def _author(one: Example) -> str:
    """The author of a document: the first letter of its name."""
    return Path(one.group).name[0]


if __name__ == "__main__":
    main(sys.argv[1:])
