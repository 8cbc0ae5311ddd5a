"""Any article in any look, for hypothesis: what pages hold at their worst, composed as the program composes it."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st
from reaching import NOW, digest, entry

from bot.model import Chat, Message
from bot.tell.compose import compose
from feeds.model import Attachment, ChangeKind

NASTY = [
    "第十二届春季运动会开幕。",
    "The quick brown fox. ",
    "\n",
    "\n\n# ",
    "\n> ",
    "\n- ",
    "\n1. ",
    "<b>",
    "</font>",
    '<font color="warning">',
    "<@all>",
    "<at id=all></at>",
    "@everyone",
    "<!channel>",
    "&amp;",
    "&",
    "](http://e.example)",
    "[a](http://e.example)",
    "![x](http://e.example/x.png)",
    "**",
    "__",
    "~~",
    "||",
    "`",
    "\\",
    '"',
    "👩‍👩‍👧‍👦",
    "🇨🇳",
    "é",
    "𠮷",
    "\u202e",
    "\x00",
    "\u2028",
    "http://e.example/(a)_b",
    "@all ",
]
words = st.lists(st.sampled_from(NASTY) | st.text(max_size=8), max_size=8).map("".join)
texts = st.builds(lambda text, times: text * times, words, st.sampled_from([1, 1, 3, 60]))
long_texts = st.builds(lambda text, times: (text * times)[:25_000], words, st.sampled_from([1, 40, 2000]))
urls = st.sampled_from(
    [
        "http://www.qingshi.example/info/1071/82033.htm",
        "https://www.qingshi.example/a(b)/'c'?x=<y>&z=[1]",
        "http://www.qingshi.example/新闻/一.htm",
        "http://www.qingshi.example/" + "a" * 1900,
        "http://www.qingshi.example/" + "长" * 1900,
        "javascript:alert(1)",
        "",
    ]
)
pictures = st.sampled_from(
    [(), (), ("http://www.qingshi.example/p.jpg",), ("http://www.qingshi.example/" + "p" * 1900,)]
)
attachments = st.lists(st.builds(lambda name, url: Attachment(name=name, url=url), words, urls), max_size=12).map(tuple)
entries = st.builds(
    lambda title, summary, text, url, images, files: entry(
        title=title, summary=summary, text=text, url=url, images=images, attachments=files
    ),
    texts,
    texts,
    long_texts,
    urls,
    pictures,
    attachments,
)
chats = st.builds(
    lambda look, language: Chat(channel="there", id="newsroom", look=look, language=language),
    st.sampled_from(["line", "card", "full"]),
    st.sampled_from(["zh", "en"]),
)


def _composed(one, chat, kind, source) -> Message:
    gone = datetime(2026, 3, 6, tzinfo=UTC) if kind is ChangeKind.WITHDRAWN else None
    return compose(replace(one, withdrawn=gone), chat, source_title=source, kind=kind, now=NOW)


single = st.builds(_composed, entries, chats, st.sampled_from(list(ChangeKind)), words)
digests = st.lists(single, min_size=1, max_size=20).map(lambda items: digest(*items))
messages = single | digests


def addresses(message: Message) -> set[str]:
    """Every address that a message may lead to."""
    found = {message.url, message.image, *(file.url for file in message.attachments)}
    for each in message.items:
        found |= addresses(each)
    return found - {""}
