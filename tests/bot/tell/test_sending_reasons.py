"""Whatever a channel of ours says of a message that was not sent is said in Chinese to those who read Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import errors, tell
from bot.errors import DeliveryError
from bot.tell.addresses import wrong_robot
from bot.tell.reasons import said

TELL = Path(tell.__file__).parent
FILES = [*sorted((TELL / "channels").rglob("*.py")), *(TELL / f"{name}.py" for name in ("answers", "deliver"))]
MEANT = {name for name, what in vars(errors).items() if isinstance(what, type) and issubclass(what, DeliveryError)}
RAISED = MEANT | {"robot_fault", "doubt"}
TABLES = {"GONE", "SECURITY", "REFUSED", "DOWN"}  #: code → what it means
NAMED = {"wecom": "WeCom", "dingtalk": "DingTalk", "feishu": "Feishu", "ntfy": "ntfy", "webhook": "the receiver"}
NAMED["answers"] = "WeCom"  # or any other of them
#: what settings, services and their tools are called in any language
NAMES = (
    "secret_file url_file url_env token_file access_token url proxy base_url ca_bundle security port user keyword key "
    "invite chat:write xoxb getMe open.work.weixin.qq.com/devtool/query?e https:// channel.7 Discord Slack Matrix ntfy "
    "Telegram Cloudflare Apprise Webhook SEC wiki mx.example"
)


def sentences() -> Iterator[tuple[str, str]]:
    """File and sentence, with 7 in its holes."""
    for file in FILES:
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            for told in _told(node):
                for sentence in _written(told, file.stem):
                    yield file.stem, sentence


def _told(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and node.args:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in RAISED or isinstance(node.func, ast.IfExp):
            yield node.args[0]
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        if node.targets[0].id in TABLES and isinstance(node.value, ast.Dict):
            yield from node.value.values
        if node.targets[0].id in ("why", "told"):
            yield node.value


def _written(node: ast.AST, file: str) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(_filled(part, file) for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (each for branch in (node.body, node.orelse) for each in _written(branch, file))


def _filled(part: ast.expr, file: str) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    written = ast.unparse(part.value)
    if written.partition("[")[0].partition(".")[0] in TABLES:
        return "it is empty"
    return {
        "what": "the reader" if file == "email" else f"{NAMED.get(file, file.capitalize())} answered 7",
        "where": "the mail server mx.example:25",
        "found": "chat not found",
        "again": "chat not found",
        "FAULT": "failed by a fault of ours: ",
        "e": "it is busy" if file == "answers" else "7",  # elsewhere an error of a library
        "url": "the channel's url (url_file, url_env)",
        "why": wrong_robot("") if file == "answers" else "it is busy",
    }.get(written, "7")


SAID = sorted({(file, each) for file, each in sentences() if re.search("[a-z]{3}", each)})


def test_the_sentences_are_found_where_they_are_written():
    assert len({file for file, _ in SAID}) >= 14
    assert len(SAID) > 120
    for known in (
        ("feishu", "Feishu answered 7: it is empty"),
        ("feishu", "the robot is no longer there"),
        ("webhook", "the receiver answered 7: it wants no more"),
        ("email", "the mail server mx.example:25 cannot be reached: 7"),
        ("answers", "WeCom answered 7: a fault of its own"),
    ):
        assert known in SAID


@pytest.mark.parametrize(("file", "sentence"), SAID)
def test_each_is_known_in_chinese(file: str, sentence: str):
    told = said(sentence, "zh-CN")

    left = re.sub("|".join(re.escape(each) for each in sorted(NAMES.split(), key=len, reverse=True)), "", told)
    assert re.search("[\u4e00-\u9fff]", told), told
    assert not re.search("[a-z]{3}", left), told
    assert said(sentence, "en") == sentence


@pytest.mark.parametrize(
    ("reason", "chinese"),
    [
        (
            "Feishu answered 19001: the robot's address is not known: the robot was removed, or the address is wrong",
            "飞书返回 19001：找不到机器人的地址：机器人已被移除，或地址有误",
        ),
        ("DingTalk answered 40035 (bad: thing)", "钉钉返回 40035（bad: thing）"),
        (
            "WeCom answered 7 (odd thing): see open.work.weixin.qq.com/devtool/query?e=7",
            "企业微信返回 7（odd thing）：详见 open.work.weixin.qq.com/devtool/query?e=7",
        ),
        (
            "DingTalk answered 310000: its security refuses us: keywords (x): y",
            "钉钉返回 310000：被其安全设置拒绝：keywords (x): y",
        ),
        (
            "Matrix answered 401 M_UNKNOWN_TOKEN: the token is not known: log in again",
            "Matrix 返回 401 M_UNKNOWN_TOKEN：令牌不被认可：请重新登录",
        ),
        ("Discord answered 401 (401: Unauthorized)", "Discord 返回 401（401: Unauthorized）"),
        (
            "given up after 12 tries: https://open.feishu.cn/…: no whole answer within 30 s",
            "试了 12 次后放弃：https://open.feishu.cn/…：30 秒内没有收到完整的响应",
        ),
        (
            "edit refused: Feishu answered 500, which cannot be understood; a correction is not sent twice",
            "修改被拒绝：飞书返回 500，无法理解；更正不重发",
        ),
        (
            "the mail server broke off while it had the mail: TimeoutError; a correction is not sent twice",
            "邮件服务器在收信途中中断：TimeoutError；更正不重发",
        ),
        ("the mail server refuses the reader: 550 no such user", "邮件服务器拒绝收件人：550 no such user"),
        (
            "the mail server mx.example:465: TLS failed (cannot be reached: x): look at ca_bundle",
            "邮件服务器 mx.example:465 的 TLS 连接失败（cannot be reached: x）：请检查 ca_bundle",
        ),
    ],
)
def test_a_services_own_words_are_kept(reason: str, chinese: str):
    assert said(reason, "zh") == chinese
