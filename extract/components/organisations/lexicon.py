"""Kinds of bodies as `data/organisations.yaml` lists them, indexed by head word and by abbreviation."""

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.patterns import keys
from extract.rules import load_rules

_UNQUOTED = frozenset({"ministry", "office"})
"""Kinds of which there is one: what is quoted behind them is no name of theirs (`Ministerstwa … „Maluch”`)."""
_PIECES = re.compile(r"[^\W\d_]+|\S")


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of body."""

    kind: str
    core: tuple[frozenset[str], ...]
    """For each word of the core after its head what a word must share with it (`extract.patterns.keys`)."""
    title: tuple[str, ...]
    """The core as it is written in a name, in the nominative."""
    seat: bool = False
    """Whether a name without a place is completed with the home town."""
    quotes: bool = True
    """Whether a quoted name after it is its own."""
    office: bool = False
    """Whether it is the office of a person (`Prezydent Miasta Konina`)."""
    alone: bool = False
    """Whether the head alone names a body (`Policja`)."""
    small: bool = False
    """Whether it is known by its kind even in small letters, there being one in a town (`straż miejska`)."""
    village: bool = False
    """Whether there is one in every village, which tells it from the others (`OSP z Lipowca`)."""

    @property
    def head(self) -> str:
        """Lemma of the head word."""
        return self.title[0].casefold()

    @property
    def several(self) -> bool:
        """Whether the core has more than its head."""
        return len(self.title) > 1


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What an abbreviation stands for."""

    text: str
    name: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All kinds, ready to be looked up while walking over words."""

    heads: dict[str, tuple[Unit, ...]]
    """By lemma of the head word; longest cores first."""
    abbreviations: dict[str, Abbreviation]
    """By the abbreviation as it is written."""
    welfare: frozenset[str]
    commas: frozenset[str]
    fields: frozenset[str]
    own: frozenset[str]
    administrative: frozenset[str]
    residents: frozenset[str]
    branches: frozenset[str]
    churches: frozenset[str]
    of_bodies: frozenset[str]
    epithets: frozenset[str]
    prefixes: frozenset[str]
    """Single letters with which abbreviations begin (`M-GOPS`)."""


@cache
def lexicon() -> Lexicon:
    """The lexicon of `data/organisations.yaml`."""
    rules = load_rules("organisations")
    heads: dict[str, list[Unit]] = {}
    abbreviations: dict[str, Abbreviation] = {}
    for row in rules["units"]:
        unit = _unit(row["core"], row["kind"], seat=row.get("seat", False), quotes=row.get("quotes", True))
        unit = replace(unit, village=row.get("village", False), small=row.get("small", False))
        heads.setdefault(unit.head, []).append(unit)
        for text, name in row.get("abbreviations", {}).items():
            abbreviations[text] = Abbreviation(text, name, unit)
    for head, kind in rules["single"].items():
        heads.setdefault(head, []).append(_unit(head, kind, alone=True))
    for head, kind in rules["heads"].items():
        heads.setdefault(head, []).append(_unit(head, kind, quotes=kind not in _UNQUOTED))
    for head, kind in rules["offices"].items():
        heads.setdefault(head, []).append(_unit(head, kind, office=True, quotes=False))
    for lemma, head in rules["read_as"].items():
        heads[lemma] = heads[head]
    return Lexicon(
        {head: tuple(sorted(units, key=lambda unit: -len(unit.title))) for head, units in heads.items()},
        abbreviations,
        frozenset(rules["welfare"]),
        frozenset(rules["commas"]),
        frozenset(rules["fields"]),
        frozenset(rules["own"]),
        frozenset(rules["administrative"]),
        frozenset(rules["residents"]),
        frozenset(rules["branches"]),
        frozenset(rules["churches"]),
        frozenset(rules["of_bodies"]),
        frozenset(rules["epithets"]),
        frozenset(text[0] for text in abbreviations if text[1:2] == "-"),
    )


def _unit(
    core: str, kind: str, *, seat: bool = False, quotes: bool = True, office: bool = False, alone: bool = False
) -> Unit:
    pieces = _PIECES.findall(core)
    small = {"i", "na", "do", "dla", "w", "-"}
    title = tuple(piece if piece in small else piece[:1].upper() + piece[1:] for piece in pieces)
    rest = tuple(frozenset({piece}) | keys(piece) for piece in pieces[1:])
    return Unit(kind, rest, title, seat, quotes, office, alone)
