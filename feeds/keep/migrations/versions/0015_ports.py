"""An article that two sources share on a site with a port is one: until now its identity did not say the port."""

from contextlib import suppress
from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    entries = sa.table("entries", *(sa.column(name) for name in ("number", "url", "identity")))
    tx = op.get_bind()
    on_a_port = entries.c.url.like("http%://%:%")
    for row in tx.execute(sa.select(entries).where(on_a_port)).all():
        with suppress(ValueError):  # no port that there can be
            site = urlsplit(row.url)
            before = f"{site.hostname}#"
            if site.port not in (None, 80, 443) and row.identity.startswith(before):
                says = f"{site.hostname}:{site.port}#{row.identity.removeprefix(before)}"
                tx.execute(entries.update().where(entries.c.number == row.number).values(identity=says))
