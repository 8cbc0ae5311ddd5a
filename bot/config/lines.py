"""Where each key of a TOML text stands. Not a parser: it follows a text that tomllib reads and remembers lines.

In a text that tomllib refuses it goes as far as it can; that is enough to name a key that is there twice.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field

Key = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
_LONG_BASIC = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}', re.S)
_LONG_LITERAL = re.compile(r"'''(?:[^']|'(?!''))*'{3,5}", re.S)
_SCALAR = re.compile(r"[^,\]}#\n]*")


@dataclass(slots=True)
class Lines:
    """Key path → line, and the keys that are there twice as (path, first line, second line)."""

    at: dict[Key, int] = field(default_factory=dict)
    twice: list[tuple[Key, int, int]] = field(default_factory=list)

    def of(self, path: Key) -> int:
        """The line of the key, else of the nearest table around it, else the first."""
        while path:
            if path in self.at:
                return self.at[path]
            path = path[:-1]
        return 1


def scan(text: str) -> Lines:
    """Note the line of every key."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    with suppress(ValueError, RecursionError):  # tomllib says what is wrong; we keep what we saw
        scanner.document()
    return scanner.lines


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.line = 1
        self.lines = Lines()
        self.counts: dict[Key, int] = {}  # of [[array tables]]
        self.headers: dict[Key, int] = {}
        self.values: dict[Key, int] = {}  # keys that hold a value, and so can be no table

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.pos)
        if found is None:
            raise ValueError(self.line)
        self.pos = found.end()
        self.line += found.group().count("\n")
        return found.group()

    def sees(self, token: str) -> bool:
        if self.text.startswith(token, self.pos):
            self.pos += len(token)
            return True
        return False

    def expect(self, token: str) -> None:
        if not self.sees(token):
            raise ValueError(self.line)

    def document(self) -> None:
        prefix: Key = ()
        while self.take(_SPACE) is not None and self.pos < len(self.text):
            line = self.line
            if self.sees("[["):
                key = self.placed(self.key())
                self.expect("]]")
                number = self.counts.get(key, 0)
                self.counts[key] = number + 1
                prefix = (*key, number)
                self.note((*key,), line)
                self.note(prefix, line)
            elif self.sees("["):
                prefix = self.placed(self.key())
                self.expect("]")
                self.clash(prefix, line, beyond=0)
                if prefix in self.headers:
                    self.lines.twice.append((prefix, self.headers[prefix], line))
                self.headers.setdefault(prefix, line)
                self.note(prefix, line)
            else:
                self.pair(prefix)

    def placed(self, key: Key) -> Key:
        """A header below an array of tables means the array's newest table."""
        out: Key = ()
        for part in key[:-1]:
            out = (*out, part)
            if out in self.counts:
                out = (*out, self.counts[out] - 1)
        return (*out, key[-1])

    def note(self, path: Key, line: int) -> None:
        for end in range(1, len(path) + 1):
            self.lines.at.setdefault(path[:end], line)

    def clash(self, table: Key, line: int, *, beyond: int) -> None:
        """A table at or below a key that has a value."""
        for end in range(beyond + 1, len(table) + 1):
            if table[:end] in self.values:
                self.lines.twice.append((table[:end], self.values[table[:end]], line))

    def key(self) -> Key:
        parts: list[str | int] = []
        while True:
            self.take(_BLANK)
            if self.text.startswith('"', self.pos):
                parts.append(_unescape(self.take(_BASIC)))
            elif self.text.startswith("'", self.pos):
                parts.append(self.take(_LITERAL)[1:-1])
            else:
                parts.append(self.take(_BARE))
            self.take(_BLANK)
            if not self.sees("."):
                return tuple(parts)

    def pair(self, prefix: Key) -> None:
        line = self.line
        path = (*prefix, *self.key())
        self.clash(path[:-1], line, beyond=len(prefix))
        if path in self.lines.at:
            self.lines.twice.append((path, self.lines.at[path], line))
        self.note(path, line)
        self.values.setdefault(path, line)
        self.expect("=")
        self.take(_BLANK)
        self.value(path)

    def value(self, path: Key) -> None:
        for start, pattern in (
            ('"""', _LONG_BASIC),
            ("'''", _LONG_LITERAL),
            ('"', _BASIC),
            ("'", _LITERAL),
        ):
            if self.text.startswith(start, self.pos):
                self.take(pattern)
                return
        if self.sees("["):
            self.items(path)
        elif self.sees("{"):
            self.inline(path)
        else:
            self.take(_SCALAR)

    def items(self, path: Key) -> None:
        number = 0
        while True:
            self.take(_SPACE)
            if self.sees("]"):
                return
            self.lines.at.setdefault((*path, number), self.line)
            self.value((*path, number))
            number += 1
            self.take(_SPACE)
            if not self.sees(","):
                self.expect("]")
                return

    def inline(self, path: Key) -> None:
        while True:
            self.take(_SPACE)
            if self.sees("}"):
                return
            self.pair(path)
            self.take(_SPACE)
            if not self.sees(","):
                self.expect("}")
                return


def _unescape(quoted: str) -> str:
    import tomllib

    return next(iter(tomllib.loads(f"{quoted} = 0")))
