"""A query understood: places, years, sums, funds, kinds and units become removable parts, the rest is topic.

Pure: the index is not asked here (`search.repair` mends words, `search.concepts` links ideas afterwards).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.vocabulary import Vocabulary
from search.data_files import read_data, read_pairs
from search.errors import SearchDataError
from search.morphology import lemma
from search.places import PlaceFinder
from search.results import PartKind, QueryPart, UnderstoodQuery
from search.wordings import Wordings
from search.words import Word, fold, words

_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_YEARS = re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d)\s*(?:[-–—/]|do|to|and|i|a)\s*((?:19[89]|20[0-4])\d)(?!\d)")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0.]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?")
MOST_TEXT = 4_000
"""Characters of a query that are looked at; a pasted paragraph is shorter."""


@dataclass(frozen=True, slots=True)
class QueryWords:
    """Word lists of `data/queries.yaml` and `data/abbreviations.yaml`, folded."""

    fillers: frozenset[str]
    generic: frozenset[str]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    numbers: dict[str, float]
    """Numbers in words that stand before thousands and millions."""
    thousand: frozenset[str]
    million: frozenset[str]
    currency: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    funds: Wordings
    fund_kin: dict[str, tuple[str, ...]]
    kinds: Wordings
    units: Wordings
    """Full names of units, with their abbreviations."""
    abbreviations: dict[str, str]
    """Folded abbreviation → what it stands for."""
    offices: Wordings
    """Names of offices, short and full."""
    english: frozenset[str]
    """Words that show that a query is in English."""
    asked_of: frozenset[str]
    """Words that ask what a programme costs, who pays, how long it lasts."""
    beginnings: frozenset[str]
    """Beginnings of words that people write apart."""
    unaccented: frozenset[str]
    """Words that say nothing, without the Polish letters that they have."""
    everyday: dict[str, tuple[str, ...]]
    """Lemma of what people say → lemmas that announcements have for it (`data/everyday.tsv`)."""
    people: dict[str, str]
    """Abbreviation as it must be written → the words that it stands for."""


@cache
def query_words() -> QueryWords:
    """The word lists, read once. Raises SearchDataError."""
    try:
        raw = read_data("queries.yaml")
        short = read_data("abbreviations.yaml")
        units = short["units"]
        sums, years = raw["sums"], raw["years"]
        return QueryWords(
            fillers=frozenset(map(fold, raw["fillers"])),
            generic=frozenset(map(fold, raw["generic"])),
            at_least=tuple(map(fold, sums["at_least"])),
            at_most=tuple(map(fold, sums["at_most"])),
            numbers={fold(word): float(value) for word, value in sums["numbers"].items()},
            thousand=frozenset(map(fold, sums["thousand"])),
            million=frozenset(map(fold, sums["million"])),
            currency=frozenset(map(fold, sums["currency"])),
            since=frozenset(map(fold, years["since"])),
            until=frozenset(map(fold, years["until"])),
            funds=Wordings.of(raw["funds"]),
            fund_kin={code: tuple(kin) for code, kin in raw["fund_kin"].items()},
            kinds=Wordings.of(raw["kinds"]),
            units=Wordings.of({fold(unit): names for unit, names in units.items()}, shortest=2),
            abbreviations={fold(unit): names[0] for unit, names in units.items()},
            offices=Wordings.of({unit: [unit, *units[unit]] for unit in short["offices"]}),
            english=frozenset(raw["english"]),
            asked_of=frozenset(map(fold, raw["asked_of"])),
            beginnings=frozenset(map(fold, raw["beginnings"])),
            unaccented=frozenset(map(fold, raw["unaccented"])),
            everyday={said: tuple(meant) for said, meant in read_pairs("everyday.tsv")},
            people=dict(short["people"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise SearchDataError(f"the word lists of queries are damaged, reinstall the package: {error}") from error


def understand(text: str, places: PlaceFinder | None, vocabulary: Vocabulary) -> UnderstoodQuery:
    """Take a query apart. `places` finds municipalities, counties and voivodeships; without it none is understood."""
    text = text[:MOST_TEXT]
    spoken = list(words(text))
    lemmas = [fold(lemma(word.form)) for word in spoken]
    lists = query_words()
    parts = [
        *_sums(text, lists),
        *_years(text, spoken, lists),
        *_phrase_parts("fund", spoken, lemmas, lists.funds, {code: term.pl for code, term in vocabulary.funds.items()}),
        *_phrase_parts("kind", spoken, lemmas, lists.kinds, {code: term.pl for code, term in vocabulary.kinds.items()}),
        *_units(spoken, lemmas, lists),
        *_places(text, places),
    ]
    kept = _without_overlaps(parts)
    return UnderstoodQuery(text=text, topic=_spelled_out(_topic(text, kept), lists), parts=kept)


def _sums(text: str, lists: QueryWords) -> Iterable[QueryPart]:
    folded = fold(text)
    for match in _NUMBER.finditer(text):
        after = re.match(r"[ \u00a0]*([^\W\d_]+)?\.?[ \u00a0]*([^\W\d_]+)?", folded[match.end() :])
        first, second = (after.group(1) or "", after.group(2) or "") if after else ("", "")
        factor = 1_000 if first in lists.thousand else 1_000_000 if first in lists.million else 1
        currency = (second if factor > 1 else first) in lists.currency
        if not after or (factor == 1 and not currency):
            continue
        number = re.sub(r"[ \u00a0]|\.(?=\d{3})", "", match.group()).replace(",", ".")
        end = match.end() + (after.end(2) if currency and factor > 1 else after.end(1))
        yield _sum(text, (match.start(), end), float(number) * factor, lists)[0]
    for match in _worded().finditer(folded):
        factor = 1_000 if match[2] in lists.thousand else 1_000_000
        part, compared = _sum(text, match.span(), lists.numbers.get(match[1] or "", 1.0) * factor, lists)
        if match[1] or compared:
            yield part


@cache
def _worded() -> re.Pattern[str]:
    """A sum in words, like `pół miliona złotych`."""
    lists = query_words()
    found = (lists.numbers, lists.thousand | lists.million, lists.currency)
    numbers, large, currency = ("|".join(sorted(map(re.escape, some), key=len, reverse=True)) for some in found)
    return re.compile(rf"(?<!\w)(?<!\d )(?:({numbers})\s+)?({large})(?:\s+(?:{currency}))?(?!\w)")


def _sum(text: str, span: tuple[int, int], value: float, lists: QueryWords) -> tuple[QueryPart, bool]:
    """A sum with the words before it that say how it is compared; whether there are any."""
    before = fold(text[: span[0]]).rstrip()
    low = next((cue for cue in lists.at_least if re.search(rf"(?<!\w){re.escape(cue)}$", before)), None)
    high = next((cue for cue in lists.at_most if re.search(rf"(?<!\w){re.escape(cue)}$", before)), None)
    cue = low or high
    start = len(before) - len(cue) if cue else span[0]
    interval = f"{value:.0f}/" if low else f"/{value:.0f}" if high else f"{value * 0.9:.0f}/{value * 1.1:.0f}"
    return _part("sum", (start, span[1]), text[start : span[1]], interval, 0.95 if cue else 0.7), bool(cue)


def _years(text: str, spoken: Sequence[Word], lists: QueryWords) -> Iterable[QueryPart]:
    taken: list[tuple[int, int]] = []
    for match in _YEARS.finditer(text):
        start, end = _with_year_word(text, *match.span())
        taken.append(match.span())
        yield _part("period", (start, end), f"{match[1]}–{match[2]}", f"{match[1]}/{match[2]}", 0.95)
    for match in _YEAR.finditer(text):
        if any(low <= match.start() < high for low, high in taken):
            continue
        before = next((fold(word.form) for word in reversed(spoken) if word.end <= match.start()), "")
        start, end = _with_year_word(text, *match.span())
        year = match.group()
        if before in lists.since:
            yield _part("period", (start, end), f"od {year}", f"{year}/", 0.9)
        elif before in lists.until:
            yield _part("period", (start, end), f"do {year}", f"/{year}", 0.9)
        else:
            yield _part("year", (start, end), year, f"{year}/{year}", 0.9)


def _with_year_word(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the words around it that belong to it: `w latach …`, `z 2023 roku`, `in 2024`."""
    before = re.search(
        r"(?:(?<!\w)(?:w|z|na|od|do|po|przed|in|since|after|before|from)\s+)?(?:(?<!\w)(?:lat(?:a|ach)?|roku|rok)\s+)?$",
        text[:start],
        re.IGNORECASE,
    )
    after = re.match(r"\s*(?:roku|rok|r\.?|lat)(?!\w)\.?", text[end:], re.IGNORECASE)
    return (before.start() if before else start), end + (after.end() if after else 0)


def _phrase_parts(
    kind: PartKind,
    spoken: Sequence[Word],
    lemmas: Sequence[str],
    wordings: Wordings,
    labels: Mapping[str, str],
) -> Iterable[QueryPart]:
    plain = [fold(word.form) for word in spoken]
    place = 0
    while place < len(spoken):
        for wording, code in wordings.starting((lemmas[place], plain[place])):
            end = place + len(wording)
            if tuple(lemmas[place:end]) == wording or tuple(plain[place:end]) == wording:
                yield _part(kind, (spoken[place].start, spoken[end - 1].end), labels[code], code, 0.9)
                place = end - 1
                break
        place += 1


def _units(spoken: Sequence[Word], lemmas: Sequence[str], lists: QueryWords) -> Iterable[QueryPart]:
    for word in spoken:
        if fold(word.form) in lists.abbreviations and fold(word.form) not in {"efs", "pfron"}:
            name = lists.abbreviations[fold(word.form)]
            yield _part("organisation", (word.start, word.end), name, fold(word.form), 0.9)
    yield from _phrase_parts("organisation", spoken, lemmas, lists.units, lists.abbreviations)


def _places(text: str, places: PlaceFinder | None) -> Iterable[QueryPart]:
    for guess in places.find(text) if places else ():
        yield _part("place", (guess.start, guess.end), guess.label, guess.value, guess.certainty)


def _without_overlaps(parts: Iterable[QueryPart]) -> tuple[QueryPart, ...]:
    """The surer, then the longer part wins; several readings of the same span stay."""
    kept: list[QueryPart] = []
    for part in sorted(parts, key=lambda part: (-part.certainty, part.start - part.end)):
        clash = [other for other in kept if part.start < other.end and other.start < part.end]
        if all((other.start, other.end, other.kind) == (part.start, part.end, part.kind) for other in clash):
            kept.append(part)
    return tuple(sorted(kept, key=lambda part: (part.start, -part.certainty)))


def _topic(text: str, parts: Iterable[QueryPart]) -> str:
    """The text without places, times, sums and funds; kinds and units are part of the topic, too."""
    left, end = [], 0
    spans = sorted(
        {(part.start, part.end) for part in parts if part.kind not in {"kind", "organisation"} and part.certainty > 0.5}
    )
    for start, stop in spans:
        left.append(text[end:start])
        end = stop
    left.append(text[end:])
    topic = re.sub(r"\s+", " ", " ".join(left)).strip(" ,.;:?!–-")
    return re.sub(r"(?:^|\s+)(?:w|we|z|ze|na|do|od|in|of|from)$", "", topic)


def _spelled_out(topic: str, lists: QueryWords) -> str:
    """A topic with its abbreviations of people in words: `ON` is no pronoun unless all is written in capitals."""
    if topic.isupper() and " " in topic:
        return topic
    return re.sub(r"[^\W\d_]+", lambda word: lists.people.get(word.group(), word.group()), topic)


def _part(kind: PartKind, span: tuple[int, int], label: str, value: str, certainty: float) -> QueryPart:
    return QueryPart(kind=kind, start=span[0], end=span[1], label=label, value=value, certainty=certainty)
