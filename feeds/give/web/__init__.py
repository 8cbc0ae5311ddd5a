"""What readers reach over HTTP: feed files on a raw ASGI path, pages for people. Nothing in here asks a source."""

from feeds.give.web.site import app

__all__ = ["app"]
