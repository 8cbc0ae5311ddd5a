"""Which row goes on for a chat whose group moved; until now its number stood nowhere but in a sentence."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOVED = "moved to "


def upgrade() -> None:
    op.add_column("chats", sa.Column("heir", sa.Integer))
    columns = ("number", "channel", "id", "topic", "suspended", "heir")
    chats = sa.table("chats", *(sa.column(name) for name in columns))
    tx = op.get_bind()
    for row in tx.execute(sa.select(chats).where(chats.c.suspended.startswith(MOVED))).mappings().all():
        place = (chats.c.channel == row["channel"], chats.c.topic == row["topic"])
        there = sa.select(chats.c.number).where(*place, chats.c.id == row["suspended"].removeprefix(MOVED))
        heir = tx.execute(there.where(chats.c.number != row["number"]).limit(1)).scalar_one_or_none()
        tx.execute(chats.update().where(chats.c.number == row["number"]).values(heir=heir))
