"""What giving out needs to remember: closed archives, private feeds, pings owed to a hub."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

when = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "archives",
        sa.Column("feed", sa.String, primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "private_feeds",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("hash", sa.String, nullable=False, unique=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("filter", sa.String, nullable=False),
        sa.Column("since", when, nullable=False),
        sa.Column("revoked", when),
    )
    op.create_table(
        "pings",
        sa.Column("hub", sa.String, primary_key=True),
        sa.Column("topic", sa.String, primary_key=True),
        sa.Column("wanted", sa.Integer, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("not_before", when, nullable=False),
        sa.Column("reason", sa.String),
    )
    op.create_index("entries_archive", "entries", ["source", "number"])
