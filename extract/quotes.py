"""Quoted stretches of Polish text: quotation marks of every kind, nested, lost or mixed."""

from corpus.values import value
from extract.spotting import Spots
from extract.words import Words

_PAIRS = {"„": '”“"»«', "“": '”"', "”": '”"', '"': '"”“', "«": "»", "»": "«", "‚": "’'‘", "‘": "’'", ",,": "”\"''“"}
"""Opening mark and the marks seen to close it."""
_OUTER_SINGLE = frozenset({"'"})
_MAX_WORDS = 34
"""Names of programmes are shorter than this; a longer quotation is speech, or its closing mark was lost."""


@value
class Quote:
    """Words `first` up to `last` stand between marks; `outer_first`/`outer_last` take the marks in."""

    first: int
    last: int
    outer_first: int
    outer_last: int


def find_quotes(words: Words) -> list[Quote]:
    """Every quotation that opens and closes in one block, outermost ones with those inside them, in order."""
    known: list[Quote] | None = words.notes.get(find_quotes)
    if known is None:
        known = words.notes[find_quotes] = _quotes(words)
    return known.copy()


def _quotes(words: Words) -> list[Quote]:
    found = []
    floor = 0
    for index in _MARKS.places(words):
        if index < floor:
            continue
        mark, inner = _opening(words, index)
        last = _closing(words, inner, mark) if mark is not None else None
        if last is None:
            continue
        closed = last + (2 if words.forms[last] == "'" and _follows(words, last, "'") else 1)
        found.append(Quote(inner, last, index, closed))
        floor = inner
    return found


_MARKS = Spots(lambda form: form == "," or form in _PAIRS)


def _opening(words: Words, index: int) -> tuple[str | None, int]:
    form = words.forms[index]
    if form == "," and _follows(words, index, ","):
        return (",,", index + 2) if index + 2 < len(words) else (None, index)
    if form not in _PAIRS:
        return None, index
    if form in '"”«»“' and not _opens(words, index):
        return None, index
    return form, index + 1


def _opens(words: Words, index: int) -> bool:
    """A mark that may open or close opens where a space or a bracket stands before it and a word right behind it."""
    start, end = words.starts[index], words.ends[index]
    before = words.text[start - 1] if start else " "
    after = words.text[end : end + 1]
    return (before.isspace() or before in "([/-–—|:") and bool(after) and not after.isspace()


def _closing(words: Words, first: int, mark: str) -> int | None:
    closers = _PAIRS[mark]
    depth = 0
    block = words.blocks[first] if first < len(words) else -1
    for index in range(first, min(first + _MAX_WORDS, len(words))):
        if words.blocks[index] != block:
            return None
        form = words.forms[index]
        if index > first and form in closers and not (form in '"”“«»' and _opens(words, index)):
            if not depth:
                return index
            depth -= 1
        elif form == "„" or (form in '"«»”' and _opens(words, index)):
            depth += 1
    return None


def _follows(words: Words, index: int, form: str) -> bool:
    """Whether the same mark stands right behind, without a space."""
    behind = index + 1
    return behind < len(words) and words.forms[behind] == form and words.starts[behind] == words.ends[index]
