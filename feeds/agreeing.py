"""Whether an article's own page says what its list said of it, or another page stands at its address. Pure."""

import re
from collections.abc import Iterable
from datetime import timedelta

from feeds.model import Article, Page
from feeds.read.navigation.crumbs import is_front

TITLES_ALIKE = 0.6
TELLS = 300  #: characters of a body that is believed where nothing else speaks for an article, nor for a list


def disagreement(item: Article, article: Article) -> str | None:
    """Why an article is not what its list said; None where it is."""
    if alike(item.title, article.title) < TITLES_ALIKE:
        return f"its title is “{article.title[:40]}”, the list says “{item.title[:40]}”"
    if item.published and article.published and abs(item.published - article.published) >= timedelta(days=2):
        return f"it is dated {article.published:%Y-%m-%d}, the list says {item.published:%Y-%m-%d}"
    if not (article.text or article.images or article.attachments or article.videos):
        return "it has neither text nor picture nor file"
    return None


def elsewhere(asked: str, page: Page, listed: str) -> str | None:
    """Why an article's address answers with another page; None where it may be its own. `listed`: its list's digest."""
    if page.digest and page.digest == listed:
        return "answers word for word as its list does"
    if led_home(asked, page):
        return f"leads to the front page {page.url}"
    return None


def led_home(asked: str, page: Page) -> bool:
    """Whether the site led us from an address to its front page, as one does that is mended, or for its feast day: a
    list may be read there, and is asked for at its own address the next time."""
    return is_front(page.url) and not is_front(asked)


def another(
    titles: Iterable[str], page: Page, article: Article, *, before: bool, short: bool, placed: bool
) -> str | None:
    """Why an article's page is that of something else, as where a site answers its front page or an error everywhere:
    nobody calls the entry so, and it was read under its own title `before`, says far less than others (`short`), or
    its page is none of an article, unless the config says where the text is (`placed`). None where it is its own."""
    if any(alike(title, article.title) >= TITLES_ALIKE for title in titles):
        return None
    said = f"its page is titled “{article.title[:40]}”"
    if before:
        return f"{said}, and never was so"
    if short:
        return f"{said} and says next to nothing"
    if placed:
        return None
    from feeds.read.detect import detect

    seen = detect(page)
    if seen.page == "article" or (seen.reason == "no_news" and len(article.text) >= TELLS):
        return None
    return f"{said} and is no article but {(seen.reason or seen.page).replace('_', ' ')}"


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
