"""The demo's news site: shaped like a VSB site, complete, and consistent with itself."""

import http.client
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest

from bot.cli.demo.site import NewsSite
from bot.cli.demo.stories import corrected, stories

TODAY = date(2026, 11, 22)


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite(stories(TODAY), published=9) as served:
        yield served


def get(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    connection.request("GET", parts.path + ("?" + parts.query if parts.query else ""), headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def items(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<li id="line_u5_\d+"><a href="([^"]+)"[^>]* title="([^"]+)"', page)


def test_there_are_a_dozen_stories_with_pictures_attachments_and_a_video():
    news = stories(TODAY)

    assert len(news) >= 12
    assert all(3 <= len(s.paragraphs) <= 8 for s in news)
    assert sum(any(p.startswith("[图]") for p in s.paragraphs) for s in news) >= 6
    assert any(p.startswith("[附件]") for s in news for p in s.paragraphs)
    assert any(p.startswith("[视频]") for s in news for p in s.paragraphs)
    assert sorted(s.published for s in news) == [s.published for s in news]
    assert sum(corrected(s) != s for s in news) == 1


def test_every_story_is_on_one_list_page_and_its_links_lead_to_articles(site):
    url: str | None = site.list_url
    found: list[tuple[str, str]] = []
    while url:
        status, _, page = get(url)
        assert status == 200
        assert "<!--Announced by Visual SiteBuilder 9-->" in page
        found += [(urljoin(url, href), title) for href, title in items(page)]
        older = re.search(r'<span class="p_next p_fun"><a href="([^"]+)"', page)
        url = urljoin(url, older[1]) if older else None

    assert [title for _, title in found] == [s.title for s in site.public]
    for link, title in found:
        status, _, article = get(link)
        assert status == 200
        assert f'<h1 class="title">{title}</h1>' in article
        assert re.search(r"发布时间:\d{4}-\d\d-\d\d阅读数:<script>", article)


def test_pictures_and_attachments_exist(site):
    while site.publish_next():
        pass
    pictures, files = set(), set()
    for story in site.public:
        _, _, page = get(f"{site.url}/info/1071/{story.id}.htm")
        pictures |= set(re.findall(r'(?:src|orisrc)="(/__local/[^"]+\.png)"', page))
        files |= set(re.findall(r'href="(/system/_content/download[^"]+)"', page))

    assert pictures
    assert files
    for path in pictures:
        status, headers, _ = get(site.url + path)
        assert (status, headers["content-type"]) == (200, "image/png")
    assert {get(site.url + path.replace("&amp;", "&"))[0] for path in files} == {200}


def test_a_page_that_did_not_change_is_answered_304(site):
    _, headers, _ = get(site.list_url)

    again, _, body = get(site.list_url, **{"If-None-Match": headers["etag"]})
    site.publish_next()
    later, _, _ = get(site.list_url, **{"If-None-Match": headers["etag"]})

    assert (again, body, later) == (304, "", 200)


def test_a_published_story_leads_the_list_and_a_correction_keeps_its_address(site):
    first = site.publish_next()
    second = site.publish_next()
    assert first is not None
    assert second is not None
    before = items(get(site.list_url)[2])

    mended = site.correct(second.id)
    after = items(get(site.list_url)[2])

    assert [title for _, title in before[:2]] == [second.title, first.title]
    assert [href for href, _ in after] == [href for href, _ in before]
    assert after[0][1] == mended.title != second.title


def test_what_does_not_exist_is_404_with_the_usual_title(site):
    status, _, page = get(site.url + "/info/1071/1.htm")

    assert status == 404
    assert "<title>404错误提示</title>" in page
