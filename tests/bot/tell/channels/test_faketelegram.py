"""The fake Bot API keeps Telegram's rules: only then does passing it say anything."""

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from faketelegram import TOKEN, FakeTelegram
from telegrammarkup import CannotParse, parse


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    now = [1_000_000.0]
    with FakeTelegram(clock=lambda: now[0], pace=True) as fake:
        fake.now = now  # type: ignore[attr-defined]
        for id in range(1, 60):
            fake.private(id)
        fake.group(-100)
        yield fake


def ask(fake: FakeTelegram, method: str, token: str = TOKEN, **parameters: Any) -> Any:
    body = urllib.parse.urlencode(parameters).encode()
    try:
        with urllib.request.urlopen(f"{fake.url}/bot{token}/{method}", body, timeout=10) as answer:
            return json.load(answer)["result"]
    except urllib.error.HTTPError as e:
        with e:
            said = json.load(e)
        return said["error_code"], said["description"], said.get("parameters", {})


def button(**does: str) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "b", **does}]]})


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<b>x</b>", "😀x", [("bold", 2, 1)]),
        ("&lt;b&gt; &amp;amp; &copy; &#65;&#x42;", "<b> &amp; &copy; AB", []),
        ("  <b> a </b>  ", "a", [("bold", 0, 1)]),
        ('<a href="http://a.example/?x=1&amp;y=2">l</a>', "l", [("text_link", 0, 1)]),
        ('<a href="javascript:x">l</a>', "l", []),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("a > b", "a > b", []),
    ],
)
def test_markup_is_read_as_telegram_reads_it(source, text, entities):
    parsed = parse(source)

    assert parsed.text == text
    assert [(entity.type, entity.offset, entity.length) for entity in parsed.entities] == entities


@pytest.mark.parametrize(
    "source",
    [
        *("<p>x</p>", "<b>x", "x</b>", "<b><i>x</b></i>", "a < b", "<br>", '<span class="y">x</span>', "<b", "\ud83d"),
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
    ],
)
def test_markup_that_telegram_refuses_is_refused(source):
    with pytest.raises(CannotParse):
        parse(source)


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"text": "<p>x", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "   "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "x", "chat_id": 999}, "chat not found"),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
        ({"text": "x", "reply_markup": button(callback_data="x" * 65)}, "BUTTON_DATA"),
        ({"text": "x", "reply_markup": button(url="ftp://x")}, "Unsupported URL"),
    ],
)
def test_what_telegram_refuses_is_refused(fake, parameters, why):
    code, said, _ = ask(fake, "sendMessage", **{"chat_id": 1, **parameters})

    assert code == 400
    assert why in said
    assert fake.accepted == []


def test_the_longest_message_is_accepted(fake):
    assert ask(fake, "sendMessage", chat_id=1, text="x" * 4096)["message_id"] == 1


def test_entities_beyond_a_hundred_are_dropped_and_noted(fake):
    ask(fake, "sendMessage", chat_id=1, text="<b>x</b> " * 130, parse_mode="HTML")

    assert (len(fake.accepted[0].entities), fake.accepted[0].dropped) == (100, 30)


@pytest.mark.parametrize(("token", "code"), [("999999:other", 401), ("nonsense", 404)])
def test_another_token_is_unknown(fake, token, code):
    assert ask(fake, "getMe", token)[0] == code


def test_pace_is_30_a_second_20_a_minute_in_a_group_and_a_few_at_once_in_a_chat(fake):
    answers = [ask(fake, "sendMessage", chat_id=1, text="x") for _ in range(4)]
    assert answers[3][0] == 429
    assert answers[3][2]["retry_after"] == 3

    fake.now[0] += 10
    all_at_once = [ask(fake, "sendMessage", chat_id=id, text="x") for id in range(10, 41)]
    assert [type(answer) for answer in all_at_once] == [dict] * 30 + [tuple]

    sent = 0
    for _ in range(25):
        fake.now[0] += 1.01
        sent += isinstance(ask(fake, "sendMessage", chat_id=-100, text="x"), dict)
    assert sent == 20
    assert fake.refused == 1 + 1 + 5


def test_a_second_poller_ends_the_first(fake):
    first: list[Any] = []
    thread = threading.Thread(target=lambda: first.append(ask(fake, "getUpdates", timeout=5)))
    thread.start()
    while fake._poll is None:
        thread.join(0.01)

    fake.says(1, 1, "hi")
    thread.join(5)
    assert first[0][0]["message"]["text"] == "hi"

    first.clear()
    waiting = threading.Thread(target=lambda: first.append(ask(fake, "getUpdates", offset=2000, timeout=5)))
    waiting.start()
    while fake._poll is None:
        waiting.join(0.01)
    ask(fake, "getUpdates", offset=2000, timeout=0)
    waiting.join(5)
    assert first[0][0] == 409


def test_updates_stay_until_a_higher_offset_confirms_them(fake):
    numbers = [fake.says(1, 1, text) for text in "abc"]

    def texts(offset: int) -> list[str]:
        return [update["message"]["text"] for update in ask(fake, "getUpdates", offset=offset)]

    assert texts(0) == ["a", "b", "c"]
    assert texts(numbers[1]) == ["b", "c"]
    assert texts(0) == ["b", "c"]


def test_updates_that_nobody_asked_for_do_not_come(fake):
    fake.changes(1, 1, "member", "kicked")

    assert ask(fake, "getUpdates") == []
