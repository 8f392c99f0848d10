"""What single words of a name can be: foreign, left over, apposed, half of a place's name."""

from extract.inflection import Nominal, nominals
from extract.morphology import analyses
from extract.name_guess import is_known, name_nominals
from extract.name_worth import Reading, only_plural

HYPHENS = frozenset("-‐‑–")
AGREES = 1.2
"""Each further word that agrees with the head is worth more than any prior of one case against another."""
_FOREIGN = -1.0
_LOOSE = -2.5


def is_prefix(forms: list[str], i: int) -> bool:
    """Whether an unknown word in `-o` with a hyphen stands before another (`Austro-Węgry`)."""
    return i + 2 < len(forms) and forms[i + 1] in HYPHENS and forms[i].endswith("o") and not is_known(forms[i])


def left_over(forms: list[str], i: int, head: int) -> float:
    """What it is worth that a name goes on with a word that neither agrees with its head nor is governed by it."""
    worth = _FOREIGN if i == head + 1 and _foreign(forms[i]) else 0.0
    if _loose_adjective(forms, i):
        worth -= AGREES
    return worth + (_LOOSE if _loose_oblique(forms[i]) else 0.0)


def bare_plural(forms: list[str], i: int, nominal: Nominal) -> bool:
    """Whether a capitalised form is only its noun without the ending, as foreign words are by chance (`Red Hat`).

    Places without a singular (`Kielc`) are meant, unless another name follows.
    """
    if not forms[i].istitle() or nominal.lemma[:-1].casefold() != forms[i].casefold():
        return False
    if not nominal.lemma[:1].isupper() or not only_plural(nominal):
        return True
    found = nominals(forms[i + 1]) if i + 1 < len(forms) and forms[i + 1].istitle() else ()
    return bool(found) and not any("gen" in one.cases for one in found)


def _loose_oblique(form: str) -> bool:
    """Whether a capitalised word is neither in the nominative nor a genitive."""
    found = name_nominals(form) if form.istitle() else ()
    usual = [nominal for nominal in found if not nominal.fixed and nominal.worth >= 0.0]
    return bool(usual) and not any({"nom", "gen", "dat"} & nominal.cases for nominal in usual)


def _loose_adjective(forms: list[str], i: int) -> bool:
    """Whether a capitalised adjective is left over that describes nothing: the head was read wrongly."""
    found = nominals(forms[i])
    if not found or not forms[i].istitle() or any(nominal.noun for nominal in found):
        return False
    return i + 1 >= len(forms) or not any(nominal.noun for nominal in nominals(forms[i + 1]))


def describes_next(forms: list[str], i: int) -> bool:
    """Whether a word can be an adjective of a capitalised noun right behind it."""
    if i + 1 >= len(forms) or not forms[i + 1][:1].isupper():
        return False
    return any(
        not one.noun
        and other.noun
        and other.rarer > -40
        and one.number == other.number
        and one.cases & other.cases
        and one.genders & other.genders
        for one in nominals(forms[i])
        for other in nominals(forms[i + 1])
    )


def _foreign(form: str) -> bool:
    return form.istitle() and len(form) > 2 and analyses(form)[0].tag == "ign"


def surely_apposed(form: str, reading: Reading) -> bool:
    """Whether a noun after the head can only stand in the head's own case, so that it is no genitive it governs."""
    if reading.case in {"nom", "gen", "voc"} or not form[:1].isupper():
        return False
    found = nominals(form)
    return any(nominal.noun for nominal in found) and all(
        reading.case in nominal.cases and not {"gen", "nom"} & nominal.cases for nominal in found
    )


def named_so(form: str, reading: Reading) -> bool:
    """Whether a place in the nominative follows a head of another case, as in `Gminy Poronin`."""
    if reading.case == "nom" or not form[:1].isupper():
        return False
    found = nominals(form)
    return any("nom" in n.cases for n in found) and not any(reading.case in n.cases for n in found)


def part_of_place(form: str) -> bool:
    """Whether a noun is a second part of names of places, as in `Kudowa Zdrój`."""
    return any("człon_nazwy_geograficznej" in nominal.names for nominal in nominals(form) if nominal.noun) and (
        not any(nominal.noun and nominal.rarer == 0 and not nominal.lemma[:1].isupper() for nominal in nominals(form))
        or form in {"Zdroju", "Zdrojem"}
    )
