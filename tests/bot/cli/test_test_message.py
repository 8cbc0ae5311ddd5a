"""`yaowen test CHAT` to every kind of channel, from a config file to a service and back: what it says, in words."""

from pathlib import Path
from typing import Any

import pytest
from builders import Clock
from fakeapps import TOKEN, FakeDiscord, FakeMatrix, FakeNtfy, FakeSlack
from fakemail import PASSWORD, USER, FakeMail
from fakerobots import FakeDingTalk, FakeFeishu, FakeWeCom, Service
from reaching import NOW

from bot.cli import exit_code

pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # by one of Apprise's plugins

TOP = """\
[source.hualing]
url = "http://127.0.0.1:1/"

[chat.room]
channel = "{kind}"
id = "{id}"

[channel.{kind}]
"""


class Here:
    """A folder with a config, where we are."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def test(self, kind: str, settings: str, *, id: str = "room", **secrets: str) -> tuple[int, str]:
        for name, secret in secrets.items():
            path = self.folder / f"{name}.secret"
            path.write_text(secret)
            path.chmod(0o600)
            settings += f'\n{name}_file = "{name}.secret"'
        (self.folder / "config.toml").write_text(TOP.format(kind=kind, id=id) + settings, encoding="utf-8")
        code = exit_code(["test", "room"])
        out, err = self.capsys.readouterr()
        for secret in secrets.values():
            assert secret not in out + err
        return code, out + err


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YAOWEN_CONFIG", raising=False)
    return Here(tmp_path, capsys)


INSIDE = "allow_private = true"


@pytest.mark.parametrize(("kind", "fake"), [("wecom", FakeWeCom), ("dingtalk", FakeDingTalk), ("discord", FakeDiscord)])
def test_it_arrives_by_webhook(here, kind, fake):
    with fake(Clock(NOW)) as service:
        code, out = here.test(kind, INSIDE, url=service.url)

    assert (code, len(service.messages)) == (0, 1), out
    assert "chat.room: arrived" in out


def test_it_arrives_by_feishu(here):
    clock = Clock(NOW)
    with FakeFeishu(clock) as robot:
        code, out = here.test("feishu", INSIDE, url=robot.url)

    assert (code, len(robot.messages)) == (0, 1), out


def test_it_arrives_by_slack_matrix_and_ntfy(here):
    with FakeSlack(Clock(NOW)) as slack:
        code, out = here.test("slack", f'base_url = "{slack.api}"\n{INSIDE}', id="C0123", token=TOKEN)
        assert (code, len(slack.messages)) == (0, 1), out
    with FakeMatrix(Clock(NOW)) as matrix:
        code, out = here.test("matrix", f'homeserver = "{matrix.base}"\n{INSIDE}', id=matrix.room, token=TOKEN)
        assert (code, len(matrix.messages)) == (0, 1), out
    with FakeNtfy(Clock(NOW)) as ntfy:
        code, out = here.test("ntfy", f'base_url = "{ntfy.base}"\n{INSIDE}')
        assert (code, len(ntfy.messages)) == (0, 1), out


def test_it_arrives_by_mail(here, tmp_path):
    with FakeMail(tmp_path) as server:
        settings = f'host = "127.0.0.1"\nport = {server.port}\nsender = "news@q.example"\nuser = "{USER}"'
        settings += f'\nca_bundle = "{server.ca}"'
        code, out = here.test("email", settings, id="wang@q.example", password=PASSWORD)

    assert (code, len(server.mails)) == (0, 1), out


def test_it_arrives_by_apprise_or_nobody_can_say(here):
    class Receiver(Service):
        def answer(self, *asked: Any) -> Any:
            return 200, b"{}"

    with Receiver(Clock(NOW)) as service:
        url = f"json://{service.base.removeprefix('http://')}/notify"
        assert here.test("apprise", "", url=url)[0] == 0
        service.answers.append((500, b""))
        code, out = here.test("apprise", "", url=url)

    assert code == 1
    assert "nobody can say whether it arrived" in out


@pytest.mark.parametrize(
    ("kind", "fake", "fault", "words"),
    [
        ("dingtalk", FakeDingTalk, {"keyword": "通告"}, "keyword"),
        ("dingtalk", FakeDingTalk, {"wrong_ip": True}, "our IP address is not allowed"),
        ("dingtalk", FakeDingTalk, {"secret": "SECx"}, "it wants a signature"),
        ("dingtalk", FakeDingTalk, {"removed": True}, "the robot was removed"),
        ("feishu", FakeFeishu, {"keyword": "通告"}, "keyword"),
        ("feishu", FakeFeishu, {"wrong_ip": True}, "our IP address is not allowed"),
        ("feishu", FakeFeishu, {"secret": "x"}, "it wants a signature"),
        ("feishu", FakeFeishu, {"removed": True}, "the robot was removed"),
        ("wecom", FakeWeCom, {"wrong_ip": True}, "our IP address is not allowed"),
        ("wecom", FakeWeCom, {"removed": True}, "the robot was removed"),
        ("discord", FakeDiscord, {"deleted": True}, "the webhook was deleted"),
    ],
)
def test_what_the_service_answered_is_said_in_words(here, kind, fake, fault, words):
    with fake(Clock(NOW)) as service:
        for name, value in fault.items():
            setattr(service, name, value)
        code, out = here.test(kind, INSIDE, url=service.url)

    assert code == 1
    assert out.startswith("chat.room: did not arrive")
    assert words in out


def test_a_receiver_inside_needs_a_word_in_the_channels_table(here: Here):
    code, out = here.test("webhook", "", id="http://127.0.0.1:9/hook")

    assert code == 1
    assert 'say allow_private = ["127.0.0.1"] in [channel.webhook]' in out
