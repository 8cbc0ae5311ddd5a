"""What is wrong with a database, in its driver's words, and what a person can do about it. Pure."""

WRITABLE = "make the file and its folder writable for the user that runs yaowen"
RESTORE = "put your backup back (docs/howto/back-up.md), or move the file away to start anew"
SERVER = "see that PostgreSQL runs and store.url is right"
ROOM = "make room; nothing was written"
REMEDIES = (
    ("readonly", WRITABLE),
    ("unable to open", "create the folder, or correct store.url"),
    ("not a database", RESTORE),
    ("malformed", RESTORE),
    ("database is locked", "another program holds it; it is tried again"),
    ("disk is full", ROOM),
    ("no space left", ROOM),
    ("disk i/o error", "see to the disk and its quota; it is tried again"),
    (
        "read-only transaction",
        "its server takes no changes now: it is a standby, or its disk is full; it is tried again",
    ),
    ("queuepool limit", "it does not answer in time; it is tried again"),  # all our connections wait for it
    ("connection", SERVER),
)


def remedy(why: str) -> str | None:
    """What to do, where the driver's words say what it is."""
    return next((what for sign, what in REMEDIES if sign in why.lower()), None)


def too_much(sqlstate: str | None) -> bool:
    """Whether PostgreSQL is well and what it was given is beyond its limits: a text too long for an index, say. To try
    it again, or to call it an outage, would have no end."""
    return (sqlstate or "").startswith("54")
