"""When readers last saw a difference in an entry, and which were withdrawn: how new a feed is."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("entries", sa.Column("changed", sa.DateTime(timezone=True)))
    withdrawn = sa.text("withdrawn IS NOT NULL")
    op.create_index(
        "entries_withdrawn", "entries", ["source", "withdrawn"], sqlite_where=withdrawn, postgresql_where=withdrawn
    )
