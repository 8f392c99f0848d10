"""Sums of money as texts write them: digits in every grouping, magnitudes, words, ranges, currencies."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from corpus.values import value
from extract.number_words import read_number
from extract.spotting import Spots
from extract.words import Words

_SPACE = r"[ \u00a0\u202f\u2009\u2007\n]"
_NUMBER = (
    rf"(?P<grouped>\d{{1,3}}(?:(?:{_SPACE}|\.{_SPACE}?|['’]){{1}}\d{{3}})+(?!\d)(?:{_SPACE}?,{_SPACE}?\d{{1,2}}(?!\d)|\.\d{{2}}(?!\d))?)"
    r"|(?P<commas>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{2}(?!\d))?)"
    rf"|(?P<lost>\d{{2,3}}{_SPACE}\d{{2}}(?!\d))"
    r"|(?P<plain>\d+(?:[.,]\d{1,2}(?!\d))?)"
)
_MAGNITUDE = r"(?:mln|milion(?:y|ów|a|ach|ami|owi)?|ty[sś]|tysi(?:ąc(?:e|a|ach|ami)?|ęcy)|mld|miliard(?:y|ów|a)?)\.?"
_CURRENCY = r"(?:zł(?:ot(?:ych|e|y|ego|ymi|ówek))?|zlotych|zl|pln|eur|euro|€)"
_AMOUNT = re.compile(
    rf"(?<![\d\w])(?<!\d[.,])(?:{_NUMBER})(?P<dash>,\s?[-–—=]{{1,2}})?"
    rf"(?:{_SPACE}*(?P<mag>{_MAGNITUDE}))?"
    rf"(?:{_SPACE}*(?P<more>\d{{1,3}}){_SPACE}*(?P<mag2>{_MAGNITUDE}))?"
    rf"(?:(?<=[\w.]){_SPACE}+(?P<half>i{_SPACE}pół){_SPACE}+(?P<mag3>{_MAGNITUDE}))?"
    rf"(?:(?<=[^\W\d]|\.){_SPACE}+(?P<rest>\d{{1,3}}(?:,\d{{2}})?))?"
    rf"{_SPACE}*(?P<currency>{_CURRENCY})(?![^\W\d_])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![^\W\d_])(?P<currency>pln|eur|€)\s?(?:{_NUMBER})(?!\s*(?:{_CURRENCY}|%))(?![\d])", re.IGNORECASE
)
_LEADING = re.compile(r"[PpEe€](?:[Ll][Nn]|[Uu][Rr])?\s?\d")
"""What `_BEFORE` may match at, far quicker to search for."""
_RANGE = re.compile(
    rf"(?<![\d\w.,])(?:{_NUMBER})(?:{_SPACE}*(?P<mag>{_MAGNITUDE}))?(?:{_SPACE}*(?P<currency>{_CURRENCY}))?"
    rf"{_SPACE}*(?:[-–—]|do){_SPACE}*\Z",
    re.IGNORECASE,
)
_RANGE_ENDS = ("-", "–", "—", "do")
_DIGIT = re.compile(r"\d")
_BARE = re.compile(
    rf"(?<![\d\w])(?<!\d[.,])(?<![.,/:-])(?:\d{{1,3}}(?:(?:{_SPACE}|\.)\d{{3}})+(?:,\d{{2}})?|\d{{1,6}},\d{{2}})(?![\d%])(?!{_SPACE}?%)(?![.,/:-]\d)(?![^\W\d_])"
)
_UNNAMED = re.compile(
    rf"(?<![\d\w])(?<!\d[.,])(?:{_NUMBER}){_SPACE}*(?P<mag>{_MAGNITUDE})(?=\s?\)|,\s(?:a|zaś|natomiast|reszt\w+)\b|,?(?:\s[-–—])?\s(?:z|ze|to|na|stanowi|pochodz\w+|d[ao](?:ł|je|kład|łoż|rzuc|płac)\w*|przekaż\w*|przekaza\w*|wy(?:łoż|kład)\w*|pokry\w+|zapewni\w+|wn(?:os|ies|iós|ios)\w+|przyzna\w+|gmin\w+|miast\w+|powiat\w*|samorząd\w*|od|zebran\w+|pozyskan\w+)\b|(?<!ty[sś])(?<!mln)(?<!mld)\s?[;.](?:\s|\Z)|\s?\Z)",
    re.IGNORECASE,
)
"""`512 tys. pochodzi z funduszy`: a magnitude alone, where a sum before it in the paragraph names the currency."""
_PAID = re.compile(
    rf"(?<![^\W\d_])(?:do(?:rzuc|kład|łoż|łożył|płac)\w*|wy(?:łoż|kład)\w*|reszt\w+|brakujące|pozostałe)(?:\s(?:kolejne|jeszcze|około|ok\.|ponad|dalsze|czyli|[-–—]))?"
    rf"\s(?:{_NUMBER})(?=\s?[,;.)](?!\d)|\Z)",
    re.IGNORECASE,
)
"""`gmina dorzuca 24 000`: a number behind a payer's verb, where a sum before it in the paragraph names the currency."""
_GROSZE = re.compile(
    rf"{_SPACE}(?:i{_SPACE})?(?P<grosze>\d{{1,2}}){_SPACE}?gr(?:osz(?:y|e))?(?![^\W\d_])", re.IGNORECASE
)
"""`9 zł 70 gr`."""
_GROSZ = frozenset({"groszy", "grosze", "grosz"})
_GROSZE_REACH = 45
_HUNDRED = 100
_CURRENCY_WORD = re.compile(rf"(?<![^\W\d_])(?:{_CURRENCY})(?![^\W\d_])", re.IGNORECASE)
_SPOTS = Spots(lambda form: form.casefold().startswith(("zł", "zl", "pln", "eur", "€")))
_DECIMALS = re.compile(r"(\d{1,3})[.,](\d{3})")
"""`1,455 mln`: three digits behind the mark are decimals where a magnitude follows, no group of thousands."""
_THOUSAND = 1_000
_WINDOW = 40
_WORDS = 1_000
"""Words behind numbers of which it is remembered whether they name a currency."""
_UNNAMED_REACH = 160
_MULTIPLIERS = (("ty", 10**3), ("mld", 10**9), ("miliard", 10**9), ("m", 10**6))


@value
class Sum:
    """A sum of money in the characters `start` up to `end`."""

    start: int
    end: int
    value: Decimal
    currency: str
    paired: bool = False
    """True for either end of a range (`od 1 500 do 5 000 zł`)."""
    bare: bool = False
    """True where no currency stands beside it (a table whose head names it)."""


def sums(words: Words) -> list[Sum]:
    """Every sum with a currency beside it, in order, without overlaps; repetitions in words are left out."""
    text = words.text
    found: list[Sum] = []
    for match in _currencies(words):
        floor = found[-1].end if found else 0
        for part in (*_digits_before(text, match, floor, found), *_in_words(words, match, floor, found)):
            if part.start >= (found[-1].end if found else 0):
                found.append(part)
    for match in _led(text):
        if not any(part.start < match.end() and match.start() < part.end for part in found):
            value = _value(match)
            if value is not None:
                found.append(Sum(match.start(), match.end(), value, _currency(match["currency"])))
    found = sorted([_with_grosze(words, part) for part in found], key=lambda part: part.start)
    return sorted([*found, *_unnamed(text, found)], key=lambda part: part.start)


def _with_grosze(words: Words, part: Sum) -> Sum:
    """The sum with the grosze that stand behind its złote, in digits or in words (`i czterdzieści groszy`)."""
    text = words.text
    if part.currency != "PLN" or text.find(" gr", part.end, part.end + _GROSZE_REACH) < 0:
        return part
    match = _GROSZE.match(text, part.end)
    if match:
        return replace(part, end=match.end(), value=part.value + Decimal(match["grosze"]) / _HUNDRED)
    _, place = words.at(part.start, part.end)
    place += place < len(words) and words.lower[place] == "i"
    number = read_number(words, place, len(words)) if place < len(words) else None
    if number is None or number.last >= len(words) or words.lower[number.last] not in _GROSZ:
        return part
    return replace(part, end=words.ends[number.last], value=part.value + number.value / _HUNDRED)


def _currencies(words: Words) -> Iterator[re.Match[str]]:
    """The words that name a currency, in order."""
    for place in _SPOTS.places(words):
        match = _CURRENCY_WORD.match(words.text, words.starts[place])
        if match:
            yield match


def _led(text: str) -> Iterator[re.Match[str]]:
    """Sums behind the word that names their currency."""
    for hint in _LEADING.finditer(text):
        if match := _BEFORE.match(text, hint.start()):
            yield match


def _unnamed(text: str, found: list[Sum]) -> Iterator[Sum]:
    """Magnitudes alone in the same paragraph, not far behind a sum that names the currency."""
    for number, part in enumerate(found):
        stop = found[number + 1].start if number + 1 < len(found) else len(text)
        line = text.find("\n", part.end)
        stop = min(stop, part.end + _UNNAMED_REACH, line if line >= 0 else len(text))
        if not _DIGIT.search(text, part.end, stop):
            continue
        for match in _UNNAMED.finditer(text, part.end, stop):
            value = _value(match)
            cut = text[match.end() : stop].isspace() or match.end() == stop
            if value is not None and not (cut and stop not in {line, len(text)}):
                yield Sum(match.start(), match.end(), value, part.currency)
        for match in _PAID.finditer(text, part.end, stop):
            value = _value(match)
            if value is not None and value >= _THOUSAND and (match["grouped"] or match["commas"]):
                yield Sum(match.start("grouped" if match["grouped"] else "commas"), match.end(), value, part.currency)


def bare_sums(text: str, start: int, end: int, currency: str) -> Iterator[Sum]:
    """Numbers that look like money (`60 143,00`) within `start:end`, where a table's head names the currency."""
    for match in _BARE.finditer(text, start, end):
        plain = re.sub(r"[^\d,]", "", match.group())
        yield Sum(match.start(), match.end(), Decimal(plain.replace(",", ".")), currency, bare=True)


@lru_cache(maxsize=_WORDS)
def currency_of(word: str) -> str | None:
    """`PLN` or `EUR` for a word that names a currency."""
    return _currency(word) if _CURRENCY_WORD.fullmatch(word) else None


def _digits_before(text: str, currency: re.Match[str], floor: int, found: list[Sum]) -> Iterator[Sum]:
    begin = max(floor, currency.start() - _WINDOW)
    for digit in _DIGIT.finditer(text, begin, currency.start()):
        match = _AMOUNT.match(text, digit.start(), currency.end())
        if match is None or match.end() != currency.end():
            continue
        value = _value(match)
        if value is None:
            return
        code = _currency(match["currency"])
        earlier = found[-1] if found else None
        if earlier and earlier.value < value and _from_to(text, earlier, match.start()):
            found[-1] = replace(earlier, paired=True)
            yield Sum(match.start(), match.end(), value, code, paired=True)
            return
        ranged = text[begin : match.start()].rstrip().casefold().endswith(_RANGE_ENDS)
        other = _RANGE.search(text, begin, match.start()) if ranged else None
        low = _value(other, default=match["mag"]) if other else None
        if other and low is not None and low < value and not _year(other["plain"], value):
            yield Sum(other.start(), _number_end(other), low, code, paired=True)
            yield Sum(match.start(), match.end(), value, code, paired=True)
        else:
            yield Sum(match.start(), match.end(), value, code)
        return


def _from_to(text: str, earlier: Sum, start: int) -> bool:
    """`od 20 tys. zł do 60 tys. zł`: both ends of a range name their currency."""
    between = text[earlier.end : start].strip().casefold()
    return between in {"do", "-", "–"} and text[max(earlier.start - 4, 0) : earlier.start].strip().casefold().endswith(
        "od"
    )


def _year(written: str | None, value: Decimal) -> bool:
    """`2022 – 410 000 zł` is a year and a sum, no range."""
    return bool(written and re.fullmatch(r"(?:19|20)\d\d", written)) and value > 4000


def _number_end(match: re.Match[str]) -> int:
    return max(match.end(group) for group in ("grouped", "commas", "lost", "plain", "mag"))


def _in_words(words: Words, currency: re.Match[str], floor: int, found: list[Sum]) -> Iterator[Sum]:
    """`dwa tysiące złotych`; skipped inside `(słownie: …)`."""
    _, place = words.at(0, currency.start())
    if place == 0 or words.ends[place - 1] > currency.start() or not words.forms[place - 1].isalpha():
        return
    first = place
    while first > 0 and place - first < 8:
        back = 2 if first < place and words.lower[first] == "pół" and words.lower[first - 1] == "i" and first > 1 else 1
        number = read_number(words, first - back, place)
        if number is None or number.last != place:
            break
        first -= back
    if first == place or words.starts[first] < floor or words.forms[first][0].isdigit():
        return
    if "słownie" in words.lower[max(first - 6, 0) : first] or (found and 0 <= words.starts[first] - found[-1].end <= 3):
        return
    number = read_number(words, first, place)
    if number is not None and number.value >= 1:
        yield Sum(words.starts[first], currency.end(), number.value, _currency(currency.group()))


def _value(match: re.Match[str], default: str | None = None) -> Decimal | None:
    if match["grouped"]:
        value = _decimal(match["grouped"])
    elif match["commas"]:
        value = Decimal(match["commas"].replace(",", ""))
    elif match["lost"]:
        value = Decimal(re.sub(r"\s", ".", match["lost"]))
    else:
        value = Decimal(match["plain"].replace(",", "."))
    groups = match.groupdict()
    magnitude = groups.get("mag")
    decimal = match["commas"] or (match["grouped"] if _multiplier(magnitude) > _THOUSAND else None)
    if magnitude and decimal and (written := _DECIMALS.fullmatch(decimal)):
        value = Decimal(f"{written[1]}.{written[2]}")
    value *= _multiplier(magnitude or default)
    if groups.get("more"):
        value += Decimal(groups["more"]) * _multiplier(groups["mag2"])
    if groups.get("half"):
        value = (value + Decimal("0.5")) * _multiplier(groups["mag3"])
    if groups.get("rest"):
        if not (magnitude or groups.get("more")):
            return None
        value += Decimal(groups["rest"].replace(",", "."))
    return value if value > 0 else None


def _decimal(written: str) -> Decimal:
    whole, _, cents = re.sub(rf"{_SPACE}|['’]", "", written).partition(",")
    if not cents and re.search(r"\.\d{2}\Z", whole):
        whole, cents = whole[:-3], whole[-2:]
    return Decimal(f"{whole.replace('.', '')}.{cents or 0}")


def _multiplier(magnitude: str | None) -> int:
    if not magnitude:
        return 1
    lower = magnitude.casefold()
    return next(value for stem, value in _MULTIPLIERS if lower.startswith(stem))


def _currency(word: str) -> str:
    return "EUR" if word.casefold() in {"eur", "euro", "€"} else "PLN"
