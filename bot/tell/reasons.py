"""Why something is not well, in the language of whoever hears it.

The log, the database and the shell keep one English sentence. Chats that speak Chinese hear it in Chinese, by a table
of sentences (reasons_zh.py); one that is not in it, a service's own words say, stays as it is. Pure.
"""

import re
from functools import cache

from bot.tell import reasons_zh

_HOLE = re.compile(r"\\\{(\w+)\\\}")
_NARROW = {"code": "[^:(]+?", "server": r"\S+?"}  #: holes that not everything fits
_BEFORE = re.compile(r"(https?://\S+): (.+)", re.DOTALL)  #: as our errors begin
_BEHIND = re.compile(r"(.+?) \((https?://[^\s()]+)\)", re.DOTALL)  #: as our doubts end


def said(reason: str, language: str) -> str:
    """`reason` in that language, as far as we know it there; addresses stay where they were."""
    return _chinese(reason) if language.lower().startswith("zh") else reason


def state(name: str, language: str) -> str:
    """What a state of a source is called."""
    return reasons_zh.STATES.get(name, name) if language.lower().startswith("zh") else name


def _chinese(sentence: str) -> str:
    if found := _BEFORE.fullmatch(sentence):
        return f"{found[1]}：{_chinese(found[2])}"
    if found := _BEHIND.fullmatch(sentence):
        known = _chinese(found[1])
        return sentence if known == found[1] else f"{known}（{found[2]}）"
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(sentence):
            inside = {
                name: _chinese(words) if name.startswith("why") or name == "table" else words
                for name, words in found.groupdict().items()
            }
            return chinese.format(**inside)
    return sentence


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each sentence as a pattern, its holes open. Made when the first reason is told: most days have none."""

    def hole(name: re.Match[str]) -> str:
        return f"(?P<{name[1]}>{_NARROW.get(name[1], '.+?')})"

    return tuple(
        (re.compile(_HOLE.sub(hole, re.escape(english)), re.DOTALL), chinese)
        for english, chinese in reasons_zh.SENTENCES.items()
    )
