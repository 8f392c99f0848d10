"""Fit the weights of `extract/data/organisation_weights.csv` on documents with gold records.

    python -m tools.organisations.fit [--check AUTHORS] DOCUMENTS GOLD [...] > extract/data/organisation_weights.csv

A softmax over the roles of a body with quadratic regularisation. A body that gold has under several roles, or only as
optional, may have any of them: the probability of all is what is maximised. Labelled sentences (`sentences.txt`) teach
what short texts show. `--check norkl` prints, instead of weights,
the F1 of name and role in the documents of each of these authors (a document's first letter) with weights that never
saw the author's documents, beside what the rules say. Rules were written with the documents that are not of `FRESH`
authors, so that they seem surer there than they are: those are seen with and without what rules say.
"""

import csv
import datetime as dt
import difflib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Block, BlockKind, Document, Snapshot
from corpus.places import load_register
from extract.components import organisations, places
from extract.components.organisations.weighing import NONE, ROLES
from extract.evaluate import gold_records
from extract.words import read_words
from ingest.read import read

STEPS, RATE, PULL, DROP = 150, 0.05, 2.0, 0.5
LEAST = 3
"""Signs seen at fewer bodies are left out."""
SMALL = 0.03
"""Weights below this are left out of the table."""
FRESH = frozenset("norkl")
ALIKE = 0.9
SENTENCES = Path(__file__).with_name("sentences.txt")
SHARE = 0.5
"""What a body of the sentences counts beside one of a document."""
_MARKS = {"| ": BlockKind.ROW, "- ": BlockKind.ITEM, "# ": BlockKind.HEADING, "~ ": BlockKind.IMPRINT}
_ROLE = re.compile(r" ?\{([a-z,]+)\}")
_RULED = ("rule", "final", "other ", "no other", "nobody")
_PLAIN = re.compile(r"[^\w+]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A body of a document with the roles that are right for it."""

    author: str
    document: str
    names: frozenset[str]
    signs: frozenset[str]
    ruled: frozenset[str]
    roles: frozenset[str]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Gold:
    """What the records of a document say of one body in one role."""

    names: frozenset[str]
    role: str
    optional: bool


def main(arguments: list[str]) -> None:
    """Fit on the given folders and print the table, or the check."""
    check = arguments[1] if arguments[0] == "--check" else ""
    paths = arguments[2:] if check else arguments
    found, gold = _read(paths)
    found.extend(sentences())
    if check:
        _check(found, gold, check)
        return
    names, weights = fit(found)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["feature", *ROLES])
    for name, row in sorted(zip(names, weights, strict=True)):
        if np.abs(row).max() >= SMALL:
            table.writerow([name, *(f"{value:.2f}" for value in row)])


def _read(paths: Sequence[str]) -> tuple[list[Example], dict[str, list[Gold]]]:
    found: list[Example] = []
    gold: dict[str, list[Gold]] = {}
    for place in range(0, len(paths), 2):
        records = gold_records(Path(paths[place + 1]))
        for path in sorted(Path(paths[place]).iterdir()):
            if path.name in records:
                gold[path.name] = list(_golden(records[path.name]))
                found.extend(_examples(path, gold[path.name]))
    return found, gold


def _golden(record: Mapping[str, Any]) -> Iterator[Gold]:
    for programme in record["programmes"]:
        for one in programme.get("organisations") or ():
            names = frozenset(map(_plain, [one["name"], *one.get("aliases", [])]))
            yield Gold(names, one["role"], bool(one.get("optional") or programme.get("optional")))


def _examples(path: Path, gold: Sequence[Gold]) -> Iterator[Example]:
    """The bodies of a document. Of several that are one in gold (a town and its hall) the others may do nothing."""
    document = read(Snapshot(source=str(path), body=path.read_bytes(), fetched_at=dt.datetime.now(dt.UTC)))
    words = read_words(document)
    _, bodies = organisations.describe(words, places.find(words, load_register(), document.publisher), document)
    meant: dict[int, list[int]] = {}
    for number, body in enumerate(bodies):
        for place, one in enumerate(gold):
            if not one.optional and _means(one, body.names):
                meant.setdefault(place, []).append(number)
    chief = {
        place: max(numbers, key=lambda n: (gold[place].role in bodies[n].ruled, len(bodies[n].candidates)))
        for place, numbers in meant.items()
    }
    for number, body in enumerate(bodies):
        required = {gold[place].role for place, first in chief.items() if first == number}
        allowed = {one.role for one in gold if _means(one, body.names)} | {NONE}
        names = frozenset(map(_plain, body.names))
        roles = frozenset(required or allowed)
        yield Example(path.name[0], path.name, names, body.signs, body.ruled, roles)


def sentences() -> Iterator[Example]:
    """The bodies of the labelled sentences."""
    for number, line in enumerate(SENTENCES.read_text("utf-8").splitlines()):
        if not line or line.startswith("# Short"):
            continue
        document, labels = _labelled(line)
        words = read_words(document)
        candidates, bodies = organisations.describe(
            words, places.find(words, load_register(), document.publisher), document
        )
        ends = {candidates[place].end: body for body in bodies for place in body.candidates}
        lost = labels.keys() - ends.keys()
        if lost:
            sys.stderr.write(f"no body ends at: {[document.text[max(0, end - 30) : end] for end in lost]}\n")
        for body in bodies:
            said = {role for end, roles in labels.items() if ends.get(end) is body for role in roles}
            names = frozenset(map(_plain, body.names))
            roles = frozenset(said or {NONE})
            yield Example("sentences", f"sentence {number}", names, body.signs, body.ruled, roles, SHARE)


def _labelled(line: str) -> tuple[Document, dict[int, list[str]]]:
    """The document that a line of the sentences stands for, and the roles of its bodies by their ends."""
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
    return Document(id="s", source="s.txt", media_type="text/plain", text=text, blocks=tuple(blocks)), labels


def _plain(name: str) -> str:
    return " ".join(_PLAIN.sub(" ", name.casefold()).split())


def _means(one: Gold, names: frozenset[str]) -> bool:
    return any(_alike(a, b) for a in one.names for b in map(_plain, names))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    pair = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return pair.quick_ratio() >= ALIKE and pair.ratio() >= ALIKE


def fit(examples: Sequence[Example]) -> tuple[list[str], NDArray[np.float32]]:
    """Signs and their weights: gradient descent with momentum and scaled steps (Adam)."""
    seen: list[tuple[frozenset[str], float, frozenset[str]]] = []
    for one in examples:
        if one.author not in FRESH:
            plain = frozenset(sign for sign in one.signs if not sign.startswith(_RULED))
            seen.append((plain, DROP * one.share, one.roles))
        seen.append((one.signs, one.share if one.author in FRESH else (1 - DROP) * one.share, one.roles))
    counted = Counter(sign for signs, _, _ in seen for sign in signs)
    names = sorted(name for name, count in counted.items() if count >= LEAST)
    index = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(seen), len(names)), dtype=np.float32)
    for row, (signs, _, _) in enumerate(seen):
        table[row, [index[sign] for sign in signs if sign in index]] = 1.0
    allowed = np.array([[role in roles for role in ROLES] for _, _, roles in seen], dtype=np.float32)
    share = np.array([[weight] for _, weight, _ in seen], dtype=np.float32)
    weights: NDArray[Any] = np.zeros((len(names), len(ROLES)), dtype=np.float32)
    mean: NDArray[Any] = np.zeros_like(weights)
    spread: NDArray[Any] = np.zeros_like(weights)
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


def _softmax(totals: NDArray[np.float32]) -> NDArray[np.float32]:
    odds: NDArray[np.float32] = np.exp(totals - totals.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = odds / odds.sum(axis=1, keepdims=True)
    return shares


def _check(found: Sequence[Example], gold: dict[str, list[Gold]], authors: str) -> None:
    sums = Counter[str]()
    for author in authors:
        names, weights = fit([one for one in found if one.author != author])
        index = {name: place for place, name in enumerate(names)}
        given: dict[str, list[tuple[frozenset[str], str]]] = {}
        ruled: dict[str, list[tuple[frozenset[str], str]]] = {}
        for one in found:
            if one.author == author:
                total = weights[[index[sign] for sign in one.signs if sign in index]].sum(axis=0)
                role = ROLES[int(total.argmax())]
                given.setdefault(one.document, []).extend([(one.names, role)] if role != NONE else [])
                ruled.setdefault(one.document, []).extend((one.names, role) for role in one.ruled)
        line = author
        for label, said in (("rules", ruled), ("model", given)):
            counts = Counter[str]()
            for document, golden in gold.items():
                if document[0] == author:
                    counts += _matched(said.get(document, []), golden)
            sums.update({f"{label} {key}": count for key, count in counts.items()})
            line += f" {label} {_f1(counts):.3f}"
        sys.stdout.write(f"{line}\n")
    for label in ("rules", "model"):
        counts = Counter({key: sums[f"{label} {key}"] for key in ("right", "extra", "missed")})
        sys.stdout.write(f"all {label} {_f1(counts):.4f} {dict(counts)}\n")


def _matched(said: Sequence[tuple[frozenset[str], str]], gold: Sequence[Gold]) -> Counter[str]:
    """Pairs of name and role that are right, extra and missed, as the scorer counts them."""
    left, counts = list(said), Counter[str]()
    for one in sorted(set(gold), key=lambda one: one.optional):
        hit = next((s for s in left if s[1] == one.role and any(_alike(a, b) for a in one.names for b in s[0])), None)
        if hit is not None:
            left.remove(hit)
        if not one.optional:
            counts["right" if hit is not None else "missed"] += 1
    counts["extra"] = len(left)
    return counts


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["right"] / max(2 * counts["right"] + counts["extra"] + counts["missed"], 1)


if __name__ == "__main__":
    main(sys.argv[1:])
