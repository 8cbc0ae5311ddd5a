"""Whatever a page says, in whatever look: within each service's limit by its own measure, and valid in its form."""

import json
import re
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from anynews import addresses, messages
from hypothesis import Phase, given, settings
from reaching import NOW

from bot.tell.channels import apprise
from bot.tell.forms import dingtalk, discord, feishu, mail, matrix, ntfy, parts, slack, wecom
from bot.tell.forms.parts import packed

quick = settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\(([^()\s<>]+)\)")
FONT = re.compile(r'<font color="(?:comment|warning)">([^<>]*)</font>')


def check_markdown(said, message, *, quote="> "):
    """Every link is ours, every tag is closed, every emphasis has its end; nothing of the news is markup."""
    may = {parts.address(url) for url in addresses(message)}
    for _, _, url in LINK.findall(said):
        assert url in may, url
    bare = FONT.sub(r"\1", LINK.sub(r"\2", said))
    assert "](" not in bare
    for line in bare.split("\n"):
        line = line.removeprefix(quote).removeprefix("#### ").removeprefix("- ")
        assert not re.search(r"[<>`]|^\s*[#\-+=]", line), line
        assert line.count("**") in (0, 2), line
        assert "__" not in line
        assert "~~" not in line
    assert "@all" not in bare.lower()


@quick
@given(messages)
@pytest.mark.parametrize("form", ["auto", "markdown", "news", "text"])
def test_wecom_takes_it(form, message):
    told = json.loads(packed(wecom.payload(message, form)))

    if told["msgtype"] == "news":
        assert 1 <= len(told["news"]["articles"]) <= 8
        for card in told["news"]["articles"]:
            assert 0 < len(card["title"].encode()) <= 128
            assert len(card.get("description", "").encode()) <= 512
            assert card["url"] in addresses(message)
    elif told["msgtype"] == "text":
        assert 0 < len(told["text"]["content"].strip().encode()) <= 2048
    else:
        said = told["markdown"]["content"]
        assert 0 < len(said.strip().encode()) <= 4096
        check_markdown(said, message)


@quick
@given(messages)
@pytest.mark.parametrize("keyword", ["", "通告"])
def test_dingtalk_takes_it(keyword, message):
    body = packed(dingtalk.payload(message, keyword))
    told = json.loads(body)

    assert len(body) <= 20_000
    assert keyword in body.decode()
    card = told[told["msgtype"]]
    if told["msgtype"] == "feedCard":
        assert {link["messageURL"] for link in card["links"]} <= addresses(message)
        return
    assert card["title"].strip()
    check_markdown(card["text"], message)
    if told["msgtype"] == "actionCard":
        assert card["singleURL"] in addresses(message)


@quick
@given(messages)
@pytest.mark.parametrize("keyword", ["", "通告"])
def test_feishu_takes_it(keyword, message):
    body = packed(feishu.payload(message, keyword))
    told = json.loads(body)

    assert len(body) <= 20_000 - 100  # and the signature
    assert keyword in body.decode()
    assert told["card"]["elements"]
    for element in told["card"]["elements"]:
        if element.get("text", {}).get("tag") == "lark_md":
            said = element["text"]["content"]
            assert said.strip()
            may = {parts.address(url) for url in addresses(message)}
            assert {url for _, _, url in LINK.findall(said)} <= may
            assert not re.search(r"[<>*_~`]|\]\(", LINK.sub("", said))


def units(text):
    return len(text.encode("utf-16-le")) // 2


@quick
@given(messages)
def test_discord_takes_it(message):
    told = json.loads(packed(discord.payload(message)))

    assert told["allowed_mentions"] == {"parse": []}
    [embed] = told["embeds"]
    texts = (embed["title"], embed.get("description", ""), embed.get("footer", {}).get("text", ""))
    assert 0 < units(texts[0]) <= 256
    assert units(texts[1]) <= 4096
    assert sum(map(units, texts)) <= 6000
    may = {parts.address(url) for url in addresses(message)}
    assert {embed[name] for name in ("url",) if name in embed} <= may
    written = re.compile(r"<https?://[\w~/.%?=&:#+@,;!$'-]+>", re.ASCII)  # an address in the text, not in a link
    unescaped = re.sub(r"\\.", "", texts[1], flags=re.DOTALL)
    unescaped = re.sub(r"^- ~~([^~\n]*)~~", r"- \1", unescaped, flags=re.MULTILINE)  # withdrawn, in a digest
    unescaped = written.sub("", unescaped)
    assert {url for _, _, url in LINK.findall(unescaped)} <= may
    assert not re.search(r"[*_~`<>|]|\]\(", LINK.sub("", unescaped))


def words_of(blocks):
    for block in blocks:
        for key, value in block.items():
            if isinstance(value, dict):
                yield from words_of([value])
            elif isinstance(value, list):
                yield from words_of(value)
            elif key in ("text", "url", "image_url"):
                yield key, value


@quick
@given(messages)
def test_slack_takes_it(message):
    told = json.loads(packed(slack.payload(message)))

    assert told["text"]
    assert "<" not in told["text"]
    assert 1 <= len(told["blocks"]) <= 50
    for key, value in words_of(told["blocks"]):
        assert 0 < units(value) <= 3000
        if key != "text":
            assert value in addresses(message)
    assert "mrkdwn" not in json.dumps(told)
    assert len(json.dumps(told["blocks"], ensure_ascii=False)) < 200_000


class Links(HTMLParser):
    """Every tag is one of ours and is closed; every address is collected."""

    TAGS = frozenset(
        ["h1", "h4", "p", "ul", "li", "a", "strong", "del", "br", "b", "div", "html", "head", "meta", "body", "img"]
    )

    def __init__(self, html):
        super().__init__()
        self.open, self.addresses = [], set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        assert tag in self.TAGS, tag
        known = {"href", "dir", "style", "src", "alt", "lang", "charset", "name", "content"}
        assert {name for name, _ in attributes} <= known
        self.addresses |= {value for name, value in attributes if name in ("href", "src")}
        if tag not in ("br", "meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@quick
@given(messages)
def test_matrix_takes_it(message):
    event = {"room_id": "!r:example", "content": matrix.edited(message, "$e:example"), "signatures": "x" * 2000}
    told = event["content"]["m.new_content"]

    assert len(packed(event)) < 65_536
    assert told["body"].strip()
    assert told["m.mentions"] == {}
    links = Links(told["formatted_body"])
    assert links.open == []
    assert links.addresses <= addresses(message)


@quick
@given(messages)
def test_ntfy_takes_it(message):
    told = json.loads(packed(ntfy.payload(message, "news")))

    assert 0 < len(told["message"].strip().encode()) <= 4096
    assert 0 < len(told["title"].encode()) <= 250
    assert {told[name] for name in ("click", "attach") if name in told} <= addresses(message)


@quick
@given(messages)
def test_a_mail_program_takes_it(message):
    made = mail.mail(message, to="li@q.example", sender="n@q.example", message_id="<1@q.example>", now=NOW)
    raw = made.as_bytes()

    raw.decode("ascii")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    again = message_from_bytes(raw, policy=default)
    assert again["Subject"].strip()
    links = Links(again.get_body(("html",)).get_content())
    assert links.open == []
    assert links.addresses <= addresses(message)
    assert again.get_body(("plain",)).get_content().strip()


@quick
@given(messages)
@pytest.mark.parametrize(("title", "body"), [(250, 32768), (0, 160), (40, 1000)])
def test_any_service_behind_apprise_takes_it(title, body, message):
    heading, said = apprise.fitted(message, SimpleNamespace(title_maxlen=title, body_maxlen=body))

    assert len(heading) <= title
    assert 0 < len(said.strip()) <= body
