"""Which texts a reader or a chat wants: words, phrases and RE2 patterns over folded text. Pure; no entry in here.

A rule as people write it: `招生 -讲座` (the one, without the other), `招生|就业` or `招生、就业` (one of them),
`"青年 教师"` (a phrase), `/第[0-9]+届/` (RE2). What stands side by side must all hold.
Folded means: NFKC (so full and half width are one), traditional characters are simplified ones, upper and lower case
are one, white space is one space, and what nobody sees is not there.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import re2

from feeds.errors import YaowenError
from feeds.hanzi import simplified

MAX_RULE = 500  #: characters of a rule; RE2 is linear in the text, but its program grows with the pattern
MAX_STEPS = 2_000  #: of its patterns' programs together: without memory for more, each character may cost them all
MAX_TEXT = 10_000  #: characters of a text that are looked at

#: with what a Chinese keyboard types, too: － ｜ “ ” 、 ，
TOKEN = re.compile(
    r"""\s*([-－]?)(?:"([^"]*)"|“([^“”]*)”|/((?:\\.|[^/\\])+)/|((?:[^\s|｜、，,"]|(?<=\d),(?=\d))+))\s*([|｜、，,]?)"""
)
#: what comes along with a word that is copied, and is in no text that we read; joiners stay where letters need them
UNSEEN = re.compile(
    "[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]"
    "|(?<![\u0600-\u1aff\ua000-\uabff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])[\u200c\u200d]"
)
BETWEEN = re.compile(r"[\s、，,]*")


class BadRule(YaowenError):
    """A filter that cannot be used; the sentence says where and why."""


def fold(text: str) -> str:
    """What is compared: one form for all the ways to write the same words."""
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode()))
    folded = simplified(text).casefold().replace("i\u0307", "i").replace("ı", "i")  # İstanbul, ISPARTA
    return " ".join(folded.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word, phrase or pattern."""

    written: str
    pattern: Any = field(default=None, compare=False)  #: a compiled RE2, None for plain words

    def found(self, folded: str) -> bool:
        if self.pattern is None:
            return fold(self.written) in folded
        return self.pattern.search(folded) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """All groups must hold; a group holds when one of its terms is found. No excluding term may be found."""

    written: str = ""
    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def refused(self, *texts: str) -> str | None:
        """Why this text does not pass, as the term that decided; None when it passes."""
        folded = fold("\n".join(texts)[:MAX_TEXT])
        for term in self.excluded:
            if term.found(folded):
                return f"-{term.written}"
        for group in self.groups:
            if not any(term.found(folded) for term in group):
                return "|".join(f'"{t.written}"' if t.written.startswith("-") else t.written for t in group)
        return None

    def passes(self, *texts: str) -> bool:
        return self.refused(*texts) is None


def parse(rule: str) -> Filter:
    """A rule as written by a person; BadRule says what is wrong with it."""
    if len(rule) > MAX_RULE:
        raise BadRule(f"the filter is {len(rule)} characters long; at most {MAX_RULE} are allowed")
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    group: list[Term] = []
    position, rest = 0, UNSEEN.sub("", rule).strip().rstrip("。；;")
    apart = ""  #: what is not wanted, where a comma follows it
    while (position := BETWEEN.match(rest, position).end()) < len(rest):  # type: ignore[union-attr]
        token = TOKEN.match(rest, position)
        if token is None:
            raise BadRule(f"the filter {rule!r} cannot be read at {rest[position:]!r}")
        minus, plain, curled, regex, word, bar = token.groups()
        phrase = plain if plain is not None else curled
        written = phrase if phrase is not None else f"/{regex}/" if regex is not None else word
        if not fold(written):
            raise BadRule(f"the filter {rule!r} has an empty word")
        if word is not None and not word.strip("-－"):
            raise BadRule(f"the filter {rule!r} has a {word} without a word: write -word, without a space between")
        if apart and not minus:  # -讲座、报告: is the other wanted, or is it not?
            raise BadRule(f"after -{apart} each word needs a minus of its own; what is wanted stands before it")
        apart = written if minus and bar in ("、", "，", ",") else ""
        term = Term(written=written, pattern=pattern(regex) if regex is not None else None)
        if minus:
            excluded.append(term)
        else:
            group.append(term)
        if not bar and group:
            groups.append(tuple(group))
            group = []
        position = token.end()
    if group:
        groups.append(tuple(group))
    if rule.strip() and not (groups or excluded):
        raise BadRule(f"the filter {rule!r} has no word")
    bounded(term.pattern for among in (*groups, excluded) for term in among if term.pattern is not None)
    return Filter(written=rule, groups=tuple(groups), excluded=tuple(excluded))


def bounded(patterns: Iterable[Any]) -> None:
    """BadRule where these would keep whoever tries them on a text, or hundreds of texts, for long."""
    steps = sum(each.programsize for each in patterns)
    if steps > MAX_STEPS:
        raise BadRule(
            f"the patterns take {steps} steps a character; at most {MAX_STEPS} are allowed: repeat fewer times"
        )


@lru_cache(maxsize=256)
def pattern(regex: str) -> Any:
    """An RE2 pattern that is tried on folded text; bounded in length and in the memory of its program."""
    if len(regex) > MAX_RULE:
        raise BadRule(f"the pattern is {len(regex)} characters long; at most {MAX_RULE} are allowed")
    engine: Any = re2  # it has no types
    options = engine.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return engine.compile(simplified(unicodedata.normalize("NFKC", regex)), options)
    except (re2.error, UnicodeEncodeError) as e:
        why = e.args[0].decode(errors="replace") if e.args and isinstance(e.args[0], bytes) else str(e)
        raise BadRule(f"/{regex}/ is no pattern that RE2 knows: {why}") from None
