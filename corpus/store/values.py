"""What the store gives back besides documents and programmes."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from corpus.archive import ArchivePointer
from corpus.catalogue import Source
from corpus.corrections import Correction, State
from corpus.programmes import Programme


@dataclass(frozen=True, slots=True)
class KeptSnapshot:
    """A snapshot that lies in the archive."""

    id: int
    digest: str
    url: str | None
    source: str
    pointer: ArchivePointer
    fetched_at: datetime
    etag: str | None
    last_modified: str | None
    new: bool
    """False where these very bytes had been kept for this address before; then nothing was written."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request for an address sends along."""

    etag: str | None
    last_modified: str | None
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One immutable version of a document, without its text."""

    document_id: str
    number: int
    """From 1."""
    current: bool
    url: str | None
    source: str
    media_type: str
    title: str | None
    published: str | None
    invented: bool
    digest: str
    """SHA-256 of what was read (text, blocks, title, dates)."""
    snapshot_digest: str
    stored_at: datetime
    seen_at: datetime
    """When the page was last found to say this."""
    extractor: str | None
    """The extractor version whose mentions of this very version are stored; None where there are none."""
    new: bool = False
    """True where this call stored it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a list shows of a document that tells of a programme."""

    document_id: str
    url: str | None
    source: str
    title: str | None
    published: str | None
    invented: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A merged programme as it is kept, and what tells of it."""

    body: str
    """JSON of `Programme`."""
    documents: tuple[Citation, ...]
    """Best first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One programme as one version of a document tells of it."""

    document_id: str
    version: int
    position: int
    programme: Programme


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """All mentions that share a merge key; `revision` goes back to `save_programmes`."""

    key: str
    revision: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeFilter:
    """Which programmes; what is None or empty does not restrict. Several codes of a field mean any of them."""

    municipality: str | None = None
    """7-digit register code."""
    voivodeship: str | None = None
    """Name, e.g. `opolskie`."""
    kind: str | None = None
    target_groups: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    since: str | None = None
    """ISO 8601 at any precision: programmes that run at some day from then on; one without a period is left out."""
    until: str | None = None
    min_amount: Decimal | None = None
    """In PLN, of the total cost, or else the largest sum stated."""
    max_amount: Decimal | None = None
    document: str | None = None
    invented: bool | None = None


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A part of a list and the length of the whole."""

    total: int
    programmes: tuple[Programme, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """How one programme refers to another."""

    relation: Literal["continues", "part_of"]
    target: str
    """Id of the other programme."""


@dataclass(frozen=True, slots=True)
class Change:
    """A programme was saved or deleted; `counter` grows with every change and never comes back."""

    counter: int
    programme_id: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What `forget` removed."""

    documents: tuple[str, ...]
    programmes: tuple[str, ...]
    """Ids of merged programmes removed; those that other documents tell of too come back with the next merge."""
    merge_keys: tuple[str, ...]
    """Keys to merge again."""
    snapshots: int


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction, and what became of it when it was last applied."""

    correction: Correction
    state: State


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source of the catalogue or added by the user, and how its last visit went."""

    source: Source
    added: bool
    """True where the user added it."""
    last_visit: datetime | None
    last_count: int | None
    last_error: str | None
    failures: int
    """Failed visits in a row."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much there is."""

    snapshots: int
    documents: int
    versions: int
    mentions: int
    programmes: int
    municipalities: int
    voivodeships: int
    newest_published: str | None
    last_fetched: datetime | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of one municipality."""

    teryt: str
    name: str
    voivodeship: str | None
    programmes: int
    documents: int
    newest: str | None
    """Latest publication date of its documents."""
    last_seen: datetime | None
    invented: int = 0
    """How many of the programmes are sample data."""
