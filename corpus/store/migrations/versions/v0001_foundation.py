"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, and the counter of changes."""
    op.create_table(
        "changes",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("counter", _big(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("programme", name=op.f("pk_changes")),
        sa.UniqueConstraint("counter", name=op.f("uq_changes_counter")),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", _big(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "erasures",
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("offset", _big(), nullable=False),
        sa.Column("length", _big(), nullable=False),
        sa.PrimaryKeyConstraint("file", "offset", name=op.f("pk_erasures")),
    )
    op.create_table(
        "merges",
        sa.Column("merge_key", sa.String(), nullable=False),
        sa.Column("revision", _big(), nullable=False),
        sa.Column("merged", _big(), nullable=False),
        sa.PrimaryKeyConstraint("merge_key", name=op.f("pk_merges")),
    )
    op.create_index(
        "ix_merges_dirty",
        "merges",
        ["revision"],
        unique=False,
        sqlite_where=sa.text("merged < revision"),
        postgresql_where=sa.text("merged < revision"),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("merge_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("teryt", sa.String(), nullable=True),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("voivodeship", sa.String(), nullable=True),
        sa.Column("first_day", sa.String(), nullable=True),
        sa.Column("last_day", sa.String(), nullable=True),
        sa.Column("amount", _big(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    op.create_index(op.f("ix_programmes_kind"), "programmes", ["kind"], unique=False)
    op.create_index(op.f("ix_programmes_merge_key"), "programmes", ["merge_key"], unique=False)
    op.create_index("ix_programmes_newest", "programmes", [sa.text("first_day DESC"), "id"], unique=False)
    op.create_index(op.f("ix_programmes_teryt"), "programmes", ["teryt"], unique=False)
    op.create_index(op.f("ix_programmes_voivodeship"), "programmes", ["voivodeship"], unique=False)
    op.create_table(
        "snapshots",
        sa.Column("id", _big(), autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("fetched_at", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("offset", _big(), nullable=False),
        sa.Column("length", _big(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
        sa.UniqueConstraint("file", "offset", name=op.f("uq_snapshots_file_offset")),
    )
    op.create_index(op.f("ix_snapshots_digest"), "snapshots", ["digest"], unique=False)
    op.create_index(op.f("ix_snapshots_source"), "snapshots", ["source"], unique=False)
    op.create_index(
        "ix_snapshots_unsettled",
        "snapshots",
        ["id"],
        unique=False,
        sqlite_where=sa.text("settled = 0"),
        postgresql_where=sa.text("NOT settled"),
    )
    op.create_index(op.f("ix_snapshots_url"), "snapshots", ["url"], unique=False)
    op.create_table(
        "sources",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "tombstones",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("forgotten_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "digest", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "validators",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("checked_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_validators")),
    )
    op.create_table(
        "visits",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("last_visit", sa.String(), nullable=False),
        sa.Column("last_count", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_visits")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("snapshot", _big(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("text_digest", sa.String(), nullable=True),
        sa.Column("stored_at", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshots.id"], name=op.f("fk_documents_snapshot")),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_snapshot"), "documents", ["snapshot"], unique=False)
    op.create_index(op.f("ix_documents_source"), "documents", ["source"], unique=False)
    op.create_index(op.f("ix_documents_text_digest"), "documents", ["text_digest"], unique=False)
    op.create_index(op.f("ix_documents_url"), "documents", ["url"], unique=False)
    op.create_index(
        "uq_documents_current",
        "documents",
        ["id"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "programme_codes",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme"], ["programmes.id"], name=op.f("fk_programme_codes_programme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("programme", "field", "code", name=op.f("pk_programme_codes")),
    )
    op.create_index("ix_programme_codes_field_code", "programme_codes", ["field", "code"], unique=False)
    op.create_table(
        "programme_documents",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme"], ["programmes.id"], name=op.f("fk_programme_documents_programme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("programme", "document", name=op.f("pk_programme_documents")),
    )
    op.create_index(op.f("ix_programme_documents_document"), "programme_documents", ["document"], unique=False)
    op.create_table(
        "programme_links",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme"], ["programmes.id"], name=op.f("fk_programme_links_programme"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target"], ["programmes.id"], name=op.f("fk_programme_links_target"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("programme", "relation", "target", name=op.f("pk_programme_links")),
    )
    op.create_index(op.f("ix_programme_links_target"), "programme_links", ["target"], unique=False)
    op.create_table(
        "extractions",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column("extracted_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "version"],
            ["documents.id", "documents.version"],
            name=op.f("fk_extractions_document_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_extractions")),
    )
    op.create_table(
        "mentions",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("merge_key", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["extractions.document"], name=op.f("fk_mentions_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "position", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_merge_key"), "mentions", ["merge_key"], unique=False)
    op.execute(sa.text("INSERT INTO counters (name, value) VALUES ('changes', 0)"))
