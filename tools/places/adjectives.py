"""Adjectives formed from names of places, kept only where the dictionary knows them."""

import re
from functools import cache

import morfeusz2

_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("[óo]w$", ("owski",)),
    ("owo$|owa$|owe$", ("owski",)),
    ("ew$|ewo$|ewa$", ("ewski",)),
    ("(?<=[iy])n[oa]?$", ("ński",)),
    ("([iy])ce$|([iy])ca$", (r"\1\2cki",)),
    ("iec$", ("iecki",)),
    ("ec$", ("ecki",)),
    ("cz$|cze$|cza$", ("cki",)),
    ("iek$|ek$", ("kowski", "ecki", "iecki")),
    ("sko$", ("ski", "szczański", "skowski")),
    ("sk$", ("ski",)),
    ("ck$|cko$", ("cki",)),
    ("ko$", ("kowski", "cki", "ecki")),
    ("ka$", ("cki", "kowski", "czański", "eński")),
    ("ki$", ("cki", "kowski", "ecki")),
    ("dz$", ("dzki",)),
    ("no$", ("nieński", "eński", "nowski", "ński")),
    ("na$", ("nieński", "ński", "nowski", "eński")),
    ("nia$|nie$", ("ński", "niański", "niowski")),
    ("ń$", ("ński",)),
    ("rz$|rza$|rze$", ("rski", "rzański")),
    ("sz$|ż$|ź$|ś$", ("ski",)),
    ("y$|i$", ("ski", "owski", "eński", "ański")),
    ("a$", ("ski", "owski", "ański", "eński", "iński")),
    ("e$|o$", ("ski", "owski", "ewski")),
    ("(?<=[bdfgjklłmprstwz])$", ("ski", "owski", "eński", "iński")),
)


def derived(name: str) -> list[str]:
    """The adjectives that the first fitting rule forms from a name of one word."""
    for pattern, endings in _RULES:
        if re.search(pattern, name):
            formed = (re.sub(pattern, ending, name.casefold(), count=1) for ending in endings)
            return [adjective for adjective in dict.fromkeys(formed) if known_adjective(adjective)]
    return []


@cache
def known_adjective(word: str) -> bool:
    """True where SGJP has an adjective of this form."""
    return any(
        tag.startswith("adj:sg:nom") and lemma == word for _, _, (_, lemma, tag, _, _) in _morfeusz().analyse(word)
    )


def adjective_forms(adjective: str) -> dict[str, set[str]]:
    """Every form of an adjective in -i, in all genders and both numbers, by case."""
    if adjective[-2:] not in {"ki", "gi"}:
        # After a soft consonant the i stays: wschodnia, wschodnią.
        return {case: {(adjective + end).replace("ii", "i") for end in ends} for case, ends in _ENDINGS.items()}
    stem = adjective.removesuffix("i")
    return {case: {stem + ending for ending in endings} for case, endings in _ENDINGS.items()}


_ENDINGS = {
    "nom": ("i", "a", "ie"),
    "gen": ("iego", "iej", "ich"),
    "dat": ("iemu", "iej", "im"),
    "acc": ("i", "iego", "ą", "ie", "ich"),
    "ins": ("im", "ą", "imi"),
    "loc": ("im", "iej", "ich"),
    "voc": ("i", "a", "ie"),
}


@cache
def _morfeusz() -> morfeusz2.Morfeusz:
    return morfeusz2.Morfeusz()
