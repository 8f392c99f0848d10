"""How many people or families a programme is for, or reached."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.documents import BlockKind
from extract.asides import asides
from extract.candidates import CountCandidate
from extract.contexts import Context, Heads, context
from extract.cues import judge
from extract.money_expressions import currency_of
from extract.number_words import number_forms, read_number
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words, read

SURE = 0.5
"""A count of less confidence than this is not the programme's."""
PLAIN = 0.4
"""A count of this confidence has no cue for or against it."""
OUTSIDE = 0.05
"""Confidence of a count in a part of the page that speaks of something else."""
FEW = 6
"""Counts up to this are rarely a programme's size."""
MANY = 1_000
"""Counts from here on that are given in round thousands (`4,5 tysiąca`) are mostly those of a town."""
SAID, OUTWEIGHED = 3.5, 0.3
"""Where the wording says so clearly that a count is the programme's size, the words of a population (`w powiecie`,
`mieszkają sami`) tell where these people live: they weigh this much."""
_LIVING = re.compile(r"\b(?:w (?:mieście|gminie|powiecie|polsce)|(?:za)?mieszk|przebywa)")
WORDY = 3
"""A cell of so many words more than its count is a sentence, no number of a table."""
LABELLED = 2
"""Cells of a row that is a label with its value, no line of a table of numbers."""
FEWEST, MOST = 3, 200_000
"""No programme is for fewer or more people."""
_AGE = frozenset({"lat", "roku", "rok", "lata", "letni", "letnia", "letnie", "życia"})
_PAIRS = frozenset({"para"})
"""Counted with a noun behind it, this is things (`34 pary butów`)."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number in the words `first` up to `last` and what it counts."""

    first: int
    last: int
    end: int
    value: int
    noun: str


def find(words: Words) -> list[CountCandidate]:
    """Numbers of people that may be the programme's size, sorted by place; confidence ranks them."""
    counted = list(_counted(words))
    if not counted:
        return []
    heads = Heads(words)
    elsewhere = asides(words)
    found = [_candidate(words, count, heads, lead=number == 0) for number, count in enumerate(counted)]
    found = [
        replace(one, confidence=OUTSIDE) if elsewhere[count.first] else one
        for one, count in zip(found, counted, strict=True)
    ]
    return _with_sums(counted, found)


@cache
def _nouns() -> tuple[frozenset[str], frozenset[str]]:
    rules = load_rules("participants")
    return frozenset(rules["people"]), frozenset(rules["places"])


@cache
def _inhabitant_endings() -> tuple[str, ...]:
    return tuple(load_rules("participants")["inhabitant_endings"])


def _counted(words: Words) -> Iterator[_Counted]:
    floor = 0
    for place in _numbers().places(words):
        if place < floor:
            continue
        stop = words.block_bounds(place)[1]
        number = read_number(words, place, stop)
        if number is None:
            continue
        floor = number.last
        value = int(number.value)
        if "," in words.forms[number.first : number.last]:
            continue
        if number.value == value and FEWEST <= value <= MOST and not _part_of_other(words, number.first, number.last):
            yield from _noun_after(words, number.first, number.last, value)


@cache
def _numbers() -> Spots:
    """Words with which a number can begin."""
    known = number_forms()
    return Spots(lambda form: (lower := form.casefold()).isdecimal() or lower in known or read(form).lemma in known)


def _part_of_other(words: Words, first: int, last: int) -> bool:
    """Ages, hours, dates, ranges and numbers with units are no counts."""
    start, end = words.starts[first], words.ends[last - 1]
    before, after = words.text[max(start - 2, 0) : start], words.text[end : end + 2]
    if before[-1:] in "-–/.,:" and before[-1:] and before[:1].isdigit():
        return True
    if last < len(words) and currency_of(words.forms[last]):
        return True
    if after[:1] in set("%-–/:,") and after[1:2].isdigit():
        return True
    return bool(after[:1] == "." and after[1:2].isdigit()) or (words.lower[first - 1] if first else "") in {
        "nr",
        "ul",
        "art",
        "§",
        "pkt",
        "ust",
    }


def _noun_after(words: Words, first: int, last: int, value: int) -> Iterator[_Counted]:
    """The counted noun at most three words behind the number, adjectives between."""
    people, places = _nouns()
    stop = words.block_bounds(first)[1]
    for place in range(last, min(last + 4, stop)):
        form, lemma, tag = words.forms[place], words.lemmas[place], words.tags[place]
        if words.lower[place] in _AGE:
            return
        if lemma in _PAIRS and place + 1 < stop and words.tags[place + 1].startswith("subst:pl:gen"):
            return
        if (
            words.lower[place] in people
            or lemma in people
            or _reads_as(words, place, people)
            or _personal(words, place)
        ):
            yield _Counted(first, last, place + 1, value, lemma)
            return
        if _participle(words, place, stop):
            yield _Counted(first, last, place + 1, value, lemma)
            return
        if lemma in places or (form[0].isalpha() and _inhabitant(words, place)):
            yield _Counted(first, last, place + 1, value, "miejsce" if lemma in places else lemma)
            return
        if not tag.startswith(("adj", "pact", "ppas")) and form not in {"i", "oraz", "(", ","}:
            break
    yield from _noun_before(words, first, last, value)


def _participle(words: Words, place: int, stop: int) -> bool:
    """`210 zarejestrowanych w urzędzie`: a participle that stands for people, no noun behind it."""
    if not words.tags[place].startswith(("ppas:pl", "pact:pl")):
        return False
    following = words.tags[place + 1] if place + 1 < stop else "interp"
    return following.startswith(("prep", "interp"))


def _reads_as(words: Words, place: int, people: frozenset[str]) -> bool:
    return any(reading.lemma.casefold() in people for reading in words.analyses[place])


def _personal(words: Words, place: int) -> bool:
    """A noun for men or for people at large (`pasażerów`, `lokatorów`) that names no staff."""
    readings = words.analyses[place]
    staff = _staff()
    return (
        words.tags[place].startswith("subst:pl:")
        and any(
            reading.tag.startswith("subst:pl:") and ":m1" in reading.tag and reading.lemma.casefold() not in staff
            for reading in readings
        )
        and not any(reading.lemma.casefold() in staff for reading in readings)
    )


@cache
def _staff() -> frozenset[str]:
    return frozenset(load_rules("participants")["staff"])


def _inhabitant(words: Words, place: int) -> bool:
    """`zdunowolan`, `płocczan`: plural nouns of people named after their town."""
    lower = words.lower[place]
    return len(lower) > 5 and lower.endswith(_inhabitant_endings())


_LABELS = re.compile(
    r"(?<!\S)(?:liczba (?:uczestników|osób|odbiorców|miejsc|beneficjentów)(?: \S+){0,3}"
    r"|(?:ile|ilu|limit|liczba) (?:\S+ ){0,2}?(?:osób|miejsc|rodzin|uczestników|seniorów|dzieci)(?: \w+)? ?[:?](?: :)?"
    r"(?: (?:dla|do|maks \.|maksymalnie|nie więcej niż|około|ok \.|co najmniej|łącznie|razem))*"
    r"|miejsc(?: jest)?|mamy ich|przyjdzie ich(?: co najmniej)?|skorzystało|razem|miejsca)\s?:?\s?\Z"
)


def _noun_before(words: Words, first: int, last: int, value: int) -> Iterator[_Counted]:
    """`Liczba miejsc: 30`, `skorzystało 214`: the number behind what is counted."""
    before = " ".join(words.lower[max(first - 9, words.block_bounds(first)[0]) : first]).replace("|", ":")
    match = _LABELS.search(before)
    if match:
        yield _Counted(first, last, last, value, "osoba")


def _candidate(words: Words, count: _Counted, heads: Heads, *, lead: bool) -> CountCandidate:
    """The count with its confidence: cues for the programme's size against cues for parts, guests and population.

    The first number of people in a text is the likeliest (`lead`); numbers in tables are mostly parts.
    """
    around = _of_now(context(words, count.first, count.end, heads))
    verdicts = judge("participants", around, frozenset())
    size = next((verdict.score for verdict in verdicts if verdict.role == "size"), 0.0)
    labelled = count.end == count.last
    against = max(
        (
            one.score * (OUTWEIGHED if one.role == "population" and size >= SAID and _LIVING.search(one.cue) else 1.0)
            for one in verdicts
            if one.role != "size" and not (labelled and one.role == "part")
        ),
        default=0.0,
    )
    if labelled:
        size += 3.4
    confidence = 0.45 + 0.12 * size - 0.12 * against
    if count.noun == "miejsce":
        confidence -= 0.04
    if count.noun in {"pracownik", "człowiek", "ludzie"}:
        confidence -= 0.2
    if count.value >= MANY and not words.forms[count.last - 1].isdecimal():
        confidence -= 0.3
    if count.value <= FEW:
        confidence -= 0.35
    tabular = words.kind(count.first) is BlockKind.ROW and not _labelled_text(words, count)
    if tabular and not any(verdict.side == "row" for verdict in verdicts):
        confidence = min(confidence, 0.35)
    elif lead and against == 0.0:
        confidence += 0.08
    start, end = words.span(count.first, count.end)
    return CountCandidate(start, end, round(max(0.05, min(0.95, confidence)), 3), count.value)


def _of_now(around: Context) -> Context:
    """The wording from the word on with which a sentence leaves an earlier year (`rok temu 30 osób, teraz 45 osób`)."""
    now = [place for place, word in enumerate(around.before) if word in _now_words()]
    return replace(around, before=around.before[now[-1] :]) if now else around


@cache
def _now_words() -> frozenset[str]:
    return frozenset(load_rules("participants")["now"])


def _labelled_text(words: Words, count: _Counted) -> bool:
    """Whether the count stands in a sentence beside its label (`opis | opaski dla 40 mieszkańców`)."""
    first, last = words.block_bounds(count.first)
    cells = " ".join(words.forms[first:last]).split("|")
    if len(cells) == LABELLED and len(cells[-1].split()) > count.end - count.first + 2:
        return True
    own = cells[words.forms[first : count.first].count("|")].split()
    return len(own) >= count.end - count.first + WORDY


def _with_sums(counted: list[_Counted], found: list[CountCandidate]) -> list[CountCandidate]:
    """`29 osób … 38 dzieci … Razem 67 uczestników`: a stated sum of the numbers before it is the surest count."""
    for number, candidate in enumerate(found):
        parts = [part.value for part in counted[max(0, number - 4) : number]]
        behind = [part.value for part in counted[number + 1 : number + 5]]
        if any(sum(parts[start:]) == candidate.value for start in range(len(parts) - 1)) or any(
            sum(behind[:stop]) == candidate.value for stop in range(2, len(behind) + 1)
        ):
            found[number] = replace(candidate, confidence=max(candidate.confidence, 0.95))
    return found


def participants(candidates: Sequence[CountCandidate]) -> CountCandidate | None:
    """The programme's size: the surest count, at equal confidence the greatest; a lone plain mention counts too."""
    sure = [candidate for candidate in candidates if candidate.confidence >= SURE]
    if sure:
        return max(sure, key=lambda candidate: (round(candidate.confidence, 1), candidate.value))
    plain = [candidate for candidate in candidates if candidate.confidence >= PLAIN]
    return plain[0] if len(plain) == 1 else None


__all__ = ["find", "participants"]
