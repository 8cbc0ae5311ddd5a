"""The summary beside the first sentence, by ROUGE: python -m bench summary. Prints tables; changes nothing.

YAOWEN_BENCH_PAIRS=FILE scores any pairs of article and reference: a line each, JSON {"article", "reference", "title"?}
or article, TAB, reference. Without it the articles of ../shared/site with their own titles as references, for want of
better ones. Tokens are single Chinese characters and whole Latin words, so that no segmenter has a say.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import SHARED
from bench._readers import NOW
from feeds import read
from feeds.errors import ExtractError
from feeds.fetch.decode import decode
from feeds.model import Page
from feeds.read.summary import split, summarise

SITE = SHARED / "site"
WHAT = ("rouge-1", "rouge-2", "rouge-l")
SIGNS = re.compile(r"[\s\W_]")


@dataclass(frozen=True, slots=True)
class Pair:
    """An article, and what somebody else says it is about."""

    article: str
    reference: str
    title: str = ""


def run() -> None:
    try:
        import rouge_chinese  # noqa: F401 - only whether it is here
    except ImportError:
        print("  skipped: rouge-chinese is not installed")
        return
    given = os.environ.get("YAOWEN_BENCH_PAIRS")
    if given:
        pairs, said = list(_given(Path(given))), given
    elif SITE.is_dir():
        pairs, said = list(_titled()), "../shared/site, the titles as references"
    else:
        print("  skipped: ../shared/site is not here, and YAOWEN_BENCH_PAIRS names no file")
        return
    firsts = [first_sentence(pair) for pair in pairs]
    pairs, firsts = [p for p, f in zip(pairs, firsts, strict=True) if f], [f for f in firsts if f]
    if not pairs:
        print("  no article with a sentence and a reference")
        return
    print(f"  {len(pairs)} articles of {said}; recall / precision / F1 of characters")
    ours = [summarise(pair.article, pair.title) for pair in pairs]
    short = [summarise(p.article, p.title, length=max(20, len(f))) for p, f in zip(pairs, firsts, strict=True)]
    lead = [re.sub(r"\s", "", pair.article)[:140] for pair in pairs]
    print(f"  {'':36}{'characters':>12}" + "".join(f"{what:>24}" for what in WHAT))
    for name, told in (
        ("the first sentence", firsts),
        ("ours, in the first sentence's room", short),
        ("the first 140 characters", lead),
        ("ours", ours),
    ):
        print(f"  {name:36}{sum(map(len, told)) / len(told):12.0f}" + "".join(f"{s:>24}" for s in _scores(told, pairs)))


def _given(file: Path) -> Iterator[Pair]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        if line.lstrip().startswith("{"):
            told = json.loads(line)
            yield Pair(told["article"], told["reference"], told.get("title") or "")
        else:
            article, tab, reference = line.partition("\t")
            if not tab:
                raise ValueError(f"{file}:{number}: an article, a tab and its reference are wanted")
            yield Pair(article, reference)


def _titled() -> Iterator[Pair]:
    for file in sorted(SITE.rglob("info/**/*.htm*")):
        url = f"http://school.example/{file.relative_to(SITE).as_posix()}"
        try:
            found = read.article(Page(url=url, text=decode(file.read_bytes()).text, fetched=NOW))
        except ExtractError:
            continue
        if len(found.text) >= 60:
            yield Pair(found.text, found.title, found.title)


def first_sentence(pair: Pair) -> str:
    """The article's first whole sentence that is not its title once more."""
    title = SIGNS.sub("", pair.title)
    for line in pair.article.split("\n"):
        for sentence in split(line.strip()):
            own = SIGNS.sub("", sentence)
            if sentence[-1] in "。！？!?." and len(own) >= 4 and not (title and (own in title or title in own)):
                return sentence
    return ""


def _scores(told: list[str], pairs: list[Pair]) -> list[str]:
    from rouge_chinese import Rouge

    found = Rouge().get_scores([_tokens(t) for t in told], [_tokens(p.reference) for p in pairs], avg=True)
    return [" / ".join(f"{found[what][sign]:.3f}" for sign in "rpf") for what in WHAT]


def _tokens(said: str) -> str:
    return " ".join(re.findall(r"[A-Za-z0-9]+|[^\s\W_]", said)) or "无"
