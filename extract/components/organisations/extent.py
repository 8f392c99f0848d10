"""How far a name goes: the complements that belong to it after its head."""

from dataclasses import dataclass, field

from extract.candidates import PlaceCandidate
from extract.components.organisations.lexicon import Unit, lexicon
from extract.inflection import nominals
from extract.patterns import keys
from extract.quotes import Quote
from extract.words import Words

_CONJUNCTIONS = frozenset({"i", "oraz"})
_LINKS = frozenset({"na", "dla", "ku", "nad", "pod", "bez", "do", "po", "przeciw", "a", "o"})
_HYPHENS = frozenset("-‐‑–")
_DEDICATIONS = frozenset({"im", "pw", "imienia"})
_SAINTS = frozenset({"św", "bł", "ks", "gen", "prof", "dr", "marsz", "kard", "bp", "abp", "o", "hm", "płk", "mjr", "por", "nmp"})
_ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})
_FOREIGN = frozenset({"der", "die", "das", "den", "des", "of", "the", "and", "for", "für", "und", "von", "de", "la", "le", "et", "van"})
_LINKING = frozenset({"foundation", "association", "clinic", "committee", "company", "cooperative", "day", "club"})
_GROUNDS = frozenset({"city", "county", "region"})
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
            or _dedication(around, i, stop, found)
            or _number(around.words, i, stop, found)
            or _joined(around.words, i, stop, head, unit, found)
            or _adjective(around.words, i, head, found)
            or _capitalised(around, i, unit, found)
        )
        if not step:
            break
        found.last = step
        if found.located and not _goes_on(around, unit, found):
            break
    return found


def _goes_on(around: Surroundings, unit: Unit, found: Extent) -> bool:
    """Whether a dedication or a quoted name may follow the place (`… w Krośnie im. Jana Pawła II`)."""
    if found.last < len(around.words) and around.words.lower[found.last] in _DEDICATIONS:
        return True
    return found.last in around.quotes and unit.quotes and not found.quoted


def _past_dots(words: Words, head: int, limit: int) -> int:
    """The end of the block: full stops of `im.` and `św.` may have ended the sentence."""
    end = words.block_bounds(head)[1]
    for i in range(head, min(limit, end) - 1):
        if words.forms[i] == "." and words.lower[i - 1] not in _DEDICATIONS | _SAINTS | {"nr", "ds"}:
            return i
    return min(limit, end)


def _quoted(around: Surroundings, i: int, unit: Unit, found: Extent) -> int:
    quote = around.quotes.get(i)
    if quote is None or not unit.quotes or found.quoted or quote.last - quote.first > 9:
        return 0
    if unit.kind in {"city", "county", "region", "department", "council", "court"}:
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
        return known[0]
    end = i + 1
    while end < len(words) and end < i + 4 and _is_place_word(words, end):
        end += 1
    if end == i + 1:
        return 0
    found.located = True
    return end


def _is_place_word(words: Words, i: int) -> bool:
    form = words.forms[i]
    if not form[:1].isupper() or words.sentences[i] != words.sentences[i - 1]:
        return form in _HYPHENS and words.starts[i] == words.ends[i - 1]
    return any(
        "loc" in nominal.cases and (not nominal.noun or nominal.lemma[:1].isupper() or form.isupper())
        for nominal in nominals(form)
    )


def _dedication(around: Surroundings, i: int, stop: int, found: Extent) -> int:
    """`im. Jana Pawła II`, `pw. św. Antoniego`, `pod wezwaniem św. Jana`."""
    words = around.words
    if words.lower[i] in _DEDICATIONS:
        end = i + 1
    elif words.lower[i] == "p" and words.lower[i + 1 : i + 4] == [".", "w", "."]:
        end = i + 4
    elif words.lower[i] == "pod" and i + 1 < stop and words.lower[i + 1] in {"wezwaniem", "wezw"}:
        end = i + 2
    else:
        return 0
    begin = end
    while end < stop:
        form = words.forms[end]
        if form == "." and words.lower[end - 1] in _DEDICATIONS | _SAINTS | {"wezw"} | set("abcdefghijklmnoprstuwzłśż"):
            end += 1
        elif words.lower[end] in _SAINTS or form[:1].isupper() or form in _ROMAN:
            end += 1
        elif words.lower[end] in {"i", "z", "de", "von"} and end + 1 < stop and words.forms[end + 1][:1].isupper():
            end += 2
        elif form in _HYPHENS and words.starts[end] == words.ends[end - 1]:
            end += 1
        else:
            break
    if end == begin:
        return 0
    found.named = True
    return end


def _number(words: Words, i: int, stop: int, found: Extent) -> int:
    if words.lower[i] == "nr" and i + 1 < stop:
        end = i + 1 + (words.forms[i + 1] == ".")
        if end < stop and words.forms[end].isdigit():
            found.named = True
            return end + 1
    return i + 1 if words.forms[i] in _ROMAN and i + 1 < stop and words.forms[i + 1][:1].isupper() else 0


def _joined(words: Words, i: int, stop: int, head: int, unit: Unit, found: Extent) -> int:
    """`na Rzecz Osób …`, `Sportu i Rekreacji`, `ds. Przemocy`: a link and the capitalised word behind it."""
    low = words.lower[i]
    if low in _FOREIGN and i + 1 < stop and words.forms[i + 1][:1].isupper() and i > head + 1:
        return i + 2
    if low == "na" and i + 2 < stop and words.lower[i + 1] == "rzecz":
        end = i + 2
        while end < stop and words.forms[end].isalpha() and words.sentences[end] == words.sentences[i] and end < i + 8:
            if not words.forms[end][:1].isupper() and words.lower[end] not in {"osób", "z", "i", "dzieci", "rodzin"}:
                break
            end += 1
        found.named = True
        return end if end > i + 2 else 0
    if low == "ds" or (low == "do" and i + 1 < stop and words.lower[i + 1] == "spraw"):
        end = i + 2 if i + 2 < stop and (words.forms[i + 1] == "." or low == "do") else i + 1
        found.named = True
        return end
    if i + 1 >= stop:
        return 0
    behind = i + 1
    if words.forms[i] in _HYPHENS and words.starts[i] == words.ends[i - 1] and words.starts[behind] == words.ends[i]:
        return behind + 1 if words.forms[behind].isalpha() else 0
    if not words.forms[behind][:1].isupper() or i <= head:
        return 0
    comma = words.forms[i] == "," and unit.kind in lexicon().commas
    if (low in _CONJUNCTIONS or comma) and i > head + 1:
        return behind if _goes_on_inside(words, behind, head) else 0
    if low == "w" and words.lower[behind] == "rodzinie":
        return behind + 1
    linked = low in _LINKS and unit.kind in _LINKING
    return behind if linked or (low == "dla" and unit.kind == "centre") else 0


def _goes_on_inside(words: Words, i: int, head: int) -> bool:
    """Whether the word behind a conjunction still belongs to the name: a genitive that begins no other body."""
    form = words.forms[i]
    lexical = lexicon()
    if words.lemmas[i] in lexical.heads or form in lexical.abbreviations or form.isupper() != words.forms[head].isupper():
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


def _adjective(words: Words, i: int, head: int, found: Extent) -> int:
    """An adjective in small letters right behind the head: `poradnia rodzinna`, `parafia rzymskokatolicka`."""
    form = words.forms[i]
    compound = i == head + 1 and form.endswith("o") and i + 2 < len(words) and words.forms[i + 1] in _HYPHENS
    if compound and words.ends[i] == words.starts[i + 1] and words.forms[i + 2].islower():
        return i + 3
    if found.named or not form.islower() or words.sentences[i] != words.sentences[head]:
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
        if wanted.isdisjoint(keys(words.forms[i])) and not (_HYPHENS & wanted and words.forms[i] in _HYPHENS):
            return None
        i += 1
    return i


def agree(one: str, other: str) -> bool:
    """Whether a noun and an adjective can stand in one case, number and gender."""
    return any(
        noun.noun and not adjective.noun and noun.number == adjective.number and noun.cases & adjective.cases
        and noun.genders & adjective.genders
        for noun in nominals(one)
        for adjective in nominals(other)
    )


def _capitalised(around: Surroundings, i: int, unit: Unit, found: Extent) -> int:
    words = around.words
    form = words.forms[i]
    if not form[:1].isupper() or i in around.marks or form in {"Pan", "Pani", "Państwo", "Pana", "Panią"}:
        return 0
    if form in _HYPHENS or _new_body(words, i, unit):
        return 0
    shouting = form.isupper() and len(form) > 1
    if shouting and words.tags[i].startswith(("fin:", "praet:", "prep:", "conj")):
        return 0
    if shouting and not words.forms[i - 1].isupper() and form in lexicon().abbreviations:
        return 0
    if words.starts[i] - words.ends[i - 1] > 3 or "\n\n" in words.text[words.ends[i - 1] : words.starts[i]]:
        return 0
    if i in around.places and unit.kind in _GROUNDS:
        found.named = True
        return around.places[i][0]
    if _person(words, i):
        return 0
    found.named = True
    return i + 1


def _new_body(words: Words, i: int, unit: Unit) -> bool:
    """Whether a capitalised word begins another body rather than going on with this one."""
    if words.lemmas[i] not in lexicon().heads:
        return False
    if unit.kind in _GROUNDS:
        return True
    if unit.kind == "department":
        return any(other.kind in lexicon().welfare and core_end(words, i, other) for other in lexicon().heads[words.lemmas[i]])
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
