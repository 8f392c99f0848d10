"""Pages that announce several programmes: tables, boards, or stretches that each announce one of their own."""

from collections.abc import Sequence

from corpus.documents import BlockKind
from extract.boards import boards
from extract.candidates import Candidate
from extract.columns import split_columns
from extract.facts import Facts
from extract.joined import joined, own_stretches
from extract.segments import Named, Segment
from extract.several import may_be_several
from extract.tables import split_tables
from extract.units import likely_units, title_starts
from extract.words import Words

_ENOUGH = -0.5
"""Least score of a name that may stand alone, on a page that is known to announce something."""
_LEADING, _FRAMEWORK = 2.0, 1.0
"""A name of this score outside a table makes its rows parts of what it names, unless the text calls it a framework."""


def split(words: Words, groups: Sequence[Named], facts: Facts) -> list[Segment]:
    """The programmes of a document with their stretches: one segment for each column or row of a table of programmes,
    each board or each stretch that announces one, or a single segment for the best group, or none where there is none.
    """
    proofs: list[Candidate] = [*facts.dates, *facts.money]
    columns = split_columns(words, groups, proofs)
    if columns:
        return columns
    rows = split_tables(words, groups, proofs)
    if rows and not _leads(groups, rows):
        return rows
    size, content = len(words.text), content_end(words)
    parts = boards(words, groups, content)
    if not parts and may_be_several(words, facts, groups, len(title_starts(words, content))):
        parts = likely_units(words, facts, groups, content)
    if parts:
        shared = ((0, parts[0][0]), (content, size))
        return [Segment(named, ((start, end),), shared) for start, end, named in parts]
    named = joined(words, groups, content)
    if named:
        return _side_by_side(words, named, content)
    usable = next((group for group in groups if group.score >= _ENOUGH and not group.past), None)
    return [Segment(usable, ((0, size),))] if usable is not None else []


def _side_by_side(words: Words, named: Sequence[Named], content: int) -> list[Segment]:
    """Names that one sentence sets side by side, each with what is said of it; all else is said of all of them."""
    found = []
    for one in named:
        spans = own_stretches(words, one, [other for other in named if other is not one], content)
        edges = [0, *(edge for span in spans for edge in span), len(words.text)]
        shared = tuple((start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)
        found.append(Segment(one, spans, shared))
    return found


def _leads(groups: Sequence[Named], rows: Sequence[Segment]) -> bool:
    """Whether a project or programme named outside a table's rows makes these parts of it."""
    return any(
        group.score >= _LEADING
        and not group.past
        and group.parent < _FRAMEWORK
        and group.kinds & {"project", "programme"}
        for group in groups
        if any(not any(row.holds(mention) for row in rows) for mention in group.mentions)
    )


def content_end(words: Words) -> int:
    """Where the imprint of a page begins, or its end."""
    imprint = next((part.start for part in words.parts if part.kind is BlockKind.IMPRINT), None)
    return len(words.text) if imprint is None else imprint
