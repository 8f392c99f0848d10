"""Ragged arrays and files of arrays: how an index generation keeps what is not in Qdrant.

Files are mapped, not read, so opening costs milliseconds whatever the size.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from search.errors import IndexDamagedError

Ints = NDArray[np.int64]
Array = NDArray[Any]

_SIGN_AND_VALUE = np.int32(0x8FFFE000 - 2**32)
_OFFSET = np.float32(2.0**112)
ALIGNED = 64
"""Bytes at whose multiples arrays begin."""


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of different length: row `i` is `values[offsets[i]:offsets[i + 1]]`."""

    offsets: Ints
    values: Array

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]], dtype: Any) -> Self:
        """From lists or arrays."""
        lists = [np.asarray(row, dtype) for row in rows]
        offsets = np.concatenate(([0], np.cumsum([len(row) for row in lists], dtype=np.int64))).astype(np.int64)
        return cls(offsets, np.concatenate([np.zeros(0, dtype), *lists]))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> Array:
        """One row."""
        return self.values[self.offsets[index] : self.offsets[index + 1]]

    def lengths(self, rows: Ints) -> Ints:
        """How many values some rows have."""
        return self.offsets[rows + 1] - self.offsets[rows]

    def positions(self, rows: Ints) -> tuple[Ints, Ints]:
        """Where the values of some rows stand, and which of `rows` (0, 1, …) each belongs to."""
        starts, lengths = self.offsets[rows], self.lengths(rows)
        owner = np.repeat(np.arange(len(rows)), lengths)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.repeat(starts, lengths) + within, owner

    def take(self, rows: Ints) -> "Ragged":
        """Some rows, in the order given."""
        positions, _ = self.positions(rows)
        return Ragged(np.concatenate(([0], np.cumsum(self.lengths(rows)))).astype(np.int64), self.values[positions])

    def plus(self, other: "Ragged") -> "Ragged":
        """These rows, then those of another."""
        offsets = np.concatenate((self.offsets, other.offsets[1:] + self.offsets[-1]))
        return Ragged(offsets, np.concatenate((self.values, other.values)))

    def stored(self) -> dict[str, Array]:
        """Its arrays by name."""
        return {"offsets": self.offsets, "values": self.values}


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of few different texts: row `i` is `names[codes[i]]`, as UTF-8 bytes."""

    names: Array
    """Each text once, ascending."""
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, values: Array) -> "Labels":
        """From a fixed-width array of bytes."""
        names, codes = np.unique(values, return_inverse=True)
        return cls(names, codes.astype(np.int32))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> bytes:
        return bytes(self.names[self.codes[row]])

    def equal(self, *texts: bytes) -> NDArray[np.bool_]:
        """The rows that hold one of some texts."""
        found = np.zeros(len(self.codes), np.bool_)
        for code in np.flatnonzero(np.isin(self.names, np.asarray(texts, "S"))) if texts else ():
            found |= self.codes == code
        return found

    def take(self, rows: Ints) -> "Labels":
        """Some rows, in the order given."""
        return Labels(self.names, self.codes[rows])

    def plus(self, other: "Labels") -> "Labels":
        """These rows, then those of another."""
        names = np.union1d(self.names, other.names)
        left, right = np.searchsorted(names, self.names), np.searchsorted(names, other.names)
        return Labels(names, np.concatenate((left[self.codes], right[other.codes])).astype(np.int32))

    def stored(self) -> dict[str, Array]:
        """Its arrays by name."""
        return {"names": self.names, "codes": self.codes}


@dataclass(frozen=True, slots=True)
class Postings:
    """A ragged array turned round: `rows.row(i)` lists the rows, ascending, that hold `keys[i]`."""

    keys: Array
    """Ascending."""
    rows: Ragged

    @classmethod
    def of(cls, column: Ragged) -> "Postings":
        """From a column of numbers from 0 to 2**32 - 1; a row holds none twice."""
        owners = np.repeat(np.arange(len(column), dtype=np.int64), np.diff(column.offsets))
        both = np.sort(column.values.astype(np.int64) << 31 | owners)  # one fast sort of plain numbers
        keys, counts = np.unique(both >> 31, return_counts=True)
        offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        return cls(keys.astype(column.values.dtype), Ragged(offsets, (both & 0x7FFFFFFF).astype(np.int32)))

    def __getitem__(self, key: int) -> NDArray[np.int32]:
        place = int(np.searchsorted(self.keys, self.keys.dtype.type(key)))
        known = place < len(self.keys) and int(self.keys[place]) == key
        found: NDArray[np.int32] = self.rows.row(place) if known else self.rows.values[:0]
        return found

    def stored(self) -> dict[str, Array]:
        """Its arrays by name."""
        return {"keys": self.keys, "offsets": self.rows.offsets, "values": self.rows.values}


def widened(halves: NDArray[np.float16]) -> NDArray[np.float32]:
    """Finite halves as floats of 32 bits, four times as fast as NumPy converts them; exact.

    Sign, exponent and fraction are moved to their places, then the exponents' other offset is multiplied in (F. Giesen,
    "half to float done quic", 2012).
    """
    moved = (halves.view(np.int16).astype(np.int32) << 13) & _SIGN_AND_VALUE
    wide: NDArray[np.float32] = moved.view(np.float32) * _OFFSET
    return wide


class Compound(Protocol):
    """A column made of several arrays."""

    def stored(self) -> dict[str, Array]:
        """Its arrays by name."""
        ...


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
            dtype, shape, offset, order = self._places[name]
            size = int(np.prod(shape)) * np.dtype(dtype).itemsize
            raw = np.asarray(self._bytes[self._start + offset : self._start + offset + size])
            shaped: Array = raw.view(dtype).reshape(shape, order=order)
        except (KeyError, ValueError) as error:
            raise IndexDamagedError(f"{self._path} lacks {name}: run reindex") from error
        return shaped

    def ragged(self, name: str) -> Ragged:
        """One ragged array."""
        return Ragged(self.plain(f"{name}.offsets"), self.plain(f"{name}.values"))

    def labels(self, name: str) -> Labels:
        """One column of labels."""
        return Labels(self.plain(f"{name}.names"), self.plain(f"{name}.codes"))

    def postings(self, name: str) -> Postings:
        """One column turned round."""
        return Postings(self.plain(f"{name}.keys"), self.ragged(name))


def save_arrays(path: Path, arrays: Mapping[str, "Array | Compound"]) -> None:
    """Write arrays to one file for `Arrays`; those in column-major order stay so."""
    plain: dict[str, Array] = {}
    for name, array in arrays.items():
        if isinstance(array, np.ndarray):
            plain[name] = array
        else:
            plain |= {f"{name}.{part}": values for part, values in array.stored().items()}
    places: dict[str, tuple[str, tuple[int, ...], int, str]] = {}
    end = 0
    for name, array in plain.items():
        places[name] = (array.dtype.str, array.shape, end, "F" if _by_columns(array) else "C")
        end = _aligned(end + array.nbytes)
    head = json.dumps(places).encode() + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(head)
        start = _aligned(len(head))
        for name, array in plain.items():
            file.seek(start + places[name][2])
            file.write(np.ascontiguousarray(array.T if _by_columns(array) else array).data)
        file.truncate(start + end)


def _by_columns(array: Array) -> bool:
    return array.flags.f_contiguous and not array.flags.c_contiguous


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
