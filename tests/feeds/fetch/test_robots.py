"""robots.txt: obeyed, believed for a day at most, and asked for no more often than that."""

from datetime import UTC, datetime, timedelta

import pytest
from faultserver import FaultServer, answer

from feeds.errors import BadStatus, Disallowed, NameNotFound, NoRules, Unreachable
from feeds.fetch.web import Web
from feeds.model import Access

POLITE = Access(allow_private=True, gap=2, timeout=5)
RULES = (
    "User-agent: *\nDisallow: /private/\nDisallow: /*.pdf$\nAllow: /private/open\n\nUser-agent: badbot\nDisallow: /\n"
)


@pytest.fixture
def times():
    return [datetime(2026, 11, 1, 8, tzinfo=UTC)]


@pytest.fixture
def web(times, slept):
    web = Web(clock=lambda: times[0], sleep=slept.append)
    yield web
    web.close()


def test_what_it_forbids_is_not_fetched(web, server):
    server.pages["/robots.txt"] = answer(RULES, content_type="text/plain")

    with pytest.raises(Disallowed, match=r"robots\.txt"):
        web.get(server.url("/private/x"), POLITE)

    assert server.asked("/private/x") == 0
    assert web.allowed(server.url("/private/open"), POLITE)
    assert not web.allowed(server.url("/a.pdf"), POLITE)
    assert web.allowed(server.url("/a.pdf?x=1"), POLITE)


def test_a_source_may_say_ignore(web, server):
    server.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /")

    assert web.get(server.url("/ok"), Access(allow_private=True, gap=0, robots="ignore")).status == 200
    assert server.asked("/robots.txt") == 0


def test_rules_for_us_by_name_beat_those_for_all(web, server):
    server.pages["/robots.txt"] = answer("User-agent: yaowen\nDisallow: /ok\n\nUser-agent: *\nAllow: /")

    with pytest.raises(Disallowed):
        web.get(server.url("/ok"), POLITE)


def test_it_is_asked_for_once_a_day_and_costs_no_gap(web, server, times, slept):
    for hour in range(24):
        times[0] = datetime(2026, 11, 1, 8, tzinfo=UTC) + timedelta(hours=hour)
        web.get(server.url("/ok"), Access(allow_private=True, gap=0 if hour else 2, timeout=5))

    assert server.asked("/robots.txt") == 1
    assert slept == []
    times[0] += timedelta(hours=2)
    web.get(server.url("/ok"), Access(allow_private=True, gap=0, timeout=5))
    assert server.asked("/robots.txt") == 2


def test_a_clock_that_goes_back_does_not_keep_rules_for_ever(web, server, times):
    web.get(server.url("/ok"), Access(allow_private=True, gap=0))
    times[0] -= timedelta(days=300)
    web.get(server.url("/ok"), Access(allow_private=True, gap=0))

    assert server.asked("/robots.txt") == 2


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410])
def test_a_site_that_refuses_or_has_none_has_no_rules(web, server, code):
    server.pages["/robots.txt"] = answer("Disallow: /", f"{code} No")

    assert web.allowed(server.url("/ok"), POLITE)


def test_a_broken_server_means_not_now_and_is_asked_again_in_an_hour(web, server, times):
    server.pages["/robots.txt"] = answer("", "500 Oops")

    for _ in range(3):
        with pytest.raises(NoRules, match="500"):
            web.get(server.url("/ok"), POLITE)
    assert server.asked("/robots.txt") == 1
    assert server.asked("/ok") == 0

    server.pages["/robots.txt"] = answer("", content_type="text/plain")
    times[0] += timedelta(minutes=61)
    assert web.get(server.url("/ok"), POLITE).status == 200


def test_an_unreachable_site_is_unreachable_and_not_disallowed(web, server):
    server.pages["/robots.txt"] = lambda conn, asked: None

    with pytest.raises(Unreachable) as caught:
        web.get(server.url("/ok"), POLITE)

    assert caught.value.url == server.url("/ok")
    assert not web.allowed(server.url("/ok"), POLITE)
    with pytest.raises(NameNotFound):
        web.get("http://news.invalid/", POLITE)


@pytest.mark.parametrize(
    ("status", "said", "wait"),
    [("429 Slow", {"retry_after": "600"}, 10), ("503 Busy", {"retry_after": "600"}, 10), ("429 Slow", {}, None)],
)
def test_a_site_that_asks_us_to_wait_is_obeyed_here_too(web, server, status, said, wait):
    server.pages["/robots.txt"] = answer("", status, **said)

    with pytest.raises(BadStatus) as caught:
        web.get(server.url("/ok"), POLITE)

    assert caught.value.retry_after == (wait and timedelta(minutes=wait))
    assert server.asked("/ok") == 0


def test_five_redirects_are_followed_and_a_loop_means_no_rules(web, server):
    with FaultServer() as other:
        server.pages["/robots.txt"] = answer("", "301 Moved", location=other.url("/rules"))
        other.pages["/rules"] = answer("User-agent: *\nDisallow: /ok")
        other.pages["/robots.txt"] = answer("", "302 Found", location="/loop")

        assert not web.allowed(server.url("/ok"), POLITE)
        assert web.allowed(other.url("/ok"), POLITE)


def test_only_its_first_500_kib_count(web, server):
    server.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /first\n" + "# x\n" * 200_000 + "Disallow: /ok\n")

    assert not web.allowed(server.url("/first"), POLITE)
    assert web.allowed(server.url("/ok"), POLITE)


@pytest.mark.parametrize("body", [b"<html>" * 1000, b"\xff\x00\xfe" * 99, b"Disallow /\n: :\nUser-agent\n" * 50, b""])
def test_a_page_that_is_no_robots_txt_has_no_rules(web, server, body):
    server.pages["/robots.txt"] = answer(body)

    assert web.get(server.url("/ok"), POLITE).status == 200


def test_the_place_a_redirect_leads_to_has_its_own_say(web, server):
    with FaultServer() as other:
        other.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /")
        server.pages["/moved"] = answer("", "302 Found", location=other.url("/ok"))

        with pytest.raises(Disallowed):
            web.get(server.url("/moved"), POLITE)

        assert other.asked("/ok") == 0


def test_validators_are_not_sent_with_the_question(web, server):
    web.get_if_changed(server.url("/validators"), POLITE, etag='W/"v-1"', last_modified=None)

    assert "if-none-match" not in server.requests[0].headers
    assert server.last().headers["if-none-match"] == 'W/"v-1"'
