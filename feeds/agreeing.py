"""Whether an article's own page says what its list said of it. Pure."""

import re
from datetime import timedelta

from feeds.model import Article

TITLES_ALIKE = 0.6


def disagreement(item: Article, article: Article) -> str | None:
    """Why an article is not what its list said; None where it is."""
    if alike(item.title, article.title) < TITLES_ALIKE:
        return f"its title is “{article.title[:40]}”, the list says “{item.title[:40]}”"
    if item.published and article.published and abs(item.published - article.published) >= timedelta(days=2):
        return f"it is dated {article.published:%Y-%m-%d}, the list says {item.published:%Y-%m-%d}"
    if not (article.text or article.images or article.attachments or article.videos):
        return "it has neither text nor picture nor file"
    return None


def alike(a: str, b: str) -> float:
    """How much two titles share, 0 to 1: pairs of characters; a cut title is like its whole."""
    one, other = (re.sub(r"[\W_]+", "", t).lower() for t in (a, b))
    if not one or not other:
        return 0.0
    short, long = sorted((one, other), key=len)
    if short in long and len(short) >= 4:
        return 1.0
    pairs, others = ({t[n : n + 2] for n in range(max(1, len(t) - 1))} for t in (one, other))
    return 2 * len(pairs & others) / (len(pairs) + len(others))
