"""Whatever a page says, in whatever look: within each service's limit by its own measure, and valid in its form."""

import json
import re

import pytest
from anynews import addresses, messages
from hypothesis import given, settings

from bot.tell.forms import chinese_markdown, dingtalk, feishu, wecom
from bot.tell.forms.parts import packed

quick = settings(max_examples=120, deadline=None)
LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\(([^()\s<>]+)\)")
FONT = re.compile(r'<font color="(?:comment|warning)">([^<>]*)</font>')


def check_markdown(said, message, *, quote="> "):
    """Every link is ours, every tag is closed, every emphasis has its end; nothing of the news is markup."""
    may = {chinese_markdown.address(url) for url in addresses(message)}
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
            may = {url.translate(feishu._URL) for url in addresses(message)}
            assert {url for _, _, url in LINK.findall(said)} <= may
            assert not re.search(r"[<>*_~`]|\]\(", LINK.sub("", said))
