"""When a message was claimed that told an entry. Until now the row's last change stood for it: what else is known of
a digest is the change of the one that changed longest ago."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    when = sa.DateTime(timezone=True)
    op.add_column("outbox", sa.Column("told", when))
    op.create_index("outbox_told", "outbox", ["chat", "told"])
    op.create_index("chats_heir", "chats", ["heir"])
    columns = ("chat", "message_id", "sent", "changed", "told")
    outbox = sa.table("outbox", *(sa.column(name) for name in columns))
    tx = op.get_bind()
    tx.execute(outbox.update().where(outbox.c.sent > 0).values(told=outbox.c.changed))
    first = sa.func.min(outbox.c.changed)
    digests = sa.select(outbox.c.chat, outbox.c.message_id, first.label("first")).where(outbox.c.sent > 0)
    digests = digests.where(outbox.c.message_id.startswith("digest:")).group_by(outbox.c.chat, outbox.c.message_id)
    for row in tx.execute(digests.having(first < sa.func.max(outbox.c.changed))).all():
        same = (outbox.c.chat == row.chat) & (outbox.c.message_id == row.message_id) & (outbox.c.sent > 0)
        tx.execute(outbox.update().where(same).values(told=row.first))
