"""Programmes that are the columns of one table: names in one of its first rows, values of each below."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.documents import BlockKind
from extract.candidates import Candidate, NameCandidate
from extract.components.names.layout import name_candidate
from extract.grouping import same_name, tokens_of
from extract.name_signs import is_part
from extract.segments import Named, Segment
from extract.tables import Cell, Row, cells_of, labels_values, tells_budget, tells_term
from extract.words import Words

_LEAST_ROWS, _MOST_COLUMNS = 3, 6
_NAMING_ROWS = 2
"""The names stand in one of so many rows."""
_LABELLED, _LEAST_SAID = 0.4, 2
"""The part of the first column's cells that are labels of values, and words of a name that nothing introduces."""
_QUOTED = frozenset({"label", "quotes", "apposition", "title", "mention"})


def split_columns(words: Words, groups: Sequence[Named], facts: Sequence[Candidate]) -> list[Segment]:
    """One segment for each column where the columns of a table are programmes, else none.

    Every column but the first needs a name (quoted, or with its edition) and a sum or a period below it. Other words
    name a programme where nothing labels them, labels of values stand below in the first column, and each column tells
    a sum and a period.
    """
    for table in _tables(words):
        for number, row in enumerate(table[:_NAMING_ROWS]):
            named = [_named(words, groups, cell) for cell in row[1:]]
            plain = None in named and _is_corner(words, table[number:])
            if plain:
                named = [one or _plain(words, groups, cell) for one, cell in zip(named, row[1:], strict=True)]
            found = [one for one in named if one is not None]
            if len(found) < len(named) or len({one.best.name for one in found}) < len(found):
                continue
            columns = [_spans(words, table[number:], k) for k in range(1, len(row))]
            if all(_proves(facts, spans[1:], both=plain) for spans in columns):
                start, end = words.starts[table[0][0][0]], words.ends[max(table[-1][-1][1] - 1, 0)]
                shared = ((0, start), (end, len(words.text)))
                return [Segment(one, spans, shared) for one, spans in zip(found, columns, strict=True)]
    return []


def _spans(words: Words, rows: Sequence[Row], column: int) -> tuple[tuple[int, int], ...]:
    """The characters of a column's cells that are not empty."""
    return tuple(words.span(*row[column]) for row in rows if row[column][0] < row[column][1])


def _tables(words: Words) -> Iterator[tuple[Row, ...]]:
    """Runs of rows of one width, at least two columns of values beside the labels: the words of each cell."""
    rows: list[Row] = []
    position = 0
    while position <= len(words):
        cells = None
        end = len(words) + 1
        if position < len(words):
            end = words.block_bounds(position)[1]
            cells = cells_of(words, position, end) if words.kind(position) is BlockKind.ROW else None
        if rows and (cells is None or len(cells) != len(rows[0])):
            if len(rows) >= _LEAST_ROWS and 2 < len(rows[0]) <= _MOST_COLUMNS:
                yield tuple(rows)
            rows = []
        if cells is not None:
            rows.append(cells)
        position = end


def _named(words: Words, groups: Sequence[Named], cell: Cell) -> Named | None:
    """The programme that a cell names: a quotation, words with an edition, or an edition of the page's best name."""
    first, last = cell
    if first >= last:
        return None
    start, end = words.span(first, last)
    edition = _edition(words, first, last)
    quoted = [
        (group, mention)
        for group in groups
        for mention in group.mentions
        if start <= mention.start and mention.end <= end and mention.source in _QUOTED
    ]
    if quoted:
        group, mention = max(quoted, key=lambda one: (one[1].confidence, len(one[1].name)))
        return Named([mention], group.tokens, group.score)
    if edition is None:
        return None
    if edition > first:
        whole = name_candidate(words, first, last, "label", None)
        return Named([whole], [], groups[0].score) if whole and groups else None
    best = next((group for group in groups if not group.past), None)
    part = name_candidate(words, first, last, "label", None)
    if best is None or part is None:
        return None
    return Named([_of(best.best, part)], best.tokens, best.score)


def _is_corner(words: Words, rows: Sequence[Row]) -> bool:
    """Whether the first cell says nothing and those below it are mostly labels of values."""
    first, last = rows[0][0]
    if any(form.isalpha() for form in words.forms[first:last]):
        return False
    return labels_values(words, [row[0] for row in rows[1:]]) >= _LABELLED


def _plain(words: Words, groups: Sequence[Named], cell: Cell) -> Named | None:
    """The programme that the words of a cell name by themselves."""
    first, last = cell
    said = sum(words.forms[i].isalpha() for i in range(first, last))
    if said < _LEAST_SAID or is_part(words, first, last):
        return None
    whole = name_candidate(words, first, last, "label", None)
    if whole is None:
        return None
    tokens = tokens_of(words, whole)
    known = next((group for group in groups if same_name(group.tokens, tokens)), None)
    return Named([whole], tokens, known.score if known else 0.0)


def _of(name: NameCandidate, edition: NameCandidate) -> NameCandidate:
    """An edition as a name: that of its programme with the words of the cell."""
    return replace(edition, name=f"{name.name} – {edition.name[:1].lower()}{edition.name[1:]}", kind=name.kind)


def _edition(words: Words, first: int, last: int) -> int | None:
    """The word `edycja` that a number follows or stands before, where the cell has one."""
    return next((i for i in range(first, last) if "edycja" in words.keys[i] and last - first > 1), None)


def _proves(facts: Sequence[Candidate], spans: Sequence[tuple[int, int]], *, both: bool) -> bool:
    """Whether a budget or a period stands in one of the spans, or both of them."""
    own = [fact for fact in facts if any(start <= fact.start < end for start, end in spans)]
    told = any(tells_budget(fact) for fact in own) + any(tells_term(fact) for fact in own)
    return told > both
