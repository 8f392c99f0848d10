"""Slips of the fingers and of the ear: how far a misspelt word is from one that was meant."""

from collections.abc import Iterator
from itertools import accumulate

from rapidfuzz.distance import OSA

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SWAPPED, DOUBLED, DROPPED, NEIGHBOUR, OTHER = 0.6, 0.6, 0.75, 0.75, 1.0
"""What a slip costs: letters in the wrong order, one of two same letters too many or too few, a letter left out, the
next key, anything else."""
CHEAPEST = 0.59
"""No slip costs less, whatever is lost in rounding."""
SOUND = 0.4
"""What it costs to write a sound in another way."""
FIRST = 0.3
"""Added where the first letter is wrong, which happens less."""
SOUNDS = (
    ("rz", "z"),
    ("ch", "h"),
    ("u", "o"),
    ("om", "a"),
    ("on", "a"),
    ("em", "e"),
    ("en", "e"),
    ("om", "o"),
    ("f", "w"),
)
"""Sounds alike, without Polish letters: `rz`/`ż`, `ch`/`h`, `u`/`ó`, `om`/`ą`, `em`/`ę`."""


def _near_keys() -> dict[str, str]:
    found: dict[str, str] = {}
    for row, keys in enumerate(_KEYBOARD):
        for place, key in enumerate(keys):
            around = keys[max(0, place - 1) : place + 2]
            if row:
                around += _KEYBOARD[row - 1][place : place + 2]
            if row + 1 < len(_KEYBOARD):
                around += _KEYBOARD[row + 1][max(0, place - 1) : place + 1]
            found[key] = around.replace(key, "")
    return found


_NEAR_KEYS = _near_keys()


def one_edit(word: str) -> set[str]:
    """Every word that a letter added, left out, changed or swapped with the next one makes of this one."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {left + right[1:] for left, right in cuts if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in cuts if right for letter in LETTERS}
    found |= {left + letter + right for left, right in cuts for letter in LETTERS}
    return found - {word}


def sounding_alike(word: str) -> Iterator[str]:
    """The word with one sound written in another way."""
    for one, other in SOUNDS:
        for written, meant in ((one, other), (other, one)):
            place = word.find(written)
            while place >= 0:
                yield word[:place] + meant + word[place + len(written) :]
                place = word.find(written, place + 1)


def slip_cost(written: str, meant: str) -> float:
    """How unlikely it is that somebody writes one word and means the other; 0 where they are the same."""
    least = _edit_cost(written, meant)
    for other in sounding_alike(written):
        if SOUND + CHEAPEST * OSA.distance(other, meant) < least:
            least = min(least, SOUND + _edit_cost(other, meant))
    return least


def _edit_cost(written: str, meant: str) -> float:
    added = [_missing(written, place, OTHER) for place in range(len(written) + 1)]
    lacking = [_missing(meant, place, DROPPED) for place in range(len(meant) + 1)]
    before: list[float] = []
    row = list(accumulate(lacking))
    for i, letter in enumerate(written, 1):
        older, before = before, row
        row = [before[0] + added[i]]
        for j, other in enumerate(meant, 1):
            cost = min(before[j] + added[i], row[-1] + lacking[j])
            cost = min(cost, before[j - 1] + _instead(letter, other, first=i == j == 1))
            if i > 1 and j > 1 and letter == meant[j - 2] and written[i - 2] == other != letter:
                cost = min(cost, older[j - 2] + SWAPPED + (FIRST if i == 2 else 0))
            row.append(cost)
    return row[-1]


def _missing(word: str, place: int, usual: float) -> float:
    """What it costs that a letter (counted from 1) stands in one word only."""
    if not place:
        return 0.0
    if place > 1 and word[place - 1] == word[place - 2]:
        return DOUBLED
    return usual + (FIRST if place == 1 else 0)


def _instead(written: str, meant: str, *, first: bool) -> float:
    if written == meant:
        return 0.0
    return (NEIGHBOUR if written in _NEAR_KEYS.get(meant, "") else OTHER) + (FIRST if first else 0)
