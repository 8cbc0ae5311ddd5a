"""Certificates are verified, always; what is wrong is said with its reason. Real TLS on loopback."""

import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
import trustme
from faultserver import PAGE, FaultServer

from feeds.errors import BadCertificate, FetchError, TooSlow, Unreachable
from feeds.fetch.line import tls_context
from feeds.model import Access

OPEN = Access(allow_private=True, gap=0, robots="ignore", timeout=5)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def bundle(authority, tmp_path_factory):
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(made)
    return made


def trusting(bundle: str, **more: object) -> Access:
    return Access(allow_private=True, gap=0, robots="ignore", timeout=5, ca_bundle=bundle, **more)


def test_a_certificate_from_the_sources_own_authority_is_good(web, authority, bundle):
    with FaultServer(context(authority.issue_cert("127.0.0.1"))) as server:
        for _ in range(3):
            assert web.get(server.url("/ok"), trusting(bundle)).text == PAGE

        assert server.connections == 1


def test_c24_an_unknown_authority_is_refused_and_the_option_named(web, authority):
    with FaultServer(context(authority.issue_cert("127.0.0.1"))) as server:
        with pytest.raises(BadCertificate, match="ca_bundle") as caught:
            web.get(server.url("/ok"), OPEN)

        assert server.requests == []
        assert not caught.value.maybe_sent


def test_c24_a_certificate_for_another_host_is_refused(web, authority, bundle):
    with (
        FaultServer(context(authority.issue_cert("elsewhere.example.cn"))) as server,
        pytest.raises(BadCertificate, match=r"127\.0\.0\.1"),
    ):
        web.get(server.url("/ok"), trusting(bundle))


def test_c24_an_expired_certificate_is_refused_with_that_reason(web, authority, bundle):
    old = authority.issue_cert(
        "127.0.0.1", not_after=datetime(2020, 1, 1, tzinfo=UTC), not_before=datetime(2019, 1, 1, tzinfo=UTC)
    )
    with FaultServer(context(old)) as server, pytest.raises(BadCertificate, match="expired"):
        web.get(server.url("/ok"), trusting(bundle))


def test_c24_a_post_is_verified_too(web, authority):
    with FaultServer(context(authority.issue_cert("127.0.0.1"))) as server:
        with pytest.raises(BadCertificate):
            web.post(server.url("/echo"), b"secret", access=OPEN)

        assert server.requests == []


def test_c25_old_tls_is_refused_with_the_option_that_helps(web, authority, bundle):
    old = context(authority.issue_cert("127.0.0.1"))
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with FaultServer(old) as server:
        with pytest.raises(BadCertificate, match='tls = "legacy"'):
            web.get(server.url("/ok"), trusting(bundle))

        assert web.get(server.url("/ok"), trusting(bundle, tls="legacy")).text == PAGE
        with pytest.raises(BadCertificate, match="certificate"):
            web.get(server.url("/ok"), Access(allow_private=True, gap=0, robots="ignore", tls="legacy"))


def test_c25_legacy_allows_old_renegotiation_and_still_verifies(bundle):
    legacy = tls_context(bundle, legacy=True)

    assert legacy.options & 0x4
    assert legacy.verify_mode is ssl.CERT_REQUIRED
    assert legacy.check_hostname
    assert not tls_context(None, legacy=False).options & 0x4


def test_c5_a_slow_loris_under_tls_is_cut_as_well(web, authority, bundle):
    hurry = Access(allow_private=True, gap=0, robots="ignore", timeout=0.09, ca_bundle=bundle)
    with FaultServer(context(authority.issue_cert("127.0.0.1"))) as server:
        web.get(server.url("/ok"), trusting(bundle))
        for path in ("/drip-head", "/drip-body"):
            with pytest.raises(TooSlow):
                web.get(server.url(path), hurry)


def test_a_handshake_that_never_ends_is_cut(web, server):
    hurry = Access(allow_private=True, gap=0, robots="ignore", timeout=0.08)
    with pytest.raises(TooSlow):
        web.get(server.url("/ok").replace("http:", "https:"), hurry)


def test_a_port_without_tls_says_so(web):
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def serve():
            conn, _ = plain.accept()
            with conn:
                conn.recv(100)
                conn.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(BadCertificate, match="http://"):
            web.get(f"https://127.0.0.1:{plain.getsockname()[1]}/", OPEN)
        thread.join()


def test_a_ca_bundle_that_is_not_there_is_named(web, tmp_path):
    with pytest.raises(Unreachable, match="ca_bundle"):
        web.get("https://127.0.0.1:1/", trusting(str(tmp_path / "none.pem")))


def test_t6_a_redirect_from_https_to_http_drops_what_was_secret(web, authority, bundle):
    keyed = trusting(bundle, headers={"X-Api-Key": "geheim"})
    with FaultServer(context(authority.issue_cert("127.0.0.1"))) as safe, FaultServer() as bare:
        web.get(safe.url(f"/to?url={bare.url('/ok')}"), keyed)

        assert safe.last().headers["x-api-key"] == "geheim"
        assert "x-api-key" not in bare.last().headers


def tunnel(conn, asked):
    """A proxy's CONNECT, for one exchange."""
    host, _, port = asked.path.partition(":")
    with socket.create_connection((host, int(port))) as there:
        conn.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = threading.Thread(target=pump, args=(there, conn))
        back.start()
        pump(conn, there)
        back.join()


def pump(source, target):
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def test_c29_a_site_behind_a_proxy_is_verified_like_any_other(web, authority, bundle, server):
    with FaultServer(context(authority.issue_cert("127.0.0.1"))) as site:
        server.pages[f"127.0.0.1:{site.port}"] = tunnel
        through = trusting(bundle, proxy=server.url("").replace("//", "//user:geheim@"))

        assert web.get(site.url("/ok"), through).text == PAGE
        assert server.last().headers["proxy-authorization"].startswith("Basic ")
        assert "proxy-authorization" not in site.last().headers
        with pytest.raises(BadCertificate):
            web.get(site.url("/ok"), Access(allow_private=True, gap=0, robots="ignore", proxy=server.url("")))
        web.close()


def test_c29_a_proxy_that_refuses_is_blamed_and_nothing_was_sent(web, server):
    with pytest.raises(Unreachable, match=r"proxy 127\.0\.0\.1.*404") as caught:
        web.post("https://news.example.cn/", b"x", access=trusting_proxy(server.url("")))

    assert not caught.value.maybe_sent


@pytest.mark.parametrize("proxy", ["http://u:geheim@:99x/", "socks5://u:geheim@127.0.0.1:9", "http://u:geheim@["])
def test_a_proxy_that_makes_no_sense_is_an_error_without_its_password(web, proxy):
    with pytest.raises(FetchError) as caught:
        web.get("http://news.example.cn/", trusting_proxy(proxy))

    assert "geheim" not in str(caught.value)


def trusting_proxy(url: str) -> Access:
    return Access(gap=0, robots="ignore", timeout=5, proxy=url)
