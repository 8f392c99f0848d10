"""Ragged arrays and files of arrays: how an index generation keeps what is not in Qdrant.

Files are mapped, not read, so opening costs milliseconds whatever the size.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from search.errors import IndexDamagedError

Ints = NDArray[np.int64]
Array = NDArray[Any]

ALIGNED = 64
"""Bytes at whose multiples arrays begin."""


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


class Arrays:
    """Named arrays in one mapped file: a JSON line that says where each stands, then their bytes.

    Raises IndexDamagedError where the file is missing or cut short.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                head = file.readline()
            self._places: dict[str, list[Any]] = json.loads(head)
            self._bytes = np.memmap(path, np.uint8, "r")
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"cannot read {path}: {error}; run reindex") from error
        self._start = _aligned(len(head))

    def plain(self, name: str) -> Array:
        """One array, read-only."""
        try:
            dtype, shape, offset = self._places[name]
            size = int(np.prod(shape)) * np.dtype(dtype).itemsize
            raw = np.asarray(self._bytes[self._start + offset : self._start + offset + size])
            shaped: Array = raw.view(dtype).reshape(shape)
        except (KeyError, ValueError) as error:
            raise IndexDamagedError(f"{self._path} lacks {name}: run reindex") from error
        return shaped

    def ragged(self, name: str) -> Ragged:
        """One ragged array."""
        return Ragged(self.plain(f"{name}.offsets"), self.plain(f"{name}.values"))


def save_arrays(path: Path, arrays: Mapping[str, "Array | Ragged"]) -> None:
    """Write arrays to one file for `Arrays`."""
    plain: dict[str, Array] = {}
    for name, array in arrays.items():
        if isinstance(array, Ragged):
            plain |= {f"{name}.offsets": array.offsets, f"{name}.values": array.values}
        else:
            plain[name] = array
    places: dict[str, tuple[str, tuple[int, ...], int]] = {}
    end = 0
    for name, array in plain.items():
        places[name] = (array.dtype.str, array.shape, end)
        end = _aligned(end + array.nbytes)
    head = json.dumps(places).encode() + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(head)
        start = _aligned(len(head))
        for name, array in plain.items():
            file.seek(start + places[name][2])
            file.write(np.ascontiguousarray(array).tobytes())
        file.truncate(start + end)


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
