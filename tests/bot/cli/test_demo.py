"""`yaowen demo`: the story runs to its end and checks what it claims; Ctrl-C ends it; a broken claim is told."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from bot.cli.demo import story
from bot.cli.demo.site import NewsSite

DEMO = [sys.executable, "-m", "bot", "demo", "--port", "0"]


def environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "COLUMNS": "200"}


def test_the_story_runs_to_its_end_and_tells_each_new_article_once(tmp_path):
    ran = subprocess.run([*DEMO, "--once"], capture_output=True, text=True, env=environment(tmp_path), timeout=120)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr == ""
    assert "stopped cleanly; everything above was checked" in ran.stdout
    published = re.findall(r"site +publishes 《(.+)》", ran.stdout)
    assert len(published) == 5
    for title in published:
        assert [line.strip() for line in ran.stdout.splitlines()].count(title) == 1
    assert ran.stdout.count("已更正") == 1


def test_ctrl_c_ends_it_cleanly(tmp_path):
    said, errors = tmp_path / "said", tmp_path / "errors"
    with said.open("w") as out, errors.open("w") as err:
        demo = subprocess.Popen(DEMO, stdout=out, stderr=err, env=environment(tmp_path) | {"PYTHONUNBUFFERED": "1"})
    try:
        until = time.monotonic() + 90
        while "the baseline" not in said.read_text() and demo.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        demo.send_signal(signal.SIGINT)
        demo.wait(90)
    finally:
        demo.kill()
        demo.wait()

    assert demo.returncode == 0
    assert "the baseline" in said.read_text()
    assert "stopped cleanly" in said.read_text()
    assert errors.read_text() == ""


def test_a_claim_that_does_not_hold_makes_it_exit_with_an_error(monkeypatch, capsys):
    announced_only = NewsSite.publish_next

    def publish_nothing(site: NewsSite) -> object:
        told = announced_only(site)
        site._public.pop()
        return told

    monkeypatch.setattr(NewsSite, "publish_next", publish_nothing)
    monkeypatch.setattr(story, "PATIENCE", 4.0)

    code = story.tell(once=True, port=0)

    assert code == 1
    assert "it did not happen that a poll reads" in capsys.readouterr().out


def test_a_taken_port_is_left_to_whoever_has_it():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        assert story.free_port(taken) != taken

    assert story.free_port(taken) == taken
