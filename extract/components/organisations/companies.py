"""Companies that only their legal form shows: `„Dom pod Lipą” sp. z o.o.`, `Med-Opieka S.A.`, `EDUKATOR s.c.`."""

from extract.components.organisations.extent import Surroundings
from extract.components.organisations.links import HYPHENS, legal_form
from extract.rules import load_rules

_REACH = 6
"""Words before a legal form that can be the company's name."""
_VERBS = ("fin:", "praet:", "impt:")
_JOINING = HYPHENS | {"&", "+", ".", "i"}


def companies(around: Surroundings) -> dict[int, tuple[int, str]]:
    """For the first word of each company its end and its name as written: beside a legal form names do not inflect."""
    words = around.words
    closing = {quote.outer_last: quote.outer_first for quote in around.quotes.values()}
    found: dict[int, tuple[int, str]] = {}
    for i in range(1, len(words)):
        end = legal_form(words, i)
        if not end or words.blocks[end - 1] != words.blocks[i - 1]:
            continue
        first = closing[i] if i in closing else _first(around, i)
        if first < i:
            start, stop = words.span(first, end)
            found[first] = end, " ".join(words.text[start:stop].split())
    return found


def _first(around: Surroundings, form: int) -> int:
    """Where the capitalised words before a legal form begin."""
    words = around.words
    labels: list[str] = load_rules("organisations")["labels"]
    first = i = form
    while i > max(0, form - _REACH) and words.blocks[i - 1] == words.blocks[form] and i - 1 not in around.marks:
        i -= 1
        if words.forms[i] in _JOINING:
            continue
        if (
            not (words.forms[i][:1].isupper() or words.forms[i].isdigit())
            or words.lemmas[i] in labels
            or words.tags[i].startswith(_VERBS)
        ):
            break
        first = i
    return first
