"""Places in queries: the register finds them, this says how sure it is in so few words."""

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from corpus.places import County, District, Municipality, Place, PlaceForm, PlaceSpan, Region, Register, load_register
from search.slips import one_edit, slip_cost
from search.words import Word, fold, is_plain

_TOKEN = re.compile(r"[^\W\d_]+|\d+|-")
_BEFORE = frozenset({"w", "we", "z", "ze", "na", "do", "od", "dla", "koło", "pod", "in", "from", "near", "at"})
BEFORE_NAMES = frozenset({"w", "we", "z", "ze", "in", "from", "near"})
"""Words after which a place is likelier than anything else."""
_UNIT_WORDS = frozenset(
    {"powiat", "powiatu", "powiecie", "gmina", "gminy", "gminie", "województwo", "województwa", "województwie"}
    | {"woj", "miasto", "miasta", "mieście", "wojewodztwo", "wojewodztwa", "wojewodztwie", "miescie", "county", "city"}
)
_ENGLISH = frozenset(
    {"the", "and", "for", "of", "with", "to", "in", "from", "on", "against", "who", "how", "where", "a"}
)
_PREPOSITIONAL = frozenset({"gen", "loc", "ins", "acc"})
_FOR_WHOM = frozenset({"dla", "do"})
SURE, LIKELY, MAYBE = 0.95, 0.85, 0.45
SHORTEST_NAME, LONGEST_NAME = 4, 4
"""Letters of a name that is looked for behind a slip, and words of the longest name."""
WELL_KNOWN = 15_000
"""People of a town from which on `w kole`, `w pile` is the town; `w pokoju` is no village."""
SHORT_QUERY = 6
"""In a query of no more words a town's name is likely meant even where it is a common word, first or last."""


class PlaceGuess(NamedTuple):
    """`text[start:end]` of a query may mean a place.

    `value` lists TERYT codes (2, 4, 6 or 7 digits) and names of voivodeships, joined by commas.
    """

    start: int
    end: int
    value: str
    label: str
    certainty: float


class PlaceFinder(Protocol):
    """Finds places in a query."""

    def find(self, text: str) -> list[PlaceGuess]:
        """Every reading of every place that is at least possible."""
        ...

    def misspelt(self, text: str, word: Word) -> str | None:
        """How a word that nothing explains would have to be written to be a place's name; None: no slip explains it."""
        ...


class RegisterPlaces:
    """Places of the register of municipalities, loaded when first asked for."""

    def __init__(self, register: Register | None = None) -> None:
        self._register = register

    def find(self, text: str) -> list[PlaceGuess]:
        """Every reading of every place that is at least possible."""
        tokens = list(_TOKEN.finditer(text))
        forms = [token.group() for token in tokens]
        found: list[PlaceGuess] = []
        for span in self._places().scan(forms, fold=True):
            start, end = tokens[span.first].start(), tokens[span.last - 1].end()
            for label, (values, certainty) in _readings(span, forms).items():
                found.append(PlaceGuess(start, end, ",".join(dict.fromkeys(values)), label, certainty))
        return found

    def misspelt(self, text: str, word: Word) -> str | None:
        """How a word that nothing explains would have to be written to be a place's name; None: no slip explains it."""
        register = self._places()
        tokens = list(_TOKEN.finditer(text))
        place = next((number for number, token in enumerate(tokens) if token.start() == word.start), None)
        if place is None or len(word.form) < SHORTEST_NAME:
            return None
        first = max(0, place - LONGEST_NAME + 1)
        around = [token.group() for token in tokens[first : place + LONGEST_NAME]]
        own = place - first
        prepared = own > 0 and fold(around[own - 1]) in BEFORE_NAMES
        likely: list[tuple[int, float, int, str]] = []
        for slip in filter(register.has_word, one_edit(fold(word.form))):
            around[own] = slip.capitalize() if word.form[:1].isupper() else slip
            for span in register.scan(around, fold=True):
                named = [form for form in span.candidates if form.sort == "name"]
                common = all(form.common for form in named) and span.last - span.first == 1 and not prepared
                if named and not common and span.first <= own < span.last:
                    people = max(map(_people, named))
                    likely.append((span.last - span.first, -slip_cost(fold(word.form), slip), people, around[own]))
        return max(likely)[-1] if likely else None

    def _places(self) -> Register:
        if self._register is None:
            self._register = load_register()
        return self._register


def _readings(span: PlaceSpan, forms: list[str]) -> dict[str, tuple[list[str], float]]:
    """What a span may mean, by label, and how sure that is; places of one name are asked for together."""
    found: dict[str, tuple[list[str], float]] = {}
    for form in span.candidates:
        certainty = _certainty(form, span, forms)
        if certainty > 0:
            values, before = found.get(_label(form.target), ([], 0.0))
            found[_label(form.target)] = ([*values, _value(form.target)], max(before, certainty))
    return found


def _certainty(form: PlaceForm, span: PlaceSpan, forms: list[str]) -> float:
    before = fold(forms[span.first - 1]) if span.first else ""
    after = fold(forms[span.last]) if span.last < len(forms) else ""
    if _english(forms) and not forms[span.first][:1].isupper():
        return 0.0
    if form.sort == "adjective":
        return _adjective_certainty(form, before, after)
    after_preposition = before in _BEFORE and form.case in _PREPOSITIONAL
    if span.last - span.first > 1 or (after_preposition and not (form.common and before in _FOR_WHOM)):
        written_small = form.common and span.last - span.first == 1 and forms[span.first].islower()
        return MAYBE if written_small and _people(form) < WELL_KNOWN else SURE
    if not form.common:
        return LIKELY if form.surname or form.case != "nom" else SURE
    if forms[span.first][:1].isupper() and span.first and not all(word[:1].isupper() for word in forms):
        return LIKELY
    edge = span.first == 0 or span.last == len(forms)
    return MAYBE if edge and len(forms) <= SHORT_QUERY and form.case == "nom" and not _english(forms) else 0.0


def _people(form: PlaceForm) -> int:
    """How many live in a municipality; those of a county or a voivodeship are not counted, but many."""
    return form.target.population or 0 if isinstance(form.target, Municipality) else WELL_KNOWN


def _adjective_certainty(form: PlaceForm, before: str, after: str) -> float:
    if before in _UNIT_WORDS or after in _UNIT_WORDS:
        return SURE if isinstance(form.target, County) == ("powia" in before + after) else LIKELY
    return 0.0 if isinstance(form.target, Municipality) else MAYBE


def _english(forms: Iterable[str]) -> bool:
    every = [form.casefold() for form in forms]
    return is_plain(" ".join(every)) and sum(form in _ENGLISH for form in every) > 0


def _value(place: Place) -> str:
    match place:
        case Municipality():
            return place.teryt[:6]
        case District():
            return place.municipality[:6]
        case Region():
            return ",".join((*place.voivodeships, *(code[:6] for code in place.municipalities)))
        case _:
            return place.code


def _label(place: Place) -> str:
    match place:
        case County(city=False):
            return f"powiat {place.name}"
        case _:
            return place.name
