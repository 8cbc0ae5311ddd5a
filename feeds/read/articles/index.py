"""The index that Chinese authorities put above a title: 索引号, 生成日期, 公开范围. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.read.articles.runs import Run
from feeds.read.dates import labels
from feeds.read.dates.days import Found

_FIRST = hanzi.compile(r"索\s*引\s*号")
_LINES = 24  #: lines above a title at most in which it stands


def issued(everything: list[Run], at: int, zone: ZoneInfo, late: datetime, now: datetime) -> Found | None:
    """The date that it has under a label; None without such an index, or where it says a day to come. `at`: the line of
    the title, `late`: the last moment that is believed."""
    above = " \n ".join(run.text for run in everything[max(0, at - _LINES) : max(0, at)])
    first = _FIRST.search(above)
    if first is None:
        return None
    found = labels.labelled(above[first.start() :].replace("生成日期", "发布日期"), zone, now, changes=False)
    return found if found is not None and found.when <= late else None
