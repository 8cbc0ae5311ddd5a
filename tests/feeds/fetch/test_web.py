"""What a healthy site's answers become."""

import hashlib
import socket
import threading
import traceback
from datetime import UTC, datetime, timedelta

import pytest
from faultserver import PAGE, answer

from feeds.errors import BadStatus, FetchError, TooLarge, Unreachable
from feeds.fetch.headers import user_agent
from feeds.fetch.web import Web
from feeds.model import Access

HERE = Access(allow_private=True, gap=0, robots="ignore", timeout=5)


def test_a_page_carries_its_text_its_digest_and_where_it_came_from(web, server):
    page = web.get(server.url("/validators"), HERE)

    assert page.text == PAGE
    assert page.url == server.url("/validators")
    assert page.digest == hashlib.sha256(PAGE.encode()).hexdigest()
    assert page.etag == 'W/"v-1"'
    assert page.last_modified == "Sun, 01 Nov 2026 08:00:00 GMT"
    assert page.max_age == timedelta(minutes=10)
    assert page.fetched.tzinfo is not None


def test_validators_go_back_byte_for_byte_and_304_is_none(web, server):
    page = web.get(server.url("/validators"), HERE)

    again = web.get_if_changed(server.url("/validators"), HERE, etag=page.etag, last_modified=page.last_modified)

    assert again is None
    assert server.last().headers["if-none-match"] == 'W/"v-1"'
    assert server.last().headers["if-modified-since"] == "Sun, 01 Nov 2026 08:00:00 GMT"


def test_no_date_is_ever_invented_for_a_site_without_validators(web, server):
    web.get(server.url("/ok"), HERE)

    assert "if-modified-since" not in server.last().headers
    assert "if-none-match" not in server.last().headers


def test_a_304_that_nobody_asked_for_is_an_error(web, server):
    with pytest.raises(BadStatus) as caught:
        web.get(server.url("/always-304"), HERE)

    assert caught.value.status == 304


def test_we_say_who_we_are(web, server):
    web.get(server.url("/ok"), HERE)

    agent = server.last().headers["user-agent"]
    assert agent.startswith("yaowen/")
    assert agent.endswith("(+https://example.edu.cn/bot; mailto:admin@example.edu.cn)")


def test_a_page_is_a_contact_too():
    agent = user_agent("https://example.edu.cn/lianxi.htm", "https://example.edu.cn/bot")

    assert agent.endswith("(+https://example.edu.cn/bot; https://example.edu.cn/lianxi.htm)")


def test_another_user_agent_is_used_and_logged_once(web, server, caplog):
    caplog.set_level("INFO", "feeds.fetch.web")
    disguised = Access(allow_private=True, gap=0, robots="ignore", user_agent="Mozilla/5.0")

    web.get(server.url("/ok"), disguised)
    web.get(server.url("/ok"), disguised)

    assert server.last().headers["user-agent"] == "Mozilla/5.0"
    assert len([r for r in caplog.records if "Mozilla/5.0" in r.getMessage()]) == 1


def test_a_contact_cannot_smuggle_in_a_header(server):
    web = Web(contact="a@example.cn\r\nX-Evil: 1")

    web.get(server.url("/ok"), HERE)

    assert "x-evil" not in server.last().headers
    web.close()


@pytest.mark.parametrize("path", ["/gzipped", "/members", "/deflated", "/raw-deflated"])
def test_a_compressed_page_is_the_same_page(web, server, path):
    page = web.get(server.url(path), HERE)

    assert page.text == PAGE
    assert page.digest == hashlib.sha256(PAGE.encode()).hexdigest()
    assert server.last().headers["accept-encoding"] == "gzip, deflate"


def test_a_kept_connection_is_used_again(web, server):
    for _ in range(5):
        web.get(server.url("/ok"), HERE)

    assert server.connections == 1


@pytest.mark.parametrize("path", ["/closes-after", "/once-each"])
def test_a_connection_that_the_site_closed_in_between_costs_a_new_one_and_no_error(web, server, path):
    for _ in range(3):
        assert web.get(server.url(path), HERE).text == PAGE

    assert server.connections == 3


def test_a_connection_kept_for_a_source_that_may_is_not_lent_to_one_that_may_not(web, server):
    web.get(server.url("/ok"), HERE)

    with pytest.raises(FetchError, match="private"):
        web.get(server.url("/ok"), Access(gap=0, robots="ignore", ports=(server.port,)))

    assert server.asked("/ok") == 1


def test_one_host_is_asked_once_at_a_time_with_a_gap_between(server, slept):
    now = [100.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    web = Web(sleep=sleep, monotonic=lambda: now[0])
    polite = Access(allow_private=True, gap=2, robots="ignore")
    web.get(server.url("/ok"), polite)
    now[0] += 0.5
    web.get(server.url("/ok"), polite)
    now[0] += 5
    web.get(server.url("/ok"), polite)

    assert slept == [1.5]
    web.close()


def test_two_threads_never_ask_one_host_at_once(web, server):
    inside, most = [0], [0]
    lock = threading.Lock()

    def page(conn, asked):
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        server.stopping.wait(0.01)
        with lock:
            inside[0] -= 1
        conn.sendall(answer())
        return True

    server.pages["/busy"] = page
    threads = [threading.Thread(target=web.get, args=(server.url("/busy"), HERE)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert server.asked("/busy") == 6
    assert most[0] == 1


def test_waiting_for_our_turn_is_not_counted_against_the_site(server):
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    web = Web(sleep=sleep, monotonic=lambda: now[0])
    slow = Access(allow_private=True, gap=60, timeout=5, robots="ignore")
    web.get(server.url("/ok"), slow)

    assert web.get(server.url("/ok"), slow).text == PAGE
    web.close()


def test_a_path_in_chinese_and_a_location_in_raw_bytes_arrive_percent_encoded(web, server):
    server.pages["/%E9%80%9A%E7%9F%A5.htm"] = answer("", "302 Found", location="/\xd0\xc2 x.htm")
    server.pages["/%D0%C2%20x.htm"] = answer()

    page = web.get(server.url("/通知.htm"), HERE)

    assert page.url == server.url("/%D0%C2%20x.htm")


def test_a_picture_comes_as_bytes(web, server):
    body = web.get_bytes(server.url("/zeros?n=5000"), HERE, max_bytes=5000, referer=server.url("/要闻"))

    assert body == b"\0" * 5000
    assert server.last().headers["referer"].endswith("/%E8%A6%81%E9%97%BB")
    with pytest.raises(TooLarge):
        web.get_bytes(server.url("/zeros?n=5001"), HERE, max_bytes=5000)


def test_a_post_is_answered_whatever_its_status(web, server):
    created = web.post(server.url("/echo"), b'{"a": 1}', headers={"Content-Type": "application/json"}, access=HERE)
    refused = web.post(server.url("/refuses-post"), b"x", access=HERE)

    assert (created.status, created.body, created.headers["x-seen"]) == (201, b'{"a": 1}', "POST")
    assert (refused.status, refused.headers["retry-after"]) == (429, "7")
    assert web.post(server.url("/echo"), b"", access=HERE).status == 201


def test_a_post_does_not_follow_a_redirect(web, server):
    moved = web.post(server.url("/to?url=/echo"), b"secret", access=HERE)

    assert moved.status == 302
    assert server.asked("/echo") == 0


def test_a_post_whose_answer_never_came_may_have_had_its_effect(web, server):
    with pytest.raises(Unreachable) as caught:
        web.post(server.url("/empty"), b"x", access=HERE)

    assert caught.value.maybe_sent
    assert server.asked("/empty") == 1


def test_a_post_on_a_kept_connection_is_never_repeated(web, server):
    web.post(server.url("/echo"), b"1", access=HERE)
    with pytest.raises(Unreachable) as caught:
        web.post(server.url("/empty"), b"2", access=HERE)

    assert caught.value.maybe_sent
    assert server.asked("/empty") == 1


def test_a_post_that_found_no_connection_had_no_effect(web):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(Unreachable) as caught:
        web.post(f"http://127.0.0.1:{port}/", b"x", access=HERE)

    assert not caught.value.maybe_sent


def test_a_long_answer_to_a_post_is_cut_at_one_mebibyte(web, server):
    reply = web.post(server.url("/zeros?n=2000000"), b"x", access=HERE)

    assert len(reply.body) == 1024 * 1024


def test_fetched_is_the_clock_of_whoever_built_us(server):
    then = datetime(2026, 11, 1, 8, tzinfo=UTC)
    web = Web(clock=lambda: then)

    assert web.get(server.url("/ok"), HERE).fetched == then
    web.close()


def test_the_errors_of_a_post_keep_the_key_in_its_url_to_themselves(web, server):
    for path in ("/empty?key=geheim", "/short?key=geheim", "/garbage/geheim"):
        with pytest.raises(FetchError) as caught:
            web.post(server.url(path), b"x", access=HERE)
        assert "geheim" not in "".join(traceback.format_exception(caught.value))
        assert "127.0.0.1" in str(caught.value)
    for url in ("http://a.cn/geheim x", "http://user:geheim@a.cn/", "ftp://a.cn/geheim", "geheim", "http://[geheim/"):
        with pytest.raises(FetchError) as caught:
            web.post(url, b"x")
        assert "geheim" not in str(caught.value)
        assert caught.value.url != url


def test_many_threads_and_hosts_share_one_web(server):  # 127.0.0.1 answers, its neighbours refuse
    web = Web()
    texts: list[str] = []

    def visit(host: str) -> None:
        for path in ("/ok", "/gzipped", "/validators", "/empty", "/ok"):
            try:
                texts.append(web.get(server.url(path, host), HERE).text)
            except Unreachable:
                texts.append("unreachable")

    threads = [threading.Thread(target=visit, args=(f"127.0.0.{n % 4 + 1}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(texts) == 40
    assert texts.count(PAGE) == 8
    web.close()


def test_a_thread_that_waited_sees_that_the_host_has_closed_meanwhile(server):
    web = Web()
    said: list[int] = []

    def visit() -> None:
        try:
            web.get(server.url("/status?code=429&retry=60"), HERE)
        except BadStatus as e:
            said.append(e.status)

    threads = [threading.Thread(target=visit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert said == [429] * 4
    assert server.asked("/status") == 1
    web.close()
