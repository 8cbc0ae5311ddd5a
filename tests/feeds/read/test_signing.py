"""Who made an article: signatures in the text, fields beside it, names in the metadata."""

import pytest

from feeds.read.html import fragment, parse
from feeds.read.metadata import Metadata
from feeds.read.runs import runs
from feeds.read.signing import boxed, byline, credits_in, named, signed


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("青岚日报快讯（记者 裴小舟）今天，山里下了第一场雪。\n路不好走。", "裴小舟"),
        ("昨夜雨停。\n桥通车了。\n作者：白露 江小舟", "白露 江小舟"),
        ("昨夜雨停。\n文丨欧阳小舟", "欧阳小舟"),
        ("Nur 38 Prozent haben gewählt.\nVon Ulrike Dahlmeister\nDie Wege waren frei.", "Ulrike Dahlmeister"),
        ("昨夜雨停，文化馆重新开放。\n桥通车了。", None),
        ("记者在现场看到，桥已经通车。\n路不好走。", None),
    ],
)
def test_a_text_is_signed_at_its_edges(text, who):
    assert signed(text) == who


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("發布單位：保育組", "保育組"),
        ("投稿日時 : 11/11 投稿者： 教務部 カテゴリ：1学年", "教務部"),
        ("작성자 학예실", "학예실"),
        ("Geschrieben von Birte Sandweg", "Birte Sandweg"),
        ("Категория: Спорт | Добавил: zavuch | Теги: спорт", "zavuch"),
        ("本文由 松涛 发表于 2025年3月12日", "松涛"),
        ("Tác giả: Phan Thị Lan", "Phan Thị Lan"),
        ("作者：白露 江小舟 2026-06-17 09:48", "白露 江小舟"),
        ("Ansvarig: Byggnadsförvaltningen", "Byggnadsförvaltningen"),
    ],
)
def test_a_field_tells_who_in_many_languages(line, who):
    assert credits_in(runs(fragment(f"<p>{line}</p>")))["作者"] == who


def test_a_date_with_a_byline_names_the_person():
    assert byline(runs(fragment("<p>Nov. 10, 2026 | By Allegra Boone | Photos by Rashid Kemp</p>"))) == "Allegra Boone"


@pytest.mark.parametrize(
    ("author", "who"), [("Allegra Boone", "Allegra Boone"), ("Riverside School", ""), ("admin", ""), ("XOOPS", "")]
)
def test_the_site_and_its_program_are_no_authors(author, who):
    page = parse("<title>Bridge opens | Riverside School</title><h1>Bridge opens</h1>", "http://a.example/")

    assert named(page, Metadata(author=author)) == who


@pytest.mark.parametrize(
    ("box", "who"),
    [
        ('<dl><dd class="createdby">Autor: B. Sowiak</dd></dl>', "B. Sowiak"),  # Joomla
        ('<div class="pi"><div class="authi"><a href="u5.html">山行者</a></div></div>', "山行者"),  # Discuz
        ('<div class="post-footer"><span class="post-author">Posted by <b>Signe Varga</b></span></div>', "Signe Varga"),
        ('<h5><a href="/author/svarga/">Signe Varga</a></h5><i>28 kwietnia 2026</i>', "Signe Varga"),
        ('<div class="comment"><span class="author">Signe Varga</span></div>', None),
    ],
)
def test_a_box_names_who_wrote_what_stands_in_it(box, who):
    """Blogger's whole article is a widget of the page, and its foot is no page's."""
    page = parse(
        f'<body><div class="widget"><div class="hentry"><h1>Bridge opens</h1>{box}</div></div>', "http://a.example/"
    )

    assert boxed(page) == who
