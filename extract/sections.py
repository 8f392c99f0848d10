"""Pages that announce several programmes: sections that each carry a name and values of their own."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.documents import Block, BlockKind
from extract.asides import asides
from extract.candidates import Candidate, DateCandidate, MoneyCandidate, NameCandidate
from extract.columns import split_columns
from extract.components.announcement import generic
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.segments import Named, Segment
from extract.tables import split_tables
from extract.units import likely_units, units
from extract.words import Words

_ENOUGH = -0.5
"""Least score of a name that may stand alone, on a page that is known to announce something."""
_WEAK = 0.45
"""Least score of a name on a page that says it speaks of several programmes."""
_LEADING = 2.0
"""A name of this score in the introduction makes the page one programme's, unless other sections name others surely."""
_LOOSE = frozenset({"facility", "announced", "heading", "mention"})
"""Ways of naming by which an introduction names no programme that a page is about (a gazette's name)."""
_TITLED = -0.3
"""Least score of a heading that names its section."""
_PLACED = 1.0
"""A place that is called by its kind and a name may name a section from this score on."""
_NUMBERING = re.compile(r"\W{0,5}(?:\d{1,2}|[IVX]{1,4}|[A-H])[.)]\s")
_NUMBERED = 3
"""So many numbered headings make a list, in which one fact is proof enough; two where the page has no others."""
_LISTED = 0.6
"""Part of a page's plain headings that must carry facts for the page to be a list of programmes."""
_OWN = 3.5
"""The best name of a page with this score, at the front of the page, is what all its plain headings divide."""
_SURE = frozenset({"label", "quotes", "apposition", "phrase", "capitals"})
_LARGE = frozenset({"project", "programme"})
_BUDGET = frozenset({"total", "grant", "eu", "state", "own"})
_BOARD_WORDS, _BOARD_BLOCKS = 12, 7
_GREETING = 5
"""A page says within so many blocks that it tells of several matters."""
_OPENING = 2
"""A heading is one of several matters where they stand within so many words of it (`Programy i projekty`)."""
_FRONT_BLOCKS = 3
"""A section's name stands in its heading or in so many blocks behind it."""


@dataclass(frozen=True, slots=True)
class _Section:
    start: int
    end: int
    named: Named
    sure: bool
    """Named by more than its heading."""


def split(words: Words, groups: Sequence[Named], facts: Sequence[Candidate]) -> list[Segment]:
    """The programmes of a document with their stretches: one segment for each column of a table of programmes or
    each section with a name and facts of its own, or a single segment for the best group, or none where there is none.

    `facts` are dates and sums, by which a section proves that it speaks of a programme.
    """
    columns = split_columns(words, groups, facts)
    if columns:
        return columns
    rows = split_tables(words, groups, facts)
    if rows and not _leads(groups, rows):
        return rows
    usable = [group for group in groups if group.score >= _ENOUGH and not group.past]
    sections = _sections(words, groups, facts) or _paragraphs(words, groups, facts)
    size, content = len(words.text), content_end(words)
    likely = likely_units(units(words, groups, facts, content), content)
    if len(likely) > max(len(sections), 1):
        sections = [_Section(start, end, named, sure=True) for start, end, named in likely]
    if len(sections) >= 2:
        shared = ((0, sections[0].start), (content, size))
        return [Segment(section.named, ((section.start, section.end),), shared) for section in sections]
    return [Segment(usable[0], ((0, len(words.text)),))] if usable else []


def _leads(groups: Sequence[Named], rows: Sequence[Segment]) -> bool:
    """Whether a project or programme named outside a table's rows makes these parts of it."""
    return any(
        group.score >= _LEADING and not group.past and group.parent < 1.0 and group.kinds & {"project", "programme"}
        for group in groups
        if any(not any(row.holds(mention) for row in rows) for mention in group.mentions)
    )


def content_end(words: Words) -> int:
    """Where the imprint of a page begins, or its end."""
    imprint = next((part.start for part in words.parts if part.kind is BlockKind.IMPRINT), None)
    return len(words.text) if imprint is None else imprint


def _sections(words: Words, groups: Sequence[Named], facts: Sequence[Candidate]) -> list[_Section]:
    """Sections that each name a programme of their own and prove it by facts; neighbours of one name are joined.

    Sections that only their heading names count where most headings of the page are such names: a list of programmes.
    """
    bounds = _bounds(words, groups)
    if bounds and _opens_with_one(groups, facts, bounds[0]):
        bounds.insert(0, 0)
    found: list[_Section] = []
    numbers = sum(bool(_NUMBERING.match(words.text, start)) for start in bounds)
    digest = _is_digest(words)
    numbered = numbers >= _NUMBERED or (numbers > 1 and numbers == len(bounds)) or digest
    plain = proven = 0
    introduction = None
    beside = asides(words)
    for start, end in zip(bounds, [*bounds[1:], content_end(words)], strict=False):
        if beside[words.at(start, end)[0]]:
            continue
        section = _section(words, groups, start, end)
        if section is not None and not section.sure and section.named.score < _TITLED:
            section = None
        strongly = not (numbered or (section is not None and section.sure))
        proves = section is not None and _proves(facts, start, end, strongly=strongly)
        plain += section is None or not section.sure
        if section is None or not proves:
            continue
        introduction = start if introduction is None else introduction
        proven += not section.sure
        if found and found[-1].named is section.named:
            found[-1] = _Section(found[-1].start, end, section.named, found[-1].sure or section.sure)
        elif all(earlier.named is not section.named for earlier in found):
            found.append(section)
    sure = [section for section in found if section.sure]
    if introduction == 0 and len(sure) >= 2:
        return sure
    if introduction is not None and _led(groups, introduction, len(sure)):
        return []
    top = max(groups, key=lambda group: group.score, default=None)
    strong = sum(not section.sure and _proves(facts, section.start, section.end, strongly=True) for section in found)
    if (
        not digest
        and len(sure) <= 1
        and strong < 2
        and found
        and found[0].named is top
        and found[0].sure
        and top.score >= _OWN
    ):
        return []
    listed = proven >= 2 or (proven == 1 and bool(sure))
    return found if listed and (digest or proven / plain >= _LISTED) else sure


def _is_digest(words: Words) -> bool:
    """Whether the page calls itself a newsletter or a bulletin, or says that it has several matters to tell."""
    return _speaks_of_several(words) or any(
        words.blocks[match.first] <= _GREETING or words.kind(match.first) is BlockKind.IMPRINT
        for match in _digests().find(words)
    )


def _opens_with_one(groups: Sequence[Named], facts: Sequence[Candidate], end: int) -> bool:
    """Whether the text before the first heading speaks of a programme that no later part takes up."""
    surely = [
        group
        for group in groups
        if not group.past
        and group.score >= _LEADING
        and group.parent < 1.0
        and any(mention.source in _SURE for mention in group.mentions)
        and all(mention.end <= end for mention in group.mentions)
    ]
    return len(surely) == 1 and _proves(facts, 0, end, strongly=True)


def _paragraphs(words: Words, groups: Sequence[Named], facts: Sequence[Candidate]) -> list[_Section]:
    """Programmes that running text names one after another, each with a budget, a period or both of its own.

    Where the page says that it speaks of several, weaker names and a single fact are enough.
    """
    several = _speaks_of_several(words)
    heads: dict[int, Named] = {}
    for group in sorted(groups, key=lambda group: -group.score):
        mention = _introduction(group, several=several)
        if mention and group.score >= (_WEAK if several else _LEADING) and not group.past and group.parent < 1.0:
            heads.setdefault(words.parts[words.blocks[words.at(mention.start, mention.end)[0]]].start, group)
    starts = sorted(heads)
    found: list[_Section] = []
    for start, end in zip(starts, [*starts[1:], content_end(words)], strict=False):
        if _proves(facts, start, end, strongly=not several):
            found.append(_Section(start, end, heads[start], sure=True))
        elif not several:
            return []
    return found


def _speaks_of_several(words: Words) -> bool:
    """Whether the first blocks announce several programmes (`dwa projekty`, `Programy i projekty`)."""
    for match in _several().find(words):
        if words.blocks[match.first] > _GREETING:
            return False
        opens = words.blocks[match.first] <= 1 and match.first - words.block_bounds(match.first)[0] <= _OPENING
        if match.last - match.first > 1 or (words.kind(match.first) is BlockKind.HEADING and opens):
            return True
    return False


def _introduction(group: Named, *, several: bool) -> NameCandidate | None:
    """The mention that introduces a programme: the first sure one, with its kind unless several are announced."""
    if several:
        ways = _SURE | {"proper", "run", "title", "mention", "lead"}
        return next((mention for mention in group.mentions if mention.source in ways), None)
    kinds = {"project", "programme", None}
    return next((mention for mention in group.mentions if mention.source in _SURE and mention.kind in kinds), None)


def _led(groups: Sequence[Named], start: int, others: int) -> bool:
    """Whether a name of the introduction (before `start`) makes the page its own in spite of the `others` sections."""
    for group in groups:
        own = [mention for mention in group.mentions if mention.source != "heading"]
        if group.past or group.score < _LEADING or not own or group.sources <= _LOOSE:
            continue
        early = any(mention.end <= start for mention in own)
        late = any(mention.start > start for mention in own)
        if early and (late or others < 3):
            return True
    return False


def _bounds(words: Words, groups: Sequence[Named]) -> list[int]:
    """Where sections may begin: headings that name something, boards, and one label that repeats."""
    labels = {mention.start for group in groups for mention in group.mentions if mention.source == "label"}
    labelled = [part for part in words.parts if any(part.start <= label < part.end for label in labels)]
    repeated = Counter(_label(words, part) for part in labelled)
    boards = [part.start for part in words.parts if _is_board(words, part)]
    if len(boards) > 1:
        return boards
    bounds: list[int] = []
    for number, part in enumerate(words.parts):
        if part.kind is BlockKind.IMPRINT:
            break
        first = words.at(part.start, part.end)[0]
        if part.kind is BlockKind.HEADING:
            subtitle = bool(bounds) and bounds[-1] == words.parts[number - 1].start
            if number and not subtitle and first < len(words) and not generic(words, first):
                bounds.append(part.start)
        elif part in labelled and repeated[_label(words, part)] > 1:
            bounds.append(part.start)
    return bounds


def _label(words: Words, part: Block) -> str:
    """The words of a label before its colon or bar."""
    return re.split(r"[:|–]", words.text[part.start : part.end])[0].strip().casefold()


def _is_board(words: Words, part: Block) -> bool:
    """Whether a block opens the board of a grant (`DOFINANSOWANO ZE ŚRODKÓW …`)."""
    first, last = words.at(part.start, part.end)
    return first < last <= first + _BOARD_WORDS and bool(_boards().at(words, first))


def _section(words: Words, groups: Sequence[Named], start: int, end: int) -> _Section | None:
    """The section with the best name at its front, or with its heading's own words."""
    depth = (
        _BOARD_BLOCKS if _is_board(words, next(part for part in words.parts if part.start >= start)) else _FRONT_BLOCKS
    )
    front = [part.end for part in words.parts if start <= part.start < end][:depth]
    reach = front[-1] if front and start else end
    candidates = [
        (mention.confidence + 0.1 * (mention.kind is not None), group, mention)
        for group in groups
        if not group.past and group.parent < 1.0
        for mention in group.mentions
        if start <= mention.start < reach and mention.source != "mention" and _may_name(words, group, mention, start)
    ]
    if not candidates:
        return None
    if _is_board(words, next(part for part in words.parts if part.start >= start)):
        return _board(words, candidates, start, end)
    quoted = [
        item for item in candidates if item[2].source in _SURE | {"title"} and item[2].start < _first_end(words, start)
    ]
    titled = [item for item in candidates if item[2].source == "heading" and item[2].start < _subtitled(words, start)]
    called = [item for item in candidates if item[2].source in _SURE and item[2].kind in _LARGE]
    if titled and called and max(item[1].score for item in called) > max(item[1].score for item in titled):
        titled = []
    headed = [
        item
        for item in candidates
        if not called
        and item[2].source == "heading"
        and item[2].kind in _LARGE
        and item[2].start < _first_end(words, start)
    ]
    _, group, mention = max(quoted or titled or headed or candidates, key=lambda item: item[0])
    return _Section(start, end, group, mention.source in _SURE | {"title", "facility"})


def _board(
    words: Words, candidates: Sequence[tuple[float, Named, NameCandidate]], start: int, end: int
) -> _Section | None:
    """A board names its programme first, in quotation marks or in a line of its own; lines about the fund name none."""
    noise = frozenset(load_rules("names")["board_lines"])
    lines = [
        (mention.source not in {"title", "label", "quotes"}, mention.start, group)
        for _, group, mention in candidates
        if words.keys[words.at(mention.start, mention.end)[0]].isdisjoint(noise)
        and not _is_board(words, words.parts[words.blocks[words.at(mention.start, mention.end)[0]]])
    ]
    named = min(lines, key=lambda line: line[:2], default=None)
    return _Section(start, end, named[2], True) if named else None


def _may_name(words: Words, group: Named, mention: NameCandidate, start: int) -> bool:
    """Whether a mention can name a section: a course, a contest or a meeting only where it stands in its heading."""
    if mention.source in {"facility", "quotes"} and mention.kind == "service" and group.score >= _PLACED:
        return True
    return mention.kind not in {"service", "call", "event"} or mention.start < _first_end(words, start)


def _first_end(words: Words, start: int) -> int:
    """The end of the block that begins at `start`."""
    return next((part.end for part in words.parts if part.start >= start), len(words.text))


def _subtitled(words: Words, start: int) -> int:
    """The end of the heading that begins at `start` where another heading follows at once, else `start`."""
    number = next(number for number, part in enumerate(words.parts) if part.start >= start)
    heads = [part.kind is BlockKind.HEADING for part in words.parts[number : number + 2]]
    return words.parts[number].end if heads == [True, True] else start


def _proves(facts: Sequence[Candidate], start: int, end: int, *, strongly: bool) -> bool:
    """Whether a section has a budget or a period of its own; strongly: two such facts."""
    own = [fact for fact in facts if start <= fact.start < end]
    sums = {fact.role for fact in own if isinstance(fact, MoneyCandidate) and fact.role in _BUDGET}
    period = any(isinstance(fact, DateCandidate) and fact.role in {"period", "edition"} for fact in own)
    return len(sums) + period >= (2 if strongly else 1)


@cache
def _boards() -> Patterns[str]:
    return Patterns((pattern, "board") for pattern in load_rules("names")["boards"])


@cache
def _several() -> Patterns[str]:
    return Patterns((pattern, "several") for pattern in load_rules("names")["several"])


@cache
def _digests() -> Patterns[str]:
    return Patterns((pattern, "digest") for pattern in load_rules("names")["digests"])
