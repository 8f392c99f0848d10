"""Gzip files made of members that know their own length, so that a file is walked without unpacking it.

Each member carries the "sl" (skip lengths) extra field of the WARC/GZIP profile (ISO 28500, annex on gzip):
compressed and uncompressed length, 4 bytes each. Any gzip reader reads such a file.
"""

import struct
import zlib
from typing import BinaryIO

_FIXED = struct.Struct("<4sLBB")
_EXTRA = struct.Struct("<H2sHLL")
_TAIL = struct.Struct("<LL")
_MAGIC = b"\x1f\x8b\x08"
_HAS_EXTRA = 4
_HAS_COMMENT = 16
_HEAD = _FIXED.size + _EXTRA.size
SMALLEST = _HEAD + 2 + _TAIL.size
"""Length of a member that holds nothing."""
LEVEL = 6


def pack(content: bytes) -> bytes:
    """One member that holds `content`."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(content) + deflate.flush()
    length = _HEAD + len(body) + _TAIL.size
    return _head(_HAS_EXTRA, length, len(content)) + body + _TAIL.pack(zlib.crc32(content), len(content))


def blank(length: int) -> bytes:
    """A member of exactly `length` bytes that holds nothing: what takes the place of an erased one.

    Raises ValueError for a length below `SMALLEST`.
    """
    spare = length - SMALLEST
    if spare == 0:
        return _head(_HAS_EXTRA, length, 0) + b"\x03\x00" + _TAIL.pack(0, 0)
    if spare < 0:
        raise ValueError(f"no gzip member is {length} bytes long")
    comment = b" " * (spare - 1) + b"\0"
    return _head(_HAS_EXTRA | _HAS_COMMENT, length, 0) + comment + b"\x03\x00" + _TAIL.pack(0, 0)


def unpack(member: bytes) -> bytes | None:
    """The content of one whole member; None where it is damaged or is not one."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = inflate.decompress(member)
    except zlib.error:
        return None
    return content if inflate.eof and not inflate.unused_data else None


def member_length(file: BinaryIO, offset: int) -> int | None:
    """The length of the member that begins at `offset`; None where none of ours does."""
    file.seek(offset)
    head = file.read(_HEAD)
    if len(head) < _HEAD or head[:3] != _MAGIC or not head[3] & _HAS_EXTRA:
        return None
    size, name, field_size, length, _ = _EXTRA.unpack_from(head, _FIXED.size)
    if (size, name, field_size) != (12, b"sl", 8) or length < SMALLEST:
        return None
    return int(length)


def _head(flags: int, length: int, content_length: int) -> bytes:
    unknown_system = 255
    fixed = _FIXED.pack(_MAGIC + bytes([flags]), 0, 0, unknown_system)
    return fixed + _EXTRA.pack(12, b"sl", 8, length, content_length)
