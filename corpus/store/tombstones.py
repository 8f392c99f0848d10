"""What was forgotten on request: marks that keep it from coming back, holding digests only, never the thing itself."""

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from sqlalchemy import Connection, bindparam, select

from corpus.errors import ForgottenError
from corpus.store.database import Database, adding
from corpus.store.schema import tombstones

ADDRESS, BODY, TEXT, DOCUMENT = "address", "body", "text", "document"
_MARKED = select(tombstones.c.kind, tombstones.c.digest).where(
    tombstones.c.digest.in_(bindparam("digests", expanding=True))
)


class Tombstones(Database):
    """The part of the store that remembers what must not come back."""

    def is_forgotten(self, url: str | None = None, digest: str | None = None) -> bool:
        """True where the address (or path) or these very bytes (SHA-256, hexadecimal) were forgotten."""
        marks = [(ADDRESS, address_mark(url))] if url else []
        marks += [(BODY, digest)] if digest else []
        with self._reading() as connection:
            return self._marked(connection, marks)

    def _refuse_forgotten(
        self,
        connection: Connection,
        *,
        addresses: Iterable[str | None] = (),
        digests: Iterable[str] = (),
        text: str | None = None,
        document: str | None = None,
    ) -> None:
        marks = [(ADDRESS, address_mark(address)) for address in addresses if address]
        marks += [(BODY, digest) for digest in digests]
        marks += [(TEXT, text)] if text else []
        marks += [(DOCUMENT, document)] if document else []
        if self._marked(connection, marks):
            raise ForgottenError("this page was forgotten on request and is not taken in again")

    def _marked(self, connection: Connection, marks: list[tuple[str, str]]) -> bool:
        if not marks:
            return False
        found = connection.execute(_MARKED, {"digests": [digest for _, digest in marks]})
        return any((row.kind, row.digest) in marks for row in found)

    def _mark(self, connection: Connection, marks: Iterable[tuple[str, str]]) -> None:
        now = self._now()
        rows = [{"kind": kind, "digest": digest, "forgotten_at": now} for kind, digest in sorted(set(marks))]
        connection.execute(adding(connection.dialect.name, tombstones), rows)


def address_mark(address: str) -> str:
    """The digest of an address: the same for http and https, with and without `www.`, `#…` and a final slash."""
    parts = urlsplit(address) if address.startswith(("http://", "https://")) else None
    if parts is not None:
        host = (parts.hostname or "").removeprefix("www.")
        address = f"//{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
    return hashlib.sha256(address.encode()).hexdigest()


def text_mark(text: str) -> str | None:
    """The digest of a text by its words alone, so that another layout of the same page does not slip through.

    None for a text without words.
    """
    words = " ".join(text.split())
    return hashlib.sha256(words.encode()).hexdigest() if words else None
