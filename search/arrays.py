"""Ragged arrays and folders of arrays: how an index generation keeps what is not in Qdrant.

Everything is a plain `.npy` file that is mapped, not read, so opening costs milliseconds whatever the size.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from search.errors import IndexDamagedError

Ints = NDArray[np.int64]
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of different length: row `i` is `values[offsets[i]:offsets[i + 1]]`."""

    offsets: Ints
    values: Array

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]], dtype: Any) -> Self:
        """From lists."""
        lists = [list(row) for row in rows]
        offsets = np.concatenate(([0], np.cumsum([len(row) for row in lists], dtype=np.int64))).astype(np.int64)
        return cls(offsets, np.asarray([value for row in lists for value in row], dtype))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> Array:
        """One row."""
        return self.values[self.offsets[index] : self.offsets[index + 1]]

    def positions(self, rows: Ints) -> tuple[Ints, Ints]:
        """Where the values of some rows stand, and which of `rows` (0, 1, …) each belongs to."""
        starts, lengths = self.offsets[rows], self.offsets[rows + 1] - self.offsets[rows]
        owner = np.repeat(np.arange(len(rows)), lengths)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.repeat(starts, lengths) + within, owner

    def take(self, rows: Ints) -> "Ragged":
        """Some rows, in the order given."""
        positions, _ = self.positions(rows)
        lengths = self.offsets[rows + 1] - self.offsets[rows]
        return Ragged(np.concatenate(([0], np.cumsum(lengths))).astype(np.int64), self.values[positions])

    def plus(self, other: "Ragged") -> "Ragged":
        """These rows, then those of another."""
        offsets = np.concatenate((self.offsets, other.offsets[1:] + self.offsets[-1]))
        return Ragged(offsets, np.concatenate((self.values, other.values)))


def save_arrays(folder: Path, arrays: dict[str, Array]) -> None:
    """Each array in a file of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load_array(folder: Path, name: str) -> Array:
    """One mapped array. Raises IndexDamagedError."""
    path = folder / f"{name}.npy"
    try:
        if path.stat().st_size < 1 << 16:
            return np.asarray(np.load(path, allow_pickle=False))
        return np.load(path, mmap_mode="r", allow_pickle=False)  # type: ignore[no-any-return]
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"cannot read {path}: {error}; run reindex") from error


def save_ragged(folder: Path, name: str, ragged: Ragged) -> None:
    """A ragged array as two files."""
    save_arrays(folder, {f"{name}_offsets": ragged.offsets, f"{name}_values": ragged.values})


def load_ragged(folder: Path, name: str) -> Ragged:
    """A ragged array from its two files. Raises IndexDamagedError."""
    return Ragged(load_array(folder, f"{name}_offsets"), load_array(folder, f"{name}_values"))
