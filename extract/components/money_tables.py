"""Sums in tables whose head, not the cell, names the currency."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.documents import BlockKind
from extract.components.money_heads import MONEY, kind, money_cells
from extract.contexts import Heads
from extract.money_expressions import Sum, bare_sums, currency_of
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

LINES = 14
"""Lines after one that names the currency in which numbers without one are still money (tables of PDFs)."""


@cache
def _head() -> re.Pattern[str]:
    return re.compile(load_rules("money")["money_head"])


def table_sums(words: Words, stated: Sequence[Sum]) -> Iterator[Sum]:
    """Numbers of money without a currency: under a column's head, or in the lines after `Kwota (zł)`."""
    taken = {part.start for part in stated}
    spans = [(part.start, part.end) for part in stated]
    currency, left = None, 0
    table: str | None = None
    naming = {words.blocks[place] for place in _CURRENCIES.places(words)}
    for number, block in enumerate(words.parts):
        row = block.kind is BlockKind.ROW
        if not row:
            table = None
        text = words.text[block.start : block.end] if row or number in naming else ""
        if named := _named_currency(text) if number in naming else None:
            currency, left = named, LINES
            table = named if row else table
            if not row and not re.search(r"\d,\d\d", text):
                continue
        code = table or (currency if left > 0 else None) or ("PLN" if row and _labelled(text) else None)
        left -= 1
        if code is None:
            continue
        for part in bare_sums(words.text, block.start, block.end, code):
            if part.start not in taken and _free(part, spans):
                taken.add(part.start)
                spans.append((part.start, part.end))
                yield part
    lines = [part for part in _lines(words.text) if _free(part, spans)]
    spans.extend((part.start, part.end) for part in lines)
    yield from lines
    for start, end, under in money_cells(words):
        for part in bare_sums(words.text, start, end, "PLN"):
            whole = words.text[start:end].strip() == words.text[part.start : part.end]
            if whole and (under or "," in words.text[start:end]) and _free(part, spans):
                yield part


def _free(part: Sum, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether no known sum holds characters of it."""
    return not any(start < part.end and part.start < end for start, end in spans)


_SUM = r"(?P<sum>\d{1,3}(?:[ .\u00a0]\d{3})+(?:,\d\d)?|\d{1,6},\d\d)"
_LINE = re.compile(rf"(?:[:–—-][ \u00a0]?|:\n){_SUM}(?=\.?[ \u00a0]*(?:[/;\n]|\Z))")
_BARE_LINE = re.compile(rf"^(?P<label>[^\W\d][^\d\n:|.;,]{{3,60}}?)[ \u00a0]{_SUM}\.?[ \u00a0]*$", re.MULTILINE)
"""A line of nothing but a label and a number (`Wartość dofinansowania 1 200 000`)."""
_LABEL_WORDS = 5
_ELSE = frozenset({"euro", "eur", "usd", "gbp", "chf", "procent", "procentach"})
"""Words of a label whose number is not in zlotys."""
_LABEL_REACH = 90
_LABEL_STARTS = re.compile(r"[\n/;|(,]")
_LABELLED = MONEY - {"asked", "sum", "money"}
"""Kinds of labels behind which a number that ends its line is money (`dofinansowanie – 18 200,00`)."""


def _lines(text: str) -> Iterator[Sum]:
    """Numbers that end a line or stand before a slash, behind a label that names a sum of money."""
    for match in _LINE.finditer(text):
        label = _LABEL_STARTS.split(text[max(match.start() - _LABEL_REACH, 0) : match.start()])[-1]
        said = re.findall(r"\w+", label.casefold())
        if kind(said) in _LABELLED and _ELSE.isdisjoint(said):
            found = bare_sums(text, match.start("sum"), match.end(), "PLN")
            yield from (part for part in found if part.start == match.start("sum"))
    for match in _BARE_LINE.finditer(text):
        label = match["label"].casefold().split()
        if len(label) <= _LABEL_WORDS and kind(label) in _LABELLED and _ELSE.isdisjoint(label):
            yield from bare_sums(text, match.start("sum"), match.end("sum"), "PLN")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(load_rules("money")["money_label"])


def _labelled(text: str) -> bool:
    """Whether the first cell of a row of two names a sum of money (`budżet ogółem | 412.560,00`)."""
    label, _, rest = text.partition("|")
    spaced = " ".join(re.findall(r"\w+|[^\w\s]", label.casefold()))
    return "|" not in rest and bool(rest.strip()) and _label().fullmatch(spaced) is not None


_CURRENCIES = Spots(lambda form: form.casefold() in {"zł", "zl", "pln", "eur", "euro", "złotych"})
_NAMED = re.compile(r"(?:\(|\[|\bw )\s*(?:w )?(zł|zl|pln|eur|euro|złotych)\s*(?:\)|\]|\b)", re.IGNORECASE)


def _named_currency(text: str) -> str | None:
    """The currency that a head or a label line names for the numbers that follow."""
    match = _NAMED.search(text)
    if match and (match.group().startswith(("(", "[")) or not re.search(r"\d\s*$", text[: match.start()])):
        return currency_of(match.group(1)) or "PLN"
    return None


__all__ = ["Heads", "table_sums"]
