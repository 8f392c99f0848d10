"""A programme as passages: its record in one, then its part of each document in windows of 80 to 160 words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import BlockKind, Document
from corpus.programmes import Programme
from corpus.vocabulary import Term, Vocabulary
from search.entries import Entry
from search.words import count, words

SHORTEST, LONGEST = 80, 160
"""Words of a window."""
MOST_PASSAGES = 200
"""Windows of one programme; a longer text repeats itself."""
_BACKWARDS = 2.0
"""Text after a value belongs to its programme twice as readily as text before it."""
_SENTENCE = re.compile(r"(?<=[.!?…;:])\s+(?=[^\sa-ząćęłńóśźż])|\n+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch `text` of a document at `start:end`."""

    document: str
    start: int
    end: int
    text: str


def record_text(
    programme: Programme, vocabulary: Vocabulary, titles: Sequence[str] = (), *, labelled: bool = True
) -> str:
    """The record in words: what it is called, what it is, where, for whom, what it gives, who runs and pays it.

    `titles` are those of its documents. Where support is not `labelled`, it stands in the text's own words alone: a
    label like `wyjazdy i kolonie` says more than is given.
    """
    place = programme.municipality
    parts = [programme.name.value, *titles]
    if programme.kind:
        parts.append(_label(vocabulary.kinds, programme.kind.value))
    if place:
        parts.append(" ".join(filter(None, (place.name, place.district, place.voivodeship))))
    for group in programme.target_groups:
        parts += [_label(vocabulary.target_groups, group.code), group.text]
    for activity in programme.activities:
        parts += [_label(vocabulary.activities, activity.code) if labelled else "", activity.text]
    parts += [part for event in programme.events for part in (event.name, event.place) if part]
    parts += [organisation.name for organisation in programme.organisations]
    for fund in programme.funding:
        parts += [_label(vocabulary.funds, fund.code), fund.name or "", fund.programme or ""]
    if programme.part_of:
        parts.append(programme.part_of.value)
    return ". ".join(dict.fromkeys(filter(None, parts)))


def text_passages(entry: Entry, siblings: Sequence[Programme] = ()) -> list[Passage]:
    """The windows of the documents' text that tell of this programme, in reading order."""
    others = [other for other in (*entry.siblings, *siblings) if other.id != entry.programme.id]
    found: list[Passage] = []
    for document in entry.documents:
        own = evidence_spans(entry.programme, document.id)
        foreign = [
            span for other in others if document.id in other.documents for span in evidence_spans(other, document.id)
        ]
        found += _windows(document, _own_parts(document, own, foreign))
    return found[:MOST_PASSAGES]


def own_titles(entry: Entry, siblings: Sequence[Programme] = ()) -> list[str]:
    """Titles of the documents that tell of this programme alone."""
    shared = {
        document
        for other in (*entry.siblings, *siblings)
        if other.id != entry.programme.id
        for document in other.documents
    }
    return [document.title for document in entry.documents if document.title and document.id not in shared]


def evidence_spans(programme: Programme, document: str) -> list[Span]:
    """Where the programme's values stand in one document."""
    alone = programme.documents == (document,)
    return sorted(
        {
            (proof.start, proof.end)
            for value in programme.values()
            for proof in (value.evidence, *value.also)
            if proof.document == document or (proof.document is None and (alone or document == programme.documents[0]))
        }
    )


def content_parts(document: Document) -> list[Span]:
    """Blocks of content (no imprint); lines where the document has no structure."""
    if document.blocks:
        return [(block.start, block.end) for block in document.blocks if block.kind is not BlockKind.IMPRINT]
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", document.text)]


def _own_parts(document: Document, own: Sequence[Span], foreign: Sequence[Span]) -> list[Span]:
    parts = content_parts(document)
    if not foreign:
        return parts
    return [part for part in parts if _distance(part, own) <= _distance(part, foreign)]


def _distance(part: Span, spans: Sequence[Span]) -> float:
    """Characters between a part and the nearest span; what stands after it counts double."""
    start, end = part
    return min(
        (
            0.0 if low < end and high > start else float(start - high) if high <= start else (low - end) * _BACKWARDS
            for low, high in spans
        ),
        default=float("inf"),
    )


def _windows(document: Document, parts: Sequence[Span]) -> Iterator[Passage]:
    """Sentences gathered until a window is long enough; text that belongs to somebody else closes it."""
    text = document.text
    start = end = held = 0
    for low, high, size in _sentences(text, parts):
        apart = held and (count(text[end:low]) or held + size > LONGEST)
        if apart or (held >= SHORTEST and "\n" in text[end:low]):
            yield Passage(document.id, start, end, text[start:end])
            held = 0
        if not held:
            start = low
        end, held = high, held + size
    if held:
        yield Passage(document.id, start, end, text[start:end])


def _sentences(text: str, parts: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of words of each sentence."""
    for start, end in parts:
        low = start
        for match in _SENTENCE.finditer(text, start, end):
            if match.start() > low:
                yield low, match.start(), count(text[low : match.start()])
            low = match.end()
        if low < end:
            yield from _pieces(text, low, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A sentence without end (a table, a list without stops) is cut by words."""
    size = count(text[start:end])
    if size <= LONGEST:
        if size or text[start:end].strip():
            yield start, end, size
        return
    spots = [start + word.start for word in words(text[start:end])]
    cuts = [start, *spots[LONGEST::LONGEST], end]
    for low, high in pairwise(cuts):
        if text[low:high].strip():
            yield low, high, count(text[low:high])


def _label(terms: Mapping[str, Term], code: str) -> str:
    return terms[code].pl if code in terms else code
