"""One snapshot as one WARC record and back (warcio). A module of its own: whoever only searches never loads it."""

import io
import json
from datetime import UTC
from http import HTTPStatus

from pydantic import ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.documents import Snapshot

_METADATA = "Drogowskaz-Snapshot"
_REFRAMED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that speak of the bytes on the wire; the body is kept decoded, so they are kept under another name."""


def serialise(snapshot: Snapshot) -> bytes:
    """The record of a snapshot, not compressed."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    described = json.dumps(snapshot.model_dump(mode="json", exclude={"body"}), separators=(",", ":"))
    moment = snapshot.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    http = None
    if snapshot.url is not None:
        http = StatusAndHeaders(_status_line(snapshot.status), _http_headers(snapshot), protocol="HTTP/1.1")
    record = writer.create_warc_record(
        _uri(snapshot),
        "resource" if http is None else "response",
        payload=io.BytesIO(snapshot.body),
        length=len(snapshot.body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": moment, _METADATA: described},
    )
    writer.write_record(record)
    return out.getvalue()


def _uri(snapshot: Snapshot) -> str:
    address = snapshot.url or f"urn:sha256:{snapshot.digest}"
    return "".join(character if character.isprintable() and character != " " else "_" for character in address)


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _http_headers(snapshot: Snapshot) -> list[tuple[str, str]]:
    headers = [
        (f"X-Archive-Orig-{name}" if name.casefold() in _REFRAMED else name, value)
        for name, value in snapshot.headers
        if name.isascii() and name.replace("-", "").isalnum() and value.isprintable()
    ]
    return [*headers, ("Content-Length", str(len(snapshot.body)))]


def parse(content: bytes) -> Snapshot:
    """The snapshot of a record. Raises ValueError where this is no record of a snapshot."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(content))))
        described = json.loads(record.rec_headers.get_header(_METADATA) or "null")
        return Snapshot.model_validate({**described, "body": record.raw_stream.read()})
    except (ArchiveLoadFailed, StopIteration, TypeError, ValidationError) as error:
        raise ValueError(str(error)) from error
