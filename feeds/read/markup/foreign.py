"""Markup that no page held: what a site writes into a feed's entry or a field of its API. Pure."""

import re

from feeds.errors import ExtractError
from feeds.read.markup import html
from feeds.read.markup.depth import check

_TAG = re.compile(r"<[^>]*>")


def fragment(markup: str) -> html.Node:
    """A tree of its own, its <body>; of what no parser should see (read/markup/depth.py) the words alone."""
    try:
        check(markup, "")
    except ExtractError:
        markup = _TAG.sub(" ", markup)
    return html.fragment(markup)
