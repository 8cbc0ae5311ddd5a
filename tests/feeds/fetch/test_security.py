"""T1 to T7 of the threat list: nobody makes us connect, tell or swallow what we should not."""

import gzip
import socket

import pytest
from faultserver import FaultServer, answer

from feeds.errors import FetchError, Forbidden, TooLarge
from feeds.fetch.names import Names
from feeds.fetch.web import Web
from feeds.model import Access

HERE = Access(allow_private=True, gap=0, robots="ignore", timeout=5)


def strict(server: FaultServer) -> Access:
    """A source that may not reach private addresses, though its port is fine."""
    return Access(gap=0, robots="ignore", timeout=5, ports=(server.port,))


def resolving(*answers: list[str]) -> Web:
    """A resolver whose n-th answer is the n-th list of addresses."""
    left = list(answers)

    def lookup(host, port, family, kind):
        now = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET6 if ":" in a else socket.AF_INET, kind, 6, "", (a, port)) for a in now]

    return Web(names=Names(lookup))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]", "[::1]", "localhost", "0.0.0.0"],
)
def test_t1_no_spelling_of_this_machine_is_reached(web, server, host):
    for call in (web.get, lambda u, a: web.get_bytes(u, a, max_bytes=9), lambda u, a: web.post(u, b"x", access=a)):
        with pytest.raises(Forbidden):
            call(server.url("/ok", host), strict(server))

    assert server.connections == 0
    assert not web.allowed(server.url("/ok", host), Access(ports=(server.port,)))


def test_t1_a_name_that_leads_here_is_refused_without_a_handshake(server):
    web = resolving(["127.0.0.1"])

    with pytest.raises(Forbidden, match="private"):
        web.get(server.url("/ok", "news.example.cn"), strict(server))

    assert server.connections == 0
    web.close()


def test_t1_of_several_addresses_only_the_public_ones_are_tried(server):
    web = resolving(["10.0.0.1", "127.0.0.1"])
    allowed = Access(gap=0, robots="ignore", ports=(server.port,), allow_private=("127.0.0.0/8",))

    assert web.get(server.url("/ok", "news.example.cn"), allowed).status == 200
    web.close()


def test_t1_the_address_really_connected_is_what_counts(server, monkeypatch):
    monkeypatch.setattr("feeds.fetch.line._Socket.connect", _elsewhere(server.port))
    web = resolving(["93.184.215.14"])

    with pytest.raises(Forbidden, match=r"127\.0\.0\.1"):
        web.get(server.url("/ok", "news.example.cn"), strict(server))

    assert server.requests == []
    web.close()


def _elsewhere(port: int):
    """Something between us and the network that takes every connection to this machine."""

    def connect(self, address):
        return socket.socket.connect(self, ("127.0.0.1", port))

    return connect


def test_t1_a_name_that_changes_its_mind_after_a_redirect_is_judged_again(server):
    web = resolving(["127.0.0.1"], ["10.0.0.1"])
    server.pages["/"] = lambda conn, asked: conn.sendall(answer("", "302 F", location="/ok", connection="close"))
    loopback = Access(gap=0, robots="ignore", allow_private=("127.0.0.0/8",))

    with pytest.raises(Forbidden, match=r"10\.0\.0\.1"):
        web.get(server.url("/", "news.example.cn"), loopback)

    assert server.asked("/ok") == 0
    web.close()


@pytest.mark.parametrize(
    "target",
    [
        *("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/", "file:///etc/passwd"),
        *("ftp://example.cn/", "gopher://example.cn/", "//user@example.cn/", "http://0x7f.1/", "javascript:alert(1)"),
        *("http://example.cn:22/", "http://a\\@b/", "http://[64:ff9b::a00:1]/", "http://[2002:7f00:1::]/"),
        f"http://example.cn/{'x' * 8000}",
    ],
)
def test_t1_c15_a_redirect_leads_to_no_forbidden_place(web, server, target):
    server.pages["/away"] = answer("", "302 Found", location=target)
    loopback = Access(gap=0, robots="ignore", timeout=2, allow_private=("127.0.0.0/8",))
    strict_ports = target == "http://example.cn:22/"

    with pytest.raises(Forbidden if not strict_ports else FetchError):
        web.get(server.url("/away"), loopback)


def test_t4_a_network_that_a_source_names_is_open_to_it_alone(web, server):
    named = Access(gap=0, robots="ignore", allow_private=("127.0.0.0/8",))

    assert web.get(server.url("/ok"), named).status == 200
    with pytest.raises(Forbidden):
        web.get(server.url("/ok"), Access(gap=0, robots="ignore", allow_private=("10.0.0.0/8",)))


def test_t5_neither_proxy_nor_netrc_of_the_environment_is_used(server, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password geheim\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    web = Web()

    assert web.get(server.url("/ok"), HERE).status == 200
    assert web.post(server.url("/echo"), b"x", access=HERE).status == 201
    assert "authorization" not in server.last().headers
    web.close()


def test_t5_cookies_of_one_answer_are_not_sent_with_the_next_request(web, server):
    server.pages["/"] = answer(set_cookie="track=1")

    web.get(server.url("/"), HERE)
    web.get(server.url("/"), HERE)

    assert "cookie" not in server.last().headers


def test_t6_what_a_source_sends_stays_with_its_own_host(web, server):
    keyed = Access(
        allow_private=True,
        gap=0,
        headers={"X-Api-Key": "geheim", "Cookie": "a=b", "Authorization": "c"},
    )
    with FaultServer() as other:
        server.pages["/inside"] = answer("", "302 Found", location="/outside")
        server.pages["/outside"] = answer("", "302 Found", location=other.url("/back"))
        other.pages["/back"] = answer("", "302 Found", location=server.url("/ok"))

        web.get(server.url("/inside"), keyed, referer="http://intern.example.cn/")

        kept = [r for r in server.requests if r.path in ("/inside", "/outside")]
        assert all(r.headers["x-api-key"] == "geheim" for r in kept)
        for gone in (*other.requests, server.last()):
            assert not {"x-api-key", "cookie", "authorization", "referer"} & set(gone.headers)


def test_t6_what_a_page_leads_to_elsewhere_is_asked_for_without_the_sources_headers(web, server):
    with FaultServer() as other:
        keyed = Access(allow_private=True, gap=0, headers={"X-Api-Key": "geheim"}, home=server.url("/list"))
        own, foreign = server.url("/ok"), other.url("/ok")

        for url in (own, foreign):
            web.get(url, keyed)
            web.get_bytes(url, keyed, max_bytes=100_000)

        assert {asked.headers.get("x-api-key") for asked in server.requests} == {"geheim"}
        assert {asked.headers.get("x-api-key") for asked in other.requests} == {None}


def test_t6_a_header_with_a_line_break_is_an_error_and_never_sent(web, server):
    evil = Access(allow_private=True, gap=0, robots="ignore", headers={"X-A": "1\r\nX-Evil: 2"})

    with pytest.raises(FetchError):
        web.get(server.url("/ok"), evil)

    assert server.requests == []


def test_t7_an_encoding_that_we_did_not_ask_for_is_bounded_too(web, server):
    brotli = pytest.importorskip("brotli")
    server.pages["/"] = answer(brotli.compress(bytes(5_000_000)), content_encoding="br")

    with pytest.raises(TooLarge):
        web.get(server.url("/"), Access(allow_private=True, gap=0, robots="ignore", max_bytes=100_000))


def test_t7_a_stream_of_empty_gzip_members_ends(web, server):
    server.pages["/"] = answer(gzip.compress(b"") * 20_000, content_encoding="gzip")

    with pytest.raises(TooLarge):
        web.get(server.url("/"), Access(allow_private=True, gap=0, robots="ignore", max_bytes=100_000))


def test_t28_a_proxy_sees_only_urls_that_passed_the_gate(web, server):
    through = Access(proxy=server.url(""), robots="ignore", gap=0)

    for url in ("http://127.0.0.1/", "http://user@news.example.cn/", "http://news.example.cn:22/", "http://0x7f.1/"):
        with pytest.raises(Forbidden):
            web.get(url, through)

    assert server.requests == []
