"""Addresses: the template a CMS filled in, and what names one article or many."""

import pytest

from feeds.read.markup.addresses import looks_like_article, looks_like_list, template


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("http://a.example/info/1071/82033.htm", "http://a.example/info/1071/9.htm", True),
        ("http://a.example/2026/11/a-new-bridge-opens.html", "http://a.example/2025/1/how-we-swam-home.html", True),
        ("http://a.example/spip.php?article145", "http://a.example/spip.php?article7", True),
        ("http://a.example/spip.php?article145", "http://a.example/spip.php?rubrique7", False),
        ("http://a.example/kiosk.html", "http://a.example/mein-weg-nach-oben.html", False),
        ("http://a.example/news.php?id=4", "http://a.example/news.php?id=zz", False),
    ],
)
def test_two_articles_share_a_template_and_a_list_does_not(one, other, alike):
    assert (template(one) == template(other)) == alike


@pytest.mark.parametrize("step", ["unterrichtskonzepte", "pressemitteilungen", "skiclub", "aktuelles"])
def test_one_long_word_is_no_title(step):
    url = f"http://a.example/{step}/"

    assert looks_like_list(url)
    assert not looks_like_article(url)


@pytest.mark.parametrize(
    ("url", "article"),
    [
        ("http://a.example/node/7.html", True),
        ("http://a.example/node/7", True),
        ("http://a.example/news/?47.html", True),
        ("http://a.example/list/?13_1.html", False),
        ("http://a.example/news.php?action=listnews&id=5", False),
        ("http://a.example/news.php?action=show&id=5", True),
        ("http://a.example/index.php?option=com_content&view=category&id=8", False),
        ("http://a.example/mo-cong-dang-ky-cuoc-thi/index.html", True),
        ("http://a.example/tin-tuc/index.html", False),
        ("http://a.example/fcrc/rsgl/2000013260/index.html", True),
        ("http://a.example/fcrc/index/466724/index.html", False),
        ("http://a.example/ar/news-details/148", True),
    ],
)
def test_what_names_one_article_and_what_names_many(url, article):
    assert looks_like_article(url) is article
    assert looks_like_list(url) is not article
