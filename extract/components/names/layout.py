"""Where a name may begin, and a name made from words."""

from collections.abc import Iterator

from extract.candidates import NameCandidate
from extract.components.name_text import name_text
from extract.components.names.ages import DASHES
from extract.words import Words

MAX_WORDS = 32
"""Names of programmes have no more words."""


CONFIDENCE = {
    "label": 0.95,
    "quotes": 0.9,
    "apposition": 0.88,
    "phrase": 0.8,
    "capitals": 0.75,
    "title": 0.7,
    "facility": 0.65,
    "place": 0.62,
    "run": 0.6,
    "mention": 0.5,
    "proper": 0.48,
    "lead": 0.47,
    "heading": 0.45,
    "described": 0.44,
}
"""How sure each way of introduction is: behind a label, quoted behind or before a head word, a phrase with years,
capitalised behind a head word, quoted in a heading, a facility or event whose name is in capitals, a run of capitals,
only quoted, capitalised words, the beginning of an item, a whole heading, a description behind words that announce
it."""


def name_candidate(
    words: Words, first: int, last: int, source: str, head: tuple[int, str] | None
) -> NameCandidate | None:
    """The words `first` up to `last` as a name; `head` is its head word's index and kind. None for an empty one."""
    name = name_text(words, first, last)
    if not name or _is_sum(words, first, last):
        return None
    start, end = words.span(first, last)
    kind_start, kind_end = words.span(head[0], head[0] + 1) if head else (-1, -1)
    return NameCandidate(start, end, CONFIDENCE[source], name, head[1] if head else None, kind_start, kind_end, source)


def _is_sum(words: Words, first: int, last: int) -> bool:
    """Whether the words begin with a sum of money: `391 068,00 zł`."""
    return words.forms[first].isdigit() and not _CURRENCIES.isdisjoint(words.lower[first : min(last, first + _SUM)])


_CURRENCIES = frozenset({"zł", "złotych", "pln", "euro", "eur"})
_SUM = 6
"""Words that a sum and its currency have at most."""


def block_starts(words: Words) -> Iterator[int]:
    """The first word of every block."""
    index, size = 0, len(words)
    while index < size:
        yield index
        index = words.block_bounds(index)[1]


def _decimal(words: Words, index: int) -> bool:
    """Whether digits stand right behind the stop: a time, a date or a sum (`12.00 – 14.00`), no numbering."""
    behind = index + 2
    return behind < len(words) and words.forms[behind][0].isdigit() and words.starts[behind] == words.ends[index + 1]


def in_compound(words: Words, index: int) -> bool:
    """Whether a dash only joins the halves of an adjective, with or without white space: `korekcyjno – edukacyjny`."""
    if words.forms[index] not in DASHES or not 0 < index < len(words) - 1:
        return False
    before, behind = words.lower[index - 1], index + 1
    if words.ends[index - 1] == words.starts[index] and words.ends[index] == words.starts[behind]:
        return words.forms[index - 1].isalpha() and words.forms[behind].isalpha()
    half = len(before) > _HALF and before.endswith("o") and words.tags[index - 1].startswith(("adja", "ign"))
    return half and words.tags[behind].startswith("adj")


_HALF = 3
"""The first half of such an adjective has more letters."""
_NUMERAL, _NUMERALS = 4, frozenset("IVXABCDEFabc")
"""Letters of the longest numeral, and those that numerals are made of."""


def past_numbering(words: Words, index: int) -> int:
    """The first word behind `1.`, `II)`, `III/`, `A.`, a dash or a bullet at the beginning of a block."""
    end = words.block_bounds(index)[1]
    while index < end - 1:
        form = words.forms[index]
        numbered = form.isdigit() or (len(form) <= _NUMERAL and _NUMERALS.issuperset(form))
        if numbered and words.forms[index + 1] in ".)/" and not _decimal(words, index):
            index += 2
        elif form in "-–•*#§.=~>_":
            index += 1
        else:
            break
    return index
