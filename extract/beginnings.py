"""How matches of a regular expression over words can begin: most expressions need no search for want of such a word.

A search tries an expression at every letter, microseconds a sentence; to see that none of a sentence's words begins
as a match must costs a tenth of that. Where a beginning cannot be told (`\\S*`, `.*`) every text is searched.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, reduce
from operator import or_
from typing import Generic, NamedTuple, TypeVar

LETTERS = 5
"""Letters of a word that are compared."""
_MOST = 1_000
"""Beginnings of one expression; one that has more is always searched."""
_REMEMBERED = 10_000
_REMEMBERED_CHOICES = 2_000
_ITEM = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<or>\|)|(?P<edge>[\^$]|\\[bZA])"
    r"|(?P<class>\[\^?\]?[^\]]*\]|\.|\\[a-zA-Z])|\\(?P<escaped>[^\w])|(?P<literal>[^\\()\[\]|?*+{}])"
)
_LISTED = re.compile(r"\[-?[^\]^\\-]+\]")
"""A class that lists its letters."""
_SKIPPED = re.compile(r"(?:\(\?:(?:[^()|\\]|\\.)* \)(?:[?*]|\{\d*(?:,\d*)?\})?)+")
"""Words at the head of an expression that end with a space (`(?:\\S+ ){0,4}`): what follows them begins a word too."""
_TIMES = re.compile(r"(?P<most>[?*+]|\{(?P<least>\d*)(?P<upto>,\d*)?\})[?+]?")


class Beginning(NamedTuple):
    """The first letters of a match."""

    letters: str
    whole: bool
    """The word ends with them."""
    open: bool
    """Nothing is known of what follows them."""
    behind: bool = False
    """Words of any kind may stand before them in a match."""


_START = Beginning("", whole=False, open=False)
_BEHIND = _START._replace(behind=True)


class _UnreadableError(Exception):
    """An expression that this module cannot read."""


@cache
def beginnings(source: str) -> frozenset[Beginning] | None:
    """How one of a match's first words must begin; None where that cannot be told.

    The expression is one that matches from the beginning of a word to the end of one. Words of any kind that its head
    allows before another word are passed over.
    """
    try:
        found, place = _either(source, 0, {_START})
    except _UnreadableError:
        return None
    if place < len(source) or any(not begun.letters for begun in found):
        return None
    return frozenset(begun._replace(whole=not begun.open and len(begun.letters) < LETTERS) for begun in found)


def _either(source: str, place: int, before: set[Beginning]) -> tuple[set[Beginning], int]:
    """Beginnings after the alternatives that begin at `place`, and where these end."""
    found: set[Beginning] = set()
    while True:
        branch, place = _one(source, place, before)
        found |= branch
        if len(found) > _MOST:
            raise _UnreadableError(source)
        if not source.startswith("|", place):
            return found, place
        place += 1


def _one(source: str, place: int, before: set[Beginning]) -> tuple[set[Beginning], int]:
    found = before
    if found <= {_START, _BEHIND} and (skipped := _SKIPPED.match(source, place)):
        place, found = skipped.end(), {_BEHIND}
    while place < len(source) and source[place] not in "|)":
        match = _ITEM.match(source, place)
        if match is None:
            raise _UnreadableError(source)
        place = match.end()
        if match["look"]:
            _, place = _either(source, place, {_START})
            behind, place = found, _closed(source, place)
        elif match["open"]:
            behind, place = _either(source, place, found)
            place = _closed(source, place)
        elif match["edge"]:
            behind = found
        elif match["class"]:
            listed = match["class"][1:-1] if _LISTED.fullmatch(match["class"]) else ""
            behind = {_followed(begun, letter) for begun in found for letter in listed} or set(map(_stopped, found))
        else:
            behind = {_followed(begun, match["escaped"] or match["literal"]) for begun in found}
        found, place = _times(source, place, found, behind)
        if len(found) > _MOST:
            raise _UnreadableError(source)
    return found, place


def _closed(source: str, place: int) -> int:
    if not source.startswith(")", place):
        raise _UnreadableError(source)
    return place + 1


def _times(source: str, place: int, before: set[Beginning], once: set[Beginning]) -> tuple[set[Beginning], int]:
    """Beginnings behind an item that may be optional or repeated."""
    times = _TIMES.match(source, place)
    if times is None:
        return once, place
    found = once if times["most"] == "?" else {_stopped(begun) for begun in once}
    needed = times["most"] == "+" or (times["least"] or "0").strip("0")
    return (found if needed else found | before), times.end()


def _stopped(begun: Beginning) -> Beginning:
    return begun if begun.whole or len(begun.letters) == LETTERS else begun._replace(open=True)


def _followed(begun: Beginning, letter: str) -> Beginning:
    if begun.whole or begun.open or len(begun.letters) == LETTERS:
        return begun
    if letter.isspace():
        # A match that begins with white space begins with no word: nothing is known of it.
        return begun._replace(whole=True) if begun.letters else begun._replace(open=True)
    return begun._replace(letters=begun.letters + letter)


Item = TypeVar("Item")


class _Known(dict[str, int]):
    """For tokens the numbers of the items that a match may begin with it, as bits; forgotten from time to time."""

    def __init__(self) -> None:
        super().__init__()
        self.whole: dict[str, int] = {}
        self.part: dict[str, int] = {}

    def __missing__(self, token: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        made = self[token] = self.read(token)
        return made

    def read(self, token: str) -> int:
        """The same for a token that is asked about once."""
        made = self.whole.get(token, 0)
        for length in range(1, LETTERS + 1):
            made |= self.part.get(token[:length], 0)
        return made


class Index(Generic[Item]):
    """Things with expressions, by how these begin."""

    def __init__(self, items: Iterable[tuple[Item, str]]) -> None:
        self._items: list[Item] = []
        self._always = 0
        self._behind = 0
        self._known = _Known()
        self._chosen: dict[int, Sequence[Item]] = {}
        for number, (item, source) in enumerate(items):
            self._items.append(item)
            begun = beginnings(source)
            if begun is None:
                self._always |= 1 << number
            for start in begun or ():
                self._behind |= start.behind << number
                table = self._known.whole if start.whole else self._known.part
                table[start.letters] = table.get(start.letters, 0) | 1 << number

    def bits(self, choose: Callable[[Item], bool]) -> int:
        """Those chosen, to be asked for alone."""
        return sum(1 << number for number, item in enumerate(self._items) if choose(item))

    def fits(self, token: str) -> bool:
        """Whether a match of any expression may begin with the token, or have it near its head; not remembered."""
        return bool(self._always or self._known.read(token))

    def fitting(self, tokens: Iterable[str], among: int = -1) -> Sequence[Item]:
        """In order, those of whose expressions a match may begin with one of the tokens, or have it near its head;
        only those `among` these bits."""
        return self._items_of(reduce(or_, map(self._known.__getitem__, tokens), self._always) & among)

    def begun(self, tokens: Iterable[str], among: int = -1) -> tuple[Sequence[Item], list[tuple[int, Sequence[Item]]]]:
        """Of `fitting` those of which it is not known with which word a match may begin, and the others by the tokens
        with which one may: where each stands in the text that the tokens, joined by spaces, make."""
        loose = (self._always | self._behind) & among
        bound = among & ~loose
        anywhere, place = self._always, 0
        found: list[tuple[int, Sequence[Item]]] = []
        for token in tokens:
            fitting = self._known[token]
            anywhere |= fitting
            if bits := fitting & bound:
                found.append((place, self._items_of(bits)))
            place += len(token) + 1
        return self._items_of(anywhere & loose), found

    def _items_of(self, bits: int) -> Sequence[Item]:
        chosen = self._chosen.get(bits)
        if chosen is None:
            if len(self._chosen) > _REMEMBERED_CHOICES:
                self._chosen.clear()
            chosen = self._chosen[bits] = [item for number, item in enumerate(self._items) if bits >> number & 1]
        return chosen
