"""How the config calls a source, and its language: entries keep the origin that they had."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    for name in ("called", "language"):
        op.add_column("states", sa.Column(name, sa.String))
