"""Messages between this process and its workers: a length of eight bytes, then as many bytes."""

import select
import struct
import time
from typing import IO

_LENGTH = struct.Struct(">Q")
CHUNK = 1 << 20


class Closed(Exception):  # noqa: N818 - a state of the stream, which its callers expect
    """The other side has gone."""


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Send one message. Raises Closed."""
    try:
        stream.write(_LENGTH.pack(len(data)))
        stream.write(data)
        stream.flush()
    except OSError as error:
        raise Closed from error


def read_frame(stream: IO[bytes], *, seconds: float | None = None, largest: int = 1 << 31) -> bytes:
    """Receive one message from an unbuffered stream. Raises Closed, and TimeoutError after `seconds`."""
    end = None if seconds is None else time.monotonic() + seconds
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size, end))
    if length > largest:
        raise Closed
    return _exactly(stream, length, end)


def _exactly(stream: IO[bytes], count: int, end: float | None) -> bytes:
    parts: list[bytes] = []
    while count:
        if end is not None:
            ready, _, _ = select.select([stream], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise TimeoutError
        part = stream.read(min(count, CHUNK))
        if not part:
            raise Closed
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
