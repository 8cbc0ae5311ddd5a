"""The file as text, and the text as TOML; where it is neither, a ConfigError that names the line. Knows no setting."""

import re
import tomllib
from pathlib import Path
from typing import Any

from bot.config.lines import Key, scan
from bot.config.values import shown
from bot.errors import ConfigError

#: what a Chinese keyboard types → what TOML wants; quotes and 【 have sentences of their own
WIDE = {"＝": "=", "：": "=", "，": ",", "、": ",", "［": "[", "］": "]", "】": "]", "｛": "{", "｝": "}", "＃": "#"}
BLANK = {"\u3000": "full-width", "\xa0": "no-break"}


def read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: there is no such file; copy config.example.toml there and edit it, or name one with --config"
        ) from None
    except OSError as e:
        raise ConfigError(f"{path}: cannot be read: {e.strerror}") from None
    except UnicodeDecodeError as e:
        line = e.object[: e.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: this is not UTF-8; save the file as UTF-8") from None


def parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigError(f"{path}:1: brackets are nested too deep; no config needs that") from None
    except tomllib.TOMLDecodeError as e:
        doubles = scan(text).twice
        whole = {key for key, _, _ in doubles}
        twice = [one for one in doubles if not any(one[0][:end] in whole for end in range(len(one[0])))]
        if twice and re.search(r"overwrite|twice|duplicate|mutate|redefin|exist|immutable", str(e), re.I):
            found = [
                f"{path}:{line}: {dotted(key)}: is there twice, first in line {first}" for key, first, line in twice
            ]
            raise ConfigError("\n".join(found)) from None
        place = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", str(e))
        why = str(e)[: place.start()] if place else str(e)
        if place and place[1]:
            line = text.split("\n")[int(place[1]) - 1]
            raise ConfigError(f"{path}:{place[1]}:{place[2]}: {_plain(why, line, int(place[2]) - 1)}") from None
        last = text.rstrip("\n").count("\n") + 1
        raise ConfigError(f"{path}:{last}: the file ends too early: {_plain(why)}") from None


def _plain(why: str, line: str = "", at: int = 0) -> str:
    """tomllib's sentence with a hint where it says little."""
    usual = {
        "Invalid value": '; text needs quotes: "…"',
        "Expected '=' after a key in a key/value pair": '; a line is: key = "value"',
        "Unclosed array": '; a list is ["…", "…"]',
    }
    if why == "Expected newline or end of document after a statement" and re.match(r"[^='\"]*=\s*[^\s'\"\[{]", line):
        usual[why] = usual["Invalid value"]
    hint = _typed(line, at) or usual.get(why, "")
    return f"this is not TOML: {why[:1].lower()}{why[1:]}{hint}"


def _typed(line: str, at: int) -> str:
    """What a person makes of a line, most often by a Chinese keyboard, and what TOML wants instead."""
    there = line[at : at + 1]
    if there in WIDE:
        return f"; {there} is full-width: type {WIDE[there]}"
    if there in BLANK:
        return f"; there is a {BLANK[there]} blank: type a plain one"
    if re.match(r"(?i)(true|false|yes|no|on|off|是|否)\s*(#|$)", line[at:]):
        return "; write true or false, in small letters"
    if line.lstrip().startswith("【"):
        return "; a table is [source.news], with square brackets"
    if re.search("[“”‘’]", line.partition("#")[0]):
        return '; quotes are straight: "…"'
    if re.match(r"\s*\[[^\]\"']*[^\x00-\x7f]", line):
        return "; a name is of a to z, 0 to 9 and -; what people read goes into title"
    return ""


def dotted(key: Key) -> str:
    out = ""
    for part in key:
        if isinstance(part, int):
            out += f"[{part}]"
        else:
            bare = re.fullmatch(r"[A-Za-z0-9_-]+", part)
            out += ("." if out else "") + (part if bare else shown(part))
    return out
