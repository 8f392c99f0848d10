"""How good extraction is: precision, recall and F1 of every field against gold records.

Names match after folding at a similarity of 0.9; dates, amounts and codes match exactly; an organisation needs its name
and its role; gold items marked optional count neither as found nor as missed.
"""

import difflib
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.errors import EvaluationError

Record = Mapping[str, Any]
STARRED = (
    "programmes",
    "name",
    "municipality",
    "period",
    "events",
    "amounts",
    "funding",
    "organisations",
    "target_groups",
    "activities",
)
"""The fields whose mean F1 is the one figure of extraction."""
ALIKE = 0.9
_PAIRED = 0.6


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that was given and is not in the gold record (`extra`), or the other way round (`missed`)."""

    file: str
    kind: str
    value: str
    words: str = ""
    """The text's own wording of it, where the record has that."""

    def __str__(self) -> str:
        return f"{self.file}: {self.kind} {self.value}"


@dataclass(slots=True)
class Tally:
    """Counts of one field, and the values that were wrong with the file they stand in."""

    found: int = 0
    extra: int = 0
    missed: int = 0
    errors: list[Wrong] = field(default_factory=list)

    def add(
        self,
        found: int,
        extra: Iterable[object],
        missed: Iterable[object],
        where: str,
        items: Mapping[str, Record] | None = None,
    ) -> None:
        """Count values found, and list those that are extra or missed; `items` are the records of values."""
        self.found += found
        for kind, values in (("extra", extra), ("missed", missed)):
            for value in values:
                setattr(self, kind, getattr(self, kind) + 1)
                self.errors.append(Wrong(where, kind, str(value), _words((items or {}).get(str(value), {}))))

    @property
    def precision(self) -> float:
        """Part of the predicted values that are right; 1 where nothing was predicted."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Part of the gold values that were found; 1 where there are none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The tallies of all fields over a set of documents."""

    documents: int
    fields: Mapping[str, Tally]

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the starred fields."""
        present = [self.fields[name].f1 for name in STARRED if name in self.fields]
        return sum(present) / len(present) if present else 0.0


def gold_records(folder: Path) -> dict[str, Record]:
    """Gold records by file name.

    Raises EvaluationError where the folder holds none or one cannot be read.
    """
    try:
        records = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    except (OSError, ValueError) as error:
        raise EvaluationError(f"gold records in {folder} cannot be read: {error}") from error
    if not records:
        raise EvaluationError(f"no gold records in {folder}")
    return {record["file"]: record for record in records}


def gold_digest(folder: Path) -> str:
    """SHA-256 over the gold records of a folder: what a quality floor was measured on."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def evaluate(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Scores:
    """Score predicted records against gold records, both by file name; a file without a prediction found nothing."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for name, record in gold.items():
        prediction = predicted.get(name, {})
        if "published" in record:
            published = (prediction.get("document") or {}).get("published")
            _scalar(tallies["published"], record["published"], published, name)
        for wanted, given in aligned(record["programmes"], prediction.get("programmes") or []):
            if wanted is not None and wanted.get("optional"):
                continue
            tallies["programmes"].add(
                int(wanted is not None and given is not None),
                [given.get("name")] if wanted is None and given is not None else [],
                [wanted.get("name")] if given is None and wanted is not None else [],
                name,
            )
            _compare(wanted or {}, given or {}, tallies, name)
    return Scores(len(gold), dict(tallies))


def aligned(gold: Sequence[Record], given: Sequence[Record]) -> list[tuple[Record | None, Record | None]]:
    """Programmes of one document in pairs: by name, and a lone one with a lone one whatever their names."""
    if len(gold) == 1 and len(given) == 1:
        return [(gold[0], given[0])]
    ranked = sorted(
        ((name_score(one, other.get("name")), i, j) for i, one in enumerate(gold) for j, other in enumerate(given)),
        reverse=True,
    )
    pairs: list[tuple[Record | None, Record | None]] = []
    left, right = set(range(len(gold))), set(range(len(given)))
    for score, i, j in ranked:
        if score >= _PAIRED and i in left and j in right:
            pairs.append((gold[i], given[j]))
            left.remove(i)
            right.remove(j)
    return [*pairs, *((gold[i], None) for i in sorted(left)), *((None, given[j]) for j in sorted(right))]


def _compare(gold: Record, given: Record, tallies: dict[str, Tally], where: str) -> None:
    if gold.get("name") or given.get("name"):
        same = name_score(gold, given.get("name")) >= ALIKE
        extra = [] if same or not given.get("name") else [given["name"]]
        missed = [] if same or not gold.get("name") else [gold["name"]]
        tallies["name"].add(int(same), extra, missed, where)
    _scalar(tallies["kind"], gold.get("kind"), given.get("kind"), where)
    place, found = gold.get("municipality") or {}, given.get("municipality") or {}
    if not place.get("optional"):
        for part, tally in (("name", "municipality"), ("district", "district"), ("voivodeship", "voivodeship")):
            _scalar(tallies[tally], place.get(part), found.get(part), where, lambda a, b: folded(a) == folded(b))
    period, dates = gold.get("period") or {}, given.get("period") or {}
    if not period.get("optional"):
        for end in ("start", "end"):
            _scalar(tallies["period"], period.get(end), dates.get(end), f"{where} {end}")
    _many(tallies["events"], gold.get("events"), given.get("events"), event_key, where)
    _many(tallies["amounts"], gold.get("amounts"), given.get("amounts"), amount_key, where)
    for name in ("funding", "target_groups", "activities"):
        _many(tallies[name], gold.get(name), given.get(name), lambda item: item["code"], where)
    _bodies(tallies["organisations"], gold.get("organisations"), given.get("organisations"), where)
    _scalar(tallies["participants"], gold.get("participants"), given.get("participants"), where)
    _scalar(tallies["part_of"], gold.get("part_of"), given.get("part_of"), where, lambda a, b: alike(a, b) >= ALIKE)
    since, start = (gold.get("continues") or {}).get("since"), (given.get("continues") or {}).get("since")
    _scalar(tallies["continues since"], since, start, where)


def _scalar(
    tally: Tally, gold: Any, given: Any, where: str, same: Callable[[Any, Any], bool] = lambda a, b: a == b
) -> None:
    if gold is None and given is None:
        return
    if gold is not None and given is not None and same(gold, given):
        tally.add(1, [], [], where)
    else:
        tally.add(0, [] if given is None else [given], [] if gold is None else [gold], where)


def _many(
    tally: Tally,
    gold: Sequence[Record] | None,
    given: Sequence[Record] | None,
    key: Callable[[Record], str],
    where: str,
) -> None:
    wanted: dict[str, bool] = {}
    for item in gold or ():
        wanted[key(item)] = wanted.get(key(item), True) and bool(item.get("optional"))
    keys = dict.fromkeys(key(item) for item in given or ())
    needed = [name for name, optional in wanted.items() if not optional]
    tally.add(
        sum(name in keys for name in needed),
        [name for name in keys if name not in wanted],
        [name for name in needed if name not in keys],
        where,
        {key(item): item for item in (*(gold or ()), *(given or ()))},
    )


def _bodies(tally: Tally, gold: Sequence[Record] | None, given: Sequence[Record] | None, where: str) -> None:
    left = list({(folded(item["name"]), item.get("role")): item for item in given or ()}.values())
    found, missed = 0, []
    for item in sorted(gold or (), key=lambda one: bool(one.get("optional"))):
        fits = (g for g in left if g.get("role") == item.get("role") and name_score(item, g.get("name")) >= ALIKE)
        hit = next(fits, None)
        if hit is not None:
            left.remove(hit)
        if not item.get("optional"):
            found += hit is not None
            missed += [] if hit is not None else [f"{item.get('role')}: {item.get('name')}"]
    items = {f"{item.get('role')}: {item.get('name')}": item for item in (*(gold or ()), *left)}
    tally.add(found, [f"{item.get('role')}: {item.get('name')}" for item in left], missed, where, items)


def folded(text: str | None) -> str:
    """A name without punctuation, case and runs of white space."""
    return " ".join(re.sub(r"[^\w+]+", " ", unicodedata.normalize("NFKC", text or "").casefold()).split())


def alike(one: str | None, other: str | None) -> float:
    """Similarity of two names from 0 to 1 after folding."""
    left, right = folded(one), folded(other)
    return 1.0 if left == right else difflib.SequenceMatcher(None, left, right, autojunk=False).ratio()


def _words(item: Record) -> str:
    evidence = item.get("evidence") or {}
    return str(evidence.get("text") or item.get("text") or "")


def name_score(gold: Record, name: str | None) -> float:
    """Similarity of a name to a gold record's name or the likest of its other spellings, 0 to 1."""
    names = [gold.get("name"), *gold.get("aliases", ())]
    return max((alike(wanted, name) for wanted in names if wanted), default=0.0)


def event_key(item: Record) -> str:
    """What two records of one event share."""
    return f"{item.get('start')}..{item.get('end') or item.get('start')}"


def amount_key(item: Record) -> str:
    """What two records of one sum share."""
    return f"{item.get('role')} {float(item['value']):.2f} {item.get('currency') or 'PLN'}"
