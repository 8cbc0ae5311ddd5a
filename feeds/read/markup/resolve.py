"""A link's href to an absolute URL: any href, and the plain ones fast. Pure."""

import re
from urllib.parse import urljoin, urlsplit

#: what joins or parts the letters of Persian, Hindi and other scripts, and emoji, stays
INVISIBLE = re.compile(
    "(?<![\u0600-\u1aff\ua000-\uabff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])[\u200c\u200d]|[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\ufffe\uffff\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]"
)
#: hrefs and bases whose URL is plain to see
_STEP = r"[\w%~+,-][\w%.~+,-]*+"
_HOST = r"https?://[\w-]+(?:\.[\w-]+)*(?::(?!(?:80|443)(?!\d))[1-5]?\d{1,4})?"
_QUERY = r"(?:\?[\w=&%.~+:/-]++)?+"
ABSOLUTE = re.compile(rf"{_HOST}(?:/{_STEP})*/?{_QUERY}", re.A)
RELATIVE = re.compile(rf"(/|(?:\.\./)*+){_STEP}(?:/{_STEP})*/?{_QUERY}", re.A)
PLAIN = re.compile(rf"({_HOST})/((?:{_STEP}/)*+[^/?#;]*)(?:\?[^#]*)?(?:#.*)?", re.A)


def absolute(base: str, href: str | None) -> str | None:
    """`href` resolved against `base`, http(s) only, without its fragment."""
    href = INVISIBLE.sub("", href or "").strip()
    if not href or href.startswith("#") or href.rstrip("/:").lower() in ("http", "https"):
        return None
    href = re.sub(r"[\r\n\t]", "", href).replace("\\", "/")
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
        _ = parts.port  # nonsense ports raise only here
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c in parts.netloc for c in " <>\"'{}|^`"):
        return None
    usual = {"http": ":80", "https": ":443"}[parts.scheme]
    url = parts._replace(fragment="", netloc=parts.netloc.removesuffix(usual)).geturl()
    return re.sub(r"\s", "%20", url)


def folders(base: str) -> tuple[str, ...]:
    """The origin and the folders of a page's base; () where it is unusual."""
    found = PLAIN.fullmatch(base)
    return (found[1], *found[2].split("/")[:-1]) if found is not None else ()


def plainly(folders: tuple[str, ...], href: str) -> str | None:
    """The URL where nothing about it is unusual, as `absolute` would say it; None where something may be."""
    if ABSOLUTE.fullmatch(href):
        return href
    relative = RELATIVE.fullmatch(href) if folders else None
    if relative is None:
        return None
    if href[0] == "/":
        return folders[0] + href
    ups = len(relative[1]) // 3
    kept = folders[1 : max(1, len(folders) - ups)]
    return "/".join([folders[0], *kept, href[3 * ups :]])
