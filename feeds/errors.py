"""What can go wrong and is expected, as one tree. Anything else is a bug and stays loud.

YaowenError                  carries a sentence for people; str(e) is that sentence
├── FetchError(url, why)     the next poll tries again
│   ├── NameNotFound         DNS
│   ├── Unreachable          refused, reset, no route, proxy down
│   ├── BadCertificate       TLS, with the reason
│   ├── TooSlow              the total deadline passed
│   ├── TooLarge             more than max_bytes decoded
│   ├── TooManyRedirects
│   ├── Forbidden            an address or URL that we never connect to
│   ├── Disallowed           robots.txt says no
│   ├── NoRules              robots.txt cannot be had, so nothing is for an hour
│   └── BadStatus            an answer that is no page (.status, .retry_after)
├── ExtractError(url, why)   the page is not what it was; a person must look
│   ├── TooDeep              nested beyond what a parser should see
│   └── RefusedPage          a challenge, login, wall or not-found page (.reason)
├── GiveError                the feeds' files cannot be written
└── StoreError               the database cannot be used: locked by another run, newer, read-only
"""

from datetime import timedelta


class YaowenError(Exception):
    """Root of all errors that we expect."""


class PageError(YaowenError):
    """Something about one URL."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"{url}: {why}")
        self.url = url
        self.why = why


class FetchError(PageError):
    """The page could not be had; the next poll tries again."""

    #: True when the request may have reached the server (a POST may have had its effect)
    maybe_sent: bool = False


class NameNotFound(FetchError):
    """The host's name has no address."""


class Unreachable(FetchError):
    """No connection, or it broke."""


class BadCertificate(FetchError):
    """TLS failed; the reason is in `why`."""


class TooSlow(FetchError):
    """The total deadline passed."""


class TooLarge(FetchError):
    """More bytes than allowed, after decompression."""


class TooManyRedirects(FetchError):
    """More than five, or a loop."""


class Forbidden(FetchError):
    """An address, scheme or URL form that we never connect to."""


class Disallowed(FetchError):
    """robots.txt asks us not to fetch this."""


class NoRules(FetchError):
    """Its robots.txt cannot be had for now, so nothing is fetched for as long."""


class BadStatus(FetchError):
    """The site answered with an error status."""

    def __init__(self, url: str, status: int, retry_after: timedelta | None = None, body: str = "") -> None:
        super().__init__(url, f"the site answered {status}")
        self.status = status
        self.retry_after = retry_after
        self.body = body  #: the first few thousand characters, for read/refused.py


class ExtractError(PageError):
    """The page is not what it was, or not what was asked for."""


class TooDeep(ExtractError):
    """Nested so deep that no parser should see it."""


class RefusedPage(ExtractError):
    """The site showed a challenge, a login, a wall or a not-found page instead."""

    def __init__(self, url: str, reason: str, why: str) -> None:
        super().__init__(url, why)
        self.reason = reason


class GiveError(YaowenError):
    """The files of the feeds cannot be written; the sentence says what to do."""


class StoreError(YaowenError):
    """The database cannot be used as it is; the sentence says what to do."""
