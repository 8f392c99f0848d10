"""What speaks for the role of a sum: classes of words by the place they have around it, its size, its relations."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from corpus.documents import BlockKind
from extract.contexts import BREAK, Context
from extract.money_expressions import Sum
from extract.morphology import analyses, best
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

NEAR = 3
"""Words from the sum within which a word stands close to it."""
ROUNDED = Decimal("0.96")
"""A sum at least so near below the one before it gives it exactly (`blisko 2,3 mln zł – dokładnie 2 296 480,75 zł`)."""
_CACHE = 6_000
_DELIMITERS = frozenset({",", ";", "."})
_DASHES = frozenset("-–—/")
_SPLITS, _OF = frozenset({"tym", "tego", "czego"}), frozenset({"w", "z"})
"""`z tego`, `w tym`: what follows speaks of the next sum, a part of this one."""
_DATED = "§"
"""Stands for a year that is part of a date."""
LISTED = 14
"""Words of the line above a list that are looked at."""
SHORT = 2
"""Words of a label with no more letters tell nothing."""
LABEL = 3
"""Zone of the label right above a sum that opens its block."""
_CLOSE = frozenset({"L0", "L1", "R0"})
YEARS = frozenset(map(str, range(1900, 2100)))
"""Numbers that are years."""
_SPOTS = Spots(YEARS.__contains__)
_SIZES = (20, 100, 700, 3_000, 15_000, 60_000, 250_000, 1_000_000, 5_000_000, 30_000_000)


@cache
def _months() -> frozenset[str]:
    return frozenset(form for forms in load_rules("date_words")["months"].values() for form in forms)


@cache
def _stems() -> tuple[dict[str, frozenset[str]], dict[str, list[tuple[str, str]]]]:
    """Whole words with their classes, and by their first letter stems with theirs."""
    whole: dict[str, set[str]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for name, entries in load_rules("money_words")["classes"].items():
        for entry in entries:
            if entry.startswith("="):
                whole.setdefault(entry[1:], set()).add(name)
            else:
                stems.setdefault(entry[0], []).append((entry, name))
    return {word: frozenset(names) for word, names in whole.items()}, stems


@lru_cache(maxsize=_CACHE)
def classes(form: str) -> tuple[str, frozenset[str]]:
    """The likeliest lemma of a case-folded word and the classes that it belongs to."""
    readings = analyses(form)
    lemma = best(form, readings).lemma.casefold()
    whole, stems = _stems()
    found: set[str] = set()
    lemmas = {form, *(reading.lemma.casefold() for reading in readings)}
    for one in lemmas:
        found |= whole.get(one, frozenset())
        found.update(name for stem, name in stems.get(one[:1], ()) if one.startswith(stem))
    return lemma, frozenset(found)


def features(part: Sum, around: Context, room: int, following: int, year: int) -> Iterator[str]:
    """The features of one sum, without its relations to others.

    `room` words lie between it and the sum before, `following` between it and the next one; `year` is the document's.
    """
    yield "bias"
    around = around._replace(before=undated(around.before), after=undated(around.after))
    left = list(_left(around.before, room))
    right = list(_right(around.after, following))
    seen: dict[str, list[str]] = {}
    for zone, gap, form in (*left, *right):
        lemma, found = classes(form)
        if zone in _CLOSE and form in YEARS:
            yield f"{zone}:year"
            yield f"{zone}:{'past' if int(form) < year else 'later' if int(form) > year else 'this'}-year"
        for name in found:
            yield f"{zone}:{name}"
            if zone in {"L0", "R0"}:
                seen.setdefault(name, []).append(form)
                if gap < NEAR:
                    yield f"{zone}n:{name}"
        if zone in {"L0", "R0"} and gap <= NEAR and form[0].isalpha():
            yield f"{zone}={lemma}"
    yield from _pairs(seen)
    for zone, cell in (("W", around.row), ("C", around.column), ("H", around.heading)):
        yield from _label(zone, cell)
    yield from _marks(around, left, right)
    yield from _size(part)


def undated(forms: Sequence[str]) -> tuple[str, ...]:
    """The words without the years of full dates and of spans of years: these say nothing of the year of a budget."""
    size = len(forms)
    return tuple(
        _DATED
        if form in YEARS
        and (
            (place and (forms[place - 1] in _DASHES or forms[place - 1] in _months()))
            or (place + 1 < size and forms[place + 1] in _DASHES)
            or (place > 1 and forms[place - 1] in _DELIMITERS and forms[place - 2].isdecimal())
        )
        else form
        for place, form in enumerate(forms)
    )


def listed(words: Words, index: int) -> Iterator[str]:
    """What the line above a list says of a sum in one of its items (`Wysokość dofinansowania:`)."""
    if words.kind(index) is not BlockKind.ITEM:
        return
    first = words.block_bounds(index)[0]
    while first and words.kind(first - 1) is BlockKind.ITEM:
        first = words.block_bounds(first - 1)[0]
    above = words.lower[max(words.sentence_bounds(first - 1)[0], first - LISTED) : first] if first else []
    if above and above[-1] == ":":
        yield "listed"
        for form in above:
            if form[0].isalnum():
                yield from (f"I:{name}" for name in classes(form)[1])


def current_year(words: Words) -> int:
    """The year that a document speaks of most; 0 where it names none."""
    years = Counter(int(words.forms[place]) for place in _SPOTS.places(words))
    return max(years, key=lambda one: (years[one], one), default=0)


def _left(before: Sequence[str], room: int) -> Iterator[tuple[str, int, str]]:
    """Words before the sum, nearest first, with their zone: the sum's own clause, earlier clauses, beyond a sum."""
    zone, gap, depth, words, steps = 0, 0, 0, 0, 0
    for form in reversed(before):
        if form == BREAK:
            zone = max(zone, 3) if words else LABEL
            continue
        if steps >= room > 0 and zone < 4:
            zone = 4
        steps += 1
        if form == ")":
            depth += 1
        elif form == "(":
            depth = max(depth - 1, 0)
        elif form in _DELIMITERS and not depth and zone < 2 and words:
            zone += 1
        elif form[0].isalnum() or form == "%":
            words += 1
            yield ("LP" if depth else f"L{min(zone, 4)}"), gap, form
            gap += 1


def _right(after: Sequence[str], following: int) -> Iterator[tuple[str, int, str]]:
    """Words behind the sum with their zone: its own clause, a parenthesis, the next clause."""
    zone, gap, depth, previous, split = 0, 0, 0, "", False
    for steps, form in enumerate(after):
        if steps >= following or form == "|":
            return
        if form == "(":
            depth += 1
        elif form == ")":
            if not depth:
                zone = max(zone, 1)
            depth = max(depth - 1, 0)
        elif form in _DELIMITERS and not depth:
            zone += 1
            if zone > 2:
                return
        elif form[0].isalnum() or form == "%":
            yield ("RS" if split else "RP" if depth else f"R{zone}"), gap, form
            gap += 1
            split = split or (form in _SPLITS and previous in _OF)
        previous = form


def _pairs(seen: dict[str, list[str]]) -> Iterator[str]:
    """Who does what: each kind of payer with each kind of verb in the sum's own clause."""
    rules = load_rules("money_words")
    verbs = [name for name in rules["verbs"] if name in seen]
    payers = [name for name in rules["payers"] if name in seen]
    for payer in payers:
        for verb in verbs or ["none"]:
            yield f"{payer}*{verb}"
    for noun in ("whole", "subsidy", "contribution", "rest"):
        if noun in seen:
            for payer in payers or ["none"]:
                yield f"{noun}*{payer}"


def _label(zone: str, cell: Sequence[str]) -> Iterator[str]:
    for form in cell:
        if form[0].isalnum():
            lemma, found = classes(form)
            if len(form) > SHORT:
                yield f"{zone}={lemma}"
            for name in found:
                yield f"{zone}:{name}"


def _marks(
    around: Context, left: Sequence[tuple[str, int, str]], right: Sequence[tuple[str, int, str]]
) -> Iterator[str]:
    """The words and marks that touch the sum."""
    last = around.before[-1] if around.before else "^"
    first = around.after[0] if around.after else "$"
    yield f"L1={last}"
    yield f"R1={first}"
    if not any(zone == "L0" for zone, _, _ in left):
        yield "L0empty"
    if not any(zone == "R0" for zone, _, _ in right):
        yield "R0empty"
    if "(" in around.before[-4:] and first in {")", ","}:
        yield "inside"
    if around.row:
        yield "row"
    if around.column:
        yield "column"


def _size(part: Sum) -> Iterator[str]:
    rank = sum(part.value >= size for size in _SIZES)
    yield f"size{rank}"
    for step in range(1, rank + 1):
        yield f"over{step}"
    if part.value != part.value.to_integral_value():
        yield "cents"
    if part.bare:
        yield "bare"
    if part.paired:
        yield "paired"
    if part.currency != "PLN":
        yield "foreign"


def counts(words: Words) -> frozenset[int]:
    """The whole numbers of a document that can be counts of people, hours or months."""
    return frozenset(int(form) for form in words.forms if form.isdecimal() and len(form) < 5)


def relations(parts: Sequence[Sum], wholes: dict[int, tuple[int, ...]], counts: frozenset[int]) -> list[list[str]]:
    """For each sum, what it is to the others: the whole or a part of an addition, a rate that a count makes a sum."""
    found: list[list[str]] = [[] for _ in parts]
    greatest = max((part.value for part in parts), default=Decimal(0))
    for number, part in enumerate(parts):
        if number == 0:
            found[number].append("first")
        if part.value == greatest:
            found[number].append("greatest")
        if len(parts) == 1:
            found[number].append("alone")
        if any(other.value == part.value for place, other in enumerate(parts) if place != number):
            found[number].append("again")
        if number and ROUNDED * part.value <= parts[number - 1].value < part.value:
            found[number].append("restates")
        for other in parts[max(number - 4, 0) : number + 5]:
            ratio = other.value / part.value if part.value else Decimal(0)
            if ratio > 4 and ratio == ratio.to_integral_value() and int(ratio) in counts:
                found[number].append("each")
                break
    for whole, chosen in wholes.items():
        found[whole].append("sum")
        top = max(chosen, key=lambda one: parts[one].value)
        for number in chosen:
            found[number].append("addend")
            found[number].append("greater" if number == top else "lesser")
    return found
