"""What a link stands for: one address for one article, whatever was hung on it. Pure; follows nothing."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

#: parameters that say where a visitor came from, never what the page is
TRACKING = re.compile(
    r"^(?:utm_\w+|spm|spm_id_from|vd_source|isappinstalled|share_\w+|sharer_\w+|srcid|clicktime|enterid|jsessionid|phpsessid|"
    r"aspsessionid\w*|sessionid|sessid|chksm|pass_ticket|wx_header|gclid|fbclid|mc_cid|mc_eid|yclid|msclkid)$",
    re.I,
)
#: names that also mean something: only with these values are they decoration
SOMETIMES = {
    "from": re.compile(r"timeline|groupmessage|singlemessage|appmessage|weixin|qq|weibo", re.I),
    "sid": re.compile(r"[0-9a-f]{24,}", re.I),
    "_t": re.compile(r"\d{10,13}"),
    "timestamp": re.compile(r"\d{10,13}"),
}
SESSION_IN_PATH = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#]*", re.I)
#: what makes an article of these hosts; the rest of the query is decoration
ESSENTIAL = {"mp.weixin.qq.com": ("__biz", "mid", "idx", "sn")}
_EXTENSION = (
    r"\.(?:pdf|doc[xm]?|xls[xm]?|pp[ts]x?|od[tsp]|wps|et|dps|ofd|caj|hwpx?|rtf|txt|csv|zip|rar|7z|gz|tar|apk|exe|mp3|"
    r"epub|p7m)"
)
FILE = re.compile(_EXTENSION + r"(?:;.*|/[\da-f]{8}-[\da-f-]{27}|/(?:view|at_download/file))?$", re.I)
NAMED_FILE = re.compile(_EXTENSION + r"(?:$|[&\s)\]）】(（\[])", re.I)
#: addresses by which CMSs hand out files, whatever they are called
HANDED_OUT = re.compile(
    r"download\.(?:jsp|php|aspx?|ashx|do|action)|(?:^|/)dl\.aspx\?u=|down_?file\.\w+|dosyaindir|at_download/|documentcenter/view/\d|/(?:item/|media/)?download/\d|pobierz\.php|/file/down/|/-/media/[^?#]+\.ashx|DownloadAttachUrl|wbfileid=|/_upload/article/files/|"
    r"enews=DownFile|action=download|mod=attachment|attachment\.php|/file/download|downloadfile|/api/files?/|"
    r"\b(?:file_?down|getfile|fileDownload)\b",
    re.I,
)
SIZE = re.compile(r"\d\s?(?:[kKMm][bB]|[kK]o|Mo|bytes?)\b|\[(?:PDF|Word|Excel)|\b(?:PDF|DOCX?|XLSX?|ODT)\b")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico|tiff?)$", re.I)
#: second-level names under which a country hands out domains
SECOND_LEVEL = frozenset(["edu", "gov", "ac", "co", "com", "org", "net", "go", "or", "ed", "lg", "gob"])
HOST = re.compile(r"https?://([\w.-]+)(?=[/:?#]|$)", re.A)


@lru_cache(maxsize=1024)
def canonical(url: str) -> str:
    """The URL without session ids, tracking, default port and fragment; its host in lower case."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}.get(parts.scheme):
        host = f"{host}:{port}"
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        essential = ESSENTIAL.get(host)
        if essential and any(name in essential for name, _ in pairs):
            pairs = [pair for pair in pairs if pair[0] in essential]
        elif host == "mp.weixin.qq.com" and parts.path.startswith("/s/"):
            pairs = []
        kept = [pair for pair in pairs if not _decoration(*pair)]
        if len(kept) != len(parse_qsl(query, keep_blank_values=True)):
            query = urlencode(kept)
    path = SESSION_IN_PATH.sub("", parts.path) or "/"
    return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()


def _decoration(name: str, value: str) -> bool:
    if TRACKING.match(name):
        return True
    sometimes = SOMETIMES.get(name.lower())
    return sometimes is not None and sometimes.fullmatch(value) is not None


def same_site(url: str, other: str) -> bool:
    """Whether both are of one host; http or https, with www. or without."""
    return _host(url) == _host(other)


def same_owner(url: str, other: str) -> bool:
    """Whether both are of one domain, whatever stands before it: www.school.edu.cn and news.school.edu.cn."""
    return _domain(_host(url)) == _domain(_host(other))


def _domain(host: str) -> str:
    labels = host.split(".")
    shared = len(labels) > 2 and labels[-2] in SECOND_LEVEL
    return ".".join(labels[-3 if shared else -2 :])


@lru_cache(maxsize=512)
def _host(url: str) -> str:
    plain = HOST.match(url)
    if plain is not None:
        return plain[1].lower().removeprefix("www.")
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def same_page(url: str, other: str) -> bool:
    """Whether both lead to one page: http or https, with or without www. and a slash at its end."""

    def bare(address: str) -> str:
        return re.sub(r"^https?://(www\.)?", "", canonical(address)).rstrip("/")

    return bare(url) == bare(other)


def path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def file_name(url: str) -> str:
    """The last part of the path as people read it; "" where it has none."""
    return unquote(path_of(url)).rstrip("/").rsplit("/", 1)[-1].strip()


def is_file(url: str) -> bool:
    """Whether the address ends like a document or an archive."""
    return bool(FILE.search(path_of(url)))


def offers_file(url: str, words: str = "") -> bool:
    """Whether a link hands out a document: its address says so, or its words name a file or its size."""
    if is_file(url) or (NAMED_FILE.search(urlsplit(url).query if "?" in url else "") and "viewer" not in url):
        return True
    if "nothumb" in url:  # a picture at its full size
        return False
    return bool(HANDED_OUT.search(url)) or bool(
        "download" in url.lower() and (NAMED_FILE.search(words) or SIZE.search(words))
    )


def is_picture(url: str) -> bool:
    return bool(PICTURE.search(path_of(url)))
