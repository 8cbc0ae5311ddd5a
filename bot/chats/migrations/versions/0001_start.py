"""Chats, their subscriptions, and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

when = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "chats",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("topic", sa.Integer, nullable=False),
        sa.Column("name", sa.String, unique=True),
        sa.Column("configured", sa.String),
        sa.Column("title", sa.String),
        sa.Column("kind", sa.String),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("suspended", sa.String),
        sa.Column("suspended_at", when),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("created", when, nullable=False),
        sa.Column("next_send", when),
        sa.Column("recent", sa.JSON, nullable=False),
        sa.UniqueConstraint("channel", "id", "topic"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("chat", sa.Integer, sa.ForeignKey("chats.number"), primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("configured", sa.Boolean, nullable=False),
        sa.Column("since", when, nullable=False),
    )
    op.create_index("subscriptions_source", "subscriptions", ["source"])
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("entry", sa.Integer, sa.ForeignKey("entries.number"), nullable=False),
        sa.Column("chat", sa.Integer, sa.ForeignKey("chats.number"), nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("wanted", sa.Integer, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("message_id", sa.String),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        sa.Column("not_before", when),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("edited", when),
        sa.Column("reason", sa.String),
        sa.Column("owed", when, nullable=False),
        sa.Column("changed", when, nullable=False),
        sa.UniqueConstraint("entry", "chat"),
    )
    op.create_index("outbox_next", "outbox", ["chat", "state", "number"])
    op.create_index("outbox_state", "outbox", ["state", "chat"])
