"""What is too old is found without reading all that a chat is owed."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("outbox_owed", "outbox", ["chat", "state", "owed"])
