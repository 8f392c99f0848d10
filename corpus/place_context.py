"""Which place a name means, by the whole document: names repeat, so context decides.

Where it cannot, nothing is claimed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.place_cues import Local, look_around
from corpus.places import (
    County,
    District,
    Kind,
    Municipality,
    Place,
    PlaceSpan,
    Region,
    Register,
    Voivodeship,
    load_register,
)
from corpus.values import value

_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_LARGE = 15_000
"""A town of so many inhabitants is meant by its bare name …"""
_LARGER = 4
"""… where it has at least so many times those of any namesake."""
_SMALL_TOWN = 3_000
"""A town of so many inhabitants is meant rather than villages of its name."""
_GREAT = 100_000
"""A city of so many inhabitants is meant even where capitals prove nothing."""
_OUTRIGHT = 3
"""Weight of a place that is named as what it is: powiat nyski, Gmina Poronin."""
_HINTED = 6
_DESCRIBING = frozenset({"Nowe", "Nowa", "Nowy", "Stare", "Stara", "Stary"})
"""Names that only describe the noun of a longer name, so nobody shortens that one to them."""
_WARSAW = "146501"
_NEARBY = 7
"""A county or voivodeship so many words after a name explains it: Brzeziny (powiat kaliski)."""

Choice = tuple[Place, float]


@value
class Hints:
    """What is known of a document besides its words."""

    teryt: str | None = None
    """The municipality of the source or publisher."""
    county: str | None = None
    """4-digit code."""
    voivodeship: str | None = None
    """`opolskie`."""
    names: tuple[str, ...] = ()
    """Texts that name the publisher or its seat: the site's name, the address footer."""


@value
class ResolvedPlace:
    """Words `first` up to, not including, `last` mean `target`."""

    first: int
    last: int
    target: Place
    case: str
    sort: str
    """`name` or `adjective`."""
    cue: str | None
    """What stands before: the kind of unit (municipality, town, rural, county, voivodeship, district), `unit` (a body
    is said to be there), `preposition`, or None."""
    confidence: float


@dataclass(slots=True)
class _Evidence:
    """Weights of the places that a document speaks of."""

    municipalities: Counter[str] = field(default_factory=Counter)
    counties: Counter[str] = field(default_factory=Counter)
    voivodeships: Counter[str] = field(default_factory=Counter)

    def add(self, place: Place, weight: int, register: Register) -> None:
        """Count a place, and what it lies in."""
        match place:
            case Municipality():
                self.municipalities[place.teryt] += weight
                self.counties[place.county] += weight
            case District():
                self.add(register.municipality(place.municipality), weight, register)
                return
            case County():
                self.counties[place.code] += weight
            case _:
                pass
        names = register.within(place)
        if len(names) == 1:
            self.voivodeships[names[0]] += weight


def resolve(
    words: Sequence[str], spans: Sequence[PlaceSpan], hints: Hints | None = None, *, register: Register | None = None
) -> list[ResolvedPlace]:
    """The places that spans (from `Register.scan` over the same words) mean, in order; undecided ones are left out."""
    known = register or load_register()
    evidence = _hinted(hints or Hints(), known)
    places = [local for span in spans if (local := look_around(words, span)) is not None]
    for local in places:
        _weigh(local, evidence, known)
    document = _Document(words, places, evidence, known)
    return [place for local in places if (place := document.decide(local)) is not None]


@value
class _Document:
    """All mentions of one document."""

    words: Sequence[str]
    places: Sequence[Local]
    evidence: _Evidence
    register: Register

    def decide(self, local: Local) -> ResolvedPlace | None:
        """The place that a mention means, if anything decides it."""
        adjective = all(form.sort == "adjective" for form in local.candidates)
        targets = _distinct(form.target for form in local.candidates)
        chosen = self._adjective(local, targets) if adjective else self._name(local, targets)
        if chosen is None or (local.doubtful and not self._spoken_of(chosen[0])):
            return None
        target, confidence = chosen
        # A short name may stand for a longer one, which is no candidate of the form itself.
        form = next((form for form in local.candidates if form.target == target), local.candidates[0])
        span = local.span
        return ResolvedPlace(span.first, span.last, target, form.case, form.sort, local.cue, round(confidence, 2))

    def _spoken_of(self, target: Place) -> bool:
        if not isinstance(target, Municipality):
            return False
        great = (target.population or 0) >= _GREAT
        return great or self.evidence.municipalities[target.teryt] >= _OUTRIGHT

    def _adjective(self, local: Local, targets: list[Place]) -> Choice | None:
        if len(targets) == 1:
            return targets[0], 0.95 if local.cue else 0.6
        if local.cue is not None:
            return _heaviest(targets, self.evidence, 0.9)
        districts = [target for target in targets if isinstance(target, District)]
        if len(districts) == 1 and self.evidence.municipalities[districts[0].municipality]:
            return districts[0], 0.7
        gminas = _suited([target for target in targets if isinstance(target, Municipality)], local)
        mentioned = [gmina for gmina in gminas if self.evidence.municipalities[gmina.teryt]]
        return (mentioned[0], 0.6) if len(mentioned) == 1 else None

    def _name(self, local: Local, targets: list[Place]) -> Choice | None:
        if district := _district(local, targets, self.evidence):
            return district
        gminas = [target for target in targets if isinstance(target, Municipality)]
        regions = [target for target in targets if isinstance(target, Region)]
        if not gminas:
            return (regions[0], 0.9 if local.sure else 0.7) if regions else None
        base = 0.95 if local.sure else 0.8 if local.cue else 0.65
        suited = _suited(gminas, local)
        rivals = _rivals(suited, self.register)
        mentioned = [gmina for gmina in _longer(suited, self.register) if self.evidence.municipalities[gmina.teryt]]
        if len(suited) == 1 and not mentioned and not rivals:
            return _single(suited[0], local, base, self.evidence)
        possible = [*suited, *mentioned]
        nearby = _heaviest(possible, self._explained(local), base)
        return (
            nearby or _heaviest(possible, self.evidence, base - 0.05, least=_OUTRIGHT) or _prior(suited, rivals, base)
        )

    def _explained(self, local: Local) -> _Evidence:
        """Counties and voivodeships named just after a name."""
        nearby = _Evidence()
        end = local.span.last
        for other in self.places:
            near = end <= other.span.first <= end + _NEARBY and other.cue in {"county", "voivodeship"}
            if near and "." not in self.words[end : other.span.first - 2]:
                for target in _distinct(form.target for form in other.candidates):
                    nearby.add(target, 1, self.register)
        return nearby


def _hinted(hints: Hints, register: Register) -> _Evidence:
    evidence = _Evidence()
    if hints.teryt:
        evidence.add(register.municipality(hints.teryt), _HINTED, register)
    if hints.county and hints.county in register.counties:
        evidence.add(register.counties[hints.county], _HINTED, register)
    if hints.voivodeship and (voivodeship := register.voivodeship(hints.voivodeship)):
        evidence.add(voivodeship, _HINTED, register)
    for text in hints.names:
        words = _WORD.findall(text)
        for span in register.scan(words):
            local = look_around(words, span)
            if local is not None:
                _weigh(local, evidence, register, factor=2)
    return evidence


def _weigh(local: Local, evidence: _Evidence, register: Register, factor: int = 1) -> None:
    """What a mention says of the document by itself: only one that has a single meaning speaks."""
    targets = _distinct(form.target for form in local.candidates)
    gminas = [target for target in targets if isinstance(target, Municipality)]
    if gminas and len(gminas) == len(targets):
        gminas = _suited(gminas, local)
        targets = [*gminas, *_rivals(gminas, register)]
    if len(targets) == 1 and not local.doubtful and _speaks(targets[0], local):
        outright = local.cue not in {"preposition", None}
        evidence.add(targets[0], factor * (_OUTRIGHT if outright else 2 if local.sure else 1), register)


def _speaks(target: Place, local: Local) -> bool:
    """Names of districts are too common to show by themselves which city a document is about; Warsaw's own do."""
    if not isinstance(target, District) or local.cue == "district":
        return True
    return target.municipality.startswith(_WARSAW) and not any(form.common for form in local.candidates)


def _single(gmina: Municipality, local: Local, base: float, evidence: _Evidence) -> Choice | None:
    """A unique name without any cue must be that of a town, or the document must speak of it."""
    otherwise = any(form.surname or form.common for form in local.candidates)
    known = evidence.municipalities[gmina.teryt] > 1
    if local.cue is None and otherwise and not known and (gmina.population or 0) < _LARGE:
        return None
    return gmina, min(base + 0.1, 0.95) if known else base


def _district(local: Local, targets: list[Place], evidence: _Evidence) -> Choice | None:
    districts = [target for target in targets if isinstance(target, District)]
    if not districts:
        return None
    here = [target for target in districts if evidence.municipalities[target.municipality]]
    if len(here) == 1 and (local.cue == "district" or len(districts) == len(targets)):
        return here[0], 0.9 if local.sure else 0.8
    if len(here) == 1 and local.cue not in {"municipality", "town", "rural"}:
        others = [t for t in targets if isinstance(t, Municipality) and evidence.municipalities[t.teryt]]
        return (here[0], 0.7) if not others else None
    alone = len(targets) == 1 and not any(form.common for form in local.candidates)
    if alone and districts[0].municipality.startswith(_WARSAW):
        return districts[0], 0.85 if local.cue else 0.6
    return None


def _suited(gminas: list[Municipality], local: Local) -> list[Municipality]:
    """Of a town and the rural municipality of its name, the one that the wording names; the town by default."""
    by_place: dict[tuple[str, str], list[Municipality]] = defaultdict(list)
    for gmina in gminas:
        by_place[gmina.name, gmina.county].append(gmina)
    wants_rural = local.cue in {"rural", "municipality"} or local.body == "rural"
    suited: list[Municipality] = []
    for twins in by_place.values():
        fitting = [gmina for gmina in twins if (gmina.kind is Kind.RURAL) == wants_rural]
        suited += fitting or twins
    if local.cue == "town" or local.body == "town":
        return [gmina for gmina in suited if gmina.town] or suited
    if local.cue == "rural":
        return [gmina for gmina in suited if gmina.kind in {Kind.RURAL, Kind.MIXED}] or suited
    return suited


def _longer(gminas: list[Municipality], register: Register) -> list[Municipality]:
    """Towns that the bare name may stand for: Opole for Opole Lubelskie, but not Nowe for Nowe Miasto Lubawskie."""
    heads = [gmina for gmina in gminas if gmina.name not in _DESCRIBING]
    found = {longer.teryt: longer for gmina in heads for longer in register.longer(gmina.name)}
    return [longer for longer in found.values() if longer.town]


def _rivals(gminas: list[Municipality], register: Register) -> list[Municipality]:
    """Those of them that are larger than any town of the bare name."""
    largest = max((gmina.population or 0 for gmina in gminas if gmina.town), default=0)
    return [longer for longer in _longer(gminas, register) if (longer.population or 0) > largest]


def _prior(gminas: list[Municipality], rivals: list[Municipality], base: float) -> Choice | None:
    """Nothing speaks for any of the namesakes: a well-known town is meant, or nobody knows."""
    first, *others = sorted(gminas, key=lambda gmina: -(gmina.population or 0))
    inhabitants = first.population or 0
    if rivals:
        return None
    most = max((one.population or 0 for one in others), default=0)
    if first.town and inhabitants >= _LARGE and inhabitants >= _LARGER * most:
        return first, base if not others else min(base, 0.75)
    towns = [gmina for gmina in gminas if gmina.town]
    if len(towns) == 1 and (towns[0].population or 0) >= _SMALL_TOWN:
        return towns[0], min(base, 0.6)
    return None


def _weight(target: Place, evidence: _Evidence) -> int:
    """How much a document speaks for a place: of itself first, then of its county, then of its voivodeship."""
    match target:
        case Municipality():
            return (
                100 * evidence.municipalities[target.teryt]
                + 10 * evidence.counties[target.county]
                + evidence.voivodeships[target.voivodeship]
            )
        case District():
            return evidence.municipalities[target.municipality]
        case County():
            return 10 * evidence.counties[target.code] + evidence.voivodeships[target.voivodeship]
        case Voivodeship():
            return evidence.voivodeships[target.name]
        case Region():
            return 0


def _heaviest(targets: Sequence[Place], evidence: _Evidence, confidence: float, least: int = 1) -> Choice | None:
    """The one that the document speaks most for; `least` keeps a voivodeship mentioned in passing from deciding."""
    ranked = sorted(((_weight(target, evidence), index) for index, target in enumerate(targets)), reverse=True)
    if len(ranked) == 1:
        return (targets[0], confidence) if ranked[0][0] >= least else None
    return (targets[ranked[0][1]], confidence) if ranked[0][0] > max(ranked[1][0], least - 1) else None


def _distinct(targets: Iterable[Place]) -> list[Place]:
    return list(dict.fromkeys(targets))
