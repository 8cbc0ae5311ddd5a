"""The names that a source had before: its old addresses lead on, whoever renamed it and whatever the config says."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("states", sa.Column("formerly", sa.JSON(none_as_null=True)))
