"""What a right config becomes: defaults, paths beside the file, settings of kinds, secrets from where they are kept."""

import json
import tomllib
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from configs import GOOD, Nothing, Pager, Rules, read, write
from hypothesis import given
from hypothesis import strategies as st

from bot.chats import chats
from bot.config import load
from bot.config.addresses import networks
from bot.config.lines import scan
from bot.config.tables import SourceTable
from bot.config.values import span
from bot.errors import ConfigError
from bot.model import Secret
from feeds.model import Access, Source


def test_a_short_config_takes_its_defaults(tmp_path: Path) -> None:
    config = read(tmp_path, GOOD)

    assert config.sources == {"news": Source(name="news", url="http://news.example/list.htm")}
    assert config.sources["news"].access == Access()
    assert config.contact == "admin@example.edu.cn"
    assert config.store_url == f"sqlite:///{tmp_path}/yaowen.db"
    assert (config.listen_host, config.listen_port) == ("127.0.0.1", 8000)
    assert config.site.folder == str(tmp_path / "public")
    assert config.channels["console"].settings == Nothing()
    assert config.chats["room"].sources == ("news",)
    assert config.chats["room"].zone.key == "Asia/Shanghai"
    assert config.warnings == ()


def test_an_empty_config_is_a_config_and_asks_for_a_contact(tmp_path: Path) -> None:
    config = read(tmp_path, "")

    assert config.sources == {}
    assert [warning.split(": ", 1)[1] for warning in config.warnings] == [
        "contact: is missing; a site's keeper cannot reach you"
    ]


@pytest.mark.parametrize(
    ("listen", "url"),
    [
        ("127.0.0.1:8041", "http://127.0.0.1:8041"),
        ("localhost:8041", "http://localhost:8041"),
        ("10.1.2.3:80", "http://10.1.2.3"),
        ("[::1]:8041", "http://[::1]:8041"),
        ("[0:0::1]:8041", "http://[::1]:8041"),
        ("news_1.example.edu:8041", "http://news_1.example.edu:8041"),
        ("校园.example:8041", "http://校园.example:8041"),
    ],
)
def test_links_lead_to_where_we_serve(tmp_path: Path, listen: str, url: str) -> None:
    config = read(tmp_path, f'{GOOD}[site]\nlisten = "{listen}"\n')

    assert (config.site.url, config.warnings) == (url, ())


@pytest.mark.parametrize(
    ("listen", "url"),
    [
        (":8041", "http://127.0.0.1:8041"),
        ("0.0.0.0:8041", "http://127.0.0.1:8041"),
        ("0:8041", "http://127.0.0.1:8041"),
        ("[::]:8041", "http://[::1]:8041"),
        ("[::0]:8041", "http://[::1]:8041"),
    ],
)
def test_who_serves_at_every_address_is_asked_by_which_readers_come(tmp_path: Path, listen: str, url: str) -> None:
    config = read(tmp_path, f'{GOOD}[site]\nlisten = "{listen}"\n')
    said = read(tmp_path, f'{GOOD}[site]\nlisten = "{listen}"\nurl = "https://news.example.edu.cn/"\n')

    assert config.site.url == url
    [warning] = config.warnings
    assert f":13: site.listen: is every address of this machine, and links say {url}; write url too" in warning
    assert (said.site.url, said.warnings) == ("https://news.example.edu.cn", ())


def test_who_serves_at_any_free_port_is_asked_where_readers_come(tmp_path: Path) -> None:
    listen = f'{GOOD}[site]\nlisten = "127.0.0.1:0"\n'

    [warning] = read(tmp_path, listen).warnings

    assert ":13: site.listen: is any free port, and links say http://127.0.0.1:0, where nobody serves; write" in warning
    assert read(tmp_path, listen + 'url = "https://news.example.edu.cn/"\n').warnings == ()


@pytest.mark.parametrize("listen", ["a@b:80", "-:80", "*:8000", "[1.2]:3", "[1.2.3.4]:80", "[::1::]:80", "a..:80"])
def test_what_no_socket_can_be_bound_to_is_no_place_to_serve_at(tmp_path: Path, listen: str) -> None:
    with pytest.raises(ConfigError, match=r":13: site\.listen: .* is not host:port; write .* for every address"):
        read(tmp_path, f'{GOOD}[site]\nlisten = "{listen}"\n')


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())

    assert set(load(path).sources) == {"news"}


def test_every_key_of_a_source_arrives(tmp_path: Path) -> None:
    (tmp_path / "school.pem").write_text("x")
    text = """
    contact = "me@a.example"
    [source.news]
    url = "https://news.example:8444/a"
    title = "新闻"
    kind = "rules"
    items = "li"
    fields = ["a", "b"]
    pages = 3
    interval = "1h30m"
    formerly = ["old"]
    language = "en"
    zone = "Europe/Berlin"
    announce_first = true
    full_text = false
    withdrawn_after = "2d"
    gap = 0.5
    timeout = "10s"
    max_bytes = 2048
    allow_private = ["10.0.0.0/8"]
    headers = { Referer = "https://news.example/" }
    user_agent = "x"
    proxy = "http://me:pw@10.0.0.1:3128"
    robots = "ignore"
    robots_reason = "asked"
    ip_family = 4
    ca_bundle = "school.pem"
    tls = "legacy"
    """

    shown = {line.split(" = ")[0].strip() for line in text.splitlines() if " = " in line}
    assert {each.name for each in fields(SourceTable)} <= shown, "a new key belongs here, and into what it becomes"
    assert read(tmp_path, text).sources["news"] == Source(
        name="news",
        url="https://news.example:8444/a",
        title="新闻",
        kind="rules",
        settings=Rules(items="li", fields=("a", "b")),
        pages=3,
        interval=timedelta(minutes=90),
        zone=ZoneInfo("Europe/Berlin"),
        language="en",
        formerly=("old",),
        announce_first=True,
        full_text=False,
        withdrawn_after=timedelta(days=2),
        access=Access(
            timeout=10.0,
            max_bytes=2048,
            gap=0.5,
            allow_private=("10.0.0.0/8",),
            ports=(8444,),
            headers={"Referer": "https://news.example/"},
            home="https://news.example:8444/a",
            user_agent="x",
            proxy="http://me:pw@10.0.0.1:3128",
            robots="ignore",
            ip_family="4",
            ca_bundle=str(tmp_path / "school.pem"),
            tls="legacy",
        ),
    )


@pytest.mark.parametrize(("said", "ours"), [("zh-CN", "zh"), ("zh-Hant", "zh"), ("en-GB", "en")])
def test_a_chat_may_name_our_words_more_closely(tmp_path: Path, said: str, ours: str) -> None:
    text = f'[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\nlanguage = "{said}"\n'

    assert read(tmp_path, text).chats["a"].language == ours


def test_a_page_is_a_contact_too(tmp_path: Path) -> None:
    assert read(tmp_path, 'contact = "https://www.example.edu.cn/lianxi.htm"\n').contact == (
        "https://www.example.edu.cn/lianxi.htm"
    )


def test_zone_and_language_of_the_top_hold_where_a_table_says_nothing(tmp_path: Path) -> None:
    config = read(tmp_path, 'zone = "Europe/Berlin"\nlanguage = "de"\n' + GOOD)

    assert config.sources["news"].zone.key == config.chats["room"].zone.key == "Europe/Berlin"
    assert config.sources["news"].language == config.site.language == "de"
    assert config.chats["room"].language == "en"


def test_a_chats_id_may_be_a_number(tmp_path: Path) -> None:
    config = read(tmp_path, '[channel.console]\n[chat.a]\nchannel = "console"\nid = -1001234\ntopic = 7\n')

    assert (config.chats["a"].id, config.chats["a"].topic) == ("-1001234", 7)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:///news.db", "sqlite:///{folder}/news.db"),
        ("sqlite:////var/lib/news.db", "sqlite:////var/lib/news.db"),
        ("sqlite:///a/news.db?timeout=3", "sqlite:///{folder}/a/news.db?timeout=3"),
        ("postgresql+psycopg://me@db/news", "postgresql+psycopg://me@db/news"),
        ("postgresql://db/news", "postgresql+psycopg://db/news"),
        ("postgresql:///news", "postgresql+psycopg:///news"),
        ("postgresql://me:p%40s@[::1]:5432/news", "postgresql+psycopg://me:p%40s@[::1]:5432/news"),
        ("postgresql://me@/news?host=/run/postgresql", "postgresql+psycopg://me@/news?host=/run/postgresql"),
    ],
)
def test_the_store_is_found_beside_the_config(written: str, meant: str, tmp_path: Path) -> None:
    config = read(tmp_path, f'[store]\nurl = "{written}"\n')

    assert config.store_url == meant.format(folder=tmp_path)


def test_the_stores_password_may_come_from_a_file_and_is_not_shown(tmp_path: Path) -> None:
    secret = tmp_path / "db.url"
    secret.write_text("postgresql+psycopg://me:hunter2@db/news\n")
    secret.chmod(0o600)

    config = read(tmp_path, 'contact = "a@b.example"\n[store]\nurl_file = "db.url"\n')

    assert config.store_url == "postgresql+psycopg://me:hunter2@db/news"
    assert config.warnings == ()
    assert "hunter2" not in repr(config)


def test_a_password_in_the_stores_address_earns_a_warning(tmp_path: Path) -> None:
    config = read(tmp_path, 'contact = "a@b.example"\n[store]\nurl = "postgresql://me:hunter2@db/news"\n')

    assert len(config.warnings) == 1
    assert "config.toml:3: store.url: a secret in the config" in config.warnings[0]


def test_a_secret_comes_from_a_file_beside_the_config(tmp_path: Path) -> None:
    (tmp_path / "p.token").write_text("\ufeffabc\n")
    (tmp_path / "p.token").chmod(0o600)

    config = read(tmp_path, 'contact = "a@b.example"\n[channel.pager]\ntoken_file = "p.token"\n')

    assert config.channels["pager"].settings == Pager(token=Secret("abc"))
    assert config.warnings == ()


def test_a_secret_file_may_lie_where_systemd_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "token").write_text("abc")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "credentials"))

    config = read(tmp_path, '[channel.pager]\ntoken_file = "$CREDENTIALS_DIRECTORY/token"\n')

    assert config.channels["pager"].settings.token.reveal() == "abc"


def test_a_secret_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER_TOKEN", "abc")

    config = read(tmp_path, '[channel.a]\nkind = "pager"\ntoken_env = "PAGER_TOKEN"\n')

    assert config.channels["a"].kind == "pager"
    assert config.channels["a"].settings.token.reveal() == "abc"


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_secret_file_that_others_can_read_earns_a_warning(mode: int, tmp_path: Path) -> None:
    (tmp_path / "p.token").write_text("abc")
    (tmp_path / "p.token").chmod(mode)

    config = read(tmp_path, 'contact = "a@b.example"\n[channel.pager]\ntoken_file = "p.token"\n')

    assert len(config.warnings) == 1
    assert "config.toml:3: channel.pager.token_file: others on this machine can read" in config.warnings[0]


def test_an_inline_secret_earns_a_warning_that_does_not_show_it(tmp_path: Path) -> None:
    config = read(tmp_path, 'contact = "a@b.example"\n[channel.pager]\ntoken = "hunter2"\nkey = "hunter3"\n')

    assert [warning.split(":")[1] for warning in config.warnings] == ["3", "4"]
    assert "hunter" not in "".join(config.warnings) + repr(config)


def test_an_impolite_interval_earns_a_warning_unless_the_site_is_ours(tmp_path: Path) -> None:
    text = 'contact = "a@b.example"\n[source.a]\nurl = "http://a.example/"\ninterval = "1m"\n'

    public, ours = read(tmp_path, text), read(tmp_path, text + "allow_private = true\n")

    assert [one.split(": ", 1)[0] for one in public.warnings] == [f"{tmp_path / 'config.toml'}:4"]
    assert ours.warnings == ()


def test_no_setting_comes_from_the_environment_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "YAOWEN_CONTACT"):
        monkeypatch.setenv(name, "http://10.0.0.1:1")

    config = read(tmp_path, GOOD)

    assert config.sources["news"].access.proxy is None
    assert config.contact == "admin@example.edu.cn"


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("90s", 90), ("30m", 1800), ("2h", 7200), ("1d", 86400), ("1w", 604800), ("1h30m", 5400), ("1.5h", 5400), (2, 2)],
)
def test_a_span_is_read(written: object, seconds: float) -> None:
    assert span(written) == timedelta(seconds=seconds)


def test_networks_are_true_false_or_a_list() -> None:
    assert networks(True) is True
    assert networks(["10.1.0.0/16", "fd00::/8"]) == ("10.1.0.0/16", "fd00::/8")


LAYOUT = """\
# a comment with [brackets] and = signs
a = 1
"b.c" = '''
long ] } text
''' # then
[x.y]
z = [
  1, # one
  { q = "]", r = 2 },
  \"\"\"two
lines\"\"\",
]
[[list]]
n = 1
[[list]]
n = 2
[list.deep]
m = 3
"""


def test_the_line_of_every_key_is_known() -> None:
    lines = scan(LAYOUT)

    tomllib.loads(LAYOUT)
    assert {path: lines.at[path] for path in lines.at if len(path) > 0} == {
        ("a",): 2,
        ("b.c",): 3,
        ("x",): 6,
        ("x", "y"): 6,
        ("x", "y", "z"): 7,
        ("x", "y", "z", 0): 8,
        ("x", "y", "z", 1): 9,
        ("x", "y", "z", 1, "q"): 9,
        ("x", "y", "z", 1, "r"): 9,
        ("x", "y", "z", 2): 10,
        ("list",): 13,
        ("list", 0): 13,
        ("list", 0, "n"): 14,
        ("list", 1): 15,
        ("list", 1, "n"): 16,
        ("list", 1, "deep"): 17,
        ("list", 1, "deep", "m"): 18,
    }
    assert lines.twice == []


@given(st.text(alphabet="ab=.[]{}\"'\n#,\\ 1", max_size=60))
def test_no_text_confuses_the_line_finder(text: str) -> None:
    lines = scan(text)

    assert all(1 <= line <= text.count("\n") + 1 for line in lines.at.values())
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert lines.twice == []
    assert all((key,) in lines.at for key in data)


def test_a_thousand_sources_are_read_quickly(tmp_path: Path) -> None:
    text = 'contact = "a@b.example"\n' + "".join(f'[source.s{n}]\nurl = "http://h{n}.example/"\n' for n in range(1000))

    assert len(load(write(tmp_path, text)).sources) == 1000


def test_only_what_a_chats_table_names_is_handed_on(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).chats["room"].settings == {}


def test_every_choice_of_a_chats_table_arrives(tmp_path: Path) -> None:
    wanted = {
        "look": "line",
        "language": "en",
        "silent": True,
        "picture": "photo",
        "tags": True,
        "filter": "招生|就业 -讲座",
        "urgent": "停课",
        "quiet": "22:00-07:00",
        "quiet_as": "digest",
        "digest": ["08:00", "mon 18:00"],
        "backlog": 3,
        "on_doubt": "hold",
        "corrections": False,
        "withdrawal": "delete",
    }
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in wanted.items())

    room = read(tmp_path, GOOD + lines + 'zone = "Europe/Berlin"\nmax_age = "2d"\n').chats["room"]

    assert room.settings == {
        **wanted,
        "digest": ("08:00", "mon 18:00"),
        "zone": ZoneInfo("Europe/Berlin"),
        "max_age": timedelta(days=2),
    }
    assert set(room.settings) == set(chats.CHOICES) - {"muted_until"}
    assert room.chat().digest == ("08:00", "mon 18:00")


def test_a_digest_on_several_days_is_written_as_in_a_chat(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD + 'digest = ["工作日 8:00", "mon 8:00", "周六至周日10:00"]\n').chats["room"].settings

    workdays = [f"{day} 8:00" for day in ("mon", "tue", "wed", "thu", "fri")]
    assert found == {"digest": (*workdays, "sat 10:00", "sun 10:00")}


def test_one_digest_time_needs_no_list(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD + 'digest = "08:00"\n').chats["room"].settings == {"digest": ("08:00",)}


def test_an_address_without_a_password_is_no_secret(tmp_path: Path) -> None:
    config = read(tmp_path, 'contact = "a@b.example"\n[store]\nurl = "postgresql://me@db/news"\n')

    assert config.warnings == ()


def test_two_sources_of_one_address_earn_a_warning(tmp_path: Path) -> None:
    tables = "".join(f'[source.{name}]\nurl = "http://a.example/"\n' for name in ("a", "b"))

    config = read(tmp_path, f'contact = "a@b.example"\n{tables}')

    assert [one.split(":", 1)[1] for one in config.warnings] == [
        "5: source.b.url: is the address of source.a too; both are asked, each for itself"
    ]
