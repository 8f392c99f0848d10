"""Fit the weights of `extract/data/organisation_weights.csv` on documents with gold records.

    python -m tools.organisations.fit [--check AUTHORS] DOCUMENTS GOLD [...] > extract/data/organisation_weights.csv

A softmax over the roles of a body with quadratic regularisation. A body that gold has under several roles, or only as
optional, may have any of them: the probability of all is what is maximised. Labelled sentences (`sentences.txt`) teach
what short texts show. Pages that announce nothing are left out: others recognise them. `--check norkl` prints, instead
of weights, the F1 of name and role in the documents of each of these authors (a document's first letter) with weights
that never saw the author's documents, beside what the rules say. Rules were written with the documents that are not of
`FRESH` authors, so that they seem surer there than they are: those are seen with and without what rules say.
"""

import difflib
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.places import load_register
from extract.components import organisations, places
from extract.components.organisations.weighing import NONE, ROLES
from extract.words import read_words
from tools.gold import Judged, folder_pairs, judged
from tools.labelled import labelled
from tools.softmax import Fitted, Seen, fitted

STEPS, DROP = 150, 0.5
PULL, RULED_PULL = 1.0, 0.3
"""The regularisation of signs, and of what the rules say, which is seldom wrong however rare it is."""
FRESH = frozenset("norklbfqca")
ALIKE = 0.9
SENTENCES = Path(__file__).with_name("sentences.txt")
SHARE = 1.0
"""What a body of the sentences counts beside one of a document."""
_RULED = ("rule", "final", "other ", "no other", "nobody")
_SAID = ("rule", "final")
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
    fit(found).write()


def _read(paths: Sequence[str]) -> tuple[list[Example], dict[str, list[Gold]]]:
    found: list[Example] = []
    gold: dict[str, list[Gold]] = {}
    for pair in folder_pairs(paths):
        for page in judged(*pair):
            if not page.record["programmes"]:
                continue
            gold[page.file] = list(_golden(page.record))
            found.extend(_examples(page, gold[page.file]))
    return found, gold


def _golden(record: Mapping[str, Any]) -> Iterator[Gold]:
    for programme in record["programmes"]:
        for one in programme.get("organisations") or ():
            names = frozenset(map(_plain, [one["name"], *one.get("aliases", [])]))
            yield Gold(names, one["role"], bool(one.get("optional") or programme.get("optional")))


def _examples(page: Judged, gold: Sequence[Gold]) -> Iterator[Example]:
    """The bodies of a document. Of several that are one in gold (a town and its hall) the others may do nothing."""
    document = page.document
    words = read_words(document)
    _, bodies = organisations.describe(words, places.find(words, load_register(), document.publisher), document)
    meant: dict[int, list[int]] = {}
    for number, body in enumerate(bodies):
        for place, one in enumerate(gold):
            if not one.optional and _means(one, {*body.names, *body.acting}):
                meant.setdefault(place, []).append(number)
    chief = {
        place: max(numbers, key=lambda n: (gold[place].role in bodies[n].ruled, len(bodies[n].candidates)))
        for place, numbers in meant.items()
    }
    for number, body in enumerate(bodies):
        required = {gold[place].role for place, first in chief.items() if first == number}
        allowed = {one.role for one in gold if _means(one, {*body.names, *body.acting})} | {NONE}
        names = frozenset(map(_plain, {*body.names, *body.acting}))
        roles = frozenset(required or allowed)
        yield Example(page.author, page.file, names, body.signs, body.ruled, roles)


def sentences() -> Iterator[Example]:
    """The bodies of the labelled sentences."""
    for number, line in enumerate(SENTENCES.read_text("utf-8").splitlines()):
        if not line or line.startswith("# Short"):
            continue
        document, labels = labelled(line)
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


def _plain(name: str) -> str:
    return " ".join(_PLAIN.sub(" ", name.casefold()).split())


def _means(one: Gold, names: Collection[str]) -> bool:
    return any(_alike(a, b) for a in one.names for b in map(_plain, names))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    pair = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return pair.quick_ratio() >= ALIKE and pair.ratio() >= ALIKE


def fit(examples: Sequence[Example]) -> Fitted:
    """The weights of the signs."""
    seen: list[Seen] = []
    for one in examples:
        if one.author not in FRESH:
            plain = frozenset(sign for sign in one.signs if not sign.startswith(_RULED))
            seen.append((plain, DROP * one.share, one.roles))
        seen.append((one.signs, one.share if one.author in FRESH else (1 - DROP) * one.share, one.roles))
    return fitted(seen, ROLES, steps=STEPS, pull=_pull, precision=np.float32)


def _pull(sign: str) -> float:
    return RULED_PULL if sign.startswith(_SAID) else PULL


def _check(found: Sequence[Example], gold: dict[str, list[Gold]], authors: str) -> None:
    sums = Counter[str]()
    for author in authors:
        model = fit([one for one in found if one.author != author])
        given: dict[str, list[tuple[frozenset[str], str]]] = {}
        ruled: dict[str, list[tuple[frozenset[str], str]]] = {}
        for one in found:
            if one.author == author:
                role = model.likeliest(one.signs)
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
