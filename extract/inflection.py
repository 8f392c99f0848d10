"""Cases, numbers and genders: what a reading can be in its sentence, and the nominative of a lemma.

Morfeusz packs many values into one tag (`adj:sg:gen:m1.m2.m3.n:pos`); here they become sets that can be intersected.
"""

import re
from functools import lru_cache

from corpus.values import value
from extract.morphology import Analysis, analyses, generated, weight

CASES = ("nom", "gen", "dat", "acc", "inst", "loc", "voc")
GENDERS = frozenset({"m1", "m2", "m3", "f", "n"})
_ADJECTIVE = re.compile(r"(\w{2,}(?:s|c|dz)k)(i|iego|iem|iemu|im|a|iej|ą|ie|ich|imi)", re.IGNORECASE)
_ADJECTIVE_ENDINGS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "i": (("sg", "nom", "m1.m2.m3"), ("sg", "acc", "m3")),
    "iego": (("sg", "gen", "m1.m2.m3.n"), ("sg", "acc", "m1.m2")),
    "iem": (("sg", "inst.loc", "n"),),
    "iemu": (("sg", "dat", "m1.m2.m3.n"),),
    "im": (("sg", "inst.loc", "m1.m2.m3.n"), ("pl", "dat", "m1.m2.m3.f.n")),
    "a": (("sg", "nom", "f"),),
    "iej": (("sg", "gen.dat.loc", "f"),),
    "ą": (("sg", "acc.inst", "f"),),
    "ie": (("sg", "nom.acc", "n"), ("pl", "nom.acc", "m2.m3.f.n")),
    "ich": (("pl", "gen.loc", "m1.m2.m3.f.n"), ("pl", "acc", "m1")),
    "imi": (("pl", "inst", "m1.m2.m3.f.n"),),
}
_COINED = re.compile(r"(\w{3,}(?:ow|czn|aln|[iy]jn))(y|ego|emu|ym|a|ej|ą|e|ych|ymi)", re.IGNORECASE)
"""Adjectives that are newer than the dictionary: `wytchnieniowa`."""
_COINED_ENDINGS = {"y": "i", "ego": "iego", "emu": "iemu", "ym": "im", "a": "a", "ej": "iej", "ą": "ą", "e": "ie"}
_COINED_ENDINGS |= {"ych": "ich", "ymi": "imi"}
_VERBAL = re.compile(r"(.*[nc]i)(?:e|a|u|em)")
_LINKED = re.compile(r"(.*?)(?:( (?:nad|pod|koło|przy|u|k\.|w) )(.*))?$")
_PIECE = re.compile(r"([\s-]+)")
_VERBAL_RARER = 60
"""A verbal noun that is in the dictionary of nouns as well (`stowarzyszenie`) is read as that."""


@value
class Nominal:
    """One noun-like reading of a word."""

    noun: bool
    """True for a noun, False for a word that agrees with one."""
    lemma: str
    number: str
    cases: frozenset[str]
    genders: frozenset[str]
    names: tuple[str, ...]
    rarer: int = 0
    """By how much the lemma is rarer than the commonest one of the form (`extract.morphology.weight`), 0 or less."""
    fixed: bool = False
    """True for a form without declension, which fits every case."""
    degree: str = ""
    """Of an adjective: pos, com or sup."""
    worth: float = 0.0
    """Of a reading guessed by its ending (`extract.name_guess`): how likely it is, added to the worth of its case."""


@lru_cache(maxsize=4_000)
def nominals(form: str) -> tuple[Nominal, ...]:
    """The noun-like readings of a form, none for verbs, prepositions and unknown words."""
    if not (form.islower() or form.isupper() or form[1:].islower()):
        return ()
    readings = analyses(form)
    commonest = max(weight(reading) for reading in readings)
    found: list[Nominal] = []
    for reading in readings:
        found.extend(_nominals(form, reading, weight(reading) - commonest))
    if all(nominal.noun for nominal in found):
        found.extend(_unlisted_adjectives(form))
    return tuple(found)


def _unlisted_adjectives(form: str) -> list[Nominal]:
    """Adjectives that are in no dictionary, by their endings (`Brzeżańskiego Batalionu`, `opieką wytchnieniową`)."""
    match = _ADJECTIVE.fullmatch(form)
    coined = None if match or form.istitle() or analyses(form)[0].tag != "ign" else _COINED.fullmatch(form)
    if match:
        stem, ending = match[1] + "i", match[2].casefold()
    elif coined:
        stem, ending = coined[1] + "y", _COINED_ENDINGS[coined[2].casefold()]
    else:
        return []
    return [
        Nominal(False, stem.casefold(), number, frozenset(cases.split(".")), frozenset(genders.split(".")), ())
        for number, cases, genders in _ADJECTIVE_ENDINGS[ending]
    ]


def _nominals(form: str, reading: Analysis, rarer: int) -> list[Nominal]:
    kind, *values = reading.tag.split(":")
    if len(values) < 3:
        return []
    numbers, cases, genders = (frozenset(value.split(".")) for value in values[:3])
    lemma = reading.lemma
    if kind == "ger":
        verbal = _VERBAL.fullmatch(form.casefold())
        if verbal is None or values[-1] == "neg":
            return []
        lemma, rarer = verbal.group(1) + "e", rarer - _VERBAL_RARER
    elif kind not in {"subst", "adj", "ppas", "pact"}:
        return []
    noun = kind in {"subst", "ger"}
    degree = values[3] if kind == "adj" and len(values) > 3 else ""
    fixed = noun and len(cases) == len(CASES)
    return [
        Nominal(noun, lemma, number, cases, genders & GENDERS, reading.names, rarer, fixed, degree)
        for number in numbers
    ]


@lru_cache(maxsize=4_000)
def noun_nominative(lemma: str, number: str, gender: str | None = None) -> str | None:
    """The nominative of a noun in the number given, or None where Morfeusz does not know the noun.

    Of two plurals that in `-owie` is the family's (`Niemcowie`), the other the people's (`Niemcy`).
    """
    if number == "sg" and lemma.endswith(("nie", "cie")):
        return lemma
    loose: str | None = None
    family: str | None = None
    for form, tag in generated(lemma):
        parts = tag.split(":")
        if parts[0] != "subst" or number not in parts[1].split(".") or "nom" not in parts[2].split("."):
            continue
        if gender is None or gender in parts[3].split("."):
            if number == "sg" or not form.endswith("owie"):
                return form
            family = family or form
        else:
            loose = loose or form
    return family or loose


@lru_cache(maxsize=4_000)
def adjective_nominative(form: str, lemma: str, number: str, gender: str, degree: str) -> str | None:
    """The nominative that `form`, an adjective or participle of `lemma`, has in the number and gender given."""
    for candidate, tag in generated(lemma):
        parts = tag.split(":")
        if (
            parts[0] == "adj"
            and number in parts[1].split(".")
            and "nom" in parts[2].split(".")
            and gender in parts[3].split(".")
            and parts[4] == degree
        ):
            return candidate
    return _participle(form, number, gender) or _by_ending(lemma, number, gender)


def _by_ending(lemma: str, number: str, gender: str) -> str | None:
    if lemma.endswith("y") and analyses(lemma)[0].tag == "ign":
        singular = {"f": "a", "n": "e"}.get(gender, "y")
        return lemma[:-1] + (singular if number == "sg" else "i" if gender == "m1" else "e")
    if not lemma.endswith(("ski", "cki", "dzki")):
        return None
    if number == "pl":
        return lemma.removesuffix("ki") + "cy" if gender == "m1" else lemma + "e"
    return {"f": lemma[:-1] + "a", "n": lemma + "e"}.get(gender, lemma)


def _participle(form: str, number: str, gender: str) -> str | None:
    """Participles are generated from their verb; which of its hundreds of forms is meant shows in the form itself.

    Of two participles of one verb (`otwarty`, `otworzony`) it is the one that begins as the form does.
    """
    wanted = {reading.lemma: reading.tag for reading in analyses(form) if reading.tag.startswith(("ppas", "pact"))}
    for verb, known in wanted.items():
        tail = known.split(":")[4:]
        fitting = [
            candidate
            for candidate, tag in generated(verb)
            if (parts := tag.split(":"))[0] == known.split(":")[0]
            and number in parts[1].split(".")
            and "nom" in parts[2].split(".")
            and gender in parts[3].split(".")
            and parts[4:] == tail
        ]
        if fitting:
            return max(fitting, key=lambda candidate: _shared(candidate.casefold(), form.casefold()))
    return None


def _shared(one: str, other: str) -> int:
    """With how many letters of the other a word begins."""
    return next((place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), len(one))


def cased_like(pattern: str, word: str) -> str:
    """`word` in the letter case of `pattern`: capitals, a capital first, or as the dictionary has it."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    if pattern[:1].isupper():
        return word[:1].upper() + word[1:]
    return word[:1].lower() + word[1:] if pattern[:1].islower() else word


@lru_cache(maxsize=2_000)
def locative(name: str) -> str | None:
    """The locative of a place's name (`Rawa Mazowiecka`: `Rawie Mazowieckiej`), None where it cannot be told."""
    name, link, rest = _LINKED.match(name).groups()  # type: ignore[union-attr]
    pieces = _PIECE.split(name)
    words = pieces[::2]
    nouns = [i for i, word in enumerate(words) if _place_noun(word)]
    head = next((i for i in nouns if all(nominal.noun for nominal in nominals(words[i]))), min(nouns, default=None))
    if head is None:
        return None
    noun = _place_noun(words[head])
    assert noun is not None
    made = [_located(word, noun, i == head) for i, word in enumerate(words)]
    if any(word is None for word in made):
        return None
    pieces[::2] = [word for word in made if word is not None]
    return "".join(pieces) + (link or "") + (rest or "")


def _place_noun(word: str) -> Nominal | None:
    """The noun that a nominative place word is: a geographic name before a common noun, plural before singular."""
    found = [nominal for nominal in nominals(word) if nominal.noun and "nom" in nominal.cases and nominal.genders]
    same = [nominal for nominal in found if nominal.lemma.casefold() == word.casefold()]
    places = [n for n in same if any("geograficz" in kind for kind in n.names)]
    common = [n for n in same if "nazwisko" not in n.names and "imię" not in n.names]
    return next(iter(places or common), None)


def _located(word: str, head: Nominal, is_head: bool) -> str | None:
    if not is_head:
        gender = min(head.genders)
        for adjective in nominals(word):
            if not adjective.noun and "nom" in adjective.cases and adjective.number == head.number:
                if not adjective.genders & head.genders:
                    continue
                form = _generated_form(adjective.lemma, ("adj",), head.number, "loc", gender)
                if form:
                    return cased_like(word, form)
    noun = head if is_head else _place_noun(word)
    if noun is None:
        return word if word.endswith("o") and not is_head else None
    form = _generated_form(noun.lemma, ("subst",), noun.number, "loc", min(noun.genders))
    return cased_like(word, form) if form else None


def _generated_form(lemma: str, kinds: tuple[str, ...], number: str, case: str, gender: str) -> str | None:
    for form, tag in generated(lemma):
        parts = tag.split(":")
        if (
            parts[0] in kinds
            and number in parts[1].split(".")
            and case in parts[2].split(".")
            and gender in parts[3].split(".")
            and parts[-1] not in {"com", "sup"}
        ):
            return form
    return None
