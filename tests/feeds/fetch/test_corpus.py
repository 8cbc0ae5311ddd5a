"""Real pages in their real encodings, read without damage. Skipped where the corpus is not at hand."""

from pathlib import Path

import pytest

from feeds.fetch.decode import decode

PAGES = Path(__file__).parents[4] / "shared" / "corpus" / "pages"


def test_real_pages_are_read_with_hardly_a_character_lost():
    if not PAGES.is_dir():
        pytest.skip("the corpus of real pages is not at ../shared")

    damaged = {}
    for path in sorted(p for p in PAGES.rglob("*") if p.is_file()):
        decoded = decode(path.read_bytes(), "text/html")
        if decoded.replaced > 0.0005 or decoded.encoding not in ("utf-8", "gb18030"):
            damaged[path.name] = (decoded.encoding, decoded.replaced)

    assert damaged == {}
