"""Builders: values with whatever a test does not care about filled in."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from feeds.keep.migrate import FOLDER
from feeds.model import Article, Precision, Source

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)  #: noon in Shanghai
TODAY = datetime(2026, 3, 5, tzinfo=SHANGHAI)


class Clock:
    """A clock that moves only when told."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


def source(name: str = "news", **values: Any) -> Source:
    return Source(**{"name": name, "url": f"http://{name}.example/index.htm", "title": "新闻", **values})


def article(id: str = "1", **values: Any) -> Article:
    usual = {
        "id": id,
        "title": f"第{id}条新闻",
        "url": f"http://news.example/info/1001/{id}.htm",
        "published": TODAY,
        "precision": Precision.DAY,
    }
    return Article(**usual | values)


def whole_article(id: str = "1", **values: Any) -> Article:
    text = values.pop("text", f"这是第{id}条新闻的正文。")
    usual = {"html": f"<p>{text}</p>", "text": text, "summary": text}
    return article(id, **usual | values)


def migrations(folder: Path, last: str, *, of: Path = FOLDER) -> Path:
    """The migrations up to that one, as the program had them then."""
    later = [path.name for path in (of / "versions").glob("0*.py") if path.name[:4] > last]
    return shutil.copytree(of, folder, ignore=lambda _, names: [*(set(later) & set(names)), "__pycache__"])
