"""Numbers in words (`trzydziestu pięciu`, `dwa tysiące`, `półtora`) and in digits grouped by threes."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extract.rules import load_rules
from extract.words import Words


class Number(NamedTuple):
    """A number in the words `first` up to, not including, `last`."""

    first: int
    last: int
    value: Decimal
    written: bool
    """True where it stands in words, at least in part."""


_PLAIN = 6
"""Letters from which on a number word written without Polish letters is no other word."""
_LETTERS = str.maketrans("ąćęłńóśźż", "acelnoszz")


@cache
def _values() -> tuple[dict[str, int], dict[str, int], dict[str, Decimal]]:
    rules = load_rules("numbers")
    units = {form: value for value, forms in rules["values"].items() for form in forms}
    for form, value in list(units.items()):
        if len(form) >= _PLAIN:
            units.setdefault(form.translate(_LETTERS), value)
    multipliers = {form: value for value, forms in rules["multipliers"].items() for form in forms}
    fractions = {form: Decimal(value) for value, forms in rules["fractions"].items() for form in forms}
    return units, multipliers, fractions


@cache
def number_forms() -> frozenset[str]:
    """Forms and lemmas with which a number in words begins."""
    return frozenset(_values()[0])


def number_word(words: Words, index: int) -> int | None:
    """The value of one number word, or None."""
    units, _, _ = _values()
    value = units.get(words.lower[index])
    return value if value is not None else units.get(words.lemmas[index])


def read_number(words: Words, first: int, limit: int) -> Number | None:
    """The number that begins with the word `first`, as long as it goes before `limit`."""
    if words.forms[first][0].isdigit():
        return _digits(words, first, limit)
    return _written(words, first, limit)


def _digits(words: Words, first: int, limit: int) -> Number | None:
    """`1 240`, `1.240`, `2 tys.`: groups of three digits after the first, then a multiplier."""
    if not words.forms[first].isdecimal():
        return None
    digits, last = words.forms[first], first + 1
    if len(digits) <= 3:
        while last < limit and (group := _group(words, last)) is not None:
            digits += words.forms[group]
            last = group + 1
    value = Decimal(digits)
    glued = last + 1 < limit and words.ends[last] == words.starts[last + 1] == words.ends[last - 1] + 1
    if glued and words.forms[last] == ",":
        decimals = words.forms[last + 1]
        if decimals.isdecimal() and len(decimals) <= 2:
            value, last = value + Decimal(f"0.{decimals}"), last + 2
    _, multipliers, _ = _values()
    if last < limit and words.lower[last] in multipliers:
        value *= multipliers[words.lower[last]]
        last += 1
    return Number(first, last, value, written=False)


def _group(words: Words, index: int) -> int | None:
    """The place of the next group of three digits: after a space, or after a full stop without one."""
    form = words.forms[index]
    if form == "." and index + 1 < len(words) and words.ends[index] == words.starts[index + 1]:
        return index + 1 if words.starts[index] == words.ends[index - 1] and _three(words, index + 1) else None
    gap = words.text[words.ends[index - 1] : words.starts[index]]
    return index if _three(words, index) and len(gap) == 1 and gap != "\n" else None


def _three(words: Words, index: int) -> bool:
    return len(words.forms[index]) == 3 and words.forms[index].isdecimal()


def _written(words: Words, first: int, limit: int) -> Number | None:
    _, multipliers, fractions = _values()
    total, part, place = Decimal(0), Decimal(0), first
    seen = False
    smallest = 10_000
    while place < limit:
        lower = words.lower[place]
        if (value := number_word(words, place)) is not None and value < smallest and _size(value) < _size(smallest):
            part += value
            smallest = value
        elif lower in fractions and not seen:
            part += fractions[lower]
        elif lower == "i" and seen and place + 2 < limit and _and_half(words, place):
            part += fractions[words.lower[place + 1]]
            place += 1
        elif lower in multipliers and (seen or lower != "tys"):
            total += (part or 1) * multipliers[lower]
            part, smallest = Decimal(0), 10_000
        else:
            break
        seen = True
        place += 1
    return Number(first, place, total + part, written=True) if seen else None


def _and_half(words: Words, index: int) -> bool:
    """`trzy i pół tysiąca`: the half of what follows."""
    _, multipliers, fractions = _values()
    return words.lower[index + 1] in fractions and words.lower[index + 2] in multipliers


def _size(value: int) -> int:
    """Units and teens, tens, hundreds: each may follow only a greater one (`trzydziestu pięciu`)."""
    return 0 if value < 20 else 1 if value < 100 else 2 if value < 1000 else 3
