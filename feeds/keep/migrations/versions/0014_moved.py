"""The addresses that an entry had before: whoever asks by one of them means it. A trigger keeps them, whoever moves."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

KEEP = (
    "INSERT INTO addresses (url, number) SELECT old.url, old.number "
    "WHERE NOT EXISTS (SELECT 1 FROM addresses WHERE url = old.url AND number = old.number);"
)
SQLITE = (
    "CREATE TRIGGER addresses_keep AFTER UPDATE OF url ON entries WHEN new.url <> old.url AND old.ready "
    f"BEGIN {KEEP} END",
)
POSTGRESQL = (
    "CREATE FUNCTION addresses_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF new.url <> old.url AND old.ready THEN {KEEP} END IF; RETURN NULL; END $$",
    "CREATE TRIGGER addresses_keep AFTER UPDATE OF url ON entries FOR EACH ROW EXECUTE FUNCTION addresses_keep()",
)


def upgrade() -> None:
    op.create_table(
        "addresses",
        sa.Column("url", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_index("addresses_url", "addresses", ["url"], postgresql_using="hash")  # hash: they may be long
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
