"""Where bodies are mentioned: heads with their adjectives and complements, abbreviations, offices."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import PlaceCandidate
from extract.components.organisations.abbreviated import abbreviated, capital, means_otherwise
from extract.components.organisations.companies import companies
from extract.components.organisations.extent import BRANCHES, Extent, Surroundings, agree, core_end, extent
from extract.components.organisations.lexicon import Unit, lexicon
from extract.components.organisations.mention import Mention
from extract.components.organisations.naming import written_name
from extract.components.organisations.several import in_several_places, sharing
from extract.components.organisations.unnamed import acts
from extract.components.organisations.villages import of_village
from extract.forms import read
from extract.inflection import nominals
from extract.quotes import find_quotes
from extract.spotting import Spots
from extract.words import Words

_HYPHENS = frozenset("-‐‑–")
_DASHES = frozenset("–—-")
_WITH_BRANCHES = frozenset({"association", "charity", "parish"})
_ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})
_LED = frozenset({"foundation", "association"})
"""What a local action group is in law (`Lokalna Grupa Działania Fundacja „…”`)."""
_SHARED = frozenset({"powiat", "gmina"})
_SEATED = tuple((*with_seat, to) for with_seat in (("z", "siedzibą"), ("z", "/", "s"), ("z/s",)) for to in ("w", "we"))
_OPENING = frozenset('„»«“"')
_KNOWN_SMALL = frozenset({"charity", "parish", "city", "foundation", "association", "company", "local_council"})
"""Kinds that a name makes a body of even where the head stands in small letters (`fundacja Lys`, `sołectwo Rusko`)."""
_CARING = frozenset({"clinic", "hospital"})
"""Kinds that do so with their place alone (`szczepi przychodnia w Rusku`)."""
_FANCIFUL = frozenset({"university", "centre", "club", "day", "school", "department"})
"""Kinds whose heads programmes like to have in their names."""


def find_mentions(words: Words, places: Sequence[PlaceCandidate]) -> list[Mention]:
    """Every mention of a body, in order, without overlaps."""
    around = _surroundings(words, places)
    by_legal_form = companies(around)
    found: list[Mention] = []
    floor = 0
    otherwise: set[str] = set()
    for i in sorted({*_spots().places(words), *by_legal_form}):
        if i < floor:
            continue
        several = sharing(around, i) if words.lemmas[i] in _SHARED else in_several_places(around, i)
        if several:
            found.extend(several)
            floor = several[-1].last
            continue
        mention = _read(around, i, floor, found[-1].last if found else 0, otherwise)
        mention = _with_legal_form(mention, i, by_legal_form)
        if mention is None:
            continue
        floor = mention.last
        if not _title(around, mention):
            mention.beside = mention.beside or _beside(around, mention)
            mention.town = _town(around, mention)
            of_village(around, mention)
            floor = mention.last
            if found and _one_name(words, found[-1], mention):
                _join(words, found[-1], mention)
            else:
                found.append(mention)
    return found


def _read(around: Surroundings, i: int, floor: int, last: int, otherwise: set[str]) -> Mention | None:
    """The body that the word `i` begins or is the head of; `last` ends the body before. Abbreviations that the text
    explains as something else are taken up into `otherwise`, and mean no body from there on."""
    words = around.words
    mention = capital(around, i, floor) if words.lower[i] == "st" else None
    form = words.forms[i]
    if mention is None and _may_abbreviate(form):
        mention = abbreviated(around, i, last)
        if mention is not None and means_otherwise(words, i):
            otherwise.add(form)
        if form in otherwise:
            mention = None
    return _headed(around, i, last) if mention is None and words.lemmas[i] in lexicon().heads else mention


def _with_legal_form(mention: Mention | None, i: int, companies: dict[int, tuple[int, str]]) -> Mention | None:
    """The company whose legal form ends its name, where the word `i` or one inside the mention begins that."""
    inside = range(i + 1, mention.last) if mention is not None and mention.unit.kind == "company" else ()
    begin = i if i in companies else next((j for j in inside if j in companies), None)
    if begin is None or (mention is not None and mention.last >= companies[begin][0]):
        return mention
    unit = mention.unit if mention is not None and begin > i else lexicon().heads["firma"][0]
    last, name = companies[begin]
    return Mention(i, last, i, unit, None, False, True, False, name=name)


def _join(words: Words, previous: Mention, mention: Mention) -> None:
    """Make two mentions that are one name the first of them."""
    if previous.abbreviation is not None and previous.unit.kind == "hospital":
        previous.name = f"{previous.abbreviation.name} {written_name(words, mention)}"
    previous.last, previous.seat, previous.located = mention.last, mention.seat, mention.located
    previous.named = True


@cache
def _spots() -> Spots:
    """Words with which a mention can be recognised: heads and what may be an abbreviation."""
    heads = lexicon().heads
    return Spots(
        lambda form: (
            _may_abbreviate(form) or (lemma := read(form).lemma) in heads or lemma in _SHARED or form.casefold() == "st"
        )
    )


def _may_abbreviate(form: str) -> bool:
    if len(form) == 1:
        return form in lexicon().prefixes
    return form[:1].isupper() and len(form) > 1 and (form[1].isupper() or form[-1:].isupper())


def _title(around: Surroundings, mention: Mention) -> bool:
    """Whether a mention opens a quotation and so is the name of something (`„Akademia Wnuka”`), not of a body."""
    if not mention.first or around.words.forms[mention.first - 1] not in _OPENING:
        return False
    quote = around.quotes.get(mention.first - 1)
    if mention.core or (quote is not None and mention.last > quote.last) or mention.name is not None:
        return False
    return mention.unit.kind in _FANCIFUL or mention.unit.head in {"sieć", "forum", "koalicja"}


def _beside(around: Surroundings, mention: Mention) -> PlaceCandidate | None:
    if not mention.core or mention.located or not mention.unit.seat:
        return None
    first = mention.head + 1 if mention.abbreviation else mention.head + len(mention.unit.title)
    place = around.places.get(first)
    if place is None or place[0] != mention.last or place[1].level != "municipality":
        place = around.places.get(_seated(around.words, mention))
    if place is None or place[1].level != "municipality":
        return None
    mention.located, mention.seat = True, place[1]
    return place[1]


def _seated(words: Words, mention: Mention) -> int:
    """Where the place begins that `z siedzibą w`, `z/s w` behind a mention speaks of, -1 where none does."""
    behind = tuple(words.lower[mention.last : mention.last + 4])
    size = next((len(seat) for seat in _SEATED if behind[: len(seat)] == seat), 0)
    return mention.last + size if size else -1


def _town(around: Surroundings, mention: Mention) -> PlaceCandidate | None:
    """The town of an adjective before the kind's own adjectives, which the unit's name does not have."""
    place = around.places.get(mention.first)
    if not mention.core or not mention.unit.seat or mention.located or mention.adjectives < 2 or place is None:
        return None
    if place[0] != mention.first + 1 or place[1].level != "municipality":
        return None
    return place[1] if around.words.lemmas[mention.first + 1] in lexicon().administrative else None


def _one_name(words: Words, one: Mention, other: Mention) -> bool:
    """Whether two units stand so close that they are one name (`Ośrodek Pomocy Społecznej Centrum Opieki …`)."""
    if _branch(words, one, other):
        return True
    if {one.unit.kind, other.unit.kind} == {"court"} and words.lower[one.last : other.first] == ["przy"]:
        return words.sentences[one.head] == words.sentences[other.head]
    if one.unit.kind == "hospital" and one.abbreviation is not None and not one.located:
        return one.last == other.first and other.unit.kind in {"clinic", "hospital"} and other.abbreviation is None
    if one.unit.kind == "lgd" and one.last == other.first and not one.named and other.unit.kind in _LED:
        return words.sentences[one.head] == words.sentences[other.head]
    alike = lexicon().welfare if one.unit.kind != "school" else frozenset({"school"})
    return (
        one.last == other.first
        and words.blocks[one.head] == words.blocks[other.head]
        and not one.located
        and other.located
        and one.abbreviation is None
        and other.abbreviation is None
        and one.core
        and other.core
        and {one.unit.kind, other.unit.kind} <= alike
        and one.unit is not other.unit
    )


def _branch(words: Words, one: Mention, other: Mention) -> bool:
    """Whether a branch stands behind the body that it is of (`Polski Związek Niewidomych, Koło w Łomży`)."""
    if words.sentences[one.head] != words.sentences[other.head] or one.unit.kind not in _WITH_BRANCHES:
        return False
    mark = words.forms[one.last] if one.last + 1 == other.first else ""
    comma, dash = mark == ",", mark in _DASHES and words.starts[one.last] > words.ends[one.last - 1]
    if dash and one.unit.kind == "parish" and other.unit.head == "zespół":
        return True
    branch = other.unit.head in BRANCHES and words.forms[other.head][:1].isupper()
    if one.last == other.first:
        whole = one.unit.head in BRANCHES and other.unit.kind in {"association", "charity"}
        return branch or whole or (other.abbreviation is not None and words.lemmas[one.last - 1] in BRANCHES)
    return (comma and branch and other.located) or (dash and branch and (other.located or other.named))


def _surroundings(words: Words, places: Sequence[PlaceCandidate]) -> Surroundings:
    spots: dict[int, tuple[int, PlaceCandidate]] = {}
    for place in places:
        first, last = words.at(place.start, place.end)
        if first < last:
            spots[first] = (last, place)
    quotes = {quote.outer_first: quote for quote in find_quotes(words)}
    marks = frozenset(quote.outer_first for quote in quotes.values()) | frozenset(
        quote.outer_last - 1 for quote in quotes.values()
    )
    return Surroundings(words, spots, quotes, marks)


def _headed(around: Surroundings, head: int, floor: int) -> Mention | None:
    words = around.words
    for unit in lexicon().heads[words.lemmas[head]]:
        after = core_end(words, head, unit)
        if after is None:
            continue
        if unit.kind == "local_council" and not _single(words.forms[head]):
            return None
        return _delimited(around, head, after, unit, floor)
    return None


def _delimited(around: Surroundings, head: int, after: int, unit: Unit, floor: int) -> Mention | None:
    words = around.words
    first = _first(words, head, floor)
    if unit.kind == "council" and not lexicon().residents.isdisjoint(words.lemmas[first:head]):
        unit = replace(unit, kind="local_council")
    if unit.kind == "centre" and "caritas" in words.lower[after : after + 2]:
        unit = replace(unit, kind="charity")
    if unit.head == "biuro" and after in around.quotes:
        unit = lexicon().heads["firma"][0] if unit.kind == "department" else unit
        unit = replace(unit, title=("Biuro",))
    capital = words.forms[first][:1].isupper()
    small = not words.forms[head][:1].isupper()
    if small and not capital and not unit.several:
        first = _kept(words, first, head)
    found = extent(around, head, after, unit)
    own = first > 0 and words.lemmas[first - 1] in lexicon().own
    adjectives = head - first
    mention = Mention(
        first, found.last, head, unit, found.seat, found.located, found.named, unit.several, None, own, adjectives
    )
    if unit.kind == "none":
        return None
    if unit.office:
        bare = unit.kind == "office_city" and not found.named and words.forms[head].istitle()
        return mention if bare or (found.named and (capital or found.located)) else None
    if unit.alone:
        return mention if capital or adjectives == 0 else None
    if small and capital and adjectives:
        return None
    if small:
        return mention if _small_counts(mention, found) or acts(words, mention) else None
    if unit.kind in {"city", "county", "region"}:
        if _inside_name(words, mention):
            return None
        return mention if found.named or unit.several or acts(words, mention) else None
    return mention


def _single(form: str) -> bool:
    """Whether a noun can be a singular: `rad seniorów`, `sołectwa Lipa i Dąb` are no single body."""
    return any(nominal.number == "sg" for nominal in nominals(form) if nominal.noun)


def _kept(words: Words, first: int, head: int) -> int:
    """The first adjective before a head in small letters that is part of its name (`niepubliczne przedszkole`); others
    only describe (`norweska fundacja Lys`)."""
    usual = lexicon().administrative
    while first < head and words.lemmas[first] not in usual:
        first += 1
    return first


def _inside_name(words: Words, mention: Mention) -> bool:
    """Whether a municipality or region is the genitive of a name before it (`Program Operacyjny Województwa …`)."""
    first = mention.first
    if not first or words.sentences[first - 1] != words.sentences[first]:
        return False
    before = words.forms[first - 1]
    opens = first - 1 == words.sentence_bounds(first)[0]
    if opens and words.lemmas[first - 1] in lexicon().of_bodies:
        return False
    genitive = any("gen" in n.cases and n.number == "sg" for n in nominals(words.forms[mention.head]) if n.noun)
    return genitive and before.isalpha() and before[:1].isupper() and not before.isupper()


def _small_counts(mention: Mention, found: Extent) -> bool:
    """Whether a head in small letters names a body: by a quoted name, a dedication, or a whole core with its place."""
    if found.quoted or mention.own:
        return True
    if mention.core:
        return found.located or found.named or mention.unit.small
    if mention.unit.kind in _KNOWN_SMALL:
        return found.named
    return mention.unit.kind in _CARING and (found.named or found.located)


def _first(words: Words, head: int, floor: int) -> int:
    """The first of the adjectives before a head that belong to the name."""
    first = head
    while first > floor and words.sentences[first - 1] == words.sentences[head]:
        i = first - 1
        if _fits(words, i, head):
            first = i
        elif words.forms[i] in _HYPHENS and i > floor and words.starts[i] == words.ends[i - 1] and first < head:
            if not words.forms[i - 1].isalpha():
                break
            first = i - 1
        elif words.lower[i] == "i" and i > floor and first < head and _fits(words, i - 1, head):
            first = i - 1
        else:
            break
    while first < head and not words.forms[first][:1].isupper() and words.forms[head][:1].isupper():
        first += 1
    numbered = (
        first > floor and words.forms[first - 1] in _ROMAN and words.sentences[first - 1] == words.sentences[head]
    )
    return first - numbered


def _fits(words: Words, i: int, head: int) -> bool:
    form = words.forms[i]
    if (
        not form.isalpha()
        or words.lemmas[i] in lexicon().own
        or words.lower[i] in {"ten", "ta", "to", "który", "każdy"}
    ):
        return False
    if form[:1].isupper() < words.forms[head][:1].isupper():
        return False
    return agree(words.forms[head], form) and not _pronoun(words, i)


def _pronoun(words: Words, i: int) -> bool:
    return words.lemmas[i] in {
        "ten",
        "tamten",
        "który",
        "jaki",
        "taki",
        "mój",
        "twój",
        "swój",
        "wasz",
        "inny",
        "każdy",
        "sam",
        "ww",
        "jeden",
    } or not any(not nominal.noun for nominal in nominals(words.forms[i]))
