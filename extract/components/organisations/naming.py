"""The name of a mentioned body as it would write it itself."""

import re

from corpus.places import load_register
from extract.components.organisations.links import legal_form
from extract.components.organisations.mention import Mention
from extract.inflection import adjective_nominative, cased_like, locative, nominals
from extract.nominative import nominative
from extract.rules import load_rules
from extract.words import Words

_OPENING = frozenset('„"«”')
_STRAIGHT = re.compile(r'"([^"]+)"')
_SMALL = frozenset(
    {"i", "oraz", "na", "do", "dla", "w", "we", "z", "ze", "ds", "im", "pw", "nr", "św", "przy", "o", "a", "od", "ku"}
)
_QUOTE_SPACE = re.compile(r"([„«“]) | ([”»])")
_DESCRIBED = re.compile(r"^(?:[a-ząćęłńóśźż]+ )+(?=[„\"«“A-ZĄĆĘŁŃÓŚŹŻ])")
"""What a firm does, before its quoted name (`firma piekarnicza „Kołacz”`)."""
_WORD = re.compile(r"[^\W\d_]+")
_HISSING = re.compile(r"[wf][^aeiouyąęó\W]", re.IGNORECASE)
_WITH_WE = frozenset({"Lwów", "Lwówek", "Mstów", "Mszana", "Mszczonów", "Rwów"})


def written_name(words: Words, mention: Mention) -> str:
    """The mention's own words in the nominative, an abbreviation in full; places as the text has them, in full."""
    name = _written(words, mention)
    if mention.seat is None or mention.name is not None:
        return name
    known = load_rules("shortened_places")
    if known.keys().isdisjoint(words.lower[mention.head : mention.last]):
        return name
    body, parted, _ = name.rpartition(" w ") if " w " in name else name.rpartition(" we ")
    return (with_seat(body, mention.seat.name) or name) if parted else name


def _written(words: Words, mention: Mention) -> str:
    if mention.name is not None:
        return mention.name
    if mention.abbreviation is not None:
        own = _located_part(words, mention)
        name = mention.abbreviation.name
        if mention.first < mention.head:
            name = f"{_describing(words, mention)} {name}"
        return name + (f" {own}" if own else "")
    municipality = _municipality(words, mention)
    if municipality:
        return municipality
    legal = mention.unit.head in {"firma", "spółka"} and any(
        legal_form(words, i) for i in range(mention.head + 2, mention.last)
    )
    if legal and words.forms[mention.head].islower():
        start, end = words.span(mention.head + 1, mention.last)
        return _DESCRIBED.sub("", " ".join(words.text[start:end].split()))
    first = mention.first + (mention.town is not None)
    name = _QUOTE_SPACE.sub(r"\1\2", nominative(words, first, mention.last))
    if mention.unit.head == "firma" or (mention.unit.head == "spółka" and words.forms[mention.head].islower()):
        name = _DESCRIBED.sub("", name.partition(" ")[2]) or name
    if mention.unit.head == "stow":
        name = re.sub(r"^stow\b\.?", "Stowarzyszenie", name, flags=re.IGNORECASE)
    if mention.unit.office or words.forms[mention.head].isupper():
        name = sentence_case(name)
    return capitalised(name, mention)


def _municipality(words: Words, mention: Mention) -> str | None:
    """`Gmina Wyszków` for `Gminy Wyszków`: a municipality's own name stands beside the noun in the nominative."""
    behind = mention.head + len(mention.unit.title)
    if mention.unit.kind != "city" or mention.first != mention.head or behind >= mention.last:
        return None
    name = words.written(behind, mention.last)
    return f"{' '.join(mention.unit.title)} {name}" if name.istitle() and load_register().named(name) else None


def _describing(words: Words, mention: Mention) -> str:
    """The adjective before an abbreviation, agreeing with the first noun of what it stands for."""
    form = words.forms[mention.first]
    assert mention.abbreviation is not None
    noun = next(
        (nominal for word in mention.abbreviation.name.split() for nominal in nominals(word) if nominal.noun), None
    )
    lemma = next((nominal.lemma for nominal in nominals(form) if not nominal.noun), form)
    gender = min(noun.genders, default="n") if noun else "n"
    return cased_like(form, adjective_nominative(form, lemma, "sg", gender, "pos") or form)


def _located_part(words: Words, mention: Mention) -> str:
    begin = mention.head + 1
    quoted = begin < mention.last and words.forms[begin] in _OPENING
    while begin < mention.last and words.lower[begin] not in {"w", "we", "nr"} and not quoted:
        begin += 1
    if begin >= mention.last:
        begin = mention.head + 1
        if begin < mention.last and not mention.named:
            return ""
        while begin < mention.last and (words.forms[begin] in "-‐‑–" or words.ends[begin - 1] == words.starts[begin]):
            begin += 2
    start, end = words.span(begin, mention.last) if begin < mention.last else (0, 0)
    return _STRAIGHT.sub(r"„\1”", sentence_case(" ".join(words.text[start:end].replace("\u00ad", "").split())))


def sentence_case(name: str) -> str:
    """Capitals all through become capitals at the beginning of words; prepositions and abbreviations stay."""

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < 2 or not word.isupper():
            return word.lower() if word.isupper() and word.casefold() in _SMALL else word
        if word.casefold() in _SMALL:
            return word.casefold()
        return word if not re.search(r"[AEIOUYĄĘÓ]", word) else word.capitalize()

    return _WORD.sub(lowered, name)


def capitalised(name: str, mention: Mention) -> str:
    """The words of the kind (`Powiatowe Centrum Pomocy Rodzinie`) with capitals, whatever the text has."""
    if mention.core and mention.unit.several:
        count = mention.adjectives + len(mention.unit.title)
        done = 0

        def raised(match: re.Match[str]) -> str:
            nonlocal done
            done += 1
            word = match.group()
            return word if done > count or word in _SMALL else word[:1].upper() + word[1:]

        name = _WORD.sub(raised, name)
    return name[:1].upper() + name[1:]


def with_seat(name: str, town: str) -> str | None:
    """The name completed with the town it sits in, None where the town's locative is not known."""
    form = load_register().inflected(town, "loc") or locative(town)
    return f"{name} {preposition(town)} {form}" if form else None


def preposition(town: str) -> str:
    """`we` before two consonants that begin with w or f, else `w`."""
    return "we" if _HISSING.match(town) or town.split(maxsplit=1)[0] in _WITH_WE else "w"
