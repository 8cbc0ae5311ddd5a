"""Which URLs and addresses are refused, and which URLs are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import Forbidden
from feeds.fetch.guard import LONGEST, canonical, check_address, check_url

REFUSED_ALWAYS = ["0.0.0.0", "224.0.0.1", "239.1.2.3", "ff02::1", "::", "2002:7f00:1::", "2001:0:1::1", "192.88.99.1"]
PRIVATE = [
    *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1"),
    *("198.18.0.1", "192.0.2.1", "203.0.113.9", "240.0.0.1", "255.255.255.255", "::1", "fc00::1", "fd12::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2001:db8::1"),
    *("fec0::2", "192.0.0.8"),
]
LINK_LOCAL = ["169.254.169.254", "fe80::1", "fe80::1%eth0", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"]
CLOUDS = ["100.100.100.200", "::ffff:100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254", "fd20:ce::254"]
PUBLIC = ["1.1.1.1", "202.207.208.1", "2001:da8::1", "::ffff:1.1.1.1", "64:ff9b::101:101"]


@pytest.mark.parametrize("address", [*REFUSED_ALWAYS, *PRIVATE, *LINK_LOCAL, *CLOUDS, "nonsense", "::127.0.0.1"])
def test_an_address_that_is_not_public_is_refused(address):
    with pytest.raises(Forbidden):
        check_address(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address):
    check_address(address)


@pytest.mark.parametrize("address", [*REFUSED_ALWAYS, *LINK_LOCAL, *CLOUDS])
def test_allow_private_opens_no_multicast_tunnel_or_metadata_service(address):
    with pytest.raises(Forbidden):
        check_address(address, True)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "fd12::1", "::ffff:10.0.0.1", "1.1.1.1"])
def test_allow_private_opens_what_is_private(address):
    check_address(address, True)


def test_a_named_network_opens_itself_and_nothing_else():
    check_address("10.1.2.3", ("10.1.0.0/16",))
    check_address("::ffff:10.1.2.3", ("10.1.0.0/16",))
    check_address("169.254.7.7", ("169.254.7.0/24",))
    check_address("1.1.1.1", ("10.1.0.0/16",))
    check_address("100.100.100.200", ("100.64.0.0/10",))
    with pytest.raises(Forbidden, match="allow_private"):
        check_address("10.2.0.1", ("10.1.0.0/16", "fd00::/8"))


def test_a_network_that_is_none_is_an_error_of_ours():
    with pytest.raises(Forbidden, match="allow_private"):
        check_address("10.1.2.3", ("10.1.0.0/99",))


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://a.cn/", "javascript:alert(1)", "data:text/html,x", "gopher://a.cn/", "//a.cn/"),
        *("a.cn/x", "", "http://", "http:///x", "http://user@a.cn/", "http://user:pw@a.cn/", "http://@a.cn/"),
        *("http://a.cn\\@b.cn/", "http:\\\\a.cn/", "http://a.cn/\r\nX: y", "http://a.cn/ x", "http://a .cn/"),
        *("http://a.cn\t/", "http://a.cn/\x00", "http://127.1/", "http://0x7f.1/", "http://2130706433/"),
        *("http://0x7f000001/", "http://0177.0.0.01/", "http://1.2.3/", "http://256.1.1.1/", "http://127.0.0.1.:80x/"),
        *("http://a..cn/", "http://-a.cn/", "http://a.cn:99999/", "http://[::1%25eth0]/", "http://[nonsense]/"),
        *("http://a.cn:22/", "http://a.cn:6379/", "http://a%2ecn/", "http://a.cn#@b.cn:1/x\u2028"),
    ],
)
def test_an_odd_url_is_refused(url):
    with pytest.raises(Forbidden):
        check_url(url)


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("HTTP://WWW.Example.CN", "http://www.example.cn/"),
        ("https://example.cn:443/a", "https://example.cn/a"),
        ("http://example.cn:8080/a?b=c#d", "http://example.cn:8080/a?b=c"),
        ("http://example.cn/要闻?标=题", "http://example.cn/%E8%A6%81%E9%97%BB?%E6%A0%87=%E9%A2%98"),
        ("http://example.cn/a%20b%zz", "http://example.cn/a%20b%25zz"),
        ("http://要闻.cn/", "http://xn--dw2as9v.cn/"),
        ("http://[2001:DA8::0001]/", "http://[2001:da8::1]/"),
        ("http://1.2.3.4/", "http://1.2.3.4/"),
        ("http://a_b.example.cn/", "http://a_b.example.cn/"),
    ],
)
def test_a_good_url_is_sent_in_one_spelling(url, sent):
    assert check_url(url) == sent
    assert check_url(sent) == sent


def test_an_address_that_no_server_takes_is_refused_without_all_of_it():
    longest = "http://a.cn/" + "x" * (LONGEST - 12)
    assert check_url(longest) == longest

    for url in (f"{longest}x", "http://a.cn/" + "闻" * 2000):
        with pytest.raises(Forbidden, match="characters is not fetched") as told:
            check_url(url)
        assert len(str(told.value)) < 300


def test_another_port_must_be_named_or_private():
    assert check_url("http://a.cn:9000/", ports=(9000,)) == "http://a.cn:9000/"
    assert check_url("http://a.cn:9000/", True) == "http://a.cn:9000/"
    with pytest.raises(Forbidden, match="9000"):
        check_url("http://a.cn:9000/")


@given(st.text())
def test_whatever_is_written_is_checked_or_refused(text):
    try:
        url = check_url("http://" + text)
    except Forbidden:
        return
    assert url.isascii()
    assert url.startswith("http://")


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("HTTP://Example.CN:80", "http://example.cn/"),
        ("https://example.cn:443/a#top", "https://example.cn/a"),
        ("http://example.cn:8080/A/b", "http://example.cn:8080/A/b"),
        ("http://example.cn/a.jsp;jsessionid=0A1B?id=7", "http://example.cn/a.jsp?id=7"),
        ("http://example.cn/a?utm_source=x&id=7&spm=a.b&from=timeline", "http://example.cn/a?id=7"),
        ("http://example.cn/a?utm_source=x", "http://example.cn/a"),
        ("http://example.cn/a?id=7&b=", "http://example.cn/a?id=7&b="),
        ("http://example.cn/%e8%a6%81", "http://example.cn/%E8%A6%81"),
        ("http://example.cn/要", "http://example.cn/%E8%A6%81"),
        ("http://example.cn./x ", "http://example.cn/x"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_one_page_has_one_identity(url, identity):
    assert canonical(url) == identity
    assert canonical(identity) == identity


@given(st.text())
def test_any_text_has_an_identity_that_stays(text):
    once = canonical("http://example.cn/" + text)

    assert canonical(once) == once
