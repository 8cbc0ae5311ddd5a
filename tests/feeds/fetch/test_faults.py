"""Every fault of a site or network that fetch itself must survive, provoked for real (the C of the fault list)."""

import gzip
import random
import socket
import threading
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from faultserver import BEHAVIOURS, PAGE, answer

from feeds.errors import BadStatus, FetchError, NameNotFound, TooLarge, TooManyRedirects, TooSlow, Unreachable
from feeds.fetch.names import Names
from feeds.fetch.web import Web
from feeds.model import Access

HERE = Access(allow_private=True, gap=0, robots="ignore", timeout=5)
HURRY = Access(allow_private=True, gap=0, robots="ignore", timeout=0.08)


def resolving(lookup) -> Web:
    return Web(names=Names(lookup))


def addresses(*hosts: str):
    def lookup(host, port, family, kind):
        return [(socket.AF_INET, kind, 6, "", (h, port)) for h in hosts]

    return lookup


def test_c1_a_name_without_address_is_named(web):
    def nowhere(*_):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    web = resolving(nowhere)

    with pytest.raises(NameNotFound, match=r"news\.example\.cn"):
        web.get("http://news.example.cn/", HERE)
    web.close()


def test_c2_a_name_server_that_hangs_is_left_at_the_deadline():
    stuck = threading.Event()

    def lookup(*_):
        hung.append(not stuck.wait(60))
        return []

    web, hung = resolving(lookup), []

    for _ in range(3):
        with pytest.raises(TooSlow, match="name server"):
            web.get("http://news.example.cn/", HURRY)

    assert hung == []  # no lookup came to an end meanwhile
    stuck.set()
    web.close()


def test_c2_one_hanging_name_does_not_hold_up_another(server):
    stuck = threading.Event()

    def lookup(host, port, *_):
        if host.startswith("stuck"):
            stuck.wait(5)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    web = resolving(lookup)
    with pytest.raises(TooSlow):
        web.get("http://stuck.example.cn/", HURRY)

    assert web.get(server.url("/ok", "lively.example.cn"), HERE).text == PAGE
    stuck.set()
    web.close()


@pytest.mark.parametrize("path", ["/reset", "/empty", "/garbage"])
def test_c3_a_site_that_hangs_up_is_unreachable(web, server, path):
    with pytest.raises(Unreachable) as caught:
        web.get(server.url(path), HERE)

    assert caught.value.maybe_sent
    assert server.asked(path) == 1


def test_c3_a_refused_connection_is_unreachable(web):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(Unreachable, match="refused") as caught:
        web.get(f"http://127.0.0.1:{port}/", HERE)

    assert not caught.value.maybe_sent


def test_c4_a_dead_first_address_leaves_the_second_its_time(server):
    web = resolving(addresses("127.0.0.2", "127.0.0.1"))

    assert web.get(server.url("/ok", "news.example.cn"), HERE).text == PAGE
    web.close()


def test_c4_ip_family_asks_for_that_family_only(server):
    families = []

    def lookup(host, port, family, kind):
        families.append(family)
        return [(socket.AF_INET, kind, 6, "", ("127.0.0.1", port))]

    web = resolving(lookup)
    web.get(server.url("/ok", "news.example.cn"), Access(allow_private=True, gap=0, robots="ignore", ip_family="4"))

    assert families == [socket.AF_INET]
    web.close()


def test_c4_a_black_hole_is_left_at_the_deadline(web):
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(full.getsockname())

        with pytest.raises(TooSlow):
            web.get(f"http://127.0.0.1:{full.getsockname()[1]}/", HURRY)

        for sock in waiting:
            sock.close()


@pytest.mark.parametrize("path", ["/drip-head", "/drip-body", "/hang", "/hundreds"])
def test_c5_a_slow_loris_is_cut_at_the_total_deadline(web, server, path):
    with pytest.raises(TooSlow, match=r"no whole answer within 0\.08 s") as caught:  # they go on until one hangs up
        web.get(server.url(path), HURRY)

    assert caught.value.maybe_sent


def test_c6_an_endless_page_stops_at_the_cap(web, server):
    with pytest.raises(TooLarge, match="max_bytes"):
        web.get(server.url("/endless"), Access(allow_private=True, gap=0, robots="ignore", max_bytes=100_000))


def test_c7_a_gzip_bomb_costs_no_memory(web, server):
    bomb = []
    BEHAVIOURS["bomb"](server, _Collect(bomb), None)
    server.pages["/bomb"] = b"".join(bomb)
    tracemalloc.start()

    with pytest.raises(TooLarge):
        web.get(server.url("/bomb"), Access(allow_private=True, gap=0, robots="ignore", max_bytes=1_000_000))

    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


class _Collect:
    def __init__(self, into: list[bytes]) -> None:
        self.sendall = into.append


@pytest.mark.parametrize("path", ["/short", "/cut-gzip", "/says-gzip", "/bad-chunks"])
def test_c8_a_cut_or_broken_body_is_an_error(web, server, path):
    with pytest.raises(Unreachable):
        web.get(server.url(path), HERE)


def test_c9_a_body_cut_without_length_is_handed_on_for_poll_to_judge(web, server):
    assert web.get(server.url("/cut"), HERE).text == PAGE[:-20]


def test_c12_five_redirects_are_followed_and_the_page_says_where_it_came_from(web, server):
    page = web.get(server.url("/hops?n=5"), HERE)

    assert page.url == server.url("/hops?n=0")


def test_c13_a_sixth_redirect_is_too_many(web, server):
    with pytest.raises(TooManyRedirects):
        web.get(server.url("/hops?n=6"), HERE)
    with pytest.raises(TooManyRedirects):
        web.get(server.url("/loop"), HERE)

    assert server.asked("/loop") == 6


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 412, 500, 502])
def test_c16_an_error_status_carries_the_beginning_of_its_body(web, server, code):
    with pytest.raises(BadStatus) as caught:
        web.get(server.url(f"/status?code={code}"), HERE)

    assert caught.value.status == code
    assert caught.value.retry_after is None
    assert len(caught.value.body) == 4000
    assert caught.value.body.startswith("<title>系统维护")


@pytest.mark.parametrize(
    ("code", "said", "meant"),
    [
        (429, "120", timedelta(minutes=2)),
        (503, "Sun, 01 Nov 2026 09:00:00 GMT", timedelta(hours=1)),
        (503, "99999999999999999999", timedelta(days=7)),
        (429, "Sat, 01 Jan 2050 00:00:00 GMT", timedelta(days=7)),
        (429, "Sun, 01 Nov 2020 09:00:00 GMT", timedelta(0)),
        (429, "soon", None),
        (500, "120", None),
    ],
)
def test_c19_retry_after_is_understood_in_both_forms_and_capped(server, code, said, meant):
    web = Web(clock=lambda: datetime(2026, 11, 1, 8, tzinfo=UTC))
    server.pages["/"] = answer("", f"{code} Later", retry_after=said)

    with pytest.raises(BadStatus) as caught:
        web.get(server.url("/"), HERE)

    assert caught.value.retry_after == meant
    web.close()


def test_c19_until_then_the_host_is_not_asked_again_and_another_one_is(server):
    now = [0.0]
    web = Web(monotonic=lambda: now[0])
    with pytest.raises(BadStatus):
        web.get(server.url("/status?code=503&retry=60"), HERE)
    now[0] = 20.0

    with pytest.raises(BadStatus) as caught:
        web.get(server.url("/ok"), HERE)

    assert (caught.value.status, caught.value.retry_after) == (429, timedelta(seconds=40))
    assert server.asked("/ok") == 0
    now[0] = 60.0
    assert web.get(server.url("/ok"), HERE).text == PAGE
    web.close()


def test_c22_a_challenge_is_a_status_with_its_body_for_whoever_recognises_it(web, server):
    with pytest.raises(BadStatus) as caught:
        web.get(server.url("/challenge"), HERE)

    assert caught.value.status == 521
    assert "__jsl_clearance" in caught.value.body


def test_c26_gb18030_bytes_under_a_gb2312_label_are_read(web, server):
    server.pages["/"] = answer("镕基与㐀".encode("gb18030"), content_type="text/html; charset=gb2312")

    page = web.get(server.url("/"), HERE)

    assert (page.text, page.encoding, page.replaced) == ("镕基与㐀", "gb18030", 0.0)


def test_c27_an_unknown_charset_is_no_error(web, server):
    server.pages["/"] = answer("要闻".encode(), content_type="text/html; charset=nonsense-9")

    assert web.get(server.url("/"), HERE).text == "要闻"


@pytest.mark.parametrize("path", ["/long-header", "/many-headers"])
def test_c28_monstrous_headers_are_an_error(web, server, path):
    with pytest.raises(Unreachable):
        web.get(server.url(path), HERE)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_c29_a_dead_proxy_is_blamed_and_not_the_site(web, scheme):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    through = Access(proxy=f"http://user:geheim@127.0.0.1:{port}", robots="ignore")

    with pytest.raises(Unreachable, match="proxy") as caught:
        web.get(f"{scheme}://news.example.cn/", through)

    assert "geheim" not in str(caught.value)
    assert not caught.value.maybe_sent


def test_c29_a_living_proxy_is_given_the_whole_url(web, server):
    server.pages["http://news.example.cn/x"] = answer()

    page = web.get("http://news.example.cn/x", Access(proxy=server.url(""), robots="ignore", gap=0))

    assert page.text == PAGE
    assert page.url == "http://news.example.cn/x"


@pytest.mark.parametrize("path", sorted(BEHAVIOURS.keys() - {"bomb", "hops", "to", "status", "zeros"}))
def test_nothing_but_a_page_or_a_fetch_error_ever_comes_out(web, server, path):
    with suppress(FetchError):
        assert web.get(server.url("/" + path), HURRY) is not None


def test_whatever_happened_the_next_request_works(web, server):
    for path in ("/short", "/reset", "/garbage", "/long-header", "/bad-chunks", "/says-gzip"):
        with pytest.raises(FetchError):
            web.get(server.url(path), HERE)

        assert web.get(server.url("/ok"), HERE).text == PAGE


@pytest.mark.parametrize("seed", range(8))
def test_an_answer_mangled_at_random_is_a_page_or_a_fetch_error(web, server, seed):
    rng = random.Random(seed)
    good = [
        answer(gzip.compress(PAGE.encode()), content_encoding="gzip", connection="close"),
        answer("", "302 Found", location="/ok", connection="close"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        answer("", "429 Slow", retry_after="1", connection="close", etag='"x"', cache_control="max-age=5"),
    ]
    for n in range(40):
        raw = bytearray(rng.choice(good))
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(raw))
            raw[at : at + rng.randint(0, 3)] = rng.randbytes(rng.randint(0, 3))
        server.pages[f"/{n}"] = lambda conn, asked, raw=bytes(raw): conn.sendall(raw)
        with suppress(FetchError):
            assert Web().get(server.url(f"/{n}"), HERE) is not None
