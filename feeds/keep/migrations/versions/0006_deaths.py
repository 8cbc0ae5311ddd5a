"""How often the program died with a source, or with an article, in hand."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for table in ("states", "entries"):
        op.add_column(table, sa.Column("deaths", sa.Integer, nullable=False, server_default="0"))
