"""The words that dates are made of, and a document's words as a string of their classes."""

from dataclasses import dataclass
from functools import cache

from extract.rules import load_rules
from extract.spotting import Told
from extract.words import Words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes and values of date words by case-folded form."""

    letter: dict[str, str]
    month: dict[str, int]
    weekday: dict[str, int]
    ordinal: dict[str, int]
    number: dict[str, int]
    roman: dict[str, int]


@cache
def lexicon() -> Lexicon:
    """The date words of `data/date_words.yaml`."""
    rules = load_rules("date_words")
    letter = {form: code for code, forms in rules["classes"].items() for form in forms}
    month: dict[str, int] = {}
    for number, forms in rules["abbreviations"].items():
        month.update(dict.fromkeys(forms, number))
        letter.update(dict.fromkeys(forms, "m"))
    for number, forms in rules["english"].items():
        month.update(dict.fromkeys(forms, number))
    for number, forms in rules["months"].items():
        month.update(dict.fromkeys(forms, number))
        letter.update(dict.fromkeys(forms, "M"))
    month[_RESTORED_MAY] = month["maja"]
    weekday = {form: number for number, forms in rules["weekdays"].items() for form in forms}
    letter.update(dict.fromkeys(weekday, "D"))
    ordinal = {stem + ending: n for n, stem in rules["ordinals"].items() for ending in rules["ordinal_endings"]}
    for form in ordinal:
        letter.setdefault(form, "O")
    number = {form: n for n, forms in rules["numbers"].items() for form in forms}
    for form in number:
        letter.setdefault(form, "L")
    letter |= dict.fromkeys(("-", "–", "—", "‒", "−", "‑", "÷"), "-")
    letter |= {mark: mark for mark in (".", ",", "/", "(", ")", ":", "|")}
    return Lexicon(letter, month, weekday, ordinal, number, {form: n + 1 for n, form in enumerate(rules["roman"])})


@cache
def _letters() -> dict[str, str]:
    """The class of every date word and of every number of one, two or four digits."""
    numbers = {f"{value:0{width}}": value for width in (1, 2) for value in range(10**width)}
    small = {form: "a" if 1 <= value <= 12 else "b" if 13 <= value <= 31 else "c" for form, value in numbers.items()}
    years = dict.fromkeys(map(str, range(1900, 2100)), "Y")
    return {**lexicon().letter, **small, **years, _RESTORED_MAY: "?"}


_RESTORED_MAY = "mają"
"""What `maja` becomes where Polish letters are put back into a text without them."""


def encode(words: Words) -> str:
    """One letter a word; `x` for every word that dates are not made of, `9` for other numbers."""
    made: str | None = words.notes.get(encode)
    if made is None:
        made = words.notes[encode] = _encoded(words)
    return made


def _encoded(words: Words) -> str:
    letters = "".join(_TOLD.of(words))
    if "?" not in letters:
        return letters
    read = list(letters)
    for index, letter in enumerate(letters):
        if letter == "?":
            written = words.text[words.starts[index] : words.ends[index]].casefold()
            read[index] = "x" if "ą" in written else "M"
    return "".join(read)


def _letter(form: str) -> str:
    lower = form.casefold()
    letter = _letters().get(lower) or ("9" if lower[0].isdigit() else "x")
    return "R" if letter in "xiwz" and form in lexicon().roman else letter


_TOLD = Told(_letter)
