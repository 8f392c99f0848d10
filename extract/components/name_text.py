"""The text of a programme's name as people would write it: cleaned, in the nominative, in sentence case."""

import re

from extract.morphology import analyses
from extract.nominative import expected_cases, nominative_text
from extract.words import Words

_EDGE = ' \t\n\u00a0.,;:|-–—•*#=~_/„”"«»“'
_COMPOUND = re.compile(r"([a-ząćęłńóśźż]{3,}o)(?: ?[-–—] | [-–—])(?=[^\W\d_])", re.IGNORECASE)
"""A compound adjective set apart: `korekcyjno - edukacyjny`."""
_QUOTES = frozenset('„”«»“"')
_YEAR_SIGN = re.compile(r"(?<=\d{4} )[rR]$")
_INFLECTABLE = ("subst", "adj", "ger", "ppas", "pact", "depr")


def name_text(words: Words, first: int, last: int) -> str:
    """The words `first` up to `last` as a name, or an empty string where nothing is left of it."""
    name = _trimmed(words.written(first, last))
    if not any(map(str.isalpha, name)):
        return ""
    if _is_capitals(name):
        name = sentence_case(name)
    expected = _governed(words, first)
    if expected and (words.forms[first].isalpha() and _declined(words.forms[first])):
        return nominative_text(name, expected)
    if _inflected(words.forms[first]) or _agrees_otherwise(name):
        return nominative_text(name)
    return name


def described_text(words: Words, first: int, last: int, expected: frozenset[str]) -> str:
    """The words of a description as a name in the nominative; `expected` are the cases that its context allows."""
    name = words.written(first, last).strip(_EDGE)
    name = _COMPOUND.sub(r"\1-", sentence_case(name) if _is_capitals(name) else name)
    nouns = _as_noun(words.forms[first])
    if nouns and (expected or _oblique(nouns)):
        parts = name.split(" ")
        adverb = first + 2 < last and words.tags[first + 1].startswith("adv") and len(parts) > 2
        told = nominative_text(" ".join([parts[0], *parts[2:]]) if adverb else name, expected)
        name = told.replace(" ", f" {parts[1]} ", 1) if adverb else told
    return name[:1].upper() + name[1:]


def _governed(words: Words, first: int) -> frozenset[str]:
    """The cases that a preposition right before the name's quotation mark asks for: `do „Podwórek na nowo”`."""
    outer = first - 1
    if outer < 1 or words.forms[outer] not in "„\"»«“”,'‚":
        return frozenset()
    while outer > 0 and words.forms[outer] in "„\"»«“”,'‚":
        outer -= 1
    if words.sentences[outer] != words.sentences[first] or not words.tags[outer].startswith("prep"):
        return frozenset()
    return expected_cases(words, outer + 1)


def _agrees_otherwise(name: str) -> bool:
    """Whether a noun and the adjective behind it agree in an oblique case only: `Opieki wytchnieniowej`."""
    one, other, *_ = [*name.split(" ")[:2], "", ""]
    if not other.isalpha() or not _declined(one) or not _declined(other, ("adj:", "ppas:", "pact:")):
        return False
    changed = nominative_text(f"{one} {other}").split(" ")
    return len(changed) == 2 and changed[0] != one and changed[1] != other


def _declined(form: str, kinds: tuple[str, ...] = ("subst", "adj", "ger")) -> bool:
    """Whether every reading of a form is a word that declines, of one of these kinds."""
    return all(reading.tag.startswith(kinds) for reading in analyses(form))


def _trimmed(raw: str) -> str:
    """Without marks at its edges, but with a quotation mark that belongs to a quotation inside the name."""
    name = raw.strip(_EDGE)
    if _QUOTES.isdisjoint(name):
        return _YEAR_SIGN.sub("r.", name)
    for opening, closing in (("„", "”"), ("«", "»"), ("“", "”")):
        if name.count(opening) > name.count(closing) and raw.rstrip(" .,;").endswith(closing):
            name += closing
    for opening, closing in (("„", "”"), ("«", "»")):
        if name.count(closing) > name.count(opening):
            name = name.replace(closing, "", 1)
    if name.count('"') % 2 and raw.rstrip(" .,;").endswith('"'):
        name += '"'
    return _YEAR_SIGN.sub("r.", name)


def _is_capitals(name: str) -> bool:
    letters = sum(map(str.isalpha, name))
    return letters > 6 and sum(map(str.isupper, filter(str.isalpha, name))) > 0.8 * letters


def sentence_case(name: str) -> str:
    """A name set in capitals as a sentence writes it: proper names and abbreviations keep their capitals."""
    parts = re.split(r"(\W+)", name)
    text = "".join(
        part.lower() if _is_half(part, *parts[place + 1 : place + 2]) else _cased(part)
        for place, part in enumerate(parts)
    )
    return text[:1].upper() + text[1:]


def _is_half(word: str, *behind: str) -> bool:
    """Whether a word is the first half of a compound adjective (`KOREKCYJNO-`), so that no dictionary has it."""
    return len(word) > 4 and word.endswith("O") and bool(behind) and behind[0].strip() in {"-", "–"}


def _cased(word: str) -> str:
    if not word.isalpha() or _is_roman(word):
        return word
    lower = word.lower()
    readings = analyses(lower)
    if all(reading.tag == "ign" for reading in readings):
        capitalised = analyses(lower.capitalize())
        known = any(reading.tag != "ign" for reading in capitalised)
        return lower.capitalize() if known or len(word) > 5 else word
    return lower if any(not reading.lemma[:1].isupper() for reading in readings) else lower.capitalize()


def _is_roman(word: str) -> bool:
    return bool(re.fullmatch(r"[IVX]{2,5}|[VX]", word))


def _as_noun(form: str) -> list[str]:
    """The readings of a form as a word that declines: a description is no verb (`opiekę` of `opiec`)."""
    readings = analyses(form.lower() if form.isupper() else form)
    return [reading.tag for reading in readings if reading.tag.startswith(_INFLECTABLE)]


def _inflected(form: str) -> bool:
    """Whether a name's first word can only be an oblique case, so that the whole name is inflected.

    A vocative counts as one where it is the locative as well (`naborze`); names that call somebody are rare.
    """
    readings = [reading.tag for reading in analyses(form.lower() if form.isupper() else form)]
    declined = [tag for tag in readings if tag.startswith(_INFLECTABLE)]
    return bool(declined) and len(declined) == len(readings) and _oblique(declined)


def _oblique(tags: list[str]) -> bool:
    """Whether readings of a word that declines are of an oblique case only."""
    if any("nom" in tag for tag in tags):
        return False
    return any("loc" in tag for tag in tags) or not any("voc" in tag for tag in tags)
