"""What is normal for a source, what is held of it, what we propose; the page that was not believed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

when = sa.DateTime(timezone=True)


def upgrade() -> None:
    for name in ("normal", "held", "proposal"):
        op.add_column("states", sa.Column(name, sa.JSON(none_as_null=True)))
    op.add_column("states", sa.Column("approved", sa.String))
    op.create_table(
        "suspects",
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("since", when, nullable=False),
        sa.Column("seen", when, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
