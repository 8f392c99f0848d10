"""Companies that only their legal form shows: `„Dom pod Lipą” sp. z o.o.`, `Med-Opieka S.A.`, `EDUKATOR s.c.`."""

from extract.components.organisations.extent import Surroundings
from extract.components.organisations.lexicon import lexicon
from extract.components.organisations.links import HYPHENS, LEGAL_SPOTS, legal_form
from extract.inflection import nominals
from extract.rules import load_rules
from extract.words import Words

_REACH = 6
"""Words before a legal form that can be the company's name."""
_VERBS = ("fin:", "praet:", "impt:")
_JOINING = HYPHENS | {"&", "+", ".", "i"}


def companies(around: Surroundings) -> dict[int, tuple[int, str]]:
    """For the first word of each company its end and its name as written: beside a legal form names do not inflect."""
    words = around.words
    closing = {quote.outer_last: quote.outer_first for quote in around.quotes.values()}
    found: dict[int, tuple[int, str]] = {}
    for i in LEGAL_SPOTS.places(words):
        end = legal_form(words, i)
        if not i or not end or words.blocks[end - 1] != words.blocks[i - 1]:
            continue
        first = closing[i] if i in closing else _first(around, i)
        first = closing.get(first, first)
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
            or _of_another(words, i)
            or words.tags[i].startswith(_VERBS)
        ):
            break
        first = i
    return first


def _of_another(words: Words, i: int) -> bool:
    """Whether a word is the head of another body (`na zlecenie Urzędu Akademia Plus sp. z o.o.`): it is inflected."""
    if words.lemmas[i] not in lexicon().heads:
        return False
    nouns = [nominal for nominal in nominals(words.forms[i]) if nominal.noun]
    return bool(nouns) and not any("nom" in nominal.cases for nominal in nouns)
