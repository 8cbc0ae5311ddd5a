"""Takes pictures of the pages with a made-up college in a folder of its own; needs chromium.

python docs/screens/web.py        writes docs/screens/web-*.png
"""

import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[1] / "tests" / "kit")]

from browsing import browser  # noqa: E402
from feedtools import entry, running, source, stored, website  # noqa: E402

from bot.chats import store  # noqa: E402
from feeds.keep import states  # noqa: E402
from feeds.keep.db import Database  # noqa: E402

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
COLUMNS = {"yaowen": "云河要闻", "tzgg": "通知公告", "zsjy": "招生就业"}
SUBJECTS = ["招生", "就业", "教学改革", "校园安全", "图书馆建设", "技能大赛", "产教融合", "社会实践", "国际交流"]
TITLES = ["学校召开{}工作会议", "关于做好{}工作的通知", "我校师生在{}中获奖", "{}专题讲座举行", "{}系列活动圆满结束"]
TEXT = """{day}，云河职业学院{title}。会议总结了一年来的工作，对下一阶段的{subject}作出安排。
与会人员实地查看了实训楼和图书馆，听取了各系的介绍，并与学生代表座谈。
会议要求，各部门要把{subject}与日常教学结合起来，做到责任到人、时间到天，让每一位同学都能从中受益。"""


def college(db: Database) -> None:
    rng = random.Random(4)  # noqa: S311
    shown, number = [], 0
    for name in COLUMNS:
        when = NOW - timedelta(days=365)
        while (when := when + timedelta(hours=rng.expovariate(1 / 70))) < NOW:
            number += 1
            subject = rng.choice(SUBJECTS)
            title = rng.choice(TITLES).format(subject)
            text = TEXT.format(day=f"{when:%m月%d日}", title=title, subject=subject)
            body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
            shown.append(
                entry(number, source=name, tag=f"tag:news.example,2026:{name}/{number}", key=str(number), title=title,
                      text=text, html=body, summary=text.split("\n")[0], published=when, first_seen=when,
                      updated=when.replace(microsecond=number), author="党委宣传部", credits={"供图": "李雷"})
            )  # fmt: skip
    stored(db, *shown)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        db = Database(f"sqlite:///{folder}/screens.db")
        store.prepare(db)
        college(db)
        made = website(db, Path(folder), *[source(name, title=title) for name, title in COLUMNS.items()], now=NOW)
        with db.transaction() as tx:
            for name in COLUMNS:
                states.change(tx, name, state="ok", since=NOW - timedelta(days=40), last_success=NOW)
        with running(made) as port:
            for name, path, size, scheme in (
                ("home", "/", (1000, 900), "light"),
                ("source", "/yaowen/", (1000, 900), "light"),
                ("entry", "/e/30", (390, 844), "dark"),
                ("search", "/search?q=%E6%8B%9B%E7%94%9F", (390, 844), "light"),
            ):
                page = chromium.new_page(
                    viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="zh-CN"
                )
                page.goto(f"http://127.0.0.1:{port}{path}")
                page.screenshot(path=str(HERE / f"web-{name}.png"))
        db.close()


if __name__ == "__main__":
    main()
