"""A short name for what happens on a date, in the text's own words."""

from corpus.documents import BlockKind
from extract.date_expressions import DateExpression
from extract.rules import load_rules
from extract.words import Words

LONGEST = 8
"""Words of a label at most."""
_ENDS = frozenset(".!?;:|()•–—-")
_FUNCTION = frozenset(
    {
        "i",
        "w",
        "we",
        "na",
        "z",
        "ze",
        "o",
        "do",
        "dla",
        "od",
        "oraz",
        "a",
        "pod",
        "po",
        "za",
        "przy",
        "się",
        "r",
        "godz",
        "to",
    }
)


def label_of(words: Words, expression: DateExpression) -> str | None:
    """The wording beside the date that names its event, or None where the text has none."""
    start, stop = words.block_bounds(expression.first)
    if words.kind(expression.first) is BlockKind.ROW:
        return _cells(words, expression, start, stop) or _noun(words, expression)
    start = words.sentence_bounds(expression.first)[0]
    ahead = words.forms[start : expression.first]
    if ":" in ahead[-2:] and len(ahead) <= LONGEST + 3:
        return _clean(words, start, expression.first - 1)
    short_start = expression.first - start <= 2
    if short_start and expression.last < stop and words.forms[expression.last] in {"–", "-", "—", ":", ","}:
        return _run(words, expression.last + 1, stop)
    return _noun(words, expression) or (_run(words, expression.last, stop) if short_start else None)


def _cells(words: Words, expression: DateExpression, start: int, stop: int) -> str | None:
    """The longest cell of the row that holds letters and not the date."""
    cells: list[tuple[int, int]] = []
    begin = start
    for place in range(start, stop + 1):
        if place == stop or words.forms[place] == "|":
            cells.append((begin, place))
            begin = place + 1
    own = next((cell for cell in cells if cell[0] <= expression.first < cell[1]), None)
    others = [
        cell for cell in cells if cell != own and any(form[0].isalpha() for form in words.forms[cell[0] : cell[1]])
    ]
    if not others:
        return _run(words, expression.last, stop)
    first = max(others, key=lambda cell: (cell[1] - cell[0], -cell[0]))
    return _clean(words, *first)


def _noun(words: Words, expression: DateExpression) -> str | None:
    """The nearest noun of a happening in the sentence, with the words that belong to it."""
    nouns: set[str] = set(load_rules("date_labels")["happenings"])
    begin, end = words.sentence_bounds(expression.first)
    found = [
        place
        for place in range(begin, end)
        if words.lemmas[place] in nouns and not (words.lower[place] == "terminie" and words.lower[place - 1] == "w")
    ]
    if not found:
        return None
    place = min(found, key=lambda index: min(abs(index - expression.first), abs(index - expression.last)))
    last = place + 1
    while last < end and last - place < 5 and _belongs(words, last, place):
        last += 1
    while last > place + 1 and words.lower[last - 1] in _FUNCTION:
        last -= 1
    return _clean(words, place, last)


def _belongs(words: Words, index: int, head: int) -> bool:
    tag = words.tags[index]
    if words.forms[index] in '„”"«»':
        return True
    if not words.forms[index][0].isalpha():
        return False
    return tag.startswith(("adj", "subst:sg:gen", "subst:pl:gen", "ger")) or (
        index == head + 1 and words.lower[index] == "dla"
    )


def _run(words: Words, first: int, stop: int) -> str | None:
    last = first
    while last < stop and last - first < LONGEST and words.forms[last] not in _ENDS and words.forms[last] != ",":
        last += 1
    return _clean(words, first, last)


def _clean(words: Words, first: int, last: int) -> str | None:
    """The words without dangling punctuation and numbering, at most `LONGEST`."""
    while first < last and (not words.forms[first][0].isalpha() and words.forms[first] not in '„"'):
        first += 1
    last = min(last, first + LONGEST)
    while last > first and (words.lower[last - 1] in _FUNCTION or words.forms[last - 1] in ".,;:–-—|(/"):
        last -= 1
    if last <= first:
        return None
    start, end = words.span(first, last)
    return " ".join(words.text[start:end].replace("\u00ad", "").split())
