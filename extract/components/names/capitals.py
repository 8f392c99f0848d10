"""Names without quotation marks: capitalised behind a head word, or set in capitals."""

from collections.abc import Iterator
from functools import cache

from extract.candidates import NameCandidate
from extract.components.names.layout import MAX_WORDS, name_candidate
from extract.components.names.lexicon import (
    facilities,
    happening,
    head_at,
    head_kind,
    introducers,
    may_be_noun,
    name_ends,
    naming,
)
from extract.patterns import keys
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

_LOOSE = frozenset({"i", "oraz", "a", "w", "we", "z", "ze", "na", "do", "dla", "od"})
"""Words that end no name: what they join or lead to is none of it."""
_ABBREVIATION, _SHORT = 3, 5
"""Least letters of a body's abbreviation, and most letters of one that no name begins with."""


_TOLD = 8
"""Words of a name without quotation marks that a relative clause closes, at most."""


def capitalised(words: Words) -> Iterator[NameCandidate]:
    """`projekt Ramię w ramię – asystenci dla …`: no quotation marks, only a capital behind the head."""
    for index in _openings().places(words):
        if index >= len(words) - 2:
            break
        head = head_at(words, index)
        naming = _names(words, index)
        place = head is not None and words.forms[index].islower() and words.lemmas[index] in facilities()
        place = place or _is_held(words, index, head)
        if not naming and not place and (head is None or head[1] not in {"project", "programme"}):
            continue
        if head and words.forms[index].istitle() and _governs(words, index):
            continue
        first = index + 1
        while first < len(words) - 1 and _leads_on(words, first):
            first += 1
        if words.blocks[first] != words.blocks[index] or not _begins(words, index, first):
            continue
        if first > index + 1 and _may_be_governed(words, first):
            continue
        surely = naming or _surely_introduced(words, index, first)
        last = (
            _capitals_end(words, first)
            if place and not _is_phrase(words, first)
            else _free_end(words, first, surely=surely)
        )
        if not place and last < len(words) and _is_verb(words, last) and (told := _told_end(words, first)):
            last, surely = max(last, told), True
        while last - first > 1 and words.lower[last - 1] in _LOOSE:
            last -= 1
        if last - first >= (1 if surely and words.forms[last - 1].isalpha() else 2):
            candidate = name_candidate(words, first, last, "capitals", head)
            if candidate:
                yield candidate


def _is_held(words: Words, index: int, head: tuple[int, str] | None) -> bool:
    """Whether what is held has a name behind it that it cannot govern: `warsztaty | Oswoić stratę`."""
    if (
        head is None
        or head[1] not in {"service", "event"}
        or not words.forms[index].islower()
        or index + 2 >= len(words)
    ):
        return False
    first = index + 1
    while first < len(words) - 1 and words.forms[first].islower() and _leads_on(words, first):
        first += 1
    if not words.forms[first].istitle() or words.sentences[first] != words.sentences[index]:
        return False
    if _is_phrase(words, first):
        return True
    tags = [reading.tag for reading in words.analyses[first]]
    named = any(reading.names for reading in words.analyses[first])
    return not named and all(tag.startswith(("subst:sg:nom", "subst:pl:nom", "adj:sg:nom")) for tag in tags)


def _is_phrase(words: Words, first: int) -> bool:
    """Whether a name begins with a verb or a preposition, so that words in lower case follow: `Oswoić stratę`."""
    return words.tags[first].startswith(("inf", "adv", "prep", "impt"))


def _begins(words: Words, head: int, first: int) -> bool:
    """Whether a word has the capital that a name behind a head begins with, and is no abbreviation."""
    form = words.forms[first]
    if words.forms[first - 1] == ":" and form.islower() and len(form) > 2:
        return words.tags[first].startswith(("subst:sg:nom", "ger:sg:nom", "subst:pl:nom"))
    short = words.forms[head].isupper() or (form.isupper() and 1 < len(form) <= _SHORT)
    return form[:1].isupper() and not short and "operacyjny" not in keys(form)


def _surely_introduced(words: Words, head: int, first: int) -> bool:
    """Whether a word of naming stands between a head and the word `first`: `projekt pn. Razem`."""
    return any(words.lower[i] in {"pn", "pt", "n", "t", ":"} or _names(words, i) for i in range(head + 1, first))


def _told_end(words: Words, first: int) -> int | None:
    """Where a relative clause closes what begins at `first`: `akcji | Gwiazdka nie omija nikogo, którą …`."""
    end = min(words.sentence_bounds(first)[1] - 1, first + _TOLD)
    comma = next((i for i in range(first, end) if not words.forms[i].isalpha()), end)
    closed = comma < end and words.forms[comma] == "," and words.lower[comma + 1].startswith("któr")
    return comma if closed and all(words.keys[i].isdisjoint(name_ends()) for i in range(first, comma)) else None


@cache
def _openings() -> Spots:
    """Words behind which a name may stand: heads and words of naming."""
    return Spots(lambda form: head_kind(form) is not None or not keys(form).isdisjoint(_naming()))


@cache
def _naming() -> frozenset[str]:
    """Words behind which a name stands."""
    return frozenset(load_rules("names")["named_by"])


def _may_be_governed(words: Words, first: int) -> bool:
    """Whether a word is what the genitive right before it governs: `program przebudowy | Opolskiej`."""
    genitive = words.forms[first - 1].islower() and not words.keys[first - 2].isdisjoint(_of_several())
    return genitive and any(":gen" in tag.tag.replace(".", ":") for tag in words.analyses[first])


@cache
def _of_several() -> frozenset[str]:
    """Words behind which a genitive tells of what something consists: `cykl | warsztatów`, `grupa | wsparcia`."""
    return frozenset(load_rules("names")["consisting"])


@cache
def _links() -> frozenset[str]:
    """Words that may stand between such a word and the name: `znana | jako Ciepły Kąt`."""
    return frozenset(load_rules("names")["named_through"])


def _names(words: Words, index: int) -> bool:
    return not words.keys[index].isdisjoint(_naming())


def _governs(words: Words, index: int) -> bool:
    """Whether a capitalised head is itself the name's first word: `Strategii | Rozwiązywania Problemów`."""
    if words.keys[index].isdisjoint(load_rules("names")["phrase_heads"]):
        return False
    tags = [reading.tag for reading in words.analyses[index + 1]]
    return any(tag.startswith(("subst", "ger")) and ":gen" in tag.replace(".", ":") for tag in tags)


def _capitals_end(words: Words, first: int) -> int:
    """The end of the capitalised words that begin at `first`: `w klubie młodzieżowym Nasz Kąt przy ulicy …`."""
    position = first
    while position < len(words) and words.sentences[position] == words.sentences[first]:
        if not words.forms[position][:1].isupper():
            break
        position += 1
    return position


def _leads_on(words: Words, index: int) -> bool:
    """Whether a word may stand between a head and its name: `pn.`, an adjective in lower case."""
    form, lower = words.forms[index], words.lower[index]
    if form == ".":
        return words.lower[index - 1] in introducers()
    if form == ":" and _is_presented(words, index - 1):
        return True
    if lower in _links() and _names(words, index - 1):
        return True
    if lower in introducers() or (form.islower() and words.tags[index].startswith("adj:")):
        return True
    return form.islower() and not words.keys[index - 1].isdisjoint(_of_several()) and ":gen" in words.tags[index]


def _is_presented(words: Words, head: int) -> bool:
    """Whether a colon behind a head leads to its name: `realizuje projekt: Razem`, but not `cel projektu:`."""
    found = head_at(words, head)
    if found is None or found[1] not in {"project", "programme"}:
        return False
    begin = words.sentence_bounds(head)[0]
    before = head - 1
    while before > begin and words.tags[before].startswith("adj"):
        before -= 1
    return before < begin or not words.tags[before].startswith("subst") or not words.keys[before].isdisjoint(_doing())


@cache
def _doing() -> frozenset[str]:
    leaders = load_rules("described")["leaders"]
    return frozenset(lemma for way in ("runs", "starts", "enrols", "joins") for lemma in leaders[way])


def runs(words: Words) -> Iterator[NameCandidate]:
    """Two or more words in capitals inside a text that is not set in capitals: `półkolonie ODLOTOWE WAKACJE 2025`."""
    index = 0
    size = len(words)
    for first in _UNLIKE_SMALL.places(words):
        if first < index or (not words.forms[first].isupper() and _is_small(words, first + 1)):
            continue
        index, letters, last = first, 0, first
        while index < size and words.blocks[index] == words.blocks[first]:
            form = words.forms[index]
            if form.isalpha() and form.isupper():
                letters += len(form) >= 3
                last = index + 1
            elif form.isdigit() and (last == index or (last == index - 1 and words.forms[last] in "-–")):
                last = index + 1
            elif form.isalpha() or form in "|:;()":
                break
            index += 1
        begin, end = words.block_bounds(first)
        if letters >= 2 and last - first < MAX_WORDS and (first, last) != (begin, end) and words.forms[first].isupper():
            head = head_at(words, first - 1) if first > begin else None
            named = any(not words.keys[i].isdisjoint(naming()) for i in range(max(begin, first - 3), first))
            candidate = name_candidate(words, first, last, _way(named=named, head=head), head)
            if candidate:
                yield candidate
        index = max(index, first + 1)


def _is_small(words: Words, index: int) -> bool:
    """Whether a word is not set in capitals; a mark or a number before it begins no run."""
    return index < len(words) and words.forms[index].isalpha() and not words.forms[index].isupper()


_UNLIKE_SMALL = Spots(lambda form: not form.isalpha() or form.isupper())
"""Where a run can begin: at words in capitals, and at numbers and marks."""


def _way(*, named: bool, head: tuple[int, str] | None) -> str:
    """How a run of capitals is introduced: called a name, behind a head word, or not at all."""
    if named:
        return "apposition"
    return "capitals" if head and head[1] in {"project", "programme"} else "run"


def _free_end(words: Words, first: int, *, surely: bool) -> int:
    """The end of a name without quotation marks; `surely` where the text says that a name begins at `first`."""
    position = first + 1
    depth = 0
    while position < len(words) and words.blocks[position] == words.blocks[first] and position - first < MAX_WORDS:
        form = words.forms[position]
        if form in '„"”«»“':
            if not depth and form in "”»":
                break
            depth = 1 - depth
        ends = form.islower() and not keys(form).isdisjoint(_endings())
        stops = _stops(words, first, position, surely=surely)
        verb = _is_verb(words, position) and not (surely and _verb_inside(words, first, position))
        if (stops or verb or ends or _body_behind(words, first, position)) and not depth:
            return position + (form in "!?")
        position += 1
    return position


@cache
def _endings() -> frozenset[str]:
    return name_ends() | frozenset(load_rules("names")["surely_verbs"])


def _is_verb(words: Words, index: int) -> bool:
    if words.tags[index].startswith(("fin", "praet", "bedzie", "imps")):
        return not may_be_noun(words, index)
    told = words.forms[index].islower() and not words.keys[index].isdisjoint(happening())
    return told and any(reading.tag.startswith("fin") for reading in words.analyses[index])


def _body_behind(words: Words, first: int, index: int) -> bool:
    """Whether an abbreviation in capitals begins what is said of the name: `Pierwsze kroki | MOPS otworzy`."""
    form = words.forms[index]
    if index < first + 2 or len(form) < _ABBREVIATION or not (form.isalpha() and form.isupper()):
        return False
    return words.forms[index - 1].isalpha() and words.forms[index - 1].islower() and _is_noun(words, index - 1)


def _stops(words: Words, first: int, position: int, *, surely: bool) -> bool:
    """Whether a mark or a sum of money ends a name."""
    form = words.forms[position]
    if form == ",":
        return not (surely and _comma_inside(words, first, position))
    if form.isdigit():
        return _is_counted(words, position)
    return form in ".;:()|!?" and not _is_ordinal(words, position)


def _is_counted(words: Words, index: int) -> bool:
    """Whether a number right behind a name is one of money: `programu Senior+ | 187 tys. zł`."""
    behind = {form.lower() for form in words.forms[index + 1 : index + 4]}
    return not behind.isdisjoint(_MONEY) and not behind & {",", "i"}


_MONEY = frozenset({"tys", "zł", "złotych", "mln", "euro", "pln"})


def _is_ordinal(words: Words, index: int) -> bool:
    """Whether a stop only makes a number an ordinal: `po 50. roku życia`."""
    behind = words.forms[index + 1 : index + 2]
    return words.forms[index] == "." and words.forms[index - 1].isdigit() and behind == ["roku"]


def _is_noun(words: Words, index: int) -> bool:
    return words.tags[index].startswith(("subst", "adv", "ger"))


def _verb_inside(words: Words, first: int, index: int) -> bool:
    """Whether a verb is the name's own: it speaks for itself (`Razem możemy więcej`) or follows its first word."""
    if index == first + 1 and words.tags[index].startswith("fin") and words.keys[index].isdisjoint(happening()):
        return True
    return words.tags[index].startswith("fin") and words.tags[index].endswith(("pri:imperf", "sec:imperf", "pri:perf"))


def _comma_inside(words: Words, first: int, comma: int) -> bool:
    """Whether a comma divides the name itself: `Samodzielni, ale nie sami`, `Bliżej ludzi, dalej od instytucji`."""
    behind = comma + 1
    if behind >= len(words) or not words.forms[behind].islower():
        return False
    if words.lower[behind] in load_rules("names")["continuations"]:
        return True
    alike = words.tags[first].split(":")[0] == words.tags[behind].split(":")[0]
    return alike and words.tags[first].startswith(("adv", "adj", "subst", "prep", "num"))
