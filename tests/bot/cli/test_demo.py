"""`yaowen demo`: the story runs to its end and checks what it claims; Ctrl-C ends it; a broken claim is told."""

import logging
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.demo import story
from bot.cli.demo.site import NewsSite

DEMO = [sys.executable, "-m", "bot", "demo", "--port", "0"]


@pytest.fixture(autouse=True)
def level_of_the_root_logger():
    before = logging.getLogger().level
    yield
    logging.getLogger().setLevel(before)


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
    pipe = subprocess.PIPE
    with subprocess.Popen(DEMO, stdout=pipe, stderr=pipe, text=True, env=environment(tmp_path)) as demo:
        assert demo.stdout
        for line in demo.stdout:
            if "the baseline" in line:
                break
        demo.send_signal(signal.SIGINT)
        rest, errors = demo.communicate(timeout=30)

    assert demo.returncode == 0
    assert "stopped cleanly" in rest
    assert errors == ""


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
