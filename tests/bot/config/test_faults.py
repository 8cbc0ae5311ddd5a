"""Each way to get a config wrong is told with its line, its key and what to do; all at once."""

from pathlib import Path
from textwrap import dedent

import pytest
from configs import CHANNELS, KINDS, read

from bot.config import load
from bot.errors import ConfigError

SOURCE = '[source.news]\nurl = "http://news.example/"\n'

FAULTS = {
    # what is wrong: (the text, the faults without the file's name)
    "no value": ("zone =\n", ["1:7: this is not TOML: invalid value"]),
    "a file that is not there beside another fault": (
        f'{SOURCE}pages = "2"\nca_bundle = "nope.pem"\n',
        [
            '3: source.news.pages: must be a whole number from 1 to 50, not "2"',
            "4: source.news.ca_bundle: there is no file",
        ],
    ),
    "no quotes": ("contact = me\n", ['1:11: this is not TOML: invalid value; text needs quotes: "…"']),
    "Chinese quotes": (
        "contact = “a@b.example”\n",
        ['1:11: this is not TOML: invalid value; quotes are straight: "…"'],
    ),
    "Chinese brackets": (
        "【source.news】\n",
        ["1:1: this is not TOML: invalid statement; a table is [source.news], with square brackets"],
    ),
    "a Chinese comma": (
        '[chat.a]\nsources = ["news"，"notices"]\n',
        ["2:18: this is not TOML: unclosed array; ， is full-width: type ,"],
    ),
    "a Chinese equals sign": (
        'contact ＝ "a@b.example"\n',
        ["1:9: this is not TOML: expected '=' after a key in a key/value pair; ＝ is full-width: type ="],
    ),
    "full-width brackets": (
        "［source.news］\n",
        ["1:1: this is not TOML: invalid statement; ［ is full-width: type ["],
    ),
    "a full-width blank": (
        '\u3000contact = "a@b.example"\n',
        ["1:1: this is not TOML: invalid statement; there is a full-width blank: type a plain one"],
    ),
    "a span without quotes": (
        f"{SOURCE}interval = 10m\n",
        ['3:14: this is not TOML: expected newline or end of document after a statement; text needs quotes: "…"'],
    ),
    "times without quotes": (
        "[chat.a]\ndigest = [08:00]\n",
        ['2:12: this is not TOML: unclosed array; a list is ["…", "…"]'],
    ),
    "True": (
        "[chat.a]\nsilent = True\n",
        ["2:10: this is not TOML: invalid value; write true or false, in small letters"],
    ),
    "true in quotes": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\nsilent = "true"\ntopic = "7"\n',
        [
            '5: chat.a.silent: must be true or false, not "true"; write true, without quotes',
            '6: chat.a.topic: must be a whole number from 1 to 9007199254740992, not "7"; write 7, without quotes',
        ],
    ),
    "a name in capitals": (
        '[source.My_News]\nurl = "http://news.example/"\n[channel.console]\n'
        '[chat.a]\nchannel = "Console"\nid = "a"\nsources = ["my-news"]\n',
        [
            '1: source.My_News: cannot be a name; did you mean "my-news"?',
            '5: chat.a.channel: "Console" cannot be a name; did you mean "console"?',
            "7: chat.a.sources[0]: chat.a names source.my-news, which is not there; write a table [source.my-news]",
        ],
    ),
    "a channel misspelt": (
        '[channel.consle]\n[chat.a]\nchannel = "console"\nid = "a"\n',
        [
            '1: channel.consle: there is no kind "consle"; did you mean "console"?',
            "3: chat.a.channel: chat.a names channel.console, which is not there; write a table [channel.console]",
        ],
    ),
    "a Chinese name": (
        "[source.要闻]\n",
        [
            "1:9: this is not TOML: invalid initial character for a key part; "
            "a name is of a to z, 0 to 9 and -; what people read goes into title"
        ],
    ),
    "a contact that is none": (
        'contact = "信息中心 王老师"\n',
        ['1: contact: "信息中心 王老师" is neither a mail address nor a page, such as "news@example.edu.cn"'],
    ),
    "a country for a language": ('language = "cn"\n', ['1: language: "cn" is a country; the language is "zh-CN"']),
    "words that we do not have": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\nlanguage = "de"\n',
        ['5: chat.a.language: our own words are in "zh" and "en", not in "de"'],
    ),
    "no equals sign": (
        "\n\ncontact\n",
        ["3:8: this is not TOML: expected '=' after a key in a key/value pair; a line is: key = \"value\""],
    ),
    "open string": ('contact = "me\nzone = 3\n', ["1:14: this is not TOML: illegal character '\\n'"]),
    "cut file": ("[source.news", ["1: the file ends too early: this is not TOML: expected ']'"]),
    "a key twice": ('contact = "a@b.example"\n\ncontact = "b"\n', ["3: contact: is there twice, first in line 1"]),
    "a key twice in a table": (
        f'{SOURCE}title = "a"\ntitle = "b"\n',
        ["4: source.news.title: is there twice, first in line 3"],
    ),
    "a table twice": (f"{SOURCE}\n{SOURCE}", ["4: source.news: is there twice, first in line 1"]),
    "a key twice in one line": (
        f'{SOURCE}headers = {{ A = "a", A = "b" }}\n',
        ["3: source.news.headers.A: is there twice, first in line 3"],
    ),
    "a value that is a table too": (
        f'{SOURCE}headers = "a"\n\n[source.news.headers]\nA = "a"\n',
        ["5: source.news.headers: is there twice, first in line 3"],
    ),
    "a value that has keys": (
        f'{SOURCE}headers = "a"\nheaders.A = "a"\n',
        ["4: source.news.headers: is there twice, first in line 3"],
    ),
    "a table in one line and again": (
        f'{SOURCE}headers = {{ A = "a" }}\n[source.news.headers]\nB = "a"\n',
        ["4: source.news.headers: is there twice, first in line 3"],
    ),
    "unknown key, near": (
        f'{SOURCE}intervall = "3m"\n',
        ['3: source.news.intervall: unknown key; did you mean "interval"?'],
    ),
    "unknown key, far": (f"{SOURCE}xyzzy = 1\n", ["3: source.news.xyzzy: unknown key"]),
    "unknown top key": ('kontakt = "a"\n', ['1: kontakt: unknown key; did you mean "contact"?']),
    "unknown table": (f"{SOURCE}[chanel.console]\n", ['3: chanel: unknown table; did you mean "channel"?']),
    "missing key": ("\n[source.news]\n", ["2: source.news.url: is missing, and there is no default"]),
    "wrong type, number": (
        f'{SOURCE}pages = "2"\n',
        ['3: source.news.pages: must be a whole number from 1 to 50, not "2"'],
    ),
    "wrong type, flag": (
        f'{SOURCE}full_text = "yes"\n',
        ['3: source.news.full_text: must be true or false, not "yes"'],
    ),
    "wrong type, text": (
        f"{SOURCE}title = 3\n",
        ["3: source.news.title: must be one line of text in quotes, not 3"],
    ),
    "a source that is no table": ("[source]\nnews = 3\n", ["2: source.news: must be a table: [source.NAME]"]),
    "sources that are no tables": ("source = 3\n", ["1: source: must be tables: [source.NAME]"]),
    "a store that is no table": ("store = 3\n", ["1: store: must be a table: [store]"]),
    "address without scheme": (
        '[source.news]\nurl = "news.example"\n',
        ["2: source.news.url: is no http(s) address; write it in full"],
    ),
    "address of a file": ('[source.news]\nurl = "file:///etc/passwd"\n', ["2: source.news.url: is no http(s) address"]),
    "address with a space": ('[source.news]\nurl = "http://a b/"\n', ["2: source.news.url: an address has no spaces"]),
    "address with a bad port": (
        '[source.news]\nurl = "http://a:99999/"\n',
        ["2: source.news.url: is no address (Port"],
    ),
    "a hub that is a cloud's metadata service": (
        '[site]\nhub = "http://169.254.169.254/"\n',
        ["2: site.hub: is no address of a hub; one of your own may be private, but not link-local"],
    ),
    "a hub in other letters": ('[site]\nhub = "http://a.example/中"\n', ["2: site.hub: must be ASCII, as browsers"]),
    "our address in other letters": (
        '[site]\nurl = "http://a.example/新闻"\n',
        ["2: site.url: must be ASCII, as browsers send it: the host as xn--…, the path as %E6…"],
    ),
    "our address with a strange path": (
        '[site]\nurl = "http://a.example//news/"\n',
        ["2: site.url: its path must be plain: without //, . and .."],
    ),
    "address with a password": (
        '[source.news]\nurl = "http://me:pw@a/"\n',
        ["2: source.news.url: an address must not carry a user or password"],
    ),
    "zone": ('zone = "Asia/Bejing"\n', ['1: zone: there is no time zone "Asia/Bejing"']),
    "zone that climbs": ('zone = "../../etc/passwd"\n', ['1: zone: there is no time zone "../../etc/passwd"']),
    "zone of a source": (f'{SOURCE}zone = ""\n', ['3: source.news.zone: there is no time zone ""']),
    "language": ('language = "中文"\n', ['1: language: "中文" is no language']),
    "span": (f'{SOURCE}interval = "soon"\n', ['3: source.news.interval: "soon" is no time span; write "30m"']),
    "span too short": (f"{SOURCE}interval = 0\n", ["3: source.news.interval: 0 is too short; at least 1 seconds"]),
    "span negative": (f"{SOURCE}gap = -1\n", ["3: source.news.gap: -1 is out of range"]),
    "span a flag": (f"{SOURCE}gap = true\n", ["3: source.news.gap: true is no time span"]),
    "name": ('[source."山职"]\nurl = "http://a/"\n', ['1: source."山职": cannot be a name; use a to z, 0 to 9 and -']),
    "name too long": (f'[source.{"a" * 65}]\nurl = "http://a/"\n', [f"1: source.{'a' * 65}: cannot be a name"]),
    "name that is taken": ('[source.all]\nurl = "http://a/"\n', ["1: source.all: is taken: one of our own addresses"]),
    "former name that is a source": (
        f'{SOURCE}[source.b]\nurl = "http://b/"\nformerly = ["news"]\n',
        ['5: source.b.formerly[0]: "news" is a source now; source.b and source.news cannot share an address'],
    ),
    "former name of two": (
        f'{SOURCE}formerly = ["old"]\n[source.b]\nurl = "http://b/"\nformerly = [\n  "x",\n  "old",\n]\n',
        ['8: source.b.formerly[1]: "old" is a former name of source.news too'],
    ),
    "former name that is the name": (
        f'{SOURCE}formerly = ["news"]\n',
        ['3: source.news.formerly[0]: "news" is its name now, not a former one'],
    ),
    "former name that is no name": (
        f'{SOURCE}formerly = ["A B"]\n',
        ['3: source.news.formerly: "A B" cannot be a name'],
    ),
    "unknown kind": (
        f'{SOURCE}kind = "rule"\n',
        ['3: source.news.kind: there is no kind "rule"; did you mean "rules"?'],
    ),
    "unknown kind, far": (
        f'{SOURCE}kind = "zzz"\n',
        ['3: source.news.kind: there is no kind "zzz"; there are plain, rules'],
    ),
    "kind of the wrong type": (
        f"{SOURCE}kind = 3\n",
        ["3: source.news.kind: must be one line of text in quotes, not 3"],
    ),
    "a kind's key without the kind": (
        f'{SOURCE}items = "li"\n',
        ['3: source.news.items: unknown key; it belongs to kind = "rules"'],
    ),
    "a kind's key wrong": (
        f'{SOURCE}kind = "rules"\nitems = 3\ndepth = "x"\n',
        [
            "4: source.news.items: must be text in quotes, not 3",
            '5: source.news.depth: must be a whole number, not "x"',
        ],
    ),
    "a kind's key missing": (
        f'{SOURCE}kind = "rules"\n',
        ["1: source.news.items: is missing, and there is no default"],
    ),
    "a kind's key mistyped": (
        f'{SOURCE}kind = "rules"\nitems = "li"\nfeilds = []\n',
        ['5: source.news.feilds: unknown key; did you mean "fields"?'],
    ),
    "a kind's choice": (
        f'{SOURCE}kind = "rules"\nitems = "li"\nmode = "fats"\n',
        ['5: source.news.mode: must be "fast" or "slow", not "fats"; did you mean "fast"?'],
    ),
    "a kind's own check": (
        f'{SOURCE}kind = "rules"\nitems = "li"\ndepth = 10\n',
        ["5: source.news.depth: is deeper than any page"],
    ),
    "a kind's list": (
        f'{SOURCE}kind = "rules"\nitems = "li"\nfields = [\n  "a",\n  3,\n]\n',
        ["7: source.news.fields[1]: must be text in quotes, not 3"],
    ),
    "networks": (
        f'{SOURCE}allow_private = ["10.0.0.0/33"]\n',
        ['3: source.news.allow_private: "10.0.0.0/33" is no network'],
    ),
    "networks of the wrong type": (
        f"{SOURCE}allow_private = 1\n",
        ["3: source.news.allow_private: must be true, false or"],
    ),
    "robots without a reason": (f'{SOURCE}robots = "ignore"\n', ["3: source.news.robots: needs robots_reason too"]),
    "robots, other": (
        f'{SOURCE}robots = "no"\n',
        ['3: source.news.robots: must be "obey" or "ignore", not "no"'],
    ),
    "family": (f"{SOURCE}ip_family = 5\n", ["3: source.news.ip_family: must be 4 or 6, not 5"]),
    "bundle": (f'{SOURCE}ca_bundle = "no.pem"\n', ["3: source.news.ca_bundle: there is no file "]),
    "proxy": (f'{SOURCE}proxy = "socks5://a:1"\n', ["3: source.news.proxy: is no http(s) address"]),
    "header": (
        f'{SOURCE}headers = {{ A = "b\\r\\nC: d" }}\n',
        ["3: source.news.headers: the header A must be one line"],
    ),
    "header name": (f'{SOURCE}headers = {{ "A B" = "b" }}\n', ['3: source.news.headers: "A B" is no header name']),
    "header of ours": (f'{SOURCE}headers.Host = "b"\n', ["3: source.news.headers: the header Host is ours to set"]),
    "user agent": (f'{SOURCE}user_agent = "a\\nb"\n', ["3: source.news.user_agent: must be one line of text"]),
    "store": (
        '[store]\nurl = "mysql://a/b"\n',
        ['2: store.url: must start with "sqlite:///" or "postgresql+psycopg://"'],
    ),
    "store in memory": (
        '[store]\nurl = "sqlite:///:memory:"\n',
        ["2: store.url: needs a file, for a database in memory"],
    ),
    "store without a file": ('[store]\nurl = "sqlite://"\n', ["2: store.url: needs a file"]),
    "store with an @ in its password": (
        '[store]\nurl = "postgresql://me:pa@ss@a/b"\n',
        ["2: store.url: is not user:password@host:port/name", "@ as %40, / as %2F"],
    ),
    "store with a : behind it": ('[store]\nurl = "postgresql://me:p@a:s/1@a/b"\n', ["2: store.url: is not user"]),
    "store with a / behind it": ('[store]\nurl = "postgresql://me:p@as/1@a:5/b"\n', ["2: store.url: is not user"]),
    "store at a port": ('[store]\nurl = "postgresql://me@a:port/b"\n', ["2: store.url: is not user"]),
    "listen": ('[site]\nlisten = "8000"\n', ['2: site.listen: "8000" is not host:port']),
    "listen, port": ('[site]\nlisten = "a:70000"\n', ['2: site.listen: "a:70000" is not host:port']),
    "site with a query": ('[site]\nurl = "http://a/?b"\n', ["2: site.url: must have neither ? nor #"]),
    "site with an empty query": ('[site]\nurl = "http://a/?"\n', ["2: site.url: must have neither ? nor #"]),
    "site with an empty fragment": ('[site]\nurl = "http://a/b#"\n', ["2: site.url: must have neither ? nor #"]),
    "unknown kind of channel": (
        "[channel.consol]\n",
        ['1: channel.consol: there is no kind "consol"; did you mean "console"?'],
    ),
    "unknown kind of a named channel": (
        '[channel.a]\nkind = "consol"\n',
        ['2: channel.a.kind: there is no kind "consol"; did you mean "console"?'],
    ),
    "no secret": ("[channel.pager]\n", ["1: channel.pager.token: is missing; give token_file, token_env or token"]),
    "secret twice": (
        '[channel.pager]\ntoken = "a"\ntoken_env = "B"\n',
        ["3: channel.pager.token_env: token and token_env say the same thing; keep one of them"],
    ),
    "secret file missing": (
        '[channel.pager]\ntoken_file = "no.token"\n',
        ["2: channel.pager.token_file: cannot read ", "no.token: No such file or directory"],
    ),
    "secret variable missing": (
        '[channel.pager]\ntoken_env = "YAOWEN_TEST_NO_SUCH"\n',
        ["2: channel.pager.token_env: the environment variable YAOWEN_TEST_NO_SUCH is not set"],
    ),
    "secret empty": (
        '[channel.pager]\ntoken = ""\n',
        ["2: channel.pager.token: must be text in quotes, and not empty"],
    ),
    "channel of a chat": (
        '[chat.room]\nchannel = "consle"\nid = 1\n[channel.console]\n',
        ['2: chat.room.channel: chat.room names channel.consle, which is not there; did you mean "console"?'],
    ),
    "channel nowhere": (
        '[chat.room]\nchannel = "pager"\nid = 1\n',
        ["2: chat.room.channel: chat.room names channel.pager, which is not there; write a table [channel.pager]"],
    ),
    "source of a chat": (
        f'{SOURCE}[channel.console]\n[chat.room]\nchannel = "console"\nid = 1\nsources = [\n  "news",\n  "nesw",\n]\n',
        ['9: chat.room.sources[1]: chat.room names source.nesw, which is not there; did you mean "news"?'],
    ),
    "source of a chat by its former name": (
        f'{SOURCE}formerly = ["old"]\n[channel.console]\n[chat.room]\nchannel = "console"\nid = 1\nsources = ["old"]\n',
        ['8: chat.room.sources[0]: source.old is called source.news now; write "news"'],
    ),
    "a filter nobody can read": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\nfilter = "/(/"\n',
        ["5: chat.a.filter: /(/ is no pattern that RE2 knows: missing ): ("],
    ),
    "an urgent that is no text": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\nurgent = ["停课"]\n',
        ['5: chat.a.urgent: must be words in quotes, such as "招生|就业 -讲座", not a list'],
    ),
    "hours that are none": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\nquiet = "22-7"\n',
        ["5: chat.a.quiet: '22-7' are no hours; write them as 22:00-07:00"],
    ),
    "hours that are a number": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\nquiet = 22\n',
        ['5: chat.a.quiet: must be hours in quotes, such as "22:00-07:00", not 22'],
    ),
    "a time that is none": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\ndigest = ["08:00", "noon"]\n',
        ["5: chat.a.digest: 'noon' is no time; write 08:00, or mon 08:00"],
    ),
    "times that are a number": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\ndigest = 8\n',
        ['5: chat.a.digest: must be times such as ["08:00", "18:00"] or ["mon 08:00"], not 8'],
    ),
    "a picture that is none": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\npicture = "foto"\n',
        ['5: chat.a.picture: must be "preview", "photo" or "none", not "foto"; did you mean "photo"?'],
    ),
    "a backlog of nothing": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\nbacklog = 0\nmax_age = "1s"\n',
        [
            "5: chat.a.backlog: must be a whole number from 1 to 1000, not 0",
            '6: chat.a.max_age: "1s" is too short; at least 3600 seconds',
        ],
    ),
    "one place, two chats": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = 1\n[chat.b]\nchannel = "console"\nid = "1"\n',
        ["7: chat.b.id: is the same place as chat.a; keep one of the two"],
    ),
    "look": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = 1\nlook = "crad"\n',
        ['5: chat.a.look: must be "line", "card" or "full", not "crad"; did you mean "card"?'],
    ),
    "topic": (
        '[channel.console]\n[chat.a]\nchannel = "console"\nid = 1\ntopic = "x"\n',
        ['5: chat.a.topic: must be a whole number from 1 to 9007199254740992, not "x"'],
    ),
    "somebody's home": (
        '[site]\nfolder = "~nobody-here/x"\n[store]\nurl = "sqlite:///~nobody-here/x"\n[channel.pager]\n'
        'token_file = "~nobody-here/x"\n',
        [
            '2: site.folder: "~nobody-here/x" is no path on this machine',
            '4: store.url: "~nobody-here/x" is no path on this machine',
            '6: channel.pager.token_file: "~nobody-here/x" is no path on this machine',
        ],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line_and_key(name: str, tmp_path: Path) -> None:
    text, expected = FAULTS[name]

    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)

    lines = str(caught.value).splitlines()
    joined = str(caught.value)
    assert all(line.startswith(f"{tmp_path / 'config.toml'}:") for line in lines)
    for one in expected:
        assert one in joined
    assert len(lines) == sum(one[0].isdigit() for one in expected), joined
    assert lines[0].startswith(f"{tmp_path / 'config.toml'}:{expected[0].split(' ')[0]}")


def test_all_faults_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = f"""\
    zone = "Nowhere"
    {SOURCE.splitlines()[0]}
    url = "x"
    pages = 0
    [chat.a]
    chanel = "console"
    """

    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)

    places = [
        line.removeprefix(f"{tmp_path / 'config.toml'}:").split(": ")[:2] for line in str(caught.value).splitlines()
    ]
    assert places == [
        ["1", "zone"],
        ["3", "source.news.url"],
        ["4", "source.news.pages"],
        ["5", "chat.a.channel"],
        ["5", "chat.a.id"],
        ["6", "chat.a.chanel"],
    ]


def test_a_missing_config_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no such file; copy config\.example\.toml there"):
        load(tmp_path / "config.toml", kinds=KINDS, channels=CHANNELS)


def test_a_folder_is_no_config(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        load(tmp_path, kinds=KINDS, channels=CHANNELS)


def test_a_config_in_gbk_is_told_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(dedent('[site]\ntitle = "要闻"\n').encode("gbk"))

    with pytest.raises(ConfigError, match=r"config\.toml:2: this is not UTF-8; save the file as UTF-8"):
        load(path, kinds=KINDS, channels=CHANNELS)


@pytest.mark.parametrize("url", ["mysql://me:hunter2@a", "postgresql://me:x@hunter2@a/b", "postgresql://a:hunter2/b"])
def test_no_fault_shows_a_secret(url: str, tmp_path: Path) -> None:
    text = f'[store]\nurl = "{url}"\n[channel.pager]\ntoken = "hunter2"\nkey = "hunter2"\npace = "x"\n'

    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)

    assert "hunter2" not in str(caught.value)


def test_a_file_name_that_would_break_the_line_is_told_in_one(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'{SOURCE}[store]\nurl_file = "a\\rb"\n', encoding="utf-8")

    with pytest.raises(ConfigError) as told:
        load(path, kinds=KINDS, channels=CHANNELS)

    assert str(told.value).splitlines() == [
        f"{path}:4: store.url_file: cannot read {tmp_path}/a�b: No such file or directory"
    ]


@pytest.mark.parametrize("id", ["intranet.example.edu.cn/hooks", "ftp://a.example/", "http://me:hunter2@a.example/"])
def test_a_receiver_of_a_webhook_is_a_whole_address(tmp_path: Path, id: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'[channel.hook]\nkind = "webhook"\n[chat.portal]\nchannel = "hook"\nid = "{id}"\n')

    with pytest.raises(ConfigError) as told:
        load(path)

    assert str(told.value) == (
        f"{path}:5: chat.portal.id: must be a whole http(s) address without a user in it, "
        'such as "https://www.example.edu.cn/hooks/yaowen"'
    )


def test_every_bad_value_of_a_kind_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        f'{SOURCE}kind = "css"\nlist_item = "li >> ["\nlist_next = 3\nlist_date = "[[["\nid_pattern = "("\n',
        encoding="utf-8",
    )

    with pytest.raises(ConfigError) as told:
        load(path)

    assert [line.removeprefix(f"{path}:") for line in str(told.value).splitlines()] == [
        "4: source.news.list_item: is no CSS selector: li >> [",
        "5: source.news.list_next: must be text in quotes, not 3",
        "6: source.news.list_date: is no CSS selector: [[[",
        "7: source.news.id_pattern: is no regular expression: missing ), unterminated subpattern at position 0",
    ]


def test_selectors_that_can_read_no_list_are_a_fault_and_no_article_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'contact = "a@b.example"\n{SOURCE}kind = "css"\n', encoding="utf-8")

    with pytest.raises(ConfigError, match=r":2: source\.news\.list_item: is missing; kind css reads a list by it$"):
        load(path)
    path.write_text(path.read_text(encoding="utf-8") + 'list_item = "li"\n', encoding="utf-8")
    [warning] = load(path).warnings
    path.write_text(path.read_text(encoding="utf-8") + "full_text = false\n", encoding="utf-8")

    assert "source.news.article_body: is missing: no article can be read" in warning
    assert load(path).warnings == ()


@pytest.mark.parametrize("form", ["webhook", "webhook_env", "webhook_file"])
def test_the_admins_webhook_is_a_whole_address_and_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    (tmp_path / "hook").write_text("hunter2")
    monkeypatch.setenv("HOOK", "hunter2")
    value = {"webhook": "hunter2", "webhook_env": "HOOK", "webhook_file": "hook"}[form]

    with pytest.raises(ConfigError) as told:
        read(tmp_path, f'[admin]\n{form} = "{value}"\n')

    [line] = [line for line in str(told.value).splitlines() if "warning" not in line]
    assert line.startswith(f"{tmp_path / 'config.toml'}:2: admin.{form}: must be a whole http(s) address")
    assert "hunter2" not in line
