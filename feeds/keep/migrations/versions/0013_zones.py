"""The zone of a source's dates: a bare day is midnight there, also when the source has left the config."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("states", sa.Column("zone", sa.String))
