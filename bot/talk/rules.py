"""What /filter and /urgent share: show the rule, set it, take it back, try one out."""

from bot.model import Reply, Span
from bot.talk.moments import off
from bot.talk.table import Asked, text
from bot.talk.trial import trial
from feeds import match
from feeds.match import fold

TRY = ("try", "test", "试", "试试", "试下", "试一下", "试一试", "测试")


def rule(asked: Asked, name: str) -> Reply:
    """The command `name`: "filter" or "urgent"."""
    held = str(getattr(asked.chat, name))
    words = asked.rest
    if off(words):
        asked.choose(**{name: None})
        return Reply(spans=text(asked.word(f"{name}_off"), asked.reminder(name)))
    first, others = [*words.split(None, 1), "", ""][:2]
    asks = not words or fold(words) in TRY  # what holds, and what it does
    if asks and not held:
        return Reply(spans=text(asked.word(f"no_{name}")))
    trying = asks or (fold(first) in TRY and others)
    written = held if asks else others if trying else words
    try:
        wanted = match.parse(written)
    except match.BadRule as e:
        return Reply(spans=text(asked.word("bad_rule"), asked.reason(str(e))))
    if not trying:
        asked.choose(**{name: written})
    heading = asked.word("pair").format(asked.word(name)) if trying else asked.word(f"{name}_set")
    found = trial(asked, wanted, warn=name == "filter")  # that nothing is urgent is as it should be
    back = asked.word("take_back").format(name) + asked.reminder(name) if asks or not trying else ""
    return Reply(spans=text(heading, Span(written, code=True), "\n", *found, back))
