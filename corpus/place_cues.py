"""What the words around a span say: whether it is a place, in which case, and what kind of unit."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from corpus.errors import RegisterError
from corpus.places import County, District, Municipality, PlaceForm, PlaceSpan, Region, Voivodeship
from corpus.values import value

_ENDS = frozenset('.!?:;•„”"')
_BODY_REACH = 9
"""A body's kind stands at most so many words before `w X`: Miejski Ośrodek Pomocy Rodzinie w Koninie."""
_LEVELS: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {
        "municipality": (Municipality,),
        "town": (Municipality,),
        "rural": (Municipality,),
        "county": (County,),
        "voivodeship": (Voivodeship,),
        "district": (District,),
    }
)


@value
class Local:
    """A span with what its neighbourhood says."""

    span: PlaceSpan
    candidates: tuple[PlaceForm, ...]
    """Those that the neighbourhood allows."""
    cue: str | None
    """municipality, town, rural, county, voivodeship, district, unit, preposition or None."""
    body: str | None
    """town, rural or county where a body of that kind is said to be there."""
    sure: bool
    """True where the wording alone shows a place, whatever else the form may mean."""
    doubtful: bool = False
    """True where the form is more likely a common word: the document must speak of the place otherwise."""


@value
class Cues:
    """The word lists of place_cues.yaml."""

    stems: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    titles: tuple[str, ...]
    prepositions: Mapping[str, frozenset[str]]
    sure: frozenset[str]
    vague: frozenset[str]
    streets: frozenset[str]
    units: Mapping[str, frozenset[str]]

    def unit(self, word: str, *, abbreviated: bool = False) -> str | None:
        """The kind of unit that a word announces."""
        if abbreviated:
            return next((kind for kind, words in self.words.items() if word in words), None)
        return next((kind for kind, stems in self.stems.items() if word.startswith(stems)), None)


@cache
def load_cues() -> Cues:
    """The word lists, read once.

    Raises RegisterError where the file is damaged.
    """
    try:
        raw = yaml.safe_load((files("corpus") / "data" / "place_cues.yaml").read_text("utf-8"))
        return Cues(
            stems={kind: tuple(stems) for kind, stems in raw["stems"].items()},
            words={kind: frozenset(words) for kind, words in raw["words"].items()},
            titles=tuple(raw["titles"]),
            prepositions={word: frozenset(cases) for word, cases in raw["prepositions"].items()},
            sure=frozenset(raw["sure"]),
            vague=frozenset(raw["vague"]),
            streets=frozenset(raw["streets"]),
            units={kind: frozenset(words) for kind, words in raw["units"].items()},
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise RegisterError(f"place_cues.yaml is damaged, reinstall the package: {error!r}") from error


def look_around(words: Sequence[str], span: PlaceSpan) -> Local | None:
    """What the neighbourhood says; None where it shows that no place is meant."""
    cues = load_cues()
    before = _before(words, span.first)
    if before and before[0] in cues.streets:
        return None
    names = tuple(form for form in span.candidates if form.sort == "name" and _capital(words[span.first]))
    adjectives = tuple(form for form in span.candidates if form.sort == "adjective")
    unit = _unit_before(words, span.first, cues)
    if adjectives and (local := _adjective(words, span, adjectives, unit, cues)):
        return local
    if not names:
        return None
    if unit is not None:
        fitting = _of_level(names, "municipality" if unit in {"county", "voivodeship"} else unit) or names
        nominative = any(form.case == "nom" for form in fitting)
        titled = nominative and _title_only(words, span.first, cues) and (_ambiguous(names) or _surname(names))
        return Local(span, fitting, unit, None, sure=not titled, doubtful=titled)
    if before and before[0] in cues.prepositions:
        return _after_preposition(words, span, names, before[0], cues)
    if _surname(names) and _person_before(words, span.first):
        return None
    if _ambiguous(names) and (_begins_sentence(words, span.first) or _name_goes_on(words, span)):
        return None
    return Local(span, names, None, None, sure=False, doubtful=_ambiguous(names))


def _after_preposition(
    words: Sequence[str], span: PlaceSpan, names: tuple[PlaceForm, ...], preposition: str, cues: Cues
) -> Local | None:
    fitting = tuple(form for form in names if form.case in cues.prepositions[preposition])
    if preposition == "na":
        fitting = tuple(form for form in fitting if isinstance(form.target, District | Region))
    if not fitting:
        return None
    if _ambiguous(fitting) and _name_goes_on(words, span):
        return None
    body = _body(words, span.first, cues) if preposition in cues.sure else None
    cue = "unit" if body else "preposition"
    doubtful = _ambiguous(fitting) and (_all_capitals(words, span) or preposition in cues.vague)
    return Local(span, fitting, cue, body, sure=preposition in cues.sure and not doubtful, doubtful=doubtful)


def _adjective(
    words: Sequence[str], span: PlaceSpan, forms: tuple[PlaceForm, ...], unit: str | None, cues: Cues
) -> Local | None:
    after = words[span.last].casefold() if span.last < len(words) else ""
    found = unit or cues.unit(after)
    if found is not None:
        fitting = _of_level(forms, found)
        if fitting:
            return Local(span, fitting, found, None, sure=True)
        if found == "voivodeship":
            return None
    if len(span.candidates) > len(forms):
        # The form is a name as well (`Opolskie`, `Końskie`): a name is the better reading.
        return None
    if _ambiguous(forms) or (_surname(forms) and _capital(words[span.first])):
        return None
    return Local(span, forms, None, None, sure=False)


def _of_level(forms: tuple[PlaceForm, ...], unit: str) -> tuple[PlaceForm, ...]:
    return tuple(form for form in forms if isinstance(form.target, _LEVELS[unit]))


def _unit_before(words: Sequence[str], first: int, cues: Cues) -> str | None:
    if first == 0:
        return None
    word = words[first - 1].casefold()
    if first > 1:
        earlier = words[first - 2].casefold()
        if word == ".":
            return cues.unit(earlier, abbreviated=True)
        if cues.unit(earlier) == "municipality" and word.startswith(("wiejsk", "miejsk")):
            return "rural" if word.startswith("wiejsk") else "town"
    return cues.unit(word)


def _title_only(words: Sequence[str], first: int, cues: Cues) -> bool:
    """`Prezydent Nowak`: after a title alone a surname may follow."""
    return words[first - 1].casefold().startswith(cues.titles)


def _body(words: Sequence[str], first: int, cues: Cues) -> str | None:
    """The kind of body that is said to be at the place: Miejski Ośrodek … w X."""
    found: str | None = None
    for index in range(first - 2, max(first - 2 - _BODY_REACH, -1), -1):
        word = words[index].casefold()
        if word in ".;:!?" or word in {"w", "we"}:
            break
        for kind in ("town", "rural", "county"):
            if word in cues.units[kind]:
                return kind
        if word in cues.units["body"]:
            found = "body"
    return found


def _before(words: Sequence[str], first: int) -> list[str]:
    """The two words before, an abbreviation's full stop left out."""
    found = [word.casefold() for word in words[max(first - 3, 0) : first] if word != "."]
    return found[::-1][:2]


def _begins_sentence(words: Sequence[str], first: int) -> bool:
    """A capital proves nothing there."""
    return first == 0 or words[first - 1] in _ENDS


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _ambiguous(forms: tuple[PlaceForm, ...]) -> bool:
    return any(form.common for form in forms)


def _surname(forms: tuple[PlaceForm, ...]) -> bool:
    return any(form.surname for form in forms)


def _person_before(words: Sequence[str], first: int) -> bool:
    """A capital just before: `Anna Zawada`."""
    return first > 0 and _capital(words[first - 1]) and len(words[first - 1]) > 1


def _name_goes_on(words: Sequence[str], span: PlaceSpan) -> bool:
    """`w Kole Gospodyń`: the capital belongs to a longer name."""
    return span.last < len(words) and _capital(words[span.last])


def _all_capitals(words: Sequence[str], span: PlaceSpan) -> bool:
    around = [*words[max(span.first - 3, 0) : span.first], *words[span.first : span.last + 3]]
    letters = [word for word in around if word.isalpha() and len(word) > 1]
    return bool(letters) and all(word.isupper() for word in letters)
