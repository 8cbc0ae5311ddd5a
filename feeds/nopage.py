"""What an address answers that is no page: a document, a picture, bare JSON. Pure; for who pasted it to be told."""

import json
import re
from pathlib import PurePosixPath

from feeds.model import Page
from feeds.read.markup.links import NAMED_FILE, PICTURE, path_of

SIGNS = {"%PDF-": "a PDF", "PK\x03\x04": "a document or an archive", "{\\rtf": "a document", "GIF8": "a picture"}

MARKUP = re.compile(r"<(?:!doctype|html|head|body|meta|script|\?xml)", re.I)


def said(page: Page) -> str | None:
    """A sentence on what it is, and what to give instead; None where it may be a page."""
    start = page.text.lstrip("\ufeff \r\n\t")[:200]
    what = next((name for sign, name in SIGNS.items() if start.startswith(sign)), None)
    path = path_of(page.url)
    if what is None and (PICTURE.search(path) or NAMED_FILE.search(path)) and not MARKUP.search(start):
        what = f"a file ({PurePosixPath(path).suffix.lstrip('.').lower()})"
    if what is not None:
        return f"it is {what}, not a page; give the address of the list that leads to it"
    if start.startswith(("{", "[")) and _is_json(page.text):
        return 'it answers JSON, not a page; a table with kind = "json" and its paths reads that (docs/config.md)'
    return None


def _is_json(text: str) -> bool:
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True
