"""The index of all feeds as one static page, for folders that nginx serves as they are. Pure; the pages of the live
site are web/pages.py's."""

from collections.abc import Iterable
from html import escape

from feeds.model import Site

LABELS = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
MEDIA = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def index(site: Site, feeds: Iterable[tuple[str, str]]) -> bytes:
    """`feeds`: pairs of name and title. Every feed is announced to programs and linked for people."""
    known = list(feeds)
    announced = "".join(
        f'<link rel="alternate" type="{MEDIA[kind]}" title="{escape(title)}" href="feeds/{name}.{kind}">\n'
        for name, title in known
        for kind in MEDIA
    )
    listed = "".join(
        f"<li>{escape(title)} "
        + " ".join(f'<a href="feeds/{name}.{kind}">{label}</a>' for kind, label in LABELS.items())
        + "</li>\n"
        for name, title in known
    )
    page = (
        f'<!doctype html>\n<html lang="{escape(site.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(site.title)}</title>\n{announced}</head>\n<body>\n"
        f"<h1>{escape(site.title)}</h1>\n<ul>\n{listed}</ul>\n</body>\n</html>\n"
    )
    return page.encode()
