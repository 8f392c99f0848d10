"""A query read: taken apart, its words explained, and places found behind misspelt words."""

from corpus.vocabulary import Vocabulary
from search.lexicon import Lexicon
from search.places import BEFORE_NAMES, PlaceFinder
from search.query import query_words, understand
from search.repair import Repaired, WordGroup, repair
from search.results import Correction, QueryPart, UnderstoodQuery
from search.words import Word, fold, words

SURE = 0.9
"""A word whose reading is as sure as this is no slip."""


def read_query(
    text: str, places: PlaceFinder, lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[UnderstoodQuery, Repaired]:
    """A query taken apart, with its words explained; a word that nothing explains may be a misspelt place."""
    query = understand(text, places, vocabulary)
    repaired = repair(query.topic, lexicon, query_words())
    groups = {group.word.form: group for group in repaired.groups}
    for word in words(query.text):
        group = groups.get(word.form)
        if group is None or not _doubtful(query.text, word, group, repaired, lexicon):
            continue
        name = places.misspelt(query.text, word)
        if name is None or not (_expected(query.text, word) or not group.known or fold(group.best) == fold(name)):
            continue
        mended = understand(query.text[: word.start] + name + query.text[word.end :], places, vocabulary)
        parts = tuple(_moved(part, word, name) for part in mended.parts)
        meant = next((one.label for one in parts if one.kind == "place" and one.start <= word.start < one.end), None)
        if meant is not None:
            repaired = repair(mended.topic, lexicon, query_words())
            corrections = (Correction(written=word.form, meant=meant), *repaired.corrections)
            query = mended.model_copy(update={"text": query.text, "parts": parts})
            return query, Repaired(repaired.groups, corrections, repaired.text)
    return query, repaired


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
