"""Wording that gives a body beside it a role, as `data/organisation_roles.yaml` lists it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corpus.values import value
from extract.forms import read
from extract.patterns import Match, Patterns, keys
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

_FADE = 0.03
"""A cue loses so much of its weight with every word between it and the body."""
_LABEL = 5
"""Words that a label has at most."""
_LABELLED = 0.88
LABEL_NUMBER = 1000
"""Cues with this number or more are words that give a role only as a label, or verbs."""
_WILL = frozenset({"będzie", "będą", "ma", "mają", "miał", "miała", "miało"})
_ENDS = frozenset(":|?")
_APPOSED = {"of": "before"}
"""Sides of wordings that say of the body before them what the longest says (`– partner`, `– partner wiodący`)."""
_GIVER = "giver"
"""The role of verbs that make a funder of their subject where a sum is given, nothing else (`przekazał pianino`)."""
_ASIDE = 16
"""Words of a phrase between two commas that is put in between a verb and its subject."""
_DASHES = frozenset("-–—")
_OPENING = _DASHES | {"(", ","}
_JOINING = frozenset({"i", "oraz", "a", "także"})
_JOINED = _JOINING | {"lub", "albo", ",", "/"}
_NEARER = 4
_WHOLLY = frozenset({"w", "całości", "pełni", "części"})
"""Words of a wording that can hold another participle of its own."""
_WHOLES = frozenset({"projekt", "program", "zadanie", "akcja", "całość"})
_THIRD = ("fin:", "praet:", "bedzie:")
_SUM = frozenset(
    {"zł", "złoty", "tys", "mln", "euro", "pln", "dotacja", "grant", "pieniądz", "kwota", "dofinansowanie"}
)
_SUM_REACH = 9
"""Words between a verb of giving and the sum that is given."""
_SUM_BEHIND = 6
"""Words behind a body within which a sum begins that it gives."""
_CURRENCY = 5
"""Words of a sum, its currency the last."""
_CURRENCIES = frozenset({"zł", "złotych", "tys", "mln", "pln", "euro"})
_MARKS = frozenset("(–—-:|")
_VERB_REACH = 4
"""Words that may lie between a verb and its subject behind it."""


@value
class Cue:
    """What a wording says of the body beside it."""

    role: str
    side: str
    weight: float
    reach: int
    number: int
    case: str = ""
    """The only case in which a body takes the role; any where empty."""
    weak: bool = False
    """Whether it says only that a body does something, not that the programme is its own."""
    marked: bool = False
    """Whether it is a label only where a colon or a bar follows."""


PASSING = "passing"
"""Not a role: the wording says outright that the body does not act (`na zlecenie Miasta`)."""


@value
class Role:
    """A role with its confidence."""

    role: str
    weight: float
    listed: bool = False
    """Whether it was passed on from another member of a list."""
    apposed: bool = False
    """Whether an apposition or a relative clause gives it, so to this body alone."""
    weak: bool = False
    """Whether the wording says only that the body does something (`Cue.weak`)."""
    shared: bool = False
    """Whether a plural noun in apposition gives it, so to all of a list."""
    acting: bool = False
    """Whether nothing but what the body does gives the role."""
    refused: bool = False
    """Whether the text says that the body's bid got nothing."""


def find_cues(words: Words) -> list[Match[Cue]]:
    """Every wording that gives a role, in order, without those that are the beginning of a longer one."""
    hits = [*_patterns().find(words), *_labels(words)]
    hits.extend(_verbs(words, {hit.first for hit in hits if hit.meaning.side == "verb"}))
    hits = [paid for hit in hits if (paid := _paid(words, hit)) is not None and not _of_nearer(words, hit)]
    ends: dict[tuple[int, str], int] = {}
    for hit in hits:
        key = hit.first, _APPOSED.get(hit.meaning.side, hit.meaning.side)
        ends[key] = max(hit.last, ends.get(key, 0))
    longest = [hit for hit in hits if hit.last == ends[hit.first, _APPOSED.get(hit.meaning.side, hit.meaning.side)]]
    return sorted(longest, key=_first)


def cues_within(hits: Sequence[Match[Cue]], first: int, last: int) -> Sequence[Match[Cue]]:
    """Of wordings in order those that begin within the words `first` up to `last`."""
    return hits[bisect_left(hits, (first,)) : bisect_left(hits, (last,))]


def _first(hit: Match[Cue]) -> int:
    return hit.first


def _labels(words: Words) -> list[Match[Cue]]:
    """Words that give a role only as a label: before a colon or a bar, or as a short block (`Współpraca: …`)."""
    known = _label_words()
    found: list[Match[Cue]] = []
    for i in _label_spots().places(words):
        cues = {cue for key in words.keys[i] if (cue := known.get(key)) is not None}
        start, end = words.block_bounds(i)
        begin = max(start, words.sentence_bounds(i)[0])
        while begin < i and "|" in words.forms[begin:i]:
            begin = words.forms.index("|", begin, i) + 1
        stop = next((j for j in range(i + 1, min(end, begin + _LABEL + 1)) if words.forms[j] in _ENDS), end)
        marked = stop < end and words.forms[stop] != "?"
        row = marked and words.forms[stop] == "|"
        inside = i > begin and (row or words.forms[i].istitle())
        if row and _names_task(words, i, stop):
            continue
        if i - begin < _LABEL and stop - begin <= _LABEL:
            found.extend(Match(begin, stop, cue) for cue in cues if not cue.marked or (marked and not inside))
    return found


def _names_task(words: Words, i: int, stop: int) -> bool:
    """Whether a word of doing opens the name of a task that fills a cell (`Prowadzenie schroniska | Fundacja …`)."""
    if i + 1 >= stop or not words.tags[i].startswith(("ger:", "subst:")):
        return False
    return ":gen" in words.tags[i + 1] and words.lemmas[i + 1] not in _WHOLES


def _verbs(words: Words, taken: set[int]) -> list[Match[Cue]]:
    """Verbs of doing, helping, giving in the third person, in any tense; one that gives a sum gives money."""
    known = _verb_classes()
    return [
        Match(i, i + 1, known[words.lemmas[i]])
        for i in _verb_spots().places(words)
        if i not in taken and _third(words, i)
    ]


def _paid(words: Words, hit: Match[Cue]) -> Match[Cue] | None:
    """A wording of giving as one of money, None where no sum is given."""
    if hit.meaning.role != _GIVER:
        return hit
    return hit._replace(meaning=replace(hit.meaning, role="funder")) if _of_a_sum(words, hit.first) else None


def _of_nearer(words: Words, hit: Match[Cue]) -> bool:
    """Whether the `przez` that ends a wording belongs to a nearer participle of doing or paying (`prowadzony w ramach
    programu finansowanego przez …`), one that no conjunction joins to the wording's own (`i w całości finansowany`)."""
    if hit.last - hit.first < _NEARER or words.lower[hit.last - 1] != "przez":
        return False
    for i in range(hit.last - 2, hit.first, -1):
        if words.tags[i].startswith("ppas:") and words.lemmas[i] in _doing():
            before = i - 1
            while words.lower[before] in _WHOLLY or words.tags[before].startswith("adv"):
                before -= 1
            return words.lower[before] not in _JOINED
    return False


@cache
def _doing() -> frozenset[str]:
    return frozenset(_verb_classes()) | frozenset(load_rules("organisation_roles")["announcing"])


def _third(words: Words, i: int) -> bool:
    """Whether a verb tells what somebody else does, `będzie` or `ma` with an infinitive included."""
    tag = words.tags[i]
    if tag.startswith("inf:"):
        near = range(max(0, i - 2), min(len(words), i + 3))
        return any(words.sentences[j] == words.sentences[i] and words.lower[j] in _WILL for j in near)
    if not tag.startswith(_THIRD):
        return False
    person = {"pri", "sec"} & {*tag.split(":")}
    agglutinated = i + 1 < len(words) and words.tags[i + 1].startswith("aglt:")
    return not person and not agglutinated


def sum_behind(words: Words, last: int, until: int) -> bool:
    """Whether a sum stands right behind a body, in brackets or behind a dash or a colon, before the next body."""
    end = min(until, words.sentence_bounds(last - 1)[1], last + _SUM_BEHIND)
    if last >= end or words.forms[last] not in _MARKS:
        return False
    number = next((i for i in range(last + 1, end) if words.forms[i].isdigit()), end)
    stop = min(words.sentence_bounds(last - 1)[1], number + _CURRENCY)
    return not _CURRENCIES.isdisjoint(words.lower[number:stop])


def _of_a_sum(words: Words, i: int) -> bool:
    begin, end = words.sentence_bounds(i)
    return not _SUM.isdisjoint(words.lemmas[max(begin, i - _SUM_REACH) : min(end, i + _SUM_REACH)])


@cache
def _label_spots() -> Spots:
    return Spots(lambda form: not keys(form).isdisjoint(_label_words()))


@cache
def _verb_spots() -> Spots:
    return Spots(lambda form: read(form).lemma in _verb_classes())


@cache
def _verb_classes() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for number, row in enumerate(load_rules("organisation_roles")["verbs"]):
        cue = Cue(row["role"], "verb", row["weight"], row["reach"], 3000 + number, weak=row.get("weak", False))
        cues.update(dict.fromkeys(row["lemmas"], cue))
    return cues


@cache
def _label_words() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    rules = load_rules("organisation_roles")
    for marked, name in ((False, "labels"), (True, "marked_labels")):
        for number, (role, lemmas) in enumerate(rules[name].items()):
            cue = Cue(role, "after", _LABELLED, 4, LABEL_NUMBER * (1 + marked) + number, marked=marked)
            cues.update(dict.fromkeys(lemmas, cue))
    return cues


def better(one: Role | None, other: Role | None) -> Role | None:
    """The surer of two roles, the second where they are equal."""
    if one is None or other is None:
        return one or other
    return other if other.weight >= one.weight else one


def weighed(cue: Cue, gap: int, *, behind: bool = False) -> Role | None:
    """The role of a cue so many words away, None beyond its reach; a verb reaches less far to a body `behind` it."""
    reach = min(cue.reach, _VERB_REACH) if behind and cue.side == "verb" else cue.reach
    return Role(cue.role, cue.weight - _FADE * gap, weak=cue.weak) if gap <= reach else None


def gap_between(words: Words, first: int, last: int) -> int:
    """Words between, without the capitalised ones (names of bodies that are not known stand in lists) and without what
    stands between dashes or in brackets."""
    forms = words.forms
    return sum([forms[i].isalnum() and not forms[i][0].isupper() for i in spoken(words, first, last)])


def spoken(words: Words, first: int, last: int) -> Sequence[int]:
    """The words between, without what is put in between two dashes, in brackets or in a relative clause."""
    if _OPENING.isdisjoint(words.forms[first:last]):
        return range(first, last)
    kept: list[int] = []
    i = first
    while i < last:
        close = _close(words, i, last) if words.forms[i] in _OPENING else 0
        if close:
            i = close + 1
            continue
        kept.append(i)
        i += 1
    return kept


def _close(words: Words, i: int, last: int) -> int:
    """The mark that ends what a dash, a bracket or a relative clause at a word opens, 0 where it opens nothing."""
    if words.forms[i] == "(":
        return next((j for j in range(i + 1, last) if words.forms[j] == ")"), 0)
    if words.forms[i] == "," and any(words.lemmas[j] == "który" for j in range(i + 1, min(i + 4, last))):
        comma = next((j for j in range(i + 2, last) if words.forms[j] == ","), 0)
        return comma if comma and comma + 1 < last + 1 and words.lower[comma + 1] in _JOINING else 0
    if words.forms[i] == "," and i + 1 < last and words.tags[i + 1].startswith("prep:"):
        comma = next((j for j in range(i + 2, min(last, i + _ASIDE)) if words.forms[j] == ","), 0)
        spoken_of = any(words.tags[j].startswith(_THIRD) for j in range(i + 1, comma))
        return 0 if spoken_of or comma >= last else comma
    if not _dash(words, i):
        return 0
    return next((j for j in range(i + 1, last) if _dash(words, j)), 0)


def _dash(words: Words, i: int) -> bool:
    return words.forms[i] in _DASHES and i > 0 and words.starts[i] > words.ends[i - 1]


@cache
def _patterns() -> Patterns[Cue]:
    rows: list[tuple[str, Cue]] = []
    for number, row in enumerate(load_rules("organisation_roles")["cues"]):
        cue = Cue(
            row["role"], row["side"], row["weight"], row["reach"], number, row.get("case", ""), row.get("weak", False)
        )
        rows.extend((pattern, cue) for pattern in row["patterns"])
    return Patterns(rows)
