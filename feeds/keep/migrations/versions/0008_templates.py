"""The lines that all article pages of a source show."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "templates",
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("learned", sa.DateTime(timezone=True), nullable=False),
    )
