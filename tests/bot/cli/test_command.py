"""The command line itself: exit codes, one line a fault, where the config is found, quick to start."""

import os
import subprocess
import sys
import tomllib
import types
from pathlib import Path

import pytest
from configs import GOOD, write

import bot.cli
from bot.cli import exit_code, hoisted
from feeds.errors import YaowenError

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def verb(monkeypatch: pytest.MonkeyPatch, action: BaseException | None) -> None:
    """`yaowen trial`, which raises."""

    def command() -> None:
        """Try."""
        if action is not None:
            raise action

    module = types.ModuleType("bot.cli.trial")
    module.command = command  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bot.cli.trial", module)
    monkeypatch.setattr(bot.cli.Verbs, "list_commands", lambda self, ctx: ["trial"])


def test_check_says_what_a_good_config_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, GOOD)

    code = exit_code(["--config", str(path), "check"])

    assert (code, *capsys.readouterr()) == (0, f"{path}: 1 source, 1 channel, 1 chat; no fault\n", "")


def test_a_faulty_config_ends_with_2_and_every_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "[source.a]\n[source.b]\n")

    code = exit_code(["--config", str(path), "check"])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert [line.split(": ")[1] for line in err.splitlines()] == ["source.a.url", "source.b.url"]


def test_warnings_are_told_and_are_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "")

    code = exit_code(["--config", str(path), "check"])

    out, err = capsys.readouterr()
    assert code == 0
    assert out.endswith("no fault, 1 to look at\n")
    assert "contact: is missing" in err


def test_without_a_config_one_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YAOWEN_CONFIG", raising=False)

    code = exit_code(["check"])

    err = capsys.readouterr().err
    assert code == 2
    assert err.count("\n") == 1
    assert err.startswith("config.toml: there is no such file; copy config.example.toml there")


def test_the_config_may_be_named_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YAOWEN_CONFIG", str(write(tmp_path, GOOD)))

    assert exit_code(["check"]) == 0


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["check", "--config", "a"], ["--config", "a", "check"]),
        (["check", "--config=a", "x"], ["--config=a", "check", "x"]),
        (["check", "-c", "a"], ["-c", "a", "check"]),
        (["poll", "x", "--debug"], ["--debug", "poll", "x"]),
        (["preview", "--", "--debug"], ["preview", "--", "--debug"]),
        ([], []),
    ],
)
def test_the_config_may_be_named_before_or_behind_the_verb(given: list[str], meant: list[str]) -> None:
    assert hoisted(given) == meant


def test_a_config_that_is_not_named_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["check", "-c"]) == 2
    assert capsys.readouterr().err == "-c: which file? say -c /etc/yaowen/config.toml, for example\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bot", "--version"], "yaowen: the disk is full: No space left on device\n"),
        (["feeds", "list", "-", "--url", "http://a.example/", "--kind", "auto"], "what was found cannot be written: "),
    ],
)
def test_a_full_disk_behind_the_output_is_no_bug(arguments: list[str], said: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=PROJECT.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            input="<p>hello</p>",
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("encoding", "shown"), [("gbk", "学院公告 ?"), ("latin-1", "???? ?"), ("utf-8", "学院公告 📣")]
)
def test_a_locale_without_a_titles_letters_is_no_bug(encoding: str, shown: str) -> None:
    page = "<title>学院公告 📣</title><ul class=a><li><a href=/1>学院公告 📣</a></ul>"
    how = ["--url", "http://a.example/", "--kind", "css", "--set", "list_item=li"]
    done = subprocess.run(
        [sys.executable, "-m", "feeds", "list", "-", *how],
        cwd=PROJECT.parent,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        input=f"<meta charset=utf-8>{page}".encode(),
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert shown in done.stdout.decode(encoding)


def test_a_locale_without_its_letters_is_no_bug_of_the_command(tmp_path: Path) -> None:
    config = write(tmp_path, GOOD)
    named = config.rename(tmp_path / "配置.toml")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check", "-c", str(named)],
        cwd=PROJECT.parent,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert "??.toml: 1 source" in done.stdout


def test_an_expected_error_is_one_line_and_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verb(monkeypatch, YaowenError("the database is locked"))

    assert exit_code(["trial"]) == 1
    assert capsys.readouterr().err == "yaowen: the database is locked\n"


def test_ctrl_c_is_quiet_and_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    verb(monkeypatch, KeyboardInterrupt())

    assert exit_code(["trial"]) == 130
    assert capsys.readouterr().err == ""


def test_ctrl_c_is_as_quiet_while_the_program_is_still_imported(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")
    scripts = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["scripts"]
    module, _, function = scripts["yaowen"].partition(":")
    done = subprocess.run(
        [sys.executable, "-c", f"from {module} import {function}; {function}()", "check"],
        cwd=PROJECT.parent,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{PROJECT.parent}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (130, "")


def test_a_bug_is_one_line_that_shows_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verb(monkeypatch, KeyError("hunter2"))

    assert exit_code(["trial"]) == 70
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "a bug, please report it: KeyError in cli/test_command.py:" in err
    assert "--debug shows more" in err
    assert "hunter2" not in err


def test_a_bug_shows_its_traceback_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verb(monkeypatch, KeyError("x"))

    assert exit_code(["trial", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_unknown_verb_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["chek"]) == 2


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["--version"]) == 0
    assert capsys.readouterr().out.startswith("yaowen 0.")


def test_every_verb_has_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    for name in bot.cli.Verbs().list_commands(None):
        if bot.cli.Verbs().get_command(None, name) is not None:
            assert exit_code([name, "--help"]) == 0
            assert "Usage: yaowen" in capsys.readouterr().out


def test_the_schema_is_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["schema", str(tmp_path / "s.json")]) == 0
    assert '"$schema": "https://json-schema.org/draft/2020-12/schema"' in (tmp_path / "s.json").read_text()


def test_a_schema_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["schema", str(tmp_path / "no" / "s.json")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_help_comes_as_a_program_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "check" in done.stdout


def test_help_imports_no_heavy_part() -> None:
    script = "import sys, bot.cli; bot.cli.exit_code(['--help']); sys.exit(str([n for n in %r if n in sys.modules]))"
    heavy = ["pydantic", "sqlalchemy", "requests", "selectolax", "telegram", "starlette", "feedgen", "apscheduler"]
    done = subprocess.run(
        [sys.executable, "-c", script % heavy],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr.strip() == "[]"
