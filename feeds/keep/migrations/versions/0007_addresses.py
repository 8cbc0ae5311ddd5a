"""Entries are found by their address: a chat asks what became of a link."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("entries_url", "entries", ["url"], postgresql_using="hash")  # hash: addresses may be long
