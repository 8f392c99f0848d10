"""How many people or families a programme is for, or reached."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.documents import BlockKind
from corpus.values import value
from extract.asides import asides
from extract.beginnings import Index
from extract.candidates import CountCandidate
from extract.components.money_features import YEARS, current_year, undated
from extract.components.money_wording import tabular
from extract.components.participants_choice import features, probability
from extract.contexts import Context, Heads, context
from extract.cues import judge
from extract.forms import read
from extract.money_expressions import currency_of
from extract.number_words import number_forms, read_number
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

SURE = 0.5
"""A count of less confidence than this is not the programme's."""
MOST_SURE = 0.95
"""No count is surer than this."""
ASIDE = "aside"
"""The trait of a count in a part of the page that speaks of something else."""
OUTSIDE = 0.05
"""Confidence of a count in a part of the page that speaks of something else."""
NEIGHBOURS = 4
"""Counts on either side among which the parts of a sum are looked for."""
LABEL = 18
"""Words before a number among which its label is looked for."""
WORDY = 3
"""A cell of so many words more than its count is a sentence, no number of a table."""
LABELLED = 2
"""Cells of a row that is a label with its value, no line of a table of numbers."""
FEWEST, MOST = 3, 200_000
"""No programme is for fewer or more people."""
_AGE = frozenset({"lat", "roku", "rok", "lata", "letni", "letnia", "letnie", "życia"})
_JOBS = frozenset({"pracy", "parkingowych", "siedzących", "postojowych"})
"""Places of these are no places for participants."""
_BETWEEN = frozenset({"i", "oraz", "(", ",", "szt", "sztuk", "sztuki", "."})
"""Words that may stand between a number and what it counts (`30 szt. opasek`)."""
_IN_TABLES = 1000
"""A sum of a table (`RAZEM | 137 000`) from here on is rather money."""
_YEARS = 1900
"""A bare number from here on is rather a year."""
_AGED = ("latek", "latka", "roczniak")
"""How nouns for people of an age end (`trzynastolatek`)."""
_SPANS = frozenset({"miesiąc", "tydzień", "dzień", "godzina", "minuta", "kwartał", "raz"})
"""Behind a number these are what it counts, whatever label stands before it (`miejsc w okresie 36 miesięcy`)."""
_HYPHENS = frozenset("-‐‑–")
_HEADED = "osobow"
_EACH = frozenset({"w", "po"})
_PAIRS = frozenset({"para"})
"""Counted with a noun behind it, this is things (`34 pary butów`)."""


@value
class _Counted:
    """A number in the words `first` up to `last` and what it counts."""

    first: int
    last: int
    end: int
    value: int
    noun: str
    elided: bool = False
    """Whether the noun is that of the count before it in the sentence (`31 osób, w przyszłym roku 36`)."""


@value
class Weighed:
    """A count with what speaks for and against it."""

    start: int
    end: int
    value: int
    features: frozenset[str]


def find(words: Words) -> list[CountCandidate]:
    """Numbers of people that may be the programme's size, sorted by place; confidence ranks them."""
    return [
        CountCandidate(one.start, one.end, OUTSIDE if ASIDE in one.features else _sure(one), one.value)
        for one in weigh(words)
    ]


def _sure(one: Weighed) -> float:
    chance = max(OUTSIDE, probability(one.features))
    return round(chance, 3) if chance <= MOST_SURE else MOST_SURE + (chance - MOST_SURE) / 100  # keeps their order


def weigh(words: Words) -> list[Weighed]:
    """Every count of people in a document with its features, sorted by place."""
    counted = list(_counted(words))
    if not counted:
        return []
    heads = Heads.of(words)
    elsewhere = asides(words)
    sums, addends = _sums(counted)
    year = current_year(words)
    again = Counter(count.value for count in counted)
    greatest = max(count.value for count in counted)
    found: list[Weighed] = []
    for number, count in enumerate(counted):
        around = _of_now(context(words, count.first, count.end, heads))
        verdicts = judge("participants", around, frozenset())
        traits = {words.kind(count.first).name.lower()}
        traits.update(
            name
            for name, holds in (
                (ASIDE, elsewhere[count.first]),
                ("sum", number in sums),
                ("addend", number in addends),
                ("first", number == 0),
                ("alone", len(counted) == 1),
                ("again", again[count.value] > 1),
                ("greatest", count.value == greatest),
                ("labelled", count.end == count.last),
                ("elided", count.elided),
                ("words", not words.forms[count.first].isdecimal()),
                ("same", number and words.sentences[counted[number - 1].first] == words.sentences[count.first]),
                ("title", words.blocks[count.first] == 0),
                ("line", tabular(words, count.first)),
                ("wordy row", words.kind(count.first) is BlockKind.ROW and _labelled_text(words, count)),
            )
            if holds
        )
        traits.update(_dated(around, year))
        start, end = words.span(count.first, count.end)
        marks = features(count.value, count.noun, around, verdicts, traits)
        found.append(Weighed(start, end, count.value, marks))
    return found


def _dated(around: Context, year: int) -> Iterator[str]:
    """Whether the words before a count speak of an earlier year than the document, of its own or of a later one."""
    named = [int(word) for word in undated(around.before) if word in YEARS]
    if named:
        yield "past-year" if named[-1] < year else "later-year" if named[-1] > year else "this-year"


@cache
def _nouns() -> tuple[frozenset[str], frozenset[str]]:
    rules = load_rules("participants")
    return frozenset(rules["people"]), frozenset(rules["places"])


@cache
def _inhabitant_endings() -> tuple[str, ...]:
    return tuple(load_rules("participants")["inhabitant_endings"])


def _counted(words: Words) -> Iterator[_Counted]:
    floor, previous = 0, None
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
            found = list(_noun_after(words, number.first, number.last, value))
            if not found and previous is not None and _elided(words, previous, number.first, number.last, value):
                found = [_Counted(number.first, number.last, number.last, value, previous.noun, elided=True)]
            yield from found
            previous = found[-1] if found else previous


@cache
def _numbers() -> Spots:
    """Words with which a number can begin."""
    known = number_forms()
    return Spots(lambda form: (lower := form.casefold()).isdecimal() or lower in known or read(form).lemma in known)


def _part_of_other(words: Words, first: int, last: int) -> bool:
    """Ages, hours, dates, ranges and numbers with units are no counts."""
    if _numbered(words, first, last):
        return True
    start, end = words.starts[first], words.ends[last - 1]
    before, after = words.text[max(start - 2, 0) : start], words.text[end : end + 2]
    if before[-1:] in "-–/.,:" and before[-1:] and before[:1].isdigit():
        return True
    if last < len(words) and currency_of(words.forms[last]):
        return True
    if after[:1] in _JOINING and after[1:2].isdigit():
        return True
    return bool(after[:1] == "." and after[1:2].isdigit()) or (words.lower[first - 1] if first else "") in {
        "nr",
        "ul",
        "art",
        "§",
        "pkt",
        "ust",
    }


def _numbered(words: Words, first: int, last: int) -> bool:
    """A number that opens its block before a mark (`4. Odbiorcami …`), or an item inside it (`… w Ełku. 4. Uczestnik
    jest …`), or follows another one (a telephone)."""
    opens = first == words.block_bounds(first)[0]
    if opens:
        return last < len(words) and words.forms[last] in _ITEM_MARKS
    if words.forms[first - 1] in _SENTENCE_ENDS and last + 1 < len(words) and words.forms[last] in _ITEM_MARKS:
        return words.forms[last + 1].istitle()
    return words.forms[first - 1].isdecimal() and words.text[words.ends[first - 1] : words.starts[first]] == " "


_JOINING = frozenset("%-–/:,")
_ITEM_MARKS = frozenset(".)")
_SENTENCE_ENDS = frozenset(".;")
_ENDS = frozenset(".,;)(–-")


def _elided(words: Words, previous: _Counted, first: int, last: int, value: int) -> bool:
    """Whether a number that ends its clause counts what the number before it in the sentence counts."""
    return (
        words.sentences[previous.first] == words.sentences[first]
        and last < len(words)
        and words.forms[last] in _ENDS
        and words.forms[first - 1] not in _ENDS - {"–", "-"}
        and not words.forms[first - 1].isdecimal()
        and not (value >= _YEARS and words.forms[first].isdecimal() and last - first == 1)
        and words.forms[first:last] != words.forms[previous.first : previous.last]
        and not any(words.forms[place] == "|" for place in range(previous.first, first))
    )


def _noun_after(words: Words, first: int, last: int, value: int) -> Iterator[_Counted]:
    """The counted noun at most three words behind the number, adjectives between."""
    people, places = _nouns()
    stop = words.block_bounds(first)[1]
    if _of_a_group(words, first, last, stop):
        yield _Counted(first, last, last, value, "osoba")
        return
    if last < stop and words.lemmas[last] in _SPANS:
        return
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
            or (lemma.endswith(_AGED) and tag.startswith("subst"))
            or (lemma == "członek" and place + 1 < stop and words.lemmas[place + 1] == "rodzina")
        ):
            yield _Counted(first, last, place + 1, value, lemma)
            return
        if _participle(words, place, stop):
            yield _Counted(first, last, place + 1, value, lemma)
            return
        if lemma in places and place + 1 < stop and words.lower[place + 1] in _JOBS:
            return
        if lemma in places or (form[0].isalpha() and _inhabitant(words, place)):
            yield _Counted(first, last, place + 1, value, "miejsce" if lemma in places else lemma)
            return
        if not tag.startswith(("adj", "pact", "ppas")) and words.lower[place] not in _BETWEEN:
            break
    yield from _noun_before(words, first, last, value)


def _of_a_group(words: Words, first: int, last: int, stop: int) -> bool:
    """`24-osobowa grupa`, `dla 30 osobowej klasy`: how many one group has; one of several (`w 12-osobowej grupie`) and
    one that works or performs (`grupa robocza`, `zespół ekspertów`) are no size."""
    place = last + 1 if last < stop and words.forms[last] in _HYPHENS else last
    if place + 1 >= stop or not words.lower[place].startswith(_HEADED):
        return False
    place += 2 if words.tags[place + 1].startswith("adj") and place + 2 < stop else 1
    if words.lemmas[place] not in _groups() or ":sg:" not in words.tags[place]:
        return False
    behind = words.lemmas[place + 1] if place + 1 < stop else ""
    one_of_many = first > 0 and words.lower[first - 1] in _EACH
    return not one_of_many and behind not in _staff() and behind not in load_rules("participants")["at_work"]


@cache
def _groups() -> frozenset[str]:
    return frozenset(load_rules("participants")["groups"])


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


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{load_rules('participants')['labels']})\s?:?\s?\Z")


@cache
def _labelling() -> Index[str]:
    return Index([("labels", load_rules("participants")["labels"])])


def _noun_before(words: Words, first: int, last: int, value: int) -> Iterator[_Counted]:
    """`Liczba miejsc: 30`, `skorzystało 214`: the number behind what is counted."""
    before = words.lower[max(first - LABEL, words.block_bounds(first)[0]) : first]
    money = words.kind(first) is BlockKind.ROW and value >= _IN_TABLES and before[-2:-1] == ["razem"]
    if not money and _labelling().fitting(before) and _labels().search(" ".join(before).replace("|", ":")):
        yield _Counted(first, last, last, value, "osoba")


def _of_now(around: Context) -> Context:
    """The wording from the word on with which a sentence leaves an earlier year (`rok temu 30 osób, teraz 45 osób`)."""
    now = [place for place, word in enumerate(around.before) if word in _now_words()]
    return around._replace(before=around.before[now[-1] :]) if now else around


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


def _sums(counted: Sequence[_Counted]) -> tuple[set[int], set[int]]:
    """The numbers of counts that are stated sums (`29 osób … 38 dzieci … Razem 67 uczestników`), and of their parts."""
    sums: set[int] = set()
    addends: set[int] = set()
    for number, count in enumerate(counted):
        before = range(max(0, number - NEIGHBOURS), number)
        behind = range(number + 1, min(number + 1 + NEIGHBOURS, len(counted)))
        runs = [before[start:] for start in range(len(before) - 1)]
        for run in (*runs, *(behind[:stop] for stop in range(2, len(behind) + 1))):
            if sum(counted[part].value for part in run) == count.value:
                sums.add(number)
                addends.update(run)
    return sums, addends


def participants(candidates: Sequence[CountCandidate]) -> CountCandidate | None:
    """The programme's size: the likeliest count, if it is one rather than not."""
    best = max(candidates, key=lambda candidate: candidate.confidence, default=None)
    return best if best is not None and best.confidence >= SURE else None


__all__ = ["Weighed", "find", "participants", "weigh"]
