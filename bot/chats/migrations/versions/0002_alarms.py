"""What the admin was told of; the index that finds who is owed something without reading what is settled."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

when = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "alarms",
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("cause", sa.String, nullable=False),
        sa.Column("since", when, nullable=False),
        sa.Column("told", when, nullable=False),
    )
    op.create_index("outbox_changed", "outbox", ["state", "changed"])
