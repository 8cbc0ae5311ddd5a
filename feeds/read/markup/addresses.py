"""What an address looks like: an article's, a list's, and the template it was made from. Pure; opens nothing."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

_NUMBER = re.compile(r"\d+")
_HEX = re.compile(r"(?<![0-9a-z])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}(?![0-9a-z])", re.I)
#: words of a title; without re.I, for which s and k are ſ and the sign of Kelvin too
_SLUG = re.compile(r"^[\w%.~]*(?:[-_][\w%.~]+){2,}$|%[0-9a-fA-F]{2}.*%|[^\x00-\x7f]")
_LIST = re.compile(
    r"(?:^|/)(?:index|list|default|more|lm|home|main|category|categories|archives?|tags?|topics?|column|channel|node)"
    r"(?:[-_]?\d{0,4})?(?:\.\w{2,5})?/?$|/col/col\d+/|/(?:category|"
    r"tag|author|topic|channel|columns?)/[^/]+/?$|/(?:list\d*|node_\d+)\.(?:htm|psp)|[/_-](?:gengduo|liebiao)[-_]?\d{0,4}\.s?html?$|/taxonomy/term/\d+(?:\.html)?$|/(?:moreinfo|sub_?page|second_?page)\w{0,12}\.s?html?$",
    re.I,
)
_PAGE_OF_LIST = re.compile(r"/(?:list|liebiao|index)(?:[-_]\d{1,4}){1,3}\.\w{3,5}$", re.I)
_ARTICLE = re.compile(
    r"/info/\d+/\d+\.htm|/c\d+a\d+/page\.(?:htm|psp)|"
    r"/(?:post|story|article)/(?=[\w%-]*[-\d]|[\w%]{9})[\w%-]+/?$|/art/\d{4}/|[/_]t?\d{8}[_/]|/\d{4}[-/]\d{1,2}[-/]|content[_-]?\d{3,}|"
    r"(?:article|show|details?|news|view|read|content|post|story|item|doc|archives?|p)[-_/]?\d{2,}|"
    r"mp\.weixin\.qq\.com/s|/node/\d+(?:\.html?)?$|/\d{4,}(?:\.\w{2,5})?/?$|/\d{3}\.(?:s?html?|"
    r"aspx?|php|jsp)$|\d{5,}|/(?:[0-9a-f]{4,}-){2}|[0-9a-f]{16,}|"
    r"/(?=[a-z_-]*\d[a-z_-]*\d)[a-z0-9_-]{14,}(?:\.\w{2,5})?$",
    re.I,
)
#: the first page of a numbered column, /article/97/1.aspx, and what was written on a day or in a month, /2021/09/14/
_FIRST = re.compile(
    r"/article/\d{1,3}/1\.aspx$|/(?:19|20)\d{2}/[01]\d/[0-3]\d/(?:index\.\w+)?$|/archive/(?:19|20)\d{2}(?:0[1-9]|1[0-2])/?$",
    re.I,
)
_LAST = re.compile(r"\d+(?=[^/\d]*$)")
_QUERIED = re.compile(r"\d+\.s?html?")  #: /news/?47.html
#: /words-of-a-title/index.html, in a copy of a site whose addresses end in a slash; /2000013260/index.html, of EasySite
_FOLDER = re.compile(r"/(?:(?=[^/]{20})[^/]*(?:-[^/-]+){3,}|\d{8,})/index\.html?$")
_ID_KEY = re.compile(
    r"^(?:\w*(?:newsid|articleid|contentid|aid|infoid|docid|nid)|id|p|aid|tid|no|seq|bidx|idx|uuid|guid|cid)$", re.I
)
_LIST_KEY = re.compile(r"^(?:catid|page|pagenum|wbtreeid|typeid|tid|cat|category|list|cid|lm|columnid)$", re.I)

#: ?action=listnews&id=5, ?view=category&id=8: what a script is asked to show
_DOES = re.compile(r"^(?:a|ac|act|action|cmd|do|fun|func|mod|mode|module|op|task|view)$", re.I)
_MANY = re.compile(r"^(?:\w*list\w*|categor\w*|section|archives?|forumdisplay)$", re.I)


@lru_cache(maxsize=4096)
def template(url: str) -> str:
    """The address with digits, hex and words of a title replaced: what a CMS filled in."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    steps = [_step(s) for s in parts.path.split("/")]
    query = parse_qsl(parts.query, keep_blank_values=True)
    keys = "&".join(sorted(f"{_NUMBER.sub('n', k)}={'n' if v.isdigit() else 'w'}" for k, v in query))
    return f"{parts.hostname or ''}{'/'.join(steps)}?{keys}"


def _step(step: str) -> str:
    name, dot, extension = step.rpartition(".")
    if not dot or len(extension) > 5:
        name, extension = step, ""
    name = _HEX.sub("h", name)
    if _SLUG.search(name) and not name.isdigit() and sum(c.isalpha() for c in name) > 6:
        name = "slug"
    return _NUMBER.sub("n", name) + (f".{extension}" if extension else "")


@lru_cache(maxsize=4096)
def looks_like_article(url: str) -> bool:
    """Whether the address names one thing: an id, a date, a title in words."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    query = parse_qsl(parts.query)
    if _shows_many(query):
        return False
    if any(_ID_KEY.match(k) and re.search(r"\d|[0-9a-f]{8}", v) for k, v in query) and not (
        len(query) == 1 and _LIST_KEY.match(query[0][0])
    ):
        return True
    path = f"{parts.netloc}{parts.path}"
    if _QUERIED.fullmatch(parts.query) or _FOLDER.search(parts.path):
        return True
    if _LIST.search(parts.path) or _FIRST.search(parts.path):
        return False
    if _ARTICLE.search(path[len(parts.netloc) :]) or path.startswith("mp.weixin.qq.com/s"):
        return True
    last = parts.path.rstrip("/").rsplit("/", 1)[-1].rpartition(".")
    name = last[0] or last[2]
    return bool(_SLUG.search(name)) and len(name) >= 14


def _shows_many(query: list[tuple[str, str]]) -> bool:
    """Whether a script is asked for a list, by its name for it."""
    return any(_DOES.match(key) and _MANY.match(value) for key, value in query)


def looks_like_list(url: str) -> bool:
    """Whether the address names many: index, list, a section."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if _LIST.search(parts.path) and not _FOLDER.search(parts.path):
        return True
    query = parse_qsl(parts.query)
    if query and (all(_LIST_KEY.match(k) for k, _ in query) or _shows_many(query)):
        return True
    return not parts.query and not looks_like_article(url)


def numbers_a_list(url: str) -> bool:
    """Whether the address is that of a page of a list, and of nothing else: /news/list_4_1.html."""
    return _PAGE_OF_LIST.search(urlsplit(url).path) is not None


def deeper(folder: str, other: str) -> bool:
    """Whether a folder lies at least as deep as another page does, and is not that page's."""
    return folder != other and urlsplit(folder).path.count("/") >= urlsplit(other).path.count("/")


def numbered(url: str) -> str:
    """An address with another number as its last part's; itself where that has none."""
    return _LAST.sub("#", url)
