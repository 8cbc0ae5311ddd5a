"""Where a channel posts to, as an admin may write it. Each function says what is wrong, or "" where nothing is. Pure.

An address may be a secret: no sentence here shows any of it.
"""

import re

from feeds.errors import Forbidden
from feeds.fetch.guard import check_url

ANYWHERE = ("0.0.0.0/0", "::/0")  #: whether it may be reached is asked when it is
_KEY = re.compile(r"[0-9A-Za-z_-]{20,}")  # what no chat is called by mistake
_KEYLESS = re.compile(
    r"/(?:(?:webhook|robot)/send|bot/v2/hook)/?$|[?&](?:key|access_token)=(?:&|$)"
)  # cut off when it was copied
_WEBHOOK = "must be the webhook's whole address (https://…)"
_ROBOT = "must be the robot's whole address (https://…), or the key at its end"


def wrong(address: str) -> str:
    """Of an address that lines are posted to."""
    try:
        check_url(address, ANYWHERE)
    except Forbidden:
        return 'must be a whole http(s) address without a user in it, such as "https://www.example.edu.cn/hooks/yaowen"'
    return ""


def base(address: str) -> str:
    """The address itself, to which paths are added; ValueError where it is none. For `Annotated[str, base]`."""
    if wrong(address):
        raise ValueError('must be a whole http(s) address without a user in it, such as "https://chat.example.edu.cn"')
    return address


def base_with_user(address: str) -> str:
    """Likewise, where a user and password may be in it: what stands before the service wants them."""
    if wrong(re.sub(r"(?<=://)[^\s\\/?#]*@", "", address, count=1)):
        raise ValueError('must be a whole http(s) address, such as "https://chat.example.edu.cn/bot"')
    return address


def or_url(why: str) -> str:
    """Of a chat's id, which is an address where its channel has none."""
    return why and f"{why}; or write url into the channel's table"


def wrong_webhook(address: str) -> str:
    """Of an address that a service shows for a webhook."""
    return _WEBHOOK if wrong(address) else ""


def wrong_robot(address: str) -> str:
    """Of a robot's address, or its key."""
    if _KEY.fullmatch(address):
        return ""
    return _ROBOT if wrong(address) or _KEYLESS.search(address) else ""
