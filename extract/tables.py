"""Tables that list programmes, one a row or one a column: which cells name them, and where the values of each stand.

A table lists programmes where a cell of its first row or of its first column says that names stand below or beside it
(`Tytuł zadania`, `Nazwa programu`) and at least two of those names have a sum or a term in their own row or column.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.documents import BlockKind
from extract.candidates import Candidate, DateCandidate, MoneyCandidate, NameCandidate
from extract.components.names.layout import name_candidate, past_numbering
from extract.components.names.lexicon import leading_head
from extract.grouping import same_name, tokens_of
from extract.patterns import Patterns
from extract.quotes import find_quotes
from extract.rules import load_rules
from extract.segments import Named, Segment
from extract.words import Words

_LEAST = 2
"""So many programmes make a table one of programmes."""
_BOTH = 0.5
"""Part of the rows beside bodies that tell both a budget and a term; rows that only share out the money of one
programme give no terms of their own."""
_CALLED = 2.0
"""A call of this score asks for offers; without bodies the rows of its tables are what it asks for."""
_LONGEST = 14
"""A cell of more words tells of its programme behind the name; the name ends before its first dash or stop."""
_LABEL = 6
"""A label over names has at most so many words."""
_BUDGET = frozenset({"total", "grant", "eu", "state", "own"})
_TERMS = frozenset({"period", "edition"})
_NOTHING = re.compile(r"0(?:[.,]0+)?(?!\d|[.,]\d)(?:\s*(?:zł|PLN))?")
_QUOTED = frozenset({"label", "quotes", "apposition", "title", "mention", "facility", "phrase"})
Cell = tuple[int, int]
"""Words (first, last+1) of a cell; empty where they are the same."""
Row = tuple[Cell, ...]


def split_tables(words: Words, groups: Sequence[Named], facts: Sequence[Candidate]) -> list[Segment]:
    """One segment for each programme of the page's tables that list programmes, none where no table does."""
    found: list[Segment] = []
    for table in tables(words):
        found += _by_rows(words, groups, facts, table) or _by_columns(words, groups, facts, table)
    if len(found) < _LEAST:
        return []
    own = sorted(span for segment in found for span in segment.spans)
    ends = [0, *(end for _, end in own)]
    starts = [*(start for start, _ in own), len(words.text)]
    shared = tuple((end, start) for end, start in zip(ends, starts, strict=True) if end < start)
    return [Segment(segment.named, segment.spans, shared) for segment in found]


def tables(words: Words) -> Iterator[list[Row]]:
    """Runs of neighbouring rows: the words of each cell. A row need not be as wide as the others."""
    rows: list[Row] = []
    position = 0
    while position < len(words):
        end = words.block_bounds(position)[1]
        if words.kind(position) is BlockKind.ROW:
            rows.append(cells_of(words, position, end))
        elif rows:
            yield rows
            rows = []
        position = end
    if rows:
        yield rows


def cells_of(words: Words, start: int, stop: int) -> Row:
    """The cells of the row whose words are `start` up to `stop`."""
    cells, begin = [], start
    for place in range(start, stop):
        if words.forms[place] == "|":
            cells.append((begin, place))
            begin = place + 1
    return (*cells, (begin, stop))


def tells_budget(fact: Candidate) -> bool:
    """Whether a fact is a sum of a programme's budget."""
    return isinstance(fact, MoneyCandidate) and fact.role in _BUDGET


def tells_term(fact: Candidate) -> bool:
    """Whether a fact says when a programme runs."""
    return isinstance(fact, DateCandidate) and fact.role in _TERMS


def _by_rows(words: Words, groups: Sequence[Named], facts: Sequence[Candidate], table: Sequence[Row]) -> list[Segment]:
    """A table whose first row has a label of names: every further row of its width with a name is one programme."""
    if len(table) <= _LEAST:
        return []
    header = table[0]
    called = any(group.kinds == {"call"} and group.score >= _CALLED for group in groups)
    shares = any(_labels_bodies(words, cell) for cell in header)
    if called and not shares:
        return []
    column = next((k for k, cell in enumerate(header) if _labels_names(words, cell)), None)
    if column is None or len(header) < _LEAST or (column == 0 and _labelled_down(words, table)):
        return []
    found = []
    for row in table[1:]:
        if len(row) != len(header) or _refused(words, row):
            continue
        span = words.span(row[0][0], max(row[-1][1], row[0][0] + 1))
        named = _named(words, groups, row[column], header[column])
        if named:
            found.append(Segment(named, (span,)))
    return _proven(facts, _with_references(words, found), _BOTH if shares else 0.0)


def _labelled_down(words: Words, table: Sequence[Row]) -> bool:
    """Whether the first column holds labels of values (`Termin`, `Dla kogo`) rather than the first row."""
    down = [row[0] for row in table[1:]]
    return labels_values(words, down) > labels_values(words, table[0][1:])


def labels_values(words: Words, cells: Sequence[Cell]) -> float:
    """The part of the cells that are labels of values."""
    others = frozenset(load_rules("names")["other_labels"])
    labels = sum(
        words.speak_of(others, first, min(first + _LABEL, last)) for first, last in cells if last - first <= _LABEL
    )
    return labels / max(len(cells), 1)


def _by_columns(
    words: Words, groups: Sequence[Named], facts: Sequence[Candidate], table: Sequence[Row]
) -> list[Segment]:
    """A table with a label of names in its first column: every further cell of that row heads a programme's column."""
    number = next((n for n, row in enumerate(table) if len(row) > _LEAST and _labels_names(words, row[0])), None)
    if number is None:
        return []
    naming = table[number]
    rows = [row for row in table[number:] if len(row) == len(naming)]
    found = []
    for column in range(1, len(naming)):
        cells = [row[column] for row in rows if row[column][0] < row[column][1]]
        spans = tuple(words.span(*cell) for cell in cells)
        named = _named(words, groups, naming[column], naming[0])
        if named and len(spans) > 1:
            found.append(Segment(named, spans))
    return _proven(facts, found, 0.0)


def _labels_names(words: Words, cell: Cell) -> bool:
    """Whether a cell is a label of programmes' names, and of no bodies' or goods' names."""
    first, last = cell
    if not 0 < last - first <= _LABEL:
        return False
    others = frozenset(load_rules("names")["other_labels"])
    if words.speak_of(others, first, last):
        return False
    return any(match.last <= last for match in _labels().at(words, first))


def _labels_bodies(words: Words, cell: Cell) -> bool:
    """Whether a cell is a label of bodies: those that got something."""
    bodies = frozenset(load_rules("names")["body_labels"])
    return words.speak_of(bodies, *cell)


def _named(words: Words, groups: Sequence[Named], cell: Cell, label: Cell) -> Named | None:
    """The programme that a cell names: what it quotes first, else its words before it tells."""
    first, last = past_numbering(words, cell[0]) if cell[0] < cell[1] else cell[0], cell[1]
    if first >= last or not any(words.forms[i][:1].isalpha() for i in range(first, last)):
        return None
    own = leading_head(words, first, last) or _label_head(words, label)
    candidate = _known(words, groups, first, last)
    if candidate is None:
        candidate = name_candidate(words, first, _told(words, first, last), "label", own)
    if candidate is None:
        return None
    tokens = tokens_of(words, candidate)
    group = next((group for group in groups if same_name(group.tokens, tokens)), None)
    others = [mention for mention in group.mentions if mention.start != candidate.start] if group else []
    return Named([candidate, *(one for one in others if one.confidence < candidate.confidence)], tokens, 0.0)


def _known(words: Words, groups: Sequence[Named], first: int, last: int) -> NameCandidate | None:
    """The name that the cell begins with as other components found it: a quotation, a facility with its kind."""
    start, end = words.span(first, last)
    reach = words.starts[min(first + 5, last - 1)]
    inside = [
        mention
        for group in groups
        for mention in group.mentions
        if start <= mention.start <= reach and mention.end <= end and mention.source in _QUOTED
    ]
    quotes = [quote for quote in find_quotes(words) if first <= quote.outer_first < quote.outer_last <= last]
    opening = next((quote for quote in quotes if quote.outer_first <= first + 4), None)
    if opening is None or not inside:
        return None
    return min(inside, key=lambda mention: (mention.start, -mention.confidence, -mention.end))


def _told(words: Words, first: int, last: int) -> int:
    """Where a name that is not quoted ends: the whole cell, or before the dash or stop behind which it tells."""
    if last - first <= _LONGEST:
        return last
    ends = (i for i in range(first + 1, last) if words.forms[i] in "–—:;(." or words.forms[i] == "-")
    return next(ends, min(last, first + _LONGEST))


def _label_head(words: Words, label: Cell) -> tuple[int, str] | None:
    heads = (leading_head(words, i, i + 1) for i in range(*label))
    return next((head for head in heads if head), None)


def _refused(words: Words, row: Row) -> bool:
    """Whether a row says that nothing was granted, or sums up the others."""
    refused = frozenset(load_rules("names")["refused_rows"])
    texts = [words.text[slice(*words.span(*cell))].strip() for cell in row if cell[0] < cell[1]]
    if any(_NOTHING.match(text) for text in texts):
        return True
    opening = next((first for first, last in row if first < last), None)
    if opening is not None and not words.keys[opening].isdisjoint(load_rules("names")["sum_rows"]):
        return True
    return any(words.speak_of(refused, *cell) for cell in row)


def _proven(facts: Sequence[Candidate], found: Sequence[Segment], both: float) -> list[Segment]:
    """The segments that tell a budget or a term, if `both` of all (a part) tell the two of them."""
    told = [_told_of(facts, segment) for segment in found]
    if not found or sum(count == 2 for count in told) < both * len(found):
        return []
    proven = [segment for segment, count in zip(found, told, strict=True) if count]
    return proven if len(proven) >= _LEAST else []


def _told_of(facts: Sequence[Candidate], segment: Segment) -> int:
    """How much of a budget and a term the segment tells: 0, 1 or 2."""
    own = [fact for fact in facts if segment.holds(fact)]
    return any(tells_budget(fact) for fact in own) + any(tells_term(fact) for fact in own)


def _with_references(words: Words, found: Sequence[Segment]) -> list[Segment]:
    """The segments with the blocks behind their table that speak of one of them by its number (`Zadanie nr 2 – …`)."""
    behind = max((end for segment in found for _, end in segment.spans), default=0)
    further: dict[int, list[tuple[int, int]]] = {}
    for part in words.parts:
        match = _reference().match(words.text, part.start, part.end) if part.start > behind else None
        if match and 1 <= int(match.group(1)) <= len(found):
            further.setdefault(int(match.group(1)) - 1, []).append((part.start, part.end))
    return [Segment(one.named, (*one.spans, *further.get(number, ()))) for number, one in enumerate(found)]


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(
        r"\W{0,3}(?:zadani[ea]|projekt|program|ofert[ay]|poz(?:ycj[ai]|\.)?|l\.?p\.?|ad\.?)\s*(?:nr\s*)?(\d{1,2})\b",
        re.IGNORECASE,
    )


@cache
def _labels() -> Patterns[str]:
    return Patterns((pattern, "label") for pattern in load_rules("names")["table_labels"])
