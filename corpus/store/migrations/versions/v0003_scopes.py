"""Which programmes decisions that take something away hold for, whatever document tells of them later."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of scopes; decisions made before have none."""
    op.create_table(
        "scopes",
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("merge_key", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("decision", "merge_key", "edition", name=op.f("pk_scopes")),
    )
    op.create_index(op.f("ix_scopes_merge_key"), "scopes", ["merge_key"], unique=False)
