"""Training pairs for the embedding model, from open texts and the thesaurus.

Sources and licences stand in `search/model/README.md`. A pair is two texts that mean the same or stand side by side.
"""

import json
import lzma
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from search.thesaurus import Concept, Topic

Pair = tuple[str, str]

PAIRS = ("law_heading_article_PD", "sejm_same_speech_halves", "wikipedia_title_passage", "stsb_pl_score4plus")
NEIGHBOURS: Mapping[str, int] = {
    "law_pl_PD": 60_000,
    "wikipedia_wikinews_CCBYSA": 10_000,
    "exams_wikipedia_sents_CCBYSA": 40_000,
    "sejm_PD_official": 12_000,
    "eu_law_jrc": 9_000,
    "eltec_novels_CCBY": 60_000,
}
"""Texts whose lines are cut in two that belong together, with the most pairs to take of each in an epoch."""


def lines(folder: Path, name: str) -> Iterator[str]:
    """The lines of one packed text."""
    with lzma.open(folder / "text" / f"{name}.txt.xz", "rt", encoding="utf-8") as source:
        yield from source


def supervised(folder: Path) -> list[Pair]:
    """Pairs somebody made: headings and their articles, titles and passages, translations."""
    found: list[Pair] = []
    for name in PAIRS:
        with lzma.open(folder / "pairs" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as source:
            rows = (json.loads(line) for line in source)
            found += [(row["anchor"], row["positive"]) for row in rows]
    with lzma.open(folder / "pairs" / "parallel_pl_en.tsv.xz", "rt", encoding="utf-8") as source:
        for line in source:
            polish, english, *_ = line.split("\t")
            found.append((polish, english))
    return found


def sides(folder: Path) -> list[tuple[str, list[str]]]:
    """The first and the second texts of all supervised pairs, each under a name."""
    first, second = zip(*supervised(folder), strict=True)
    return [("pairs_first", list(first)), ("pairs_second", list(second))]


class Answered(TypedDict):
    """A query, a passage that answers it, and the number of its document."""

    query: str
    passage: str
    document: int


def answered(path: Path) -> list[Answered]:
    """The pairs made by `tools/training/passages.py`."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    numbers = {group: number for number, group in enumerate(dict.fromkeys(row["group"] for row in rows))}
    return [Answered(query=row["anchor"], passage=row["positive"], document=numbers[row["group"]]) for row in rows]


def wordings(topics: Sequence[Concept | Topic], rounds: int, seed: int) -> list[tuple[str, str, int]]:
    """Pairs of wordings of one topic with its number; some sides join several wordings to a passage."""
    dice = random.Random(seed)  # noqa: S311  no secret
    found: list[tuple[str, str, int]] = []
    for _ in range(rounds):
        for number, topic in enumerate(topics):
            every = list(dict.fromkeys(topic.wordings))
            anchor = dice.choice(every)
            others = [wording for wording in every if wording != anchor]
            size = dice.choice((1, 1, 2, 4, 6))
            found.append((anchor, ". ".join(dice.sample(others, min(size, len(others)))), number))
    return found
