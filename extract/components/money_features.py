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
_LEFT_ZONES, _RIGHT_ZONES = ("L0", "L1", "L2", "L3", "L4"), ("R0", "R1", "R2")
_OWN = frozenset({"L0", "R0"})
"""The sum's own clause."""
YEARS = frozenset(map(str, range(1900, 2100)))
"""Numbers that are years."""
_SPOTS = Spots(YEARS.__contains__)
_COUNTS = Spots(lambda form: form.isdecimal() and len(form) < 5)
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


def features(part: Sum, around: Context, room: int, following: int, year: int, *, labelled: bool) -> set[str]:
    """The features of one sum, without its relations to others; those of labels only where it is `labelled`.

    `room` words lie between it and the sum before, `following` between it and the next one; `year` is the document's.
    """
    around = around._replace(before=undated(around.before), after=undated(around.after))
    beside = (*_left(around.before, room), *_right(around.after, following))
    marks = {"bias"}
    own: set[str] = set()
    for zone, gap, form in beside:
        marks.update(_word_marks(zone, min(gap, NEAR + 1) if zone in _OWN else 0, form))
        if zone in _OWN:
            own |= classes(form)[1]
        if form in YEARS and zone in _CLOSE:
            marks.add(f"{zone}:year")
            marks.add(f"{zone}:{'past' if int(form) < year else 'later' if int(form) > year else 'this'}-year")
    marks.update(_pairs(own))
    for zone, cell in (("W", around.row), ("C", around.column), ("H", around.heading)) if labelled else ():
        for form in cell:
            marks.update(_label_marks(zone, form))
    marks.update(_marks(around, beside))
    marks.update(_size_marks(sum(part.value >= size for size in _SIZES)))
    if part.value != part.value.to_integral_value():
        marks.add("cents")
    if part.bare:
        marks.add("bare")
    if part.paired:
        marks.add("paired")
    if part.currency != "PLN":
        marks.add("foreign")
    return marks


@lru_cache(maxsize=_CACHE)
def _word_marks(zone: str, gap: int, form: str) -> tuple[str, ...]:
    """What a word in this zone tells, so many words from the sum."""
    lemma, found = classes(form)
    marks = [f"{zone}:{name}" for name in found]
    if zone in _OWN:
        marks += [f"{zone}n:{name}" for name in found if gap < NEAR]
        if gap <= NEAR and form[0].isalpha():
            marks.append(f"{zone}={lemma}")
    return tuple(marks)


@lru_cache(maxsize=_CACHE)
def _label_marks(zone: str, form: str) -> tuple[str, ...]:
    """What a word of a row's or a column's head, or of the heading, tells."""
    if not form[0].isalnum():
        return ()
    lemma, found = classes(form)
    marks = tuple(f"{zone}:{name}" for name in found)
    return (f"{zone}={lemma}", *marks) if len(form) > SHORT else marks


@cache
def _size_marks(rank: int) -> tuple[str, ...]:
    return (f"size{rank}", *(f"over{step}" for step in range(1, rank + 1)))


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


def _left(before: Sequence[str], room: int) -> list[tuple[str, int, str]]:
    """Words before the sum, nearest first, with their zone: the sum's own clause, earlier clauses, beyond a sum."""
    zone, depth, words, steps = 0, 0, 0, 0
    found: list[tuple[str, int, str]] = []
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
            found.append(("LP" if depth else _LEFT_ZONES[zone], len(found), form))
    return found


def _right(after: Sequence[str], following: int) -> list[tuple[str, int, str]]:
    """Words behind the sum with their zone: its own clause, a parenthesis, the next clause."""
    zone, depth, previous, split = 0, 0, "", False
    found: list[tuple[str, int, str]] = []
    for form in after[: max(following, 0)]:
        if form == "|":
            break
        if form == "(":
            depth += 1
        elif form == ")":
            if not depth:
                zone = max(zone, 1)
            depth = max(depth - 1, 0)
        elif form in _DELIMITERS and not depth:
            zone += 1
            if zone > 2:
                break
        elif form[0].isalnum() or form == "%":
            found.append(("RS" if split else "RP" if depth else _RIGHT_ZONES[zone], len(found), form))
            split = split or (form in _SPLITS and previous in _OF)
        previous = form
    return found


def _pairs(seen: set[str]) -> Iterator[str]:
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


def _marks(around: Context, beside: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    """The words and marks that touch the sum."""
    last = around.before[-1] if around.before else "^"
    first = around.after[0] if around.after else "$"
    yield f"L1={last}"
    yield f"R1={first}"
    zones = {zone for zone, _, _ in beside}
    for zone in _OWN - zones:
        yield f"{zone}empty"
    if "(" in around.before[-4:] and first in {")", ","}:
        yield "inside"
    if around.row:
        yield "row"
    if around.column:
        yield "column"


def counts(words: Words) -> frozenset[int]:
    """The whole numbers of a document that can be counts of people, hours or months."""
    return frozenset(int(words.forms[place]) for place in _COUNTS.places(words))


def relations(parts: Sequence[Sum], wholes: dict[int, tuple[int, ...]], counts: frozenset[int]) -> list[list[str]]:
    """For each sum, what it is to the others: the whole or a part of an addition, a rate that a count makes a sum."""
    found: list[list[str]] = [[] for _ in parts]
    greatest = max((part.value for part in parts), default=Decimal(0))
    again = Counter(part.value for part in parts)
    for number, part in enumerate(parts):
        if number == 0:
            found[number].append("first")
        if part.value == greatest:
            found[number].append("greatest")
        if len(parts) == 1:
            found[number].append("alone")
        if again[part.value] > 1:
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
