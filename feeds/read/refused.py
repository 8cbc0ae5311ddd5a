"""Is this page a challenge, a login, a wall, a not-found page …, instead of what was asked for? Pure; no parser, but
where a short page has a box about cookies.

It tells, it never gets around anything. A page is judged by its title, its headings, what it says to its reader and
how little else it has: a real list with a login box in its head, or an article about logins, is none of these.
"""

import html as entities
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from feeds import hanzi
from feeds.read import phrases
from feeds.read.markup import consent
from feeds.read.markup.html import unasked
from feeds.read.seen import Seen, look, segments

LOOKED_AT = 400_000  #: characters of markup; refusals are short
_FIRST = 120  #: characters of a page that tells of a failure, where it does so
SHORT = 4_000  #: characters of text, a box about cookies among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What the page is instead, and how we know. `reason` is one of the words below, `why` a sentence for people."""

    reason: str  #: challenge, login, wall, empty, stub, not_found, search, maintenance or forbidden
    why: str


_PASSWORD = re.compile(r"<input\b[^<>]*type\s*=\s*[\"']?password", re.I)
_DAYS = re.compile(r"\d{4}[-/.年]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_MAIL = re.compile(r"<input\b[^<>]*(?:type|name|id)\s*=\s*[\"']?\w{0,12}(?:e-?mail|user)", re.I)
_REFRESH = re.compile(
    r"<meta\b[^<>]*http-equiv\s*=\s*[\"']?refresh[\"']?[^<>]*content\s*=\s*[\"']?\s*(\d+)\s*[;,]\s*url", re.I
)
_JUMP = re.compile(r"location(?:\.href)?\s*=\s*[\"'a-z(]|location\.(?:replace|assign)\s*\(|getNewsLinkUrl", re.I)
#: what WordPress and others call the page's body, in whatever language it speaks
_BODY = re.compile(r"<body\b[^<>]*\bclass\s*=\s*[\"']([^\"'<>]*)", re.I)
_GONE_BODY = re.compile(r"(?:^|\s)(?:error-?404|page-(?:error-)?404|page-?not-?found)(?:$|\s)", re.I)
_SEARCH_BODY = re.compile(r"(?:^|\s)search(?:\s[^\s]+)*?\ssearch-(?:no-)?results(?:$|\s)", re.I)


def refusal(text: str, *, status: int = 200, url: str = "") -> Refusal | None:
    """What the page is instead of a list or an article; None for anything that may be one."""
    seen = look(text[:LOOKED_AT], url)
    found = _told(seen, status)
    if found is not None or seen.letters > SHORT or not consent.mentioned(seen.raw):
        return found
    return _told(look(unasked(seen.raw), url), status)


def _told(seen: Seen, status: int) -> Refusal | None:
    for rule in (_challenge, _not_found, _wall, _login, _search, _maintenance, _forbidden, _broken, _stub, _empty):
        found = rule(seen, status)
        if found is not None:
            return found
    return None


def _body(seen: Seen) -> str:
    m = _BODY.search(seen.raw)
    return m[1] if m is not None else ""


def _named(seen: Seen, pattern: re.Pattern[str], *, whole: bool = False) -> str | None:
    """The title's part, or the heading of an otherwise short page, that says it. `whole`: it says little else."""
    for segment in segments(seen.title):
        if len(segment) <= 40 and pattern.search(segment) and not phrases.NOT_LOGIN.search(segment):
            return segment
    for heading in seen.headings:
        short = len(heading) <= (24 if whole else 60)
        if short and pattern.search(heading) and not phrases.NOT_LOGIN.search(heading):
            return heading
    return None


def _real(seen: Seen) -> bool:
    """Whether the page has the marks of a list or an article of its own."""
    return bool(phrases.CONTENT.search(seen.raw))


def _challenge(seen: Seen, status: int) -> Refusal | None:
    if status in (412, 521):
        return Refusal(
            reason="challenge", why=f"the site answered {status}, as sites do that ask a browser to prove itself"
        )
    if seen.letters > 600 or _real(seen):
        return None
    if seen.letters <= 250 and (m := phrases.CHALLENGE_CODE.search(seen.raw)):
        return Refusal(reason="challenge", why=f"the page only runs a browser check ({m[0].strip()[:40]})")
    if seen.links <= 12 and (m := phrases.CHALLENGE.search(f"{seen.title} {seen.words}")):
        return Refusal(reason="challenge", why=f"the page checks the visitor: “{m[0][:60]}”")
    return None


def _not_found(seen: Seen, status: int) -> Refusal | None:
    if status in (404, 410):
        return Refusal(reason="not_found", why=f"the site answered {status}")
    if _GONE_BODY.search(_body(seen)):
        return Refusal(reason="not_found", why="its markup calls it an error 404")
    for segment in segments(seen.title)[:2]:
        if len(segment) <= 30 and phrases.GONE.search(segment):
            return Refusal(reason="not_found", why=f"its title says “{segment}”")
    for heading in seen.headings:
        if len(heading) <= 40 and (
            phrases.GONE_SAID.search(heading) or (phrases.GONE.search(heading) and not _real(seen))
        ):
            return Refusal(reason="not_found", why=f"its heading says “{heading}”")
    said = phrases.GONE_SAID.search(seen.words) if seen.letters <= 1500 else None
    said = said or (phrases.GONE.search(seen.words) if seen.letters <= 200 and seen.links <= 10 else None)
    if said:
        return Refusal(reason="not_found", why=f"the page says “{said[0][:60]}”")
    return None


def _wall(seen: Seen, status: int) -> Refusal | None:
    if (
        seen.letters <= 2500
        and (m := phrases.WALL_SAID.search(seen.words))
        and (seen.letters <= 400 or not _article(seen))
        and (seen.letters <= 500 or seen.links <= 40)
    ):
        return Refusal(reason="wall", why=f"the page is kept for certain networks: “{m[0][:60]}”")
    if "wp_error_msg" in seen.raw and seen.letters <= 2500:
        return Refusal(reason="wall", why="the page shows the CMS's own message that we may not see it")
    if seen.letters <= 200 and seen.links <= 10 and (m := phrases.WALL.search(seen.words)):
        return Refusal(reason="wall", why=f"the page is kept for certain networks: “{m[0][:60]}”")
    return None


_ARTICLE = hanzi.compile("_showDynClick|arti_metas|vsb_content|发布(?:时间|日期)|ArticleTitle")


def _article(seen: Seen) -> bool:
    return bool(_ARTICLE.search(seen.raw))


_FORGOT = hanzi.compile(
    r"clogin\.jsp|name=[\"'](?:execution|lt)[\"']|忘记密码|forgot(?:ten)? (?:your )?password|记住(?:密码|我)", re.I
)


def _login(seen: Seen, status: int) -> Refusal | None:
    password = "assword" in seen.raw and bool(_PASSWORD.search(seen.raw))
    if "系统提示" in hanzi.simplified(seen.title) and seen.letters <= 400:
        return Refusal(reason="login", why="“系统提示”: the page is shown after a login, or not published yet")
    named = _named(seen, phrases.LOGIN_TITLE, whole=True)
    said = phrases.LOGIN_WORDS.search(seen.words) if seen.letters <= 500 else None
    if not (password or named or said):
        return _account(seen, password=False)
    score = 3 * bool(named and named in seen.title) + 2 * bool(named and named not in seen.title)
    score += 2 * password + 2 * bool(phrases.LOGIN_URL.search(seen.url)) + 2 * bool(said)
    forgot = bool(_FORGOT.search(seen.raw))
    score += forgot + (seen.links <= 8) + (seen.letters <= 300)
    if seen.letters > 3000 or _real(seen) or (seen.letters > 900 and not (named and named in seen.title)):
        score -= 3
    menu = len(set(phrases.MENU.findall(seen.words)))
    score -= 2 * (menu >= 3)
    if score >= 5 or (score >= 4 and password and (named or (forgot and seen.letters <= 300))):
        why = f"“{named}”" if named else f"“{said[0]}”" if said else "a form for a name and a password, and little else"
        return Refusal(reason="login", why=f"the page asks for a login: {why}")
    return _account(seen, password=password)


def _account(seen: Seen, *, password: bool) -> Refusal | None:
    """A page for accounts: its address says so, and it has the form for it."""
    dated = len(_DAYS.findall(seen.words)) >= 3  # a list
    said = None if seen.letters > 2500 or dated or _real(seen) else phrases.ACCOUNT_URL.search(seen.url)
    if said is None or not (password or (said["lost"] and _MAIL.search(seen.raw))):
        return None
    return Refusal(reason="login", why=f"the page is for accounts: its address says {said['what']}")


_ASKS = re.compile(r"s|q|query|keywords?|is_keyword|wd|search\w{0,8}|suchbegriff|(?:id_)?b[uú]squeda", re.I)
#: <input type="text" name="q" value="Sommerfest">
_FIELD = re.compile(r"<input\b(?=[^>]{0,400}?\bvalue\s?=\s?(?P<mark>[\"'])(?P<said>[^\"'<>]{2,80})(?P=mark))", re.I)
_CAMEL = re.compile(r"[a-z][A-Z]")  #: HaKu, a club, and no haku, a search


def _search(seen: Seen, status: int) -> Refusal | None:
    for segment in segments(seen.title)[:2]:
        said = phrases.SEARCH.search(segment) if len(segment) <= 40 else None
        if said is not None and not phrases.NOT_LOGIN.search(segment) and not _CAMEL.search(said[0]):
            return Refusal(reason="search", why=f"its title says “{segment}”")
    if _SEARCH_BODY.search(_body(seen)):
        return Refusal(reason="search", why="its markup calls it the results of a search")
    if phrases.SEARCH_URL.search(seen.url) and (m := phrases.SEARCH_SAID.search(seen.words)):
        return Refusal(reason="search", why=f"the page answers a search: “{m[0][:60]}”")
    if asked := _asked(seen):
        return Refusal(reason="search", why=f"its search field says “{asked[:60]}”, as its address does")
    return None


def _asked(seen: Seen) -> str:
    """What the address asks for, where a field of the page says the same; ""."""
    found = phrases.SEARCH_URL.search(seen.url)
    queries = parse_qsl(urlsplit(seen.url).query) if found is not None else []
    fields = {entities.unescape(m["said"]).strip() for m in _FIELD.finditer(seen.raw)} if queries else set()
    return next((value for name, value in queries if _ASKS.fullmatch(name) and value.strip() in fields), "")


def _maintenance(seen: Seen, status: int) -> Refusal | None:
    if seen.letters > 800 or seen.links > 25 or _real(seen) or phrases.PUBLISHED.search(seen.words):
        return None
    seen = _without_notices(seen)
    named = _named(seen, phrases.MAINTENANCE)
    if named and (seen.links <= 12 or seen.letters <= 300):
        return Refusal(reason="maintenance", why=f"the page says “{named}”")
    if seen.letters <= 300 and seen.links <= 10 and (m := phrases.MAINTENANCE.search(seen.words)):
        return Refusal(reason="maintenance", why=f"the page says “{m[0][:60]}”")
    return None


def _without_notices(seen: Seen) -> Seen:
    """The same without what a notice says that it is about: it may well be about the maintenance of something else."""
    title, words = (phrases.NOTICE.sub(" ", said) for said in (seen.title, seen.words))
    headings = tuple(phrases.NOTICE.sub(" ", heading) for heading in seen.headings)
    return replace(seen, title=title, headings=headings, words=words)


def _forbidden(seen: Seen, status: int) -> Refusal | None:
    if status in (401, 403, 451):
        return Refusal(reason="forbidden", why=f"the site answered {status}")
    if seen.letters <= 500 and not _real(seen) and (named := _named(seen, phrases.FORBIDDEN)):
        return Refusal(reason="forbidden", why=f"the page says “{named}”")
    if seen.letters <= 120 and seen.links <= 5 and (m := phrases.FORBIDDEN.search(seen.words)):
        return Refusal(reason="forbidden", why=f"the page says “{m[0][:60]}”")
    return None


def _broken(seen: Seen, status: int) -> Refusal | None:
    """A site whose program fails, that nobody set up, or that was given up."""
    few = seen.links <= 12 and not _real(seen) and not phrases.PUBLISHED.search(seen.words)
    if few and seen.letters <= 3000 and (said := phrases.BROKEN.search(seen.words[:_FIRST]) or _of_title(seen)):
        return Refusal(reason="maintenance", why=f"the page says “{said[0][:60]}”")
    if few and seen.letters <= 1500 and (said := phrases.PARKED.search(f"{seen.title} {seen.words[:_FIRST]}")):
        return Refusal(reason="empty", why=f"the page says “{said[0][:60]}”")
    if phrases.DEFAULT.match(seen.title) and seen.letters <= 6000 and not _real(seen):
        return Refusal(reason="empty", why=f"the web server's own page, “{seen.title[:60]}”: no site is set up there")
    return None


def _of_title(seen: Seen) -> re.Match[str] | None:
    return phrases.BROKEN.search(seen.title) if len(seen.title) <= 60 else None


def _stub(seen: Seen, status: int) -> Refusal | None:
    if seen.letters > 120 or seen.links > 5:
        return None
    if (m := _REFRESH.search(seen.raw)) and int(m[1][:3]) <= 30:
        return Refusal(reason="stub", why="the page only sends its visitor to another address (meta refresh)")
    if _JUMP.search(seen.raw) and "<img" not in seen.raw:
        return Refusal(reason="stub", why="the page only sends its visitor to another address (a script)")
    return None


def _empty(seen: Seen, status: int) -> Refusal | None:
    if (
        len(seen.raw) == LOOKED_AT  # styles and scripts, and the page goes on
        or seen.letters > 20
        or seen.links > 3
        or re.search(
            r"<(?:img|video|embed|object|a)\b|^\s*[{\[]|^\s*<\?xml|<rss\b|<feed\b|vsb_content", seen.raw[:200_000], re.I
        )
    ):
        return None
    if "<frame" in seen.raw.lower() or "<iframe" in seen.raw.lower():
        return Refusal(reason="empty", why="the page only frames other pages; give the address of the framed one")
    if re.search(r"<script\b", seen.raw, re.I):
        return Refusal(reason="empty", why="the page is empty until a browser runs its scripts")
    return Refusal(reason="empty", why="the page has no text")
