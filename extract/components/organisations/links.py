"""What carries a name on: dedications, numbers, links between its words, the legal form of a company."""

from extract.components.organisations.lexicon import Unit, lexicon
from extract.inflection import nominals
from extract.spotting import Spots
from extract.words import Words

_BOTH = frozenset({"miasto", "gmina"})
"""What a mayor heads together (`Burmistrz Miasta i Gminy Wschowa`)."""
_CONJUNCTIONS = frozenset({"i", "oraz"})
_LINKS = frozenset({"na", "dla", "ku", "nad", "pod", "bez", "do", "po", "przeciw", "a", "o"})
_FOREIGN = frozenset(
    {"der", "die", "das", "den", "des", "of", "the", "and", "for", "für", "und", "von", "de", "la", "le", "et", "van"}
)
_LINKING = frozenset({"foundation", "association", "clinic", "committee", "company", "cooperative", "day", "club"})
"""Kinds whose names hold prepositions in small letters (`Fundacja Most nad Sanem`)."""
_OF_PEOPLE = frozenset({"foundation", "association"})
"""Kinds whose names tell by `z` what the people are like whom they are for (`… Osób z Niepełnosprawnością`)."""
_LEGAL_FORMS = (
    ("sp", ".", "z", "o", ".", "o"),
    ("sp", ".", "z", ".", "o", ".", "o"),
    ("sp", ".", "z", "o", "o"),
    ("sp", "z", "o", ".", "o"),
    ("spółka", "z", "o", ".", "o"),
    ("spółka", "z", "ograniczoną", "odpowiedzialnością"),
    ("spółka", "akcyjna"),
    ("spółka", "jawna"),
    ("spółka", "cywilna"),
    ("spółka", "komandytowa"),
    ("sp", ".", "j"),
    ("sp", ".", "k"),
    ("s", ".", "a"),
    ("s", ".", "c"),
    ("s", ".", "l"),
    ("s", ".", "r", ".", "l"),
    ("s", ".", "p", ".", "a"),
    ("b", ".", "v"),
    ("kft",),
    ("ltd",),
    ("inc",),
    ("e", ".", "v"),
    ("gmbh",),
    ("ggmbh",),
    ("s", ".", "r", ".", "o"),
    ("o", ".", "p", ".", "s"),
)
_LEGAL_BEGINNINGS = frozenset(form[0] for form in _LEGAL_FORMS)
_FOR = frozenset({"centre", "pup", "hospital", "home", "school", "sds", "dps"})
"""Kinds whose names tell for whom they are (`Urząd Pracy dla Miasta Torunia`)."""
_SMALL = frozenset({"osób", "z", "i", "dzieci", "rodzin"})
_REACH = 8
HYPHENS = frozenset("-‐‑–")
DEDICATIONS = frozenset({"im", "pw", "imienia"})
_SAINTS = frozenset(
    {
        "św",
        "sw",
        "bł",
        "bl",
        "ks",
        "gen",
        "prof",
        "dr",
        "marsz",
        "kard",
        "bp",
        "abp",
        "o",
        "hm",
        "płk",
        "mjr",
        "por",
        "nmp",
    }
)
SHORTENED = DEDICATIONS | _SAINTS | frozenset({"nr", "ds", "wezw"}) | frozenset("abcdefghijklmnoprstuwzłśż")
"""Words after which a full stop ends no name."""
ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})


def dedication(words: Words, i: int, stop: int) -> int:
    """The end of `im. Jana Pawła II`, `pw. św. Antoniego`, `pod wezwaniem św. Jana` that begins at a word, or 0."""
    begin = end = _dedicating(words, i, stop)
    while end and end < stop:
        form = words.forms[end]
        shortened = form == "." and words.lower[end - 1] in SHORTENED
        if shortened or words.lower[end] in _SAINTS or form[:1].isupper() or form in ROMAN:
            end += 1
        elif words.lower[end] in {"i", "z", "de", "von"} and end + 1 < stop and words.forms[end + 1][:1].isupper():
            if words.lemmas[end + 1] in lexicon().heads or words.forms[end + 1] in lexicon().abbreviations:
                break
            end += 2
        elif form in HYPHENS and words.starts[end] == words.ends[end - 1]:
            end += 1
        else:
            break
    return end if end > begin else 0


def _dedicating(words: Words, i: int, stop: int) -> int:
    if words.lower[i] in DEDICATIONS:
        return i + 1
    if words.lower[i] in {"św", "bł"} and i + 2 < stop and words.forms[i + 1] == ".":
        return i + 2
    if words.lower[i] == "p" and words.lower[i + 1 : i + 4] == [".", "w", "."]:
        return i + 4
    return i + 2 if words.lower[i] == "pod" and i + 1 < stop and words.lower[i + 1] in {"wezwaniem", "wezw"} else 0


def number(words: Words, i: int, stop: int) -> int:
    """The end of `nr 5` or of a Roman number before a capital, or 0."""
    if words.lower[i] == "nr" and i + 1 < stop:
        end = i + 1 + (words.forms[i + 1] == ".")
        return end + 1 if end < stop and words.forms[end].isdigit() else 0
    return i + 1 if words.forms[i] in ROMAN and i + 1 < stop and words.forms[i + 1][:1].isupper() else 0


LEGAL_SPOTS = Spots(lambda form: form.casefold() in _LEGAL_BEGINNINGS)
"""Words with which a legal form can begin."""


def legal_form(words: Words, i: int) -> int:
    """The end of `sp. z o.o.`, `S.A.`, `s.c.` behind the name of a company, or 0."""
    if words.lower[i] not in _LEGAL_BEGINNINGS:
        return 0
    letters = tuple(words.lower[i : i + 8])
    for form in _LEGAL_FORMS:
        if letters[: len(form)] == form:
            stop = i + len(form)
            return stop + (stop < len(words) and words.forms[stop] == "." and words.blocks[stop] == words.blocks[i])
    return 0


def purpose(words: Words, i: int, stop: int) -> int:
    """The end of `na rzecz Osób …`, or what stands behind `ds.` and `do spraw`; 0 where neither begins here."""
    low = words.lower[i]
    if low == "na" and i + 2 < stop and words.lower[i + 1] == "rzecz":
        end = i + 2
        while end < min(stop, i + _REACH) and words.forms[end].isalpha():
            if not words.forms[end][:1].isupper() and words.lower[end] not in _SMALL:
                break
            end += 1
        return end if end > i + 2 else 0
    if low == "ds" or (low == "do" and i + 1 < stop and words.lower[i + 1] == "spraw"):
        return i + 2 if i + 2 < stop and (words.forms[i + 1] == "." or low == "do") else i + 1
    return 0


def link(words: Words, i: int, stop: int, head: int, unit: Unit) -> int:
    """The end of a small word that links a capitalised one to the name (`Sportu i Rekreacji`, `nad Sanem`), or 0."""
    behind = i + 1
    if behind >= stop:
        return 0
    if words.forms[i] in HYPHENS and words.starts[i] == words.ends[i - 1] and words.starts[behind] == words.ends[i]:
        return behind + 1 if words.forms[behind].isalpha() else 0
    if not words.forms[behind][:1].isupper() or i <= head:
        return 0
    low = words.lower[i]
    if low in _CONJUNCTIONS and _is_pair(words, i, head, unit):
        return behind + 1
    if low in _FOREIGN and i > head + 1:
        return behind + 1
    comma = words.forms[i] == "," and unit.kind in lexicon().commas
    comma = comma or (words.forms[i] == "," and i > head + 1 and _is_field(words, behind, head))
    if (low in _CONJUNCTIONS or comma) and i > head + 1:
        return behind if _goes_on(words, behind, head) else 0
    if low == "w" and words.lower[behind] == "rodzinie":
        return behind + 1
    linked = low in _LINKS and unit.kind in _LINKING
    linked = linked or (low == "od" and unit.head == "zgromadzenie")
    linked = linked or (low == "z" and unit.kind in _OF_PEOPLE and i > head + 1 and _common(words, behind))
    return behind if linked or (low == "dla" and unit.kind in _FOR) else 0


def _is_pair(words: Words, i: int, head: int, unit: Unit) -> bool:
    """Whether a conjunction joins what belongs together in names (`Miasta i Gminy`, `Centrum Kultury i Bibliotek`)."""
    pair = words.lower[i - 1], words.lower[i + 1]
    both = unit.office and words.lower[i] == "i" and {words.lemmas[i - 1], words.lemmas[i + 1]} == _BOTH
    return both or pair == ("miasta", "gminy") or (pair[1] == "bibliotek" and i > head + 1)


def _is_field(words: Words, i: int, head: int) -> bool:
    """Whether a word names a field of work in the genitive, one of several (`Ośrodek Kultury, Sportu i Rekreacji`)."""
    if words.lemmas[i] not in lexicon().fields or words.forms[i].isupper() != words.forms[head].isupper():
        return False
    return any("gen" in nominal.cases for nominal in nominals(words.forms[i]))


def _common(words: Words, i: int) -> bool:
    """Whether a capitalised word is a common noun, not the name of a place, behind `z`."""
    if any("nazwa_geograficzna" in reading.names for reading in words.analyses[i]):
        return False
    nouns = (nominal for nominal in nominals(words.forms[i]) if nominal.noun and nominal.cases & {"inst", "gen"})
    return any(nominal.lemma.islower() for nominal in nouns)


def _goes_on(words: Words, i: int, head: int) -> bool:
    """Whether the word behind a conjunction still belongs to the name: a genitive that begins no other body."""
    form = words.forms[i]
    lexical = lexicon()
    if (
        not lexical.heads.keys().isdisjoint(nominal.lemma.casefold() for nominal in nominals(form))
        or form in lexical.abbreviations
        or form.isupper() != words.forms[head].isupper()
    ):
        return False
    found = nominals(form)
    genitive = any("gen" in nominal.cases or "dat" in nominal.cases for nominal in found)
    if not genitive:
        return False
    following = i + 1
    while following < len(words) and following < i + 4 and words.forms[following][:1].isupper():
        if words.lemmas[following] in lexical.heads:
            return False
        following += 1
    return True
