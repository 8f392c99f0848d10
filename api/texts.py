"""What people read, in Polish or English: phrases, plurals, labels of the vocabulary, dates, money.

The phrases stand in `data/texts.<language>.yaml`. Everything here is a pure function of its arguments.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from corpus.programmes import Period
from corpus.vocabulary import Term, load_vocabulary

Language = Literal["pl", "en"]
LANGUAGES: tuple[Language, ...] = ("pl", "en")
_ALPHABET = {
    letter: ord(base) * 10 + place
    for base, letters in {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"}.items()
    for place, letter in enumerate(letters, 1)
}
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Texts:
    """The phrases of one language; calling it with a key gives the phrase."""

    language: Language
    phrases: Mapping[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase with its places filled in; KeyError where there is none."""
        phrase = str(self.phrases[key])
        return phrase.format(**values) if values else phrase

    def many(self, key: str, n: int) -> str:
        """A phrase that counts: „2 programy”, „5 programów”."""
        return str(self.phrases[key][_plural(n, self.language)]).format(n=self.number(n))

    def several(self, key: str) -> list[str]:
        """A list of phrases."""
        return [str(phrase) for phrase in self.phrases[key]]

    def term(self, field: str, code: str) -> str:
        """The label of a code of the vocabulary; the code itself where the vocabulary has none."""
        terms: Mapping[str, Term] = getattr(load_vocabulary(), field)
        term = terms.get(code)
        if term is None:
            return code
        return term.pl if self.language == "pl" else term.en

    def number(self, value: int | Decimal) -> str:
        """A number with thousands parted: „1 234”, "1,234"; four digits stay together in Polish."""
        plain = f"{value:,}"
        if self.language == "en":
            return plain
        whole, point, fraction = plain.partition(".")
        whole = whole.replace(",", "" if len(whole) <= 5 else NBSP)
        return whole + ("," if point else "") + fraction

    def money(self, value: Decimal, currency: str = "PLN") -> str:
        """An exact amount: „355 075 zł”, „335 545,87 zł”."""
        exact = value.quantize(Decimal("0.01"))
        whole = exact == exact.to_integral_value()
        written = self.number(int(exact) if whole else exact)
        if self.language == "en":
            return f"{currency}{NBSP}{written}"
        return f"{written}{NBSP}{ {'PLN': 'zł', 'EUR': 'euro'}.get(currency, currency) }"

    def short_money(self, value: Decimal) -> str:
        """A rounded amount of złoty for charts: „1,2 mln zł”, „355 tys. zł”."""
        for size, pl, en in ((10**9, "mld", "bn"), (10**6, "mln", "m"), (10**3, "tys.", "k")):
            if value >= size:
                part = value / size
                digits = f"{part:.0f}" if part >= 100 else f"{part:.1f}".removesuffix(".0")
                if self.language == "en":
                    return f"PLN{NBSP}{digits}{en}"
                return f"{digits.replace('.', ',')}{NBSP}{pl}{NBSP}zł"
        return self.money(value)

    def date(self, iso: str) -> str:
        """A date at the precision given: „11 maja 2018”, „maj 2018”, „2018”."""
        parts = iso.split("-")
        if len(parts) == 1:
            return iso
        month = int(parts[1]) - 1
        if len(parts) == 2:
            return f"{self.phrases['months_alone'][month]}{NBSP}{parts[0]}"
        return f"{int(parts[2])}{NBSP}{self.phrases['months'][month]}{NBSP}{parts[0]}"

    def span(self, start: str | None, end: str | None) -> str:
        """A stretch of time; one of both ends may be open."""
        if start and end:
            if start == end:
                return self.date(start)
            if len(start) == len(end) == 4:
                return f"{start}–{end}"
            return f"{self.date(start)} – {self.date(end)}"
        if start:
            return self._bound("since", "start", start)
        return self._bound("until", "end", end) if end else ""

    def period(self, period: Period) -> str:
        """When a programme runs."""
        return self.span(period.start, period.end)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as per cent."""
        return f"{round(share * 100)}{NBSP}%" if self.language == "pl" else f"{round(share * 100)}%"

    def _bound(self, key: str, name: str, iso: str) -> str:
        parts = iso.split("-")
        if len(parts) == 2:
            genitive = f"{self.phrases['months'][int(parts[1]) - 1]}{NBSP}{parts[0]}"
            return self(key, **{name: genitive})
        return self(key, **{name: f"{iso}{NBSP}r." if len(parts) == 1 and self.language == "pl" else self.date(iso)})


def collated(text: str) -> tuple[int, ...]:
    """A key that sorts as Polish does: ą after a, ł after l, ż last; case and other accents do not matter."""
    return tuple(_ALPHABET.get(letter, ord(letter) * 10) for letter in text.casefold())


@cache
def texts(language: Language) -> Texts:
    """The phrases of a language, read once."""
    raw = (files("api") / "data" / f"texts.{language}.yaml").read_text("utf-8")
    return Texts(language, yaml.load(raw, Loader=yaml.CSafeLoader))


def _plural(n: int, language: Language) -> str:
    """The plural category (Unicode CLDR; Polish: one, few, many)."""
    if n == 1:
        return "one"
    if language == "pl" and n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14}:
        return "few"
    return "many"
