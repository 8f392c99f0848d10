"""The tables of the store. Moments are ISO 8601 in UTC, so they compare as text in every database."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_BIG = BigInteger().with_variant(Integer, "sqlite")

counters: Final = Table(
    "counters",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", _BIG, nullable=False),
)

snapshots: Final = Table(
    "snapshots",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=True),
    Column("digest", String, nullable=False, index=True),
    Column("url", String, index=True),
    Column("source", String, nullable=False, index=True),
    Column("media_type", String),
    Column("fetched_at", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("file", String, nullable=False),
    Column("offset", _BIG, nullable=False),
    Column("length", _BIG, nullable=False),
    Column("settled", Boolean, nullable=False),
    UniqueConstraint("file", "offset"),
)
Index("ix_snapshots_unsettled", snapshots.c.id, sqlite_where=text("settled = 0"),
      postgresql_where=text("NOT settled"))  # fmt: skip

validators: Final = Table(
    "validators",
    metadata,
    Column("url", String, primary_key=True),
    Column("etag", String),
    Column("last_modified", String),
    Column("checked_at", String, nullable=False),
)

documents: Final = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("current", Boolean, nullable=False),
    Column("snapshot", _BIG, ForeignKey("snapshots.id"), nullable=False, index=True),
    Column("url", String, index=True),
    Column("source", String, nullable=False, index=True),
    Column("media_type", String, nullable=False),
    Column("title", String),
    Column("published", String),
    Column("invented", Boolean, nullable=False),
    Column("digest", String, nullable=False),
    Column("text_digest", String, index=True),
    Column("stored_at", String, nullable=False),
    Column("seen_at", String, nullable=False),
    Column("body", Text, nullable=False),
)
Index("uq_documents_current", documents.c.id, unique=True, sqlite_where=text("current = 1"),
      postgresql_where=text("current"))  # fmt: skip

extractions: Final = Table(
    "extractions",
    metadata,
    Column("document", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("extractor", String, nullable=False),
    Column("extracted_at", String, nullable=False),
    ForeignKeyConstraint(["document", "version"], ["documents.id", "documents.version"], ondelete="CASCADE"),
)

mentions: Final = Table(
    "mentions",
    metadata,
    Column("document", String, ForeignKey("extractions.document", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("merge_key", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

corrections: Final = Table(
    "corrections",
    metadata,
    Column("decision", String, primary_key=True),
    Column("document", String, primary_key=True, index=True),
    Column("version", Integer, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("made_at", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

scopes: Final = Table(
    "scopes",
    metadata,
    Column("decision", String, primary_key=True),
    Column("merge_key", String, primary_key=True, index=True),
    Column("edition", String, primary_key=True),
)

originals: Final = Table(
    "originals",
    metadata,
    Column("document", String, ForeignKey("extractions.document", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)

merges: Final = Table(
    "merges",
    metadata,
    Column("merge_key", String, primary_key=True),
    Column("revision", _BIG, nullable=False),
    Column("merged", _BIG, nullable=False),
)
Index("ix_merges_dirty", merges.c.revision, sqlite_where=merges.c.merged < merges.c.revision,
      postgresql_where=merges.c.merged < merges.c.revision)  # fmt: skip

programmes: Final = Table(
    "programmes",
    metadata,
    Column("id", String, primary_key=True),
    Column("merge_key", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("kind", String, index=True),
    Column("teryt", String, index=True),
    Column("municipality", String),
    Column("voivodeship", String, index=True),
    Column("first_day", String),
    Column("last_day", String),
    Column("amount", _BIG),
    Column("invented", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)
Index("ix_programmes_newest", programmes.c.first_day.desc(), programmes.c.id)

programme_codes: Final = Table(
    "programme_codes",
    metadata,
    Column("programme", String, ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("code", String, primary_key=True),
    Index("ix_programme_codes_field_code", "field", "code"),
)

programme_documents: Final = Table(
    "programme_documents",
    metadata,
    Column("programme", String, ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True),
    Column("document", String, primary_key=True, index=True),
    Column("rank", Integer, nullable=False),
)

programme_links: Final = Table(
    "programme_links",
    metadata,
    Column("programme", String, ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True),
    Column("relation", String, primary_key=True),
    Column("target", String, ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True, index=True),
)

changes: Final = Table(
    "changes",
    metadata,
    Column("programme", String, primary_key=True),
    Column("counter", _BIG, nullable=False, unique=True),
    Column("deleted", Boolean, nullable=False),
)

tombstones: Final = Table(
    "tombstones",
    metadata,
    Column("kind", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("forgotten_at", String, nullable=False),
)

erasures: Final = Table(
    "erasures",
    metadata,
    Column("file", String, primary_key=True),
    Column("offset", _BIG, primary_key=True),
    Column("length", _BIG, nullable=False),
)

sources: Final = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("body", Text, nullable=False),
    Column("added_at", String, nullable=False),
)

visits: Final = Table(
    "visits",
    metadata,
    Column("source", String, primary_key=True),
    Column("last_visit", String, nullable=False),
    Column("last_count", Integer, nullable=False),
    Column("last_error", Text),
    Column("failures", Integer, nullable=False),
)
