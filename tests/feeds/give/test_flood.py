"""How much one client may ask."""

from feeds.give.web.flood import Buckets, client


def test_a_burst_is_fine_and_then_a_steady_rate():
    buckets = Buckets(rate=1, burst=3)

    waits = [buckets.take("a", 1, 0.0) for _ in range(4)]

    assert waits == [0, 0, 0, 1]
    assert buckets.take("a", 1, 1.0) == 0
    assert buckets.take("b", 1, 0.0) == 0


def test_what_is_remembered_is_bounded():
    buckets = Buckets(most=10)

    for n in range(100):
        buckets.take(str(n), 1, 0.0)

    assert len(buckets._left) == 10


def test_t21_only_a_proxy_on_this_machine_may_name_the_client():
    forged = [(b"x-forwarded-for", b"198.51.100.1, 203.0.113.9")]

    assert client("127.0.0.1", forged) == "203.0.113.9"
    assert client("192.0.2.7", forged) == "192.0.2.7"
    assert client("127.0.0.1", []) is None
    assert client("2001:db8:1:2:3:4:5:6", []) == client("2001:db8:1:2:ffff::1", [])


def test_a_socket_of_both_families_tells_the_same_clients_apart():
    forwarded = [(b"x-forwarded-for", b"203.0.113.9")]

    assert client("::ffff:127.0.0.1", forwarded) == "203.0.113.9"
    assert client("::ffff:127.0.0.1", []) is None
    assert client("::ffff:192.0.2.7", forwarded) == client("192.0.2.7", [])


def test_a_proxy_that_listens_for_both_families_tells_the_same_clients_apart():
    seen = [client("::1", [(b"x-forwarded-for", b"::ffff:%s" % each)]) for each in (b"192.0.2.7", b"203.0.113.9")]

    assert seen == ["192.0.2.7", "203.0.113.9"]


def test_a_network_is_one_client_however_its_addresses_are_shortened():
    assert client("2001:db8::1", []) == client("2001:db8::2", []) == client("2001:db8::a:b:c:d", [])
    assert client("2001:db8:0:1::1", []) != client("2001:db8::1", [])
