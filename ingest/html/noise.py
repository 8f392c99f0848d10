"""The rules of `data/noise.yaml`, compiled once."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from ingest.errors import IngestError

_PARTS = re.compile(r"[\s_-]+")


class Tokens:
    """Words of class names; one of several words ("skip-link") must stand as a whole."""

    __slots__ = ("first", "single")

    def __init__(self, words: str) -> None:
        parts = [_PARTS.sub(" ", word) for word in words.split()]
        self.single = frozenset(part for part in parts if " " not in part)
        self.first: dict[str, list[str]] = {}
        for part in parts:
            if " " in part:
                self.first.setdefault(part.split(" ", 1)[0], []).append(f" {part} ")

    def found_in(self, key: str) -> bool:
        """Whether one of the words is part of a `class` or `id` value in lower case."""
        tokens = [token.rstrip("0123456789") for token in _PARTS.sub(" ", key).split()]
        if not self.single.isdisjoint(tokens):
            return True
        whole = ""
        for token in tokens:
            if token in self.first:
                whole = whole or f" {' '.join(tokens)} "
                if any(words in whole for words in self.first[token]):
                    return True
        return False


class Noise(NamedTuple):
    """Patterns that tell what is not content."""

    hard: Tokens
    soft: Tokens
    headings: re.Pattern[str]
    lines: re.Pattern[str]
    roles: frozenset[str]
    content: Tokens


@cache
def noise() -> Noise:
    """The rules. Raises IngestError where the data file is damaged."""
    try:
        text = (files("ingest") / "data" / "noise.yaml").read_text("utf-8")
        data = yaml.load(text, Loader=yaml.CSafeLoader)
        return Noise(
            hard=Tokens(data["tokens_hard"]),
            soft=Tokens(data["tokens_soft"]),
            headings=_lines(data["headings"], tail=r"[\s:.…»>!]*"),
            lines=_lines(data["lines"], tail=r"\s*"),
            roles=frozenset(data["roles"].split()),
            content=Tokens(data["content"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise IngestError(f"data/noise.yaml of ingest is damaged: {error}".replace("\n", " ")) from error


def is_noise_line(line: str) -> bool:
    """Whether a line is only a tool or a counter of the page ("Drukuj | PDF", "Odsłon: 604")."""
    return len(line) < 260 and noise().lines.fullmatch(line) is not None


def is_noise_heading(line: str) -> bool:
    """Whether a heading opens a part of the page that is not content ("Zobacz także")."""
    return len(line) < 80 and noise().headings.fullmatch(line.strip(" -–—•*[]|")) is not None


def _lines(patterns: str, *, tail: str) -> re.Pattern[str]:
    alternatives = "|".join(f"(?:{pattern})" for pattern in patterns.splitlines() if pattern.strip())
    return re.compile(rf"(?:{alternatives}){tail}", re.IGNORECASE)
