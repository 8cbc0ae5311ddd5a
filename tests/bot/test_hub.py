"""The WebSub hub of the config hears of a change, also where it is one of our own, inside."""

from pathlib import Path
from urllib.parse import parse_qs

from fakehook import FakeHook

from bot.app import App
from bot.config import load
from bot.running import Running

CONFIG = """\
contact = "me@example.org"

[site]
url = "https://news.example.edu"
hub = "{hub}"

[source.news]
url = "http://news.example/index.htm"
"""


def test_a_hub_on_a_private_address_is_told_of_every_feed(tmp_path: Path):
    with FakeHook() as hook:
        path = tmp_path / "config.toml"
        path.write_text(CONFIG.format(hub=hook.url), encoding="utf-8")
        app = App(load(path))
        app.prepare()
        app.feeds.give_stale()

        Running(app=app)._tell_hub()

    app.web.close()
    app.db.close()
    topics = {parse_qs(heard.body.decode())["hub.url"][0] for heard in hook.heard}
    assert {"https://news.example.edu/feeds/news.atom", "https://news.example.edu/feeds/all.json"} <= topics
