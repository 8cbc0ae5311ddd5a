"""A filter tried on what its sources said last: how many would pass, and why the others would not."""

from collections import Counter

from bot.model import Span
from bot.talk.table import Asked
from bot.tell.compose import link
from bot.tell.cut import cut, one_line
from feeds import match
from feeds.keep import entries

LAST = 50  #: entries it is tried on
SHOWN = 3  #: examples of what passes
REASONS = 5  #: the most frequent ones


def trial(asked: Asked, rule: match.Filter, *, warn: bool) -> list[str | Span]:
    """As a reply says it. `warn`: a rule that none of them passes is perhaps not what was meant."""
    found = entries.newest(asked.tx, asked.names() or list(asked.sources), LAST)
    if not found:
        return [asked.word("none_yet")]
    verdicts = [(entry, rule.refused(entry.title, entry.summary, entry.text)) for entry in found]
    passing = [entry for entry, why in verdicts if why is None]
    spans: list[str | Span] = [asked.word("would_pass").format(n=len(passing), all=len(found))]
    for entry in passing[:SHOWN]:
        spans += ["\n✓ ", Span(cut(one_line(entry.title), 80), url=link(entry.url))]
    if warn and not passing:
        spans.append(asked.word("none_pass"))
    reasons = Counter(why for _, why in verdicts if why is not None)
    for why, times in reasons.most_common(REASONS):
        spans.append(f"\n✕ {because(asked, why)}{asked.word('times').format(times)}")
    return spans


def because(asked: Asked, term: str) -> str:
    """Why something does not pass, in words: the term that decided."""
    return asked.word("has").format(term[1:]) if term.startswith("-") else asked.word("lacks").format(term)
