"""What an entry said before each edit. A trigger keeps it, whoever edits."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SQLITE = (
    "CREATE TRIGGER revisions_keep AFTER UPDATE OF revision ON entries WHEN new.revision > old.revision AND old.ready "
    "BEGIN INSERT OR IGNORE INTO revisions (number, revision, updated, title, text) "
    "VALUES (old.number, old.revision, old.updated, old.title, old.text); END",
)
POSTGRESQL = (
    "CREATE FUNCTION revisions_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF new.revision > old.revision AND old.ready THEN "
    "INSERT INTO revisions (number, revision, updated, title, text) "
    "VALUES (old.number, old.revision, old.updated, old.title, old.text) ON CONFLICT DO NOTHING; "
    "END IF; RETURN NULL; END $$",
    "CREATE TRIGGER revisions_keep AFTER UPDATE OF revision ON entries FOR EACH ROW EXECUTE FUNCTION revisions_keep()",
)


def upgrade() -> None:
    op.create_table(
        "revisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
