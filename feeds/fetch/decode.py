"""Bytes to text, once. Pure; it trusts nobody: not the header, not the page, and statistics last of all.

Order: BOM, what UTF-8 proves by itself, header, the page's own label, gb18030, a detector. A label that the bytes
contradict is corrected; gb2312 and gbk always mean gb18030.
"""

import codecs
import re
from dataclasses import dataclass

REPLACED = "\ufffd"
HARMLESS = 0.005  #: share of lost characters that old pages have anyway: titles cut inside a character

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\x841\x953", "gb18030"))
#: two runs of blanks side by side would be parted in every way there is, so quotes and blanks are one run
_HEADER = re.compile(r"charset\s*=[\s\"']*([^\s;\"',]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=[\s\"']*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_PAIR = re.compile(rb"[\xa1-\xfe]{2}")
_HANZI = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")

#: As browsers read the labels (WHATWG Encoding), with Python's name of the superset each one means.
_MEANING = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 gb2312-80 x-gbk chinese csgb2312 csiso58gb231280 iso-ir-58 "
    "cp936 ms936 windows-936 euc-cn gb-2312 gb2312.1980 gb18030-2000 gb18030-2005",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950",
    "cp932": "shift_jis shift-jis sjis ms_kanji csshiftjis ms932 windows-31j x-sjis cp932",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 iso-ir-149 cp949",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2 csunicode iso-10646-ucs-2",
    "utf-16-be": "utf-16be unicodefffe",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1 ascii us-ascii "
    "ansi_x3.4-1968 cp819 ibm819 csisolatin1",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 latin5 l5",
    "cp874": "windows-874 iso-8859-11 tis-620 dos-874",
    "koi8_r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8_u": "koi8-u koi8-ru",
    "cp866": "cp866 ibm866 866",
    "mac_roman": "macintosh mac x-mac-roman",
}
_CODECS = {label: codec for codec, labels in _MEANING.items() for label in labels.split()}
_CODECS |= {f"{prefix}125{n}": f"cp125{n}" for n in (0, 1, 3, 5, 6, 7, 8) for prefix in ("windows-", "cp", "x-cp")}
_CODECS |= {f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
_CODECS |= {f"iso8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read with, and the share of characters that could not be read (0 to 1)."""

    text: str
    encoding: str
    replaced: float


def decode(body: bytes, content_type: str = "") -> Decoded:
    """What the bytes say. Never raises: what cannot be read is U+FFFD and counted."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], codec)
    header = _header_label(content_type)
    if header in ("utf-16-le", "utf-16-be", "iso2022_jp") and header != _page_label(body):
        return _lenient(body, header) if header == "iso2022_jp" or b"\0" in body[:200] else decode(body)
    if header == "utf-8":
        return _strict(body, "utf-8") or _contradicted(body, "utf-8")
    inside = _page_label(body)
    if inside == "iso2022_jp":
        return _lenient(body, inside)
    wide = _wide(body)
    if wide:
        return _lenient(body, wide)
    label = inside if header in (None, "cp1252") and inside else header  # latin-1 in a header is a server's default
    utf8 = _strict(body, "utf-8")
    if utf8 and (label in (None, "utf-8", "cp1252") or body.isascii() or any(c >= "\u0800" for c in utf8.text)):
        return utf8
    if label is None or label == "cp1252":
        return _unlabelled(body, label)
    if label == "utf-8":
        return _contradicted(body, label)
    return _strict(body, label) or (utf8 if label not in ("gb18030", "big5hkscs") else None) or _lenient(body, label)


def _header_label(content_type: str) -> str | None:
    found = _HEADER.search(content_type)
    return _CODECS.get(found[1].lower()) if found else None


def _page_label(body: bytes) -> str | None:
    head = body[:8192]
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    for pattern in (_XML, _META):
        found = pattern.search(head)
        if found:
            codec = _CODECS.get(found[1].decode("ascii").lower())
            if codec in ("utf-16-le", "utf-16-be"):
                return "utf-8"  # we could read the label as ASCII, so UTF-16 it is not
            if codec:
                return codec
    return None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a BOM: markup has a zero in every other byte."""
    head = body[:400]
    if len(head) < 8 or b"\0" not in head:
        return None
    for codec, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros.count(0) * 2 > len(zeros) and others.count(0) * 10 < len(others):
            return codec
    return None


def _strict(body: bytes, codec: str) -> Decoded | None:
    """Without a single fault, save a character that was cut at the very end."""
    try:
        return Decoded(_seen := body.decode(codec), codec, _share(_seen))
    except UnicodeDecodeError as e:
        if e.start == 0 or e.start < len(body) - 3 or e.end < len(body):
            return None
        try:
            text = body[: e.start].decode(codec) + REPLACED
        except UnicodeDecodeError:
            return None
        return Decoded(text, codec, _share(text))


def _lenient(body: bytes, codec: str) -> Decoded:
    text = body.decode(codec, "replace")
    return Decoded(text, codec, _share(text))


def _share(text: str) -> float:
    return text.count(REPLACED) / len(text) if text else 0.0


def _contradicted(body: bytes, label: str) -> Decoded:
    """The label says UTF-8 and the bytes say no: gb18030 if that reads far better, else UTF-8 with gaps."""
    as_labelled, chinese = _lenient(body, label), _lenient(body, "gb18030")
    better = chinese.text.count(REPLACED) * 4 < as_labelled.text.count(REPLACED)
    return chinese if better and _chinese(body, chinese.text) else as_labelled


def _chinese(body: bytes, text: str) -> bool:
    """High bytes come in pairs and read as Chinese; the lone accents of a Western page do not."""
    high = len(_HIGH.findall(body))
    others = sum(1 for c in text if c > "\x7f")
    return len(_HIGH_PAIR.findall(body)) * 2 >= high * 0.9 and len(_HANZI.findall(text)) * 2 >= others > 0


def _unlabelled(body: bytes, label: str | None) -> Decoded:
    chinese = _lenient(body, "gb18030")
    harmless = chinese.replaced <= HARMLESS or chinese.text.count(REPLACED) == 1
    if harmless and _chinese(body, chinese.text):
        return chinese
    if label:
        return _lenient(body, label)
    from charset_normalizer import from_bytes  # rarely needed, so it costs nothing until then

    best = from_bytes(body[:65536], cp_exclusion=["utf_7"]).best()
    try:
        codec = codecs.lookup(best.encoding).name if best else "utf-8"
        return _lenient(body, codec)
    except (LookupError, UnicodeError):
        return _lenient(body, "utf-8")
