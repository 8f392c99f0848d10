"""Sources of money: funds, operational programmes and budgets, with the measure (`działanie 8.1`) named beside them."""

import re
from functools import cache

from corpus.documents import BlockKind
from extract.candidates import FundCandidate
from extract.nominative import nominative
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.words import Words
from extract.zones import Zones

_MEASURE = re.compile(
    r"(?:(?:pod)?działani[ea]\w*\s+(?:nr\s+)?)((?:[IVX]+|\d{1,2}|FE[A-ZŚ]{2})(?:\.\s?\d{1,2}){1,3})"
    r"|\b((?:FE|RP)[A-ZŚ]{2}(?:\.\d{2}){2,3})",
    re.IGNORECASE,
)
_MEASURE_REACH = 400
"""Characters around an operational programme within which its measure stands."""
_YEARS = re.compile(r"\s*(?:na lata\s+)?20\d\d\s?[-–—]\s?20\d\d")


def find(words: Words, zones: Zones) -> list[FundCandidate]:
    """Every source of money named; `pays` is False in acts, privacy clauses and tales of earlier editions."""
    found: list[FundCandidate] = []
    covered: list[tuple[int, int, str]] = []
    for match in _patterns().find(words):
        code, sort = match.meaning
        if any(first <= match.first < last and code in _SHADOWED.get(by, ()) for first, last, by in covered):
            continue
        covered.append((match.first, match.last, code))
        start, end = words.span(match.first, match.last)
        years = _YEARS.match(words.text, end) if sort == "programmes" else None
        end = years.end() if years else end
        name = nominative(words, *words.at(start, end))
        programme = name if sort == "programmes" else None
        measure = _measure(words.text, start) if code in _MEASURED else None
        aside = zones.excludes(match.first) or words.kind(match.first) is BlockKind.IMPRINT
        found.append(FundCandidate(start, end, 0.85, code, name, programme, measure, not aside))
    return found


_SHADOWED = {
    "esf_plus": ("esf",),
    "pfron": ("solidarity_fund",),
    "regional_budget": ("municipal_budget",),
    "feers": ("regional_fe",),
}
"""Codes that a longer match of the key's code makes void at the same place."""
_MEASURED = frozenset({"esf", "esf_plus", "erdf", "rpo", "regional_fe", "power", "kapital_ludzki", "feers"})


def _measure(text: str, start: int) -> str | None:
    near = list(_MEASURE.finditer(text, max(0, start - _MEASURE_REACH // 2), start + _MEASURE_REACH))
    best = min(near, key=lambda match: abs(match.start() - start), default=None)
    return (best.group(1) or best.group(2)).replace(" ", "") if best else None


@cache
def _patterns() -> Patterns[tuple[str, str]]:
    return Patterns(
        (pattern, (code, sort))
        for code, sorts in load_rules("funds").items()
        for sort, patterns in sorts.items()
        for pattern in patterns
    )
