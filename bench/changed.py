"""How little of the reading may hang on what a site may change: python -m bench changed.

The pages of tests/pages as they are, and changed as no reader would notice: other words in classes and ids, a box about
cookies or a notice above all, without what only machines read, without headings, on one line, Chinese in traditional
letters.
YAOWEN_BENCH_CHANGES="renamed cookies" asks of some. What comes of it tells what a site of unknown make costs us.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from bench.pages import CHECKS
from feeds import hanzi

Change = Callable[[str], str]
_NAMED = re.compile(r"""(\s(?:class|id)\s*=\s*)(["'])([^"'<>]*)\2""", re.I)
_STATE = frozenset(["odd", "even", "first", "last", "active", "current", "js", "content"])
_DIGITS = str.maketrans("0123456789", "ghijklmnop")
_BODY = re.compile(r"<body\b[^>]*>", re.I)
_SILENT = re.compile(r"(<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->|<pre\b.*?</pre>)", re.S | re.I)
_SHOWN = re.compile(r""">[^<>]+|\b(?:title|alt|content|value)\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""", re.I)
_LETTERS = str.maketrans({each[0]: each[1] for each in hanzi.FORMS})
_ADDRESSES = ("file", "url", "href", "kind", "lang", "next", "list", "feed")
_COOKIES = (
    '<div class="k9x"><div class="k9y"><p>We use cookies to improve our website and your experience when using it. To '
    'find out more, see our <a href="/privacy">privacy policy</a>.</p><button>Accept</button> '
    '<a href="/cookies">Settings</a></div></div>'
)
_NOTICE = (
    '<div class="k9x"><p>Please note: the offices in the main building are closed until further notice because of '
    'works on the roof. Thank you for your patience.</p> <a href="/roof-works">Read more</a></div>'
)


def run() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "kit"))
    import judging

    asked = os.environ.get("YAOWEN_BENCH_CHANGES", "").split() or [*CHANGES]
    names = ["as they are", *asked]
    with Pool() as pool:
        found = pool.imap_unordered(_judged, ((truth, name) for truth in judging.truths() for name in names), 8)
        right: Counter[tuple[str, str]] = Counter()
        every: Counter[tuple[str, str]] = Counter()
        for name, said in found:
            right.update((what, name) for what, fine in said if fine)
            every.update((what, name) for what, _ in said)
    print(f"  {'':16}" + "".join(f"{name:>14}" for name in names))
    for what in CHECKS:
        cells = (f"{right[what, name]}/{every[what, name]}" for name in names)
        print(f"  {what:16}" + "".join(f"{cell:>14}" for cell in cells))


def _judged(job: tuple[dict[str, Any], str]) -> tuple[str, list[tuple[str, bool]]]:
    import judging

    truth, name = job
    if name == "traditional":
        chinese = truth.get("lang", "").lower().startswith("zh")
        return name, [*(judging.judged(_told(truth), traditional) if chinese else judging.judged(truth))]
    return name, [*judging.judged(truth, CHANGES.get(name, str))]


def traditional(markup: str) -> str:
    """What is shown or told in traditional letters, one form of each; addresses and scripts stay."""
    return _SHOWN.sub(lambda m: m[0].translate(_LETTERS), markup)


def _told(truth: Any, key: str = "") -> Any:
    """What is true of it then."""
    if isinstance(truth, dict):
        return {name: _told(value, name) for name, value in truth.items()}
    if isinstance(truth, list):
        return [_told(value, key) for value in truth]
    return truth.translate(_LETTERS) if isinstance(truth, str) and key not in _ADDRESSES else truth


def renamed(markup: str) -> str:
    """Other words in classes and ids; digits, signs and what CSS frameworks say of a row's place stay."""
    return _NAMED.sub(
        lambda m: f"{m[1]}{m[2]}{re.sub(r'[A-Za-z]{2,}', lambda word: _other(word[0]), m[3])}{m[2]}", markup
    )


def _other(word: str) -> str:
    return word if word.lower() in _STATE else "k" + sha256(word.encode()).hexdigest()[:6].translate(_DIGITS)


def opened_with(box: str) -> Change:
    """A box of no name we know as the first thing that the page shows."""
    return lambda markup: _BODY.sub(lambda m: m[0] + box, markup, count=1)


def untold(markup: str) -> str:
    """Without what only machines read: metadata, JSON-LD, microdata, the times of <time>."""
    markup = re.sub(r"<script[^>]*ld\+json.*?</script\s*>", "", markup, flags=re.S | re.I)
    markup = re.sub(r"<meta\b(?![^>]*charset)[^>]*>", "", markup, flags=re.I)
    names = r"\s(?:itemprop|itemscope|itemtype|datetime|property|typeof|vocab)"
    return re.sub(rf"""{names}(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?(?=[\s/>])""", "", markup, flags=re.I)


def _outside(change: Change) -> Change:
    """The change made outside scripts, styles, comments and what is set as it is."""

    def changed(markup: str) -> str:
        return "".join(part if n % 2 else change(part) for n, part in enumerate(_SILENT.split(markup)))

    return changed


CHANGES: dict[str, Change] = {
    "renamed": renamed,
    "cookies": opened_with(_COOKIES),
    "notice": opened_with(_NOTICE),
    "untold": untold,
    "unheaded": _outside(lambda markup: re.sub(r"<(/?)h[1-6](?=[\s>])", r"<\1div", markup, flags=re.I)),
    "minified": _outside(lambda markup: re.sub(r">\s*\n\s*<", "><", markup)),
    "traditional": traditional,
}
