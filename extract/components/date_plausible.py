"""Which expressions are dates at all: numbers and names that merely look like dates are turned away."""

import re

from extract.date_expressions import YEAR, DateExpression
from extract.rules import load_rules
from extract.words import Words

_CLOCK = re.compile(r"\d[.:]\d\d\s*[-–]?\s*\Z")


def plausible(words: Words, codes: str, expression: DateExpression) -> bool:
    """False for numbers and names that merely look like dates (prices, streets, `maja` alone)."""
    rules = load_rules("dates")
    first, last = expression.first, expression.last
    start = words.block_bounds(first)[0]
    before = words.lower[first - 1] if first > start else ""
    before2 = words.lower[first - 2] if first > start + 1 else ""
    if before == "." and before2:
        before = before2
    after = words.lower[last] if last < len(words) else ""
    form = expression.form
    if (expression.unit == YEAR and form == "year" and expression.end is None) or form in {"yy", "ym", "mny"}:
        if before in rules["year_not_before"] or after in rules["year_not_after"]:
            return False
        if words.starts[first] and words.text[words.starts[first] - 1] in "/.-" and expression.form == "year":
            return False
    if form == "relyear" and codes[first:last].startswith("B") and expression.unit == YEAR:
        return expression.complete or expression.shift is not None
    if form == "month":
        return _lone_month(words, expression)
    if form == "short":
        return _short_day(words, codes, expression)
    if form == "dmw" and not expression.complete and _capital_month(words, expression):
        return before not in rules["street"] and not (after.isdigit() or before2 in rules["street"])
    if form == "dry" and not expression.complete:
        return before not in {"ust", "pkt", "art", "§", "kl", "klasa", "klasy", "nr", "lp"}
    return before not in rules["street"] or expression.complete


def _capital_month(words: Words, expression: DateExpression) -> bool:
    return words.forms[expression.last - 1][:1].isupper() and not words.forms[expression.last - 1].isupper()


def _lone_month(words: Words, expression: DateExpression) -> bool:
    """A month without a day or year counts after a preposition, in a range, or as a whole cell or line."""
    if expression.end is not None or expression.begin is None or expression.open_end:
        return True
    first = expression.first
    before = words.lower[first - 1] if first else ""
    return before in {
        "w",
        "we",
        "na",
        "od",
        "do",
        "z",
        "końca",
        "początku",
        "końcem",
        "koniec",
        "połowie",
        "przez",
        "miesiącu",
        "miesiąc",
        "start",
        ":",
    }


def _short_day(words: Words, codes: str, expression: DateExpression) -> bool:
    """`17.06` alone may be an hour, a price or a number of a section."""
    if expression.end is not None and expression.begin is not None:
        return expression.complete or codes[expression.first] in "oD" or not _hour_before(words, expression.first)
    first, last = expression.first, expression.last
    before = words.lower[first - 1] if first else ""
    if _hour_before(words, first) or _CLOCK.search(words.text, max(words.starts[first] - 12, 0), words.starts[first]):
        return False
    if before in {
        "działanie",
        "działania",
        "poddziałanie",
        "nr",
        "pkt",
        "ust",
        "art",
        "§",
        "poz",
        "rozdział",
        "cel",
        "oś",
        "zadanie",
        "tabela",
        "rys",
        "o",
        "po",
        "za",
        "ok",
        "około",
        "tel",
        "-",
        "–",
    }:
        return False
    after = words.lower[last] if last < len(words) else ""
    if after in {"zł", "%", "tys", "mln", "km", "m", "ha", "kg", "°", "pln", "eur", "h", "proc", "/", "pkt"}:
        return False
    if expression.weekday is not None or codes[first] in "oD" or expression.begin is None:
        return True
    start = words.block_bounds(first)[0]
    if {"godz", "godzina", "godzinie"} & {*words.lower[last : last + 3]}:
        return True
    return first == start or before in {
        "dnia",
        "dniu",
        "|",
        "(",
        "na",
        "w",
        "z",
        ",",
        "i",
        "-",
        "–",
        "/",
        ")",
        ":",
        "•",
        ";",
    }


def _hour_before(words: Words, first: int) -> bool:
    return any(
        word in {"godz", "godzina", "godzinie", "godzinach", "g", "godziny", "czynne", "czynny", "czynna"}
        for word in words.lower[max(first - 3, 0) : first]
    )
