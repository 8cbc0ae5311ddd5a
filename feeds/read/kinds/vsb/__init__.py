"""博达 / 西软 Visual SiteBuilder: the CMS of most Chinese college sites. Where things stand on its pages, no more.

How they are read once they are found is in read/lists (rows.py, rowtext.py) and read/articles (body.py, credits.py).
"""

from feeds.read.kinds.vsb.article import article
from feeds.read.kinds.vsb.listing import listing
from feeds.read.kinds.vsb.names import column
from feeds.read.kinds.vsb.traces import Settings, identity, is_article, marks

__all__ = ["Settings", "article", "column", "identity", "is_article", "listing", "marks"]
