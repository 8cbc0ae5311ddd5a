"""Entries, what we know of each source, and the two facts that ids are made of."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

when = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "states",
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("tag", sa.String, nullable=False, unique=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("since", when),
        sa.Column("kind", sa.String),
        sa.Column("url", sa.String),
        sa.Column("list_url", sa.String),
        sa.Column("title", sa.String),
        sa.Column("etag", sa.String),
        sa.Column("last_modified", sa.String),
        sa.Column("digest", sa.String),
        sa.Column("whole", sa.Boolean, nullable=False),
        sa.Column("usual", sa.Integer),
        sa.Column("listed", when),
        sa.Column("unconditional", when),
        sa.Column("next_poll", when, nullable=False),
        sa.Column("last_poll", when),
        sa.Column("last_success", when),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("backfill", sa.String),
    )
    op.create_index("states_due", "states", ["next_poll"])
    op.create_table(
        "entries",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tag", sa.String, nullable=False, unique=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("identity", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("list_title", sa.String, nullable=False),
        sa.Column("page_title", sa.String),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("summary", sa.String, nullable=False),
        sa.Column("html", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("published", when, nullable=False),
        sa.Column("precision", sa.String),
        sa.Column("first_seen", when, nullable=False),
        sa.Column("updated", when, unique=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("hash", sa.String),
        sa.Column("author", sa.String),
        sa.Column("credits", sa.JSON, nullable=False),
        sa.Column("images", sa.JSON, nullable=False),
        sa.Column("attachments", sa.JSON, nullable=False),
        sa.Column("videos", sa.JSON, nullable=False),
        sa.Column("external", sa.Boolean, nullable=False),
        sa.Column("ready", sa.Boolean, nullable=False),
        sa.Column("quiet", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("reads", sa.Integer, nullable=False),
        sa.Column("next_read", when),
        sa.Column("seen", when, nullable=False),
        sa.Column("missing", sa.Integer, nullable=False),
        sa.Column("missing_since", when),
        sa.Column("withdrawn", when),
        sa.UniqueConstraint("source", "key"),
    )
    op.create_index("entries_window", "entries", ["source", "ready", "published", "number"])
    op.create_index("entries_all", "entries", ["ready", "published", "number"])
    op.create_index("entries_read", "entries", ["source", "next_read"])
    op.create_index("entries_identity", "entries", ["identity"])
