"""Words of a text with their offsets, and forms without Polish letters."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:\+(?!\w))?|\d+")
_FOLD = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_SOFT_HYPHEN = "\u00ad"


class Word(NamedTuple):
    """A word `text[start:end]`; a sign like the one of `EFS+` belongs to it."""

    form: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words and numbers of a text in order."""
    for match in _WORD.finditer(text):
        yield Word(match.group(), match.start(), match.end())


def forms(text: str) -> list[str]:
    """The words and numbers of a text as written, without soft hyphens."""
    return _WORD.findall(text.replace(_SOFT_HYPHEN, ""))


def count(text: str) -> int:
    """How many words and numbers a text has."""
    return len(_WORD.findall(text))


def fold(text: str) -> str:
    """Lower case without Polish letters: what people type who do not bother with them."""
    return text.casefold().translate(_FOLD)


def is_plain(text: str) -> bool:
    """True where a text has no Polish letter at all."""
    return text.translate(_FOLD) == text
