"""A query read: taken apart, its words explained, and places found behind misspelt words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.vocabulary import Vocabulary
from search.concepts import Link
from search.lexicon import Lexicon
from search.places import BEFORE_NAMES, PlaceFinder
from search.query import query_words, understand
from search.repair import Repaired, WordGroup, repair
from search.results import Concept, Correction, QueryPart, UnderstoodQuery
from search.words import Word, fold, forms, words

MOST_SLIPS = 4
"""Misspelt places of one query that are mended."""
SURE = 0.9
"""A word whose reading is as sure as this is no slip."""


def read_query(
    text: str, places: PlaceFinder, lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[UnderstoodQuery, Repaired]:
    """A query taken apart, with its words explained; words that nothing explains may be misspelt places."""
    query = understand(text, places, vocabulary)
    written = query.text
    repaired = repair(query.topic, lexicon, query_words())
    slips: list[_Slip] = []
    while len(slips) < MOST_SLIPS and (slip := _slip(query, repaired, places, lexicon, vocabulary)) is not None:
        slips.append(slip)
        query = slip.mended
        repaired = repair(query.topic, lexicon, query_words())
    if not slips:
        return query, repaired
    parts = query.parts
    for slip in reversed(slips):
        parts = tuple(_moved(part, slip.word, slip.name) for part in parts)
    corrections = (*(Correction(written=one.word.form, meant=one.label) for one in slips), *repaired.corrections)
    return query.model_copy(update={"text": written, "parts": parts}), replace(repaired, corrections=corrections)


def place_words(query: UnderstoodQuery) -> set[str]:
    """Words that may be a place, folded: they name no idea, however unsure the place is."""
    places = (query.text[part.start : part.end] for part in query.parts if part.kind == "place")
    return {fold(form) for place in places for form in forms(place)}


def explained(query: UnderstoodQuery, repaired: Repaired, links: Sequence[Link]) -> UnderstoodQuery:
    """The query as it was read, with the concepts that it means."""
    meant = [
        Concept(
            id=link.concept.id,
            label=link.concept.label,
            codes=link.concept.codes,
            certainty=round(link.certainty, 3),
            wording=link.wording,
        )
        for link in links
    ]
    return query.model_copy(update={"concepts": tuple(meant), "corrections": repaired.corrections})


@dataclass(frozen=True, slots=True)
class _Slip:
    """A misspelt place."""

    word: Word
    name: str
    """How it is written."""
    label: str
    mended: UnderstoodQuery
    """The query with the name as it is written."""


def _slip(
    query: UnderstoodQuery, repaired: Repaired, places: PlaceFinder, lexicon: Lexicon, vocabulary: Vocabulary
) -> _Slip | None:
    """The first word that is a misspelt place."""
    groups = {group.word.form: group for group in repaired.groups}
    for word in words(query.text):
        group = groups.get(word.form)
        if group is None or not _doubtful(query.text, word, group, repaired, lexicon):
            continue
        name = places.misspelt(query.text, word)
        if name is None or not (_expected(query.text, word) or not group.known or fold(group.best) == fold(name)):
            continue
        mended = understand(query.text[: word.start] + name + query.text[word.end :], places, vocabulary)
        meant = next(
            (one.label for one in mended.parts if one.kind == "place" and one.start <= word.start < one.end), None
        )
        if meant is not None:
            return _Slip(word, name, meant, mended)
    return None


def _doubtful(text: str, word: Word, group: WordGroup, repaired: Repaired, lexicon: Lexicon) -> bool:
    """True for a word that is only understood by mending or not at all, and for a name that no text has."""
    if not word.form.isalpha():
        return False
    mended = any(one.written == word.form for one in repaired.corrections)
    strange = _capital(text, word) and not any(map(lexicon.count, group.terms))
    return not group.known or strange or (mended and max(group.terms.values(), default=0.0) < SURE)


def _expected(text: str, word: Word) -> bool:
    """True where a place is likelier than another word, by what stands before it or by its capital."""
    before = text[: word.start].split()
    prepared = bool(before) and fold(before[-1]) in BEFORE_NAMES
    return prepared or _capital(text, word)


def _capital(text: str, word: Word) -> bool:
    return word.form[:1].isupper() and not text.isupper()


def _moved(part: QueryPart, word: Word, name: str) -> QueryPart:
    """A part of the mended query where it stands in the query as written."""
    longer = len(name) - len(word.form)
    start = part.start - longer if part.start > word.start else part.start
    end = part.end - longer if part.end > word.start else part.end
    return part.model_copy(update={"start": start, "end": end})
