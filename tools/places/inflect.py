"""Every inflected form of a place's name, with agreement inside names of several words (Morfeusz 2, SGJP)."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import morfeusz2

CASES = {"nom": "nom", "gen": "gen", "dat": "dat", "acc": "acc", "inst": "ins", "loc": "loc", "voc": "voc"}
FIXED = frozenset({"nad", "pod", "przy", "w", "we", "na", "koło", "Świętej"})
"""Words of a name from which on it does not inflect."""
GEOGRAPHIC = frozenset({"nazwa_geograficzna", "człon_nazwy_geograficznej"})
_ARCHAIC = frozenset({"daw.", "arch.", "przest.", "gwar.", "rzad."})
_PART = re.compile(r"[ -]|[^ -]+")


@dataclass(frozen=True)
class Paradigm:
    """How one word inflects within a name."""

    lemma: str
    number: str
    gender: str
    adjective: bool
    geographic: bool
    forms: Mapping[str, tuple[str, ...]]
    """Forms by case (nom, gen, dat, acc, ins, loc, voc)."""
    old: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Old endings that some names keep: w Wysokiem Mazowieckiem, w Bornem Sulinowie."""


@cache
def _morfeusz() -> morfeusz2.Morfeusz:
    return morfeusz2.Morfeusz()


@dataclass(frozen=True)
class Exceptions:
    """What the dictionary lacks."""

    analogies: Mapping[str, str]
    """A word: one that inflects alike and ends alike."""
    words: Mapping[str, list[str]]
    """A word: gender, number and its forms in the order of `CASES`."""


def inflect(name: str, exceptions: Exceptions, locatives: Iterable[str] = ()) -> dict[str, list[str]]:
    """Forms of a whole name by case, the usual one first.

    `locatives` are known ones: they decide between readings (`Dobra`: w Dobrej, not w Dobrach). Raises ValueError
    where some word cannot be inflected.
    """
    parts = _PART.findall(name)
    words = [part for part in parts if part not in " -"]
    known = list(locatives)
    choices = _agreeing(words, exceptions)
    variants = [_joined(parts, words, chosen) for chosen in choices]
    if known and not any(set(known) & set(forms["loc"]) for forms in variants):
        variants = [_joined(parts, words, chosen, old=True) for chosen in choices]
    fitting = [forms for forms in variants if set(known) & set(forms["loc"])] or variants
    result = {case: list(dict.fromkeys(form for forms in fitting for form in forms[case])) for case in CASES.values()}
    result["loc"] = list(dict.fromkeys([*known, *result["loc"]]))
    return result


def _joined(
    parts: list[str], words: list[str], chosen: tuple[Paradigm | None, ...], *, old: bool = False
) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for case in CASES.values():
        options = [
            ((paradigm.old if old else {}).get(case) or paradigm.forms[case]) if paradigm else (word,)
            for word, paradigm in zip(words, chosen, strict=True)
        ]
        result[case] = []
        for combination in itertools.product(*options):
            forms = iter(combination)
            result[case].append("".join(part if part in " -" else next(forms) for part in parts))
    return result


def _agreeing(words: list[str], exceptions: Exceptions) -> list[tuple[Paradigm | None, ...]]:
    fixed_from = next((index for index, word in enumerate(words) if word in FIXED), len(words))
    inflected = words[:fixed_from]
    readings = [paradigms(word, exceptions) for word in inflected]
    for word, found in zip(inflected, readings, strict=True):
        if not found:
            raise ValueError(f"{word!r} cannot be inflected ({' '.join(words)})")
    chosen = [combination for combination in itertools.product(*readings) if _agree(combination)]
    if not chosen:
        raise ValueError(f"{' '.join(words)!r}: its words do not agree")
    best = max(_rank(combination) for combination in chosen)
    rest = (None,) * (len(words) - fixed_from)
    return [(*combination, *rest) for combination in chosen if _rank(combination) == best]


def _agree(combination: tuple[Paradigm, ...]) -> bool:
    """Adjectives need a noun beside them that they agree with, unless the name has no noun at all."""
    nouns = [paradigm for paradigm in combination if not paradigm.adjective]
    if not nouns:
        return len({(paradigm.number, paradigm.gender) for paradigm in combination}) == 1
    return all(
        any((noun.number, noun.gender) == (paradigm.number, paradigm.gender) for noun in nouns)
        for paradigm in combination
        if paradigm.adjective
    )


def _rank(combination: tuple[Paradigm, ...]) -> tuple[int, int, int]:
    """Prefer adjectives beside one noun, then geographic nouns, then names that are their own lemma."""
    adjectives = sum(paradigm.adjective for paradigm in combination)
    whole = len(combination) > 1
    geographic = sum(paradigm.geographic for paradigm in combination)
    own = sum(paradigm.lemma == paradigm.forms["nom"][0] for paradigm in combination)
    return (min(adjectives, len(combination) - 1) if whole else -adjectives, geographic, own)


@cache
def _known(word: str) -> tuple[Paradigm, ...]:
    found: list[Paradigm] = []
    for _, _, (_, lemma, tag, names, labels) in _morfeusz().analyse(word):
        parts = tag.split(":")
        if _ARCHAIC & set(labels):
            continue
        if parts[0] == "subst" and "nom" in parts[2].split(".") and not _surname_only(names):
            found.extend(_noun(lemma, parts[1], parts[3], word, bool(GEOGRAPHIC & set(names))))
        elif parts[0] == "adj" and "nom" in parts[2].split(".") and parts[-1] == "pos":
            genders = set(parts[3].split("."))
            found.extend(_adjective(lemma, parts[1], gender, word) for gender in ("m3", "f", "n") if gender in genders)
    if not any(paradigm.adjective for paradigm in found):
        found.extend(_regular_adjective(word))
    return tuple(found)


def paradigms(word: str, exceptions: Exceptions) -> list[Paradigm]:
    """The ways a word may inflect, as it stands in the nominative."""
    if word in exceptions.words:
        gender, number, *forms = exceptions.words[word]
        by_case = {case: (form,) for case, form in zip(CASES.values(), forms, strict=True)}
        return [Paradigm(word, number, gender, adjective=False, geographic=True, forms=by_case)]
    found = list(_known(word)) or list(_known(word.casefold()))
    if word in exceptions.analogies:
        model = exceptions.analogies[word]
        return [_alike(word, model, paradigm) for paradigm in _known(model)]
    nouns = [paradigm for paradigm in found if not paradigm.adjective and paradigm.geographic]
    own = [paradigm for paradigm in nouns if paradigm.lemma == word]
    if any(paradigm.number == "sg" and paradigm.gender == "n" for paradigm in own):
        own = [paradigm for paradigm in own if (paradigm.number, paradigm.gender, word[-1]) != ("pl", "n", "e")]
    common = [paradigm for paradigm in found if not paradigm.adjective and not paradigm.geographic]
    adjectives = [paradigm for paradigm in found if paradigm.adjective]
    return (own or nouns or common) + adjectives


def _alike(word: str, model: str, paradigm: Paradigm) -> Paradigm:
    shared = 0
    while shared < min(len(word), len(model)) and word[-1 - shared] == model[-1 - shared]:
        shared += 1
    stem, model_stem = word[: len(word) - shared].casefold(), model[: len(model) - shared]
    forms = {
        case: tuple(_cased(stem + form.removeprefix(model_stem), word) for form in some if form.startswith(model_stem))
        for case, some in paradigm.forms.items()
    }
    return Paradigm(word, paradigm.number, paradigm.gender, paradigm.adjective, paradigm.geographic, forms)


def _surname_only(names: Iterable[str]) -> bool:
    kinds = set(names)
    return bool(kinds) and not kinds & (GEOGRAPHIC | {"nazwa_pospolita"})


def _noun(lemma: str, number: str, gender: str, word: str, geographic: bool) -> list[Paradigm]:
    forms: dict[str, list[str]] = {case: [] for case in CASES.values()}
    plain = lemma.split(":", maxsplit=1)[0]
    for form, name, tag, _, labels in _morfeusz().generate(lemma):
        parts = tag.split(":")
        if name != lemma or parts[0] != "subst" or parts[1] != number or parts[3] != gender or _ARCHAIC & set(labels):
            continue
        for case in parts[2].split("."):
            forms[CASES[case]].append(_cased(form, word))
    if not all(forms[case] for case in ("nom", "gen", "dat", "acc", "ins", "loc")):
        return []
    if word not in forms["nom"]:
        return []
    forms["nom"] = [word]
    forms["voc"] = forms["voc"] or [word]
    kind = "n" if gender == "n" else gender
    return [
        Paradigm(
            _cased(plain, word), number, kind, False, geographic, {c: tuple(dict.fromkeys(f)) for c, f in forms.items()}
        )
    ]


def _adjective(lemma: str, number: str, gender: str, word: str) -> Paradigm:
    forms: dict[str, list[str]] = {case: [] for case in CASES.values()}
    for form, name, tag, _, _ in _morfeusz().generate(lemma):
        parts = tag.split(":")
        if name != lemma or parts[0] != "adj" or parts[1] != number or parts[-1] != "pos":
            continue
        if gender not in parts[3].split("."):
            continue
        for case in parts[2].split("."):
            forms[CASES[case]].append(_cased(form, word))
    old: dict[str, tuple[str, ...]] = {}
    if number == "sg" and gender == "n":
        old = {
            case: tuple(re.sub("[yi]m$", "em" if form.endswith("ym") else "iem", form) for form in forms[case])
            for case in ("ins", "loc")
        }
    final = {case: tuple(dict.fromkeys(some)) for case, some in forms.items()}
    return Paradigm(_cased(lemma, word), number, gender, True, False, final, old)


_ENDINGS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("sg", "m3"): ("i", "iego", "iemu", "i", "im", "im", "i"),
    ("sg", "f"): ("a", "iej", "iej", "ą", "ą", "iej", "a"),
    ("sg", "n"): ("ie", "iego", "iemu", "ie", "im", "im", "ie"),
    ("pl", "n"): ("ie", "ich", "im", "ie", "imi", "ich", "ie"),
}
"""Declension of adjectives in -ski, -cki, -dzki."""


def _regular_adjective(word: str) -> list[Paradigm]:
    match = re.fullmatch(r"(.+[sc]k)(i|a|ie)", word)
    if match is None:
        return []
    stem = match[1]
    return [
        Paradigm(stem + "i", number, gender, True, False, {
            case: (stem + ending,) for case, ending in zip(CASES.values(), endings, strict=True)
        })
        for (number, gender), endings in _ENDINGS.items()
        if endings[0] == match[2]
    ]  # fmt: skip


def _cased(form: str, word: str) -> str:
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
