"""How far a name goes: the complements that belong to it after its head."""

from dataclasses import dataclass, field

from extract.candidates import PlaceCandidate
from extract.components.organisations.lexicon import Unit, lexicon
from extract.components.organisations.links import (
    DEDICATIONS,
    HYPHENS,
    SHORTENED,
    dedication,
    legal_form,
    link,
    number,
    purpose,
)
from extract.inflection import nominals
from extract.quotes import Quote
from extract.words import Words

_GROUNDS = frozenset({"city", "county", "region"})
BRANCHES = frozenset({"hufiec", "chorągiew", "koło", "oddział", "okręg"})
"""Heads of branches of a larger body, whose abbreviation may follow (`Hufiec ZHP`)."""
_WITH_BRANCHES = frozenset({"association", "charity"})
_COMPANIES = frozenset({"hospital", "clinic"})
"""Kinds whose legal form may stand behind their place (`Szpital w Pszczynie sp. z o.o.`)."""
_OF_PERSONS = frozenset({"foundation", "university"})
"""Kinds named after people without „imienia” (`Uniwersytet Mikołaja Kopernika`)."""
_HOUSES = frozenset({"home", "centre"})
_FOR_WHOM = 7
_VERBS = ("fin:", "praet:", "bedzie:", "impt:")
_PARTICLES = ("part", "comp", "qub")
_NO_NOUNS = ("fin:", "praet:", "prep:", "conj")
_MAX = 16
"""Words after the head; longer names are lists that were run together."""


@dataclass(slots=True)
class Extent:
    """Where a name ends, and what was found in it."""

    last: int
    seat: PlaceCandidate | None = None
    located: bool = False
    """Whether a place (`w Koninie`) stands in the name."""
    named: bool = False
    """Whether anything but the place was found: a quoted name, a dedication, a capitalised complement."""
    quoted: bool = False


@dataclass(slots=True)
class Surroundings:
    """What is already known of a document's words while names are delimited."""

    words: Words
    places: dict[int, tuple[int, PlaceCandidate]]
    """First word of a place → its end and the place."""
    quotes: dict[int, Quote]
    """First word (the mark) of a quotation → the quotation."""
    marks: frozenset[int] = field(default_factory=frozenset)
    """Words that are quotation marks."""


def extent(around: Surroundings, head: int, after: int, unit: Unit) -> Extent:
    """The extent of a name whose head is the word `head` and whose core ends before the word `after`."""
    found = Extent(after)
    stop = min(around.words.sentence_bounds(head)[1], after + _MAX)
    stop = max(stop, _past_dots(around.words, head, after + _MAX))
    while found.last < stop:
        i = found.last
        step = (
            _quoted(around, i, unit, found)
            or _place(around, i, unit, found)
            or _for_whom(around, i, unit, stop)
            or _naming(around.words, i, stop, found)
            or _branch(around.words, i, stop, unit)
            or _joint_place(around, i, stop, unit)
            or _beside(around.words, i, stop, unit)
            or link(around.words, i, stop, head, unit)
            or _plus(around.words, i)
            or legal_form(around.words, i)
            or _adjective(around.words, i, head, found)
            or _capitalised(around, i, unit, found)
        )
        if not step:
            break
        found.last = step
        if step == legal_form(around.words, i):
            break
        if found.located and not _goes_on(around, unit, found):
            break
    if found.located and unit.kind in _COMPANIES and found.last < len(around.words):
        found.last = legal_form(around.words, found.last) or found.last
    return found


def _branch(words: Words, i: int, stop: int, unit: Unit) -> int:
    """Where the head of a branch ends behind an association, a comma or dash between or not (`…, Zarząd w …`)."""
    if unit.kind not in _WITH_BRANCHES:
        return 0
    dash = words.forms[i] in HYPHENS and words.starts[i] > words.ends[i - 1]
    head = i + (dash or words.forms[i] == ",")
    if head + 1 >= stop or words.lemmas[head] not in lexicon().branches or not words.forms[head][:1].isupper():
        return 0
    told = words.forms[head + 1][:1].isupper() and words.tags[head + 1].startswith(("adj", "subst"))
    return head + 1 if told or words.lower[head + 1] in {"w", "we"} else 0


def _plus(words: Words, i: int) -> int:
    """The end of a plus sign that belongs to the word before (`Dom Senior+`), or 0."""
    return i + 1 if words.forms[i] == "+" and words.starts[i] == words.ends[i - 1] else 0


def _beside(words: Words, i: int, stop: int, unit: Unit) -> int:
    """The end of what tells a circle by the church or school it is at (`Zespół Caritas przy parafii pw. …`), and of
    `m.st.` before the capital's name; 0 where neither begins here."""
    if words.lower[i : i + 4] == ["m", ".", "st", "."] and i + 4 < stop:
        return i + 5
    at = words.lower[i] == "przy" and unit.kind in _WITH_BRANCHES and i + 2 < stop
    return i + 2 if at and words.lemmas[i + 1] in lexicon().churches else 0


def _joint_place(around: Surroundings, i: int, stop: int, unit: Unit) -> int:
    """The end of a second place that `i` joins to the one before (`Bank Żywności Suwałki i Sejny`), or 0."""
    words = around.words
    if unit.kind not in _WITH_BRANCHES or words.tags[i - 1].startswith("adj"):
        return 0
    if words.lower[i] not in {"i", "oraz"} or i + 1 >= stop or i + 1 not in around.places:
        return 0
    beside = any(place[0] == i for first, place in around.places.items() if first >= i - 3)
    nominative = any("nom" in nominal.cases for nominal in nominals(words.forms[i - 1]))
    return around.places[i + 1][0] if beside and nominative and words.lower[i - 2] not in {"w", "we"} else 0


def _goes_on(around: Surroundings, unit: Unit, found: Extent) -> bool:
    """Whether a dedication or a quoted name may follow the place (`… w Krośnie im. Jana Pawła II`)."""
    if found.last < len(around.words) and around.words.lower[found.last] in DEDICATIONS:
        return True
    return found.last in around.quotes and unit.quotes and not found.quoted


def _past_dots(words: Words, head: int, limit: int) -> int:
    """The end of the block: full stops of `im.` and `św.` may have ended the sentence."""
    end = words.block_bounds(head)[1]
    for i in range(head, min(limit, end) - 1):
        if words.forms[i] == "." and words.lower[i - 1] not in SHORTENED:
            return i
    return min(limit, end)


def _for_whom(around: Surroundings, i: int, unit: Unit, stop: int) -> int:
    """Where a quoted name begins behind the words that tell for whom a house is (`Dom dla samotnych matek „Ostoja”`),
    0 where none does."""
    words = around.words
    if words.lower[i] != "dla" or unit.kind not in _HOUSES:
        return 0
    end = i + 1
    while end < min(stop, i + _FOR_WHOM) and words.forms[end].isalpha() and not words.tags[end].startswith(_VERBS):
        end += 1
    return end if i + 1 < end < stop and end in around.quotes else 0


def _naming(words: Words, i: int, stop: int, found: Extent) -> int:
    """A dedication, a number or a purpose, which make a name of a kind of body."""
    end = dedication(words, i, stop) or number(words, i, stop) or purpose(words, i, stop)
    found.named = found.named or end > 0
    return end


def _quoted(around: Surroundings, i: int, unit: Unit, found: Extent) -> int:
    quote = around.quotes.get(i)
    if quote is None or not unit.quotes or found.quoted or quote.last - quote.first > 9:
        return 0
    if unit.kind in {"city", "county", "region", "department", "council", "local_council", "court"}:
        return 0
    found.named = found.quoted = True
    return quote.outer_last


def _place(around: Surroundings, i: int, unit: Unit, found: Extent) -> int:
    words = around.words
    if words.lower[i] not in {"w", "we"} or found.located or i + 1 >= len(words) or unit.kind in _GROUNDS:
        return 0
    begin = i + 2 if words.lemmas[i + 1] in {"gmina", "miasto", "dzielnica"} and i + 2 < len(words) else i + 1
    known = around.places.get(begin)
    if known is not None:
        found.located, found.seat = True, known[1]
        return _epithet(words, known[0])
    end = begin
    while end < len(words) and end < begin + 3 and _is_place_word(words, end, free=begin > i + 1):
        end += 1
    if end == begin:
        return 0
    found.located = True
    return end


def _epithet(words: Words, end: int) -> int:
    """Where a place ends that an adjective tells from the town of its name (`w Bieruniu Nowym`)."""
    known = end < len(words) and words.forms[end].istitle() and words.lemmas[end] in lexicon().epithets
    return end + 1 if known and words.sentences[end] == words.sentences[end - 1] else end


def _is_place_word(words: Words, i: int, *, free: bool) -> bool:
    """Whether a word can be part of a place's name in the locative; behind „w Gminie” it is `free` in its case."""
    form = words.forms[i]
    if free and form.istitle() and words.sentences[i] == words.sentences[i - 1]:
        return True
    if not form[:1].isupper() or words.sentences[i] != words.sentences[i - 1]:
        return form in HYPHENS and words.starts[i] == words.ends[i - 1]
    return any(
        "loc" in nominal.cases and (not nominal.noun or nominal.lemma[:1].isupper() or form.isupper())
        for nominal in nominals(form)
    )


def _adjective(words: Words, i: int, head: int, found: Extent) -> int:
    """An adjective in small letters right behind the head: `poradnia rodzinna`, `parafia rzymskokatolicka`."""
    form = words.forms[i]
    compound = i == head + 1 and form.endswith("o") and i + 2 < len(words) and words.forms[i + 1] in HYPHENS
    if compound and words.ends[i] == words.starts[i + 1] and words.forms[i + 2].islower():
        return i + 3
    if found.named or not form.islower() or words.sentences[i] != words.sentences[head] or form == "właściwy":
        return 0
    if not any(not n.noun for n in nominals(form)) or any(n.noun for n in nominals(form)):
        return 0
    return i + 1 if i == head + 1 and agree(words.forms[head], form) else 0


def core_end(words: Words, head: int, unit: Unit) -> int | None:
    """The end of the core of a kind whose head is the word `head`, None where it does not stand there."""
    i = head + 1
    for wanted in unit.core:
        if i >= len(words) or words.blocks[i] != words.blocks[head]:
            return None
        if wanted.isdisjoint(words.keys[i]) and not (HYPHENS & wanted and words.forms[i] in HYPHENS):
            return None
        i += 1
    return i


def agree(one: str, other: str) -> bool:
    """Whether a noun and an adjective can stand in one case, number and gender."""
    return any(
        noun.noun
        and not adjective.noun
        and noun.number == adjective.number
        and noun.cases & adjective.cases
        and noun.genders & adjective.genders
        for noun in nominals(one)
        for adjective in nominals(other)
    )


def _capitalised(around: Surroundings, i: int, unit: Unit, found: Extent) -> int:
    words = around.words
    form = words.forms[i]
    if not form[:1].isupper() or i in around.marks or form in {"Pan", "Pani", "Państwo", "Pana", "Panią", "NIE", "Nie"}:
        return 0
    ground = i in around.places and unit.kind in _GROUNDS
    past = unit.kind == "city" and found.seat is not None and not ground
    begins = (not ground and _new_body(words, i, unit)) or _apart(words, i) or _another(words, i, unit)
    if past or form in HYPHENS or begins:
        return 0
    shouting = form.isupper() and (len(form) > 1 or words.forms[i - 1].isupper())
    if words.tags[i].startswith(_PARTICLES) or (shouting and words.tags[i].startswith(_NO_NOUNS)):
        return 0
    named_so = (unit.kind == "foundation" or unit.head in BRANCHES or unit.head == "biuro") and not found.named
    if shouting and not words.forms[i - 1].isupper() and form in lexicon().abbreviations and not named_so:
        return 0
    if ground:
        found.named, found.seat = True, around.places[i][1]
        return around.places[i][0]
    if _person(words, i):
        if unit.kind not in _OF_PERSONS or found.named or not _genitive(words, i):
            return 0
        found.named = True
        return i + 2
    found.named = True
    return i + 1


def _another(words: Words, i: int, unit: Unit) -> bool:
    """Whether a nominative stands behind a bare head in another case, so that it begins another body (`na zlecenie
    Ośrodka Stacja Opieki …`)."""
    begun = lexicon().heads.get(words.lemmas[i], ())
    ordered = i > 1 and words.lower[i - 2] in {"zlecenie", "zamówienie"}
    if (unit.kind != "centre" and not ordered) or words.lemmas[i - 1] != unit.head:
        return False
    if not begun or any(one.alone for one in begun):
        return False
    head = [nominal for nominal in nominals(words.forms[i - 1]) if nominal.noun]
    other = [nominal for nominal in nominals(words.forms[i]) if nominal.noun and nominal.number == "sg"]
    oblique = bool(head) and not any("nom" in nominal.cases for nominal in head)
    return oblique and any("nom" in n.cases for n in other) and not any("gen" in n.cases for n in other)


def _apart(words: Words, i: int) -> bool:
    """Whether white space parts a word from the one before."""
    gap = words.text[words.ends[i - 1] : words.starts[i]]
    return len(gap) > 3 or "\n\n" in gap


def _genitive(words: Words, i: int) -> bool:
    """Whether a word is a genitive and no nominative: whom a foundation is named after."""
    cases = [nominal.cases for nominal in nominals(words.forms[i]) if nominal.noun and nominal.number == "sg"]
    return any("gen" in case for case in cases) and not any("nom" in case for case in cases)


def _new_body(words: Words, i: int, unit: Unit) -> bool:
    """Whether a capitalised word begins another body rather than going on with this one."""
    heads = lexicon().heads
    if unit.kind == "department":
        head = i
        last = min(i + 3, words.sentence_bounds(i)[1] - 1)
        while words.lemmas[head] not in heads and words.tags[head].startswith("adj") and head < last:
            head += 1
        welfare = lexicon().welfare
        return any(
            other.kind in welfare and core_end(words, head, other) for other in heads.get(words.lemmas[head], ())
        )
    if words.lemmas[i] not in heads:
        return False
    if unit.kind in _GROUNDS:
        return True
    if unit.several:
        grounds = words.lemmas[i] in {"województwo", "miasto", "gmina", "powiat", "dzielnica", "chorągiew", "oddział"}
        return not (grounds and any("gen" in nominal.cases for nominal in nominals(words.forms[i])))
    return "\n" in words.text[words.ends[i - 1] : words.starts[i]]


def _person(words: Words, i: int) -> bool:
    """Whether a first name begins here that is no part of the body's name."""
    readings = words.analyses[i]
    return any("imię" in reading.names for reading in readings) and (
        i + 1 < len(words) and words.forms[i + 1][:1].isupper() and words.sentences[i + 1] == words.sentences[i]
    )
