"""Full-text search over character bigrams: FTS5 on SQLite, GIN on PostgreSQL; triggers note what is due."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5(grams, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TRIGGER search_new AFTER INSERT ON entries WHEN new.ready BEGIN "
    "INSERT OR IGNORE INTO search_due (number) VALUES (new.number); END",
    "CREATE TRIGGER search_changed AFTER UPDATE OF ready, title, text, summary, published, withdrawn ON entries "
    "WHEN new.ready BEGIN INSERT OR IGNORE INTO search_due (number) VALUES (new.number); END",
    "CREATE TRIGGER search_gone AFTER DELETE ON entries BEGIN "
    "INSERT OR IGNORE INTO search_due (number) VALUES (old.number); END",
)
POSTGRESQL = (
    "ALTER TABLE searched ADD COLUMN grams text[] NOT NULL",
    "CREATE INDEX searched_grams ON searched USING gin (grams)",
    "CREATE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'DELETE' THEN "
    "INSERT INTO search_due (number) VALUES (old.number) ON CONFLICT DO NOTHING; "
    "ELSIF new.ready THEN "
    "INSERT INTO search_due (number) VALUES (new.number) ON CONFLICT DO NOTHING; "
    "END IF; RETURN NULL; END $$",
    "CREATE TRIGGER search_new AFTER INSERT OR DELETE ON entries FOR EACH ROW EXECUTE FUNCTION search_note()",
    "CREATE TRIGGER search_changed AFTER UPDATE OF ready, title, text, summary, published, withdrawn ON entries "
    "FOR EACH ROW EXECUTE FUNCTION search_note()",
)


def upgrade() -> None:
    op.create_table("search_due", sa.Column("number", sa.Integer, primary_key=True, autoincrement=False))
    op.create_table(
        "searched",
        sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("folded", sa.String, nullable=False),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    op.execute("INSERT INTO search_due (number) SELECT number FROM entries WHERE ready")
