"""Every entry is indexed again: more traditional characters are folded to simplified ones than before (電 to 电)."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("INSERT INTO search_due (number) SELECT number FROM entries WHERE ready ON CONFLICT DO NOTHING")
