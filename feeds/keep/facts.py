"""The few facts about this installation: what ids are made of, written once; and what `status` should know."""

from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import sqlalchemy as sa

from feeds.keep.db import Tx, insert

facts = sa.Table(
    "facts",
    sa.MetaData(),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)


def get(tx: Tx, name: str) -> str | None:
    found: str | None = tx.scalar(sa.select(facts.c.value).where(facts.c.name == name))
    return found


def once(tx: Tx, name: str, value: str) -> None:
    """Write a fact unless it is known already: what was first stays."""
    tx.execute(insert(tx, facts).values(name=name, value=value).on_conflict_do_nothing())


def put(tx: Tx, name: str, value: str | None) -> None:
    """Write a fact that may change; None: it holds no more."""
    tx.execute(facts.delete().where(facts.c.name == name))
    if value is not None:
        tx.execute(insert(tx, facts).values(name=name, value=value))


def authority(tx: Tx, site_url: str, now: datetime) -> str:
    """`domain,year` of our tag: URIs (RFC 4151), as it was at the first start. A new domain changes nothing."""
    found = get(tx, "authority")
    if found is None:
        once(tx, "authority", f"{_domain(site_url)},{now.year}")
        found = get(tx, "authority")
    return found or ""


def _domain(site_url: str) -> str:
    """The host as a tag: URI may hold it, which knows no IPv6; a loopback's number says no more than its name."""
    host = urlsplit(site_url).hostname or "localhost"
    with suppress(ValueError):  # a name
        ip = ip_address(host)
        return "localhost" if ip.version == 6 or ip.is_loopback else host
    return host
