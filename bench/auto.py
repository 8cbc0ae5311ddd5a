"""Reading pages nobody wrote a rule for, beside its peers: python -m bench auto. Prints tables; changes nothing.

The hand-checked pages with the kinds and with `auto` alone; the blogs, forums and papers of cwced; speed.
Peers that are not installed are left out and named. Needs ../shared/corpus; says so and stops where it is missing.
"""

import csv
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bench._readers import NOW, Reader, Said, asked, bare, list_readers, readers
from feeds import read
from feeds.errors import ExtractError
from feeds.model import Page
from feeds.read.markup.html import parse

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
NOISE = ("版权所有", "上一条", "下一条", "上一篇", "当前位置", "【关闭】", "已下载", "浏览次数", "点击次数", "阅读数")


def run() -> None:
    if not CORPUS.is_dir():
        print("  skipped: ../shared/corpus is not here")
        return
    found = readers()
    truth = [json.loads(line) for line in (CORPUS / "truth.jsonl").read_text("utf-8").splitlines()]
    _articles([t for t in truth if t["kind"] == "article"], found)
    _lists([t for t in truth if t["kind"] == "list"])
    _cwced(found)
    _speed(truth, found)


# ------------------------------------------------------------------ the pages


def _html(file: Path) -> str:
    data = file.read_bytes()
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4000], re.I)
    name = declared.group(1).decode().lower() if declared else "utf-8"
    for encoding in ("gb18030" if name in ("gb2312", "gbk") else name, "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _address(record: dict[str, Any]) -> str:
    if record.get("url"):
        return str(record["url"])
    site, _, path = Path(record["file"]).stem.partition("__")
    return f"http://{site}.example/{path.replace('_', '/')}.html"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    for row in [head, *rows]:
        print(
            "  "
            + "  ".join(
                cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
            )
        )


def _share(right: int, asked: int) -> str:
    return f"{right}/{asked}" if asked else "-"


def _articles(records: list[dict[str, Any]], found: dict[str, Reader]) -> None:
    print(f"\n  {len(records)} hand-checked articles")
    rows = []
    misses: list[str] = []
    for name, reader in found.items():
        right: Counter[str] = Counter()
        wanted_of: Counter[str] = Counter()
        for record in records:
            said = asked(reader, _html(CORPUS / record["file"]), _address(record))
            checks = {
                "title": (record["title"], bare(said.title) == bare(record["title"])),
                "date": (record["date"], said.date == record["date"]),
            }
            for what in ("body_first", "body_last"):
                checks[what] = (record[what], bool(record[what]) and bare(record[what]) in bare(said.text))
            checks["clean"] = ("yes", not any(n in bare(said.text) for n in NOISE))
            files = {bare(f["name"]) for f in record.get("attachments") or ()}
            checks["files"] = (bool(files) or None, files <= {bare(f) for f in said.files})
            for what, (wanted, fine) in checks.items():
                if wanted:
                    wanted_of[what] += 1
                    right[what] += fine
                    if not fine and name in ("kinds", "auto"):
                        misses.append(f"    {name}: {Path(record['file']).name}: {what}: wanted {str(wanted)[:50]!r}")
        rows.append(
            (
                name,
                *(
                    _share(right[w], wanted_of[w])
                    for w in ("title", "date", "body_first", "body_last", "clean", "files")
                ),
            )
        )
    _table(("", "title", "date", "first sentence", "last sentence", "no noise", "files"), rows)
    print("\n".join(misses) if misses else "  nothing missed by kinds or auto")


def _lists(records: list[dict[str, Any]]) -> None:
    print(f"\n  {len(records)} hand-checked lists (items whose link the saved copy lost are not asked for)")
    rows = []
    for name, reader in list_readers().items():
        wanted = got = both = titled = 0
        for record in records:
            url = _address(record)
            html = _html(CORPUS / record["file"])
            base = parse(html, url).base
            linked = {(bare(i["title"]), i["date"], urljoin(base, i["href"])) for i in record["items"] if i["href"]}
            shown = reader(html, url, base)
            wanted, got, both = wanted + len(linked), got + len(shown), both + len(linked & shown)
            titled += len({(i[0], i[2]) for i in linked} & {(i[0], i[2]) for i in shown})
        rows.append(
            (name, f"{both / wanted:.1%}", f"{both / max(1, got):.1%}", f"{both}/{wanted}", f"{titled}/{wanted}")
        )
    _table(("title, date and link right", "recall", "precision", "items", "title and link alone"), rows)


def _cwced(found: dict[str, Reader]) -> None:
    folder = CORPUS / "cwced_truth"
    names = sorted(p.stem for p in (folder / "cleaned").glob("*.txt"))
    print(f"\n  {len(names)} blogs, forums and papers (cwced)")
    rows = []
    for name, reader in found.items():
        if name == "kinds":
            continue
        total, dates, dated, authors, authored = 0.0, 0, 0, 0, 0
        for stem in names:
            said = asked(
                reader,
                _html(CORPUS / "pages" / "cwced" / f"cwced__original_{stem}.html"),
                f"http://cwced.example/{stem}.html",
            )
            total += _f1(said.text, (folder / "cleaned" / f"{stem}.txt").read_text("utf-8", "replace"))
            wanted = (folder / "date" / f"{stem}.txt").read_text("utf-8").strip()
            if wanted != "UNKNOWN":
                dated += 1
                dates += _same_day(said.date, wanted)
            author = bare((folder / "author" / f"{stem}.txt").read_text("utf-8"))
            if author != "UNKNOWN":
                authored += 1
                authors += bool(said.author) and (author in bare(said.author) or bare(said.author) in author)
        rows.append((name, f"{total / len(names):.3f}", _share(dates, dated), _share(authors, authored)))
    _table(("", "body, 4-gram F1", "date", "author"), rows)


def _f1(got: str, wanted: str) -> float:
    one, other = (Counter(t[n : n + 4] for n in range(max(0, len(t) - 3))) for t in (bare(got), bare(wanted)))
    both = (one & other).total()
    return 2 * both / max(1, one.total() + other.total())


def _same_day(got: str, wanted: str) -> bool:
    parts = [int(p) for p in re.findall(r"\d+", wanted.split(" ")[0])]
    return bool(got) and [int(p) for p in re.findall(r"\d+", got)][: len(parts)] == parts


# ------------------------------------------------------------------ speed


def _speed(truth: list[dict[str, Any]], found: dict[str, Reader]) -> None:
    from selectolax.lexbor import LexborHTMLParser

    pages = [(t["kind"], _html(CORPUS / t["file"]), _address(t)) for t in truth]
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8") as index:
        portals = [
            r["file"] for r in csv.DictReader(index, delimiter="\t") if r["cms"] == "portal" and r["kind"] == "article"
        ]
    big = [("article", _html(CORPUS / f), "http://portal.example/n/1.html") for f in portals[:8]]
    rows = []
    for what, group in (
        ("list", [p for p in pages if p[0] == "list"]),
        ("article", [p for p in pages if p[0] == "article"]),
        ("portal article", big),
    ):
        made = [p for p in group if read.kind_of(Page(url=p[2], text=p[1], fetched=NOW)) is not None]
        bare = _best(lambda made=made: [LexborHTMLParser(html) for _, html, _ in made])
        known = _best(lambda made=made: [_read(k, html, url, None) for k, html, url in made])
        alone = _best(lambda group=group: [_read(k, html, url, "auto") for k, html, url in group])
        peer = found.get("trafilatura", lambda html, url: Said())
        theirs = _best(lambda group=group, peer=peer: [asked(peer, html, url) for _, html, url in group], 2)
        rows.append(
            (
                what,
                f"{len(made)}/{len(group)}",
                f"{bare / len(made) * 1e3:.2f}" if made else "-",
                f"{known / len(made) * 1e3:.2f}" if made else "-",
                f"{known / bare:.0f} ×" if made else "-",
                f"{alone / len(group) * 1e3:.2f}",
                f"{theirs / len(group) * 1e3:.2f}",
                f"{alone / theirs:.2f} ×",
            )
        )
    print("\n  ms a page; bare and kinds: only pages of a known kind, its fingerprints counted in; the others: all")
    _table(("", "known", "bare selectolax", "kinds", "kinds / bare", "auto", "trafilatura", "auto / trafilatura"), rows)


def _read(what: str, html: str, url: str, kind: str | None) -> None:
    page = Page(url=url, text=html, fetched=NOW)
    if what == "list":
        read.listing(page, kind=kind)
    else:
        try:
            read.article(page, kind=kind)
        except ExtractError:
            return


def _best(work: Callable[[], Any], times: int = 3) -> float:
    best = 1e9
    for _ in range(times):
        started = time.process_time()  # ours alone: other programs of the machine do not count
        work()
        best = min(best, time.process_time() - started)
    return best
