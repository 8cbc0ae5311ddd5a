"""How much one client may ask: a bucket of tokens for each address. Pure arithmetic; bounded in memory."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import IPv6Address


@dataclass(kw_only=True)
class Buckets:
    """`burst` requests at once, then `rate` a second. What a request costs is the caller's to say."""

    rate: float = 10.0
    burst: float = 600.0  #: an aggregator may come with its whole list
    most: int = 10_000  #: addresses remembered; the one unseen for longest is forgotten
    _left: "OrderedDict[str, tuple[float, float]]" = field(default_factory=OrderedDict)

    def take(self, who: str, cost: float, now: float) -> float:
        """Seconds to wait before asking again; 0 when it is fine."""
        left, then = self._left.pop(who, (self.burst, now))
        left = min(self.burst, left + max(0.0, now - then) * self.rate)
        wait = 0.0 if left >= cost else (cost - left) / self.rate
        self._left[who] = (left - cost if not wait else left, now)
        if len(self._left) > self.most:
            self._left.popitem(last=False)
        return wait


def client(peer: str, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """Whose bucket it is. Behind a proxy on this machine: whom the proxy names last (what a client wrote stands before
    it). None for this machine itself."""
    if peer.removeprefix("::ffff:") not in ("127.0.0.1", "::1", ""):
        return network(peer)
    forwarded = b""
    for name, value in headers:
        if name == b"x-forwarded-for":
            forwarded = value
    last = forwarded.rpartition(b",")[2].strip().decode("latin-1")[:64]
    return network(last) if last else None


def network(address: str) -> str:
    """An IPv4 address, or the /64 of an IPv6 one: whoever has one of its addresses has all of them."""
    if ":" not in address:
        return address
    try:
        ip = IPv6Address(address)
    except ValueError:
        return address
    if ip.ipv4_mapped:  # as a socket of both families writes an IPv4 address, here or at the proxy
        return str(ip.ipv4_mapped)
    return f"{int(ip) >> 64:x}"  # 2001:db8::5 and 2001:db8:0:0:1::5 are of one
