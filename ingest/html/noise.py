"""The rules of `data/noise.yaml`, compiled once."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from ingest.errors import IngestError


class Noise(NamedTuple):
    """Patterns that tell what is not content."""

    hard: re.Pattern[str]
    soft: re.Pattern[str]
    headings: re.Pattern[str]
    lines: re.Pattern[str]
    roles: frozenset[str]
    content: re.Pattern[str]


@cache
def noise() -> Noise:
    """The rules. Raises IngestError where the data file is damaged."""
    try:
        text = (files("ingest") / "data" / "noise.yaml").read_text("utf-8")
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return Noise(
            hard=_tokens(data["tokens_hard"]),
            soft=_tokens(data["tokens_soft"]),
            headings=_lines(data["headings"], tail=r"[\s:.…»>!]*"),
            lines=_lines(data["lines"], tail=r"\s*"),
            roles=frozenset(data["roles"].split()),
            content=_tokens(data["content"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise IngestError(f"data/noise.yaml of ingest is damaged: {error}".replace("\n", " ")) from error


def is_noise_line(line: str) -> bool:
    """Whether a line is only a tool or a counter of the page ("Drukuj | PDF", "Odsłon: 604")."""
    return len(line) < 260 and noise().lines.fullmatch(line) is not None


def is_noise_heading(line: str) -> bool:
    """Whether a heading opens a part of the page that is not content ("Zobacz także")."""
    return len(line) < 80 and noise().headings.fullmatch(line.strip(" -–—•*[]|")) is not None


def _tokens(words: str) -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))
    return re.compile(rf"(?:^|[\s_-])(?:{alternatives})(?:$|[\s_\d-])")


def _lines(patterns: str, *, tail: str) -> re.Pattern[str]:
    alternatives = "|".join(f"(?:{pattern})" for pattern in patterns.splitlines() if pattern.strip())
    return re.compile(rf"(?:{alternatives}){tail}", re.IGNORECASE)
