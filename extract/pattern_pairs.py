"""Where patterns can match at all: at words that begin one, with a word that it needs near enough behind.

Seven in eight words that begin a pattern lack the second one. What forms are to a set of patterns is numbered, so that
one look into a table of numbers of beginnings and of second words settles this for a whole document.
"""

from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint16]
ALONE = 127
"""The distance to a second word where a pattern needs none."""
_UNKNOWN = 255


class Pairs:
    """How far apart a word that begins patterns and a second word may stand; told by `farthest` when first asked."""

    def __init__(self, farthest: Callable[[int, int], int]) -> None:
        self._farthest = farthest
        self._table = np.full((1, 1), _UNKNOWN, np.uint8)

    def places(self, heads: Numbers, seconds: Numbers, reach: int) -> list[int]:
        """The words where a match can begin, rising.

        `heads` and `seconds` number what each word is as the first and as a further word, 0 for nothing; no second word
        stands more than `reach` words off, and none is further off than `farthest` says (0: none helps).
        """
        begun = heads.nonzero()[0]
        if not begun.size:
            return []
        reach = max(reach, 1)
        steps = _steps(reach)
        rows = heads.take(begun).astype(np.intp) * self._table.shape[1]
        # Behind the last word stands that word again: no match is lost, the last word itself may be told in vain.
        pairs = seconds.take(begun + steps, mode="clip") + rows
        apart = self._table.take(pairs)
        if _UNKNOWN in apart.tobytes():
            self._learn(pairs[apart == _UNKNOWN].tolist())
            apart = self._table.take(pairs)
        found: list[int] = begun[np.logical_or.reduce(apart >= steps)].tolist()
        return found

    def grow(self, heads: int, seconds: int) -> None:
        """Make room for so many numbers."""
        rows, columns = self._table.shape
        if heads > rows or seconds > columns:
            larger = np.full((max(rows, heads * 2), max(columns, seconds * 2)), _UNKNOWN, np.uint8)
            larger[:rows, :columns] = self._table
            self._table = larger

    def _learn(self, pairs: Iterable[int]) -> None:
        for pair in set(pairs):
            self._table.flat[pair] = self._farthest(*divmod(pair, self._table.shape[1]))


@cache
def _steps(most: int) -> npt.NDArray[np.uint8]:
    """A column of the distances from 1."""
    return np.arange(1, most + 1, dtype=np.uint8)[:, None]
