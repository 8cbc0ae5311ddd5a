"""The words on pages, in Chinese and English. Pure; nothing else in the pages is a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Words:
    """One language."""

    lang: str
    other_lang: str
    other: str
    texts: Mapping[str, str]
    states: Mapping[str, str]
    about_text: tuple[tuple[str, str], ...]

    def __getattr__(self, name: str) -> str:
        try:
            return self.texts[name]
        except KeyError:
            raise AttributeError(name) from None

    def of(self, title: str) -> str:
        return f"：{title}" if self.lang == "zh-CN" else f": {title}"

    def entries(self, count: int) -> str:
        return self.texts["entries_n"].format(n=f"{count:,}")

    def rhythm_label(self, total: int, days: int) -> str:
        return self.texts["rhythm_n"].format(n=f"{total:,}", days=days)

    def changes(self, count: int) -> str:
        return self.texts["changes_n"].format(n=count)

    def wells(self, well: int, total: int) -> str:
        return self.texts["wells_n"].format(well=well, total=total)

    def since(self, when: str) -> str:
        return self.texts["since_n"].format(when=when)

    def span(self, time: timedelta) -> str:
        """1 second; 15 minutes; 6 hours; 0.5 seconds"""
        seconds = time.total_seconds()
        number, unit = (seconds, "second") if seconds < 60 else (seconds / 60, "minute")
        number, unit = (number / 60, "hour") if unit == "minute" and number >= 90 else (number, unit)
        said = f"{number:.3g}"
        if self.lang == "zh-CN":
            return f"{said} {UNITS[unit]}"
        return f"{said} {unit}" if said == "1" else f"{said} {unit}s"

    def between(self, least: timedelta, most: timedelta) -> str:
        """15 minutes to 6 hours; 20 seconds"""
        one, other = self.span(least), self.span(most)
        if one == other:
            return one
        return f"{one}到 {other}" if self.lang == "zh-CN" else f"{one} to {other}"

    def often(self, every: timedelta) -> str:
        """about every 30 min; about every 6 h"""
        minutes = max(1, round(every.total_seconds() / 60))
        unit = "minutes_n" if minutes < 90 else "hours_n"
        return self.texts[unit].format(n=minutes if minutes < 90 else round(minutes / 60))


UNITS = {"second": "秒", "minute": "分钟", "hour": "小时"}
ZH = Words(
    lang="zh-CN",
    other_lang="en",
    other="English",
    texts={
        "skip": "跳到正文",
        "search": "搜索",
        "colon": "：",
        "more": "更多页面",
        "status": "运行状况",
        "about": "关于本程序",
        "welcome": "这里把没有订阅源的新闻页面变成订阅源：复制下面的地址到阅读器，有新文章就会收到。",
        "address": "订阅地址（复制到阅读器）",
        "open_in_reader": "在阅读器中打开",
        "nothing_yet": "还没有文章。",
        "no_sources": "还没有设置来源。",
        "all_entries": "全部文章",
        "feed": "订阅",
        "pages": "翻页",
        "original_page": "原网页",
        "rhythm": "一年的节奏",
        "rhythm_n": "过去一年 {days} 天共 {n} 篇",
        "entries_n": "文章（{n} 篇）",
        "newest": "最新文章",
        "older": "更早的文章",
        "original": "阅读原文",
        "author": "作者",
        "files": "附件",
        "edits": "修改记录",
        "title_was": "原标题：",
        "changes_n": "{n} 段有变化",
        "neighbours": "上一篇和下一篇",
        "search_how": "输入词语来查找文章；几个词之间用空格分开，要一字不差就加引号，不要的词前面加减号。",
        "no_hits": "没有找到。换一个词试试，或少用几个词。",
        "source": "来源",
        "state": "状况",
        "since_n": "（{when} 起）",
        "last_look": "上次查看",
        "last_news": "最新文章",
        "how_often": "多久看一次",
        "minutes_n": "约 {n} 分钟",
        "hours_n": "约 {n} 小时",
        "wells_n": "{total} 个来源中有 {well} 个正常。",
        "never": "还没有",
        "contact": "联系方式：",
        "no_feed": "没有这个订阅源",
        "feed_ended": "这个订阅源已经停止",
        "ended": "来源已经停止",
        "ended_text": "这里不再查看这个来源，所以没有新文章了。已有的文章还在：能搜到，也能从原来的地址打开。",
        "missing": "没有这个页面",
        "missing_text": "这个地址没有内容，也许打错了，也许已经不在了。",
        "unusable": "暂时打不开",
        "unusable_text": "现在读不到已保存的文章，请过一分钟再来。",
        "withdrawn": "这篇文章已被撤回",
        "withdrawn_text": "原网站撤下了这篇文章，所以这里不再显示。",
    },
    states={
        "ok": "正常",
        "new": "刚添加，还没有查看",
        "suspect": "页面看起来不对，暂时保留原有内容",
        "broken": "页面变了，读不出来",
        "forbidden": "网站不让我们看",
        "challenged": "网站要求验证",
        "unreachable": "连不上",
        "gone": "网页已经不在了",
        "paused": "已暂停",
    },
    about_text=(
        (
            "这是什么",
            "“要闻”是一个读新闻列表的小程序。它定时查看公开的新闻栏目，把新文章做成订阅源，方便读者用阅读器关注。",
        ),
        (
            "它怎样访问",
            "每个栏目每 {often}查看一次，视更新快慢而定；同一网站同时只发一个请求，"
            "两次请求之间至少隔 {gap}；没有变化就只问一句“变了吗”（条件请求）；"
            "只打开新文章的页面；出错时越等越久，并遵守 Retry-After。",
        ),
        (
            "怎样让它停下",
            "在网站的 robots.txt 里写上下面两行，最迟一天内就会停止；也可以写信给管理员。"
            "读者打开这里的任何页面，都不会引起对原网站的访问。",
        ),
    ),
)

EN = Words(
    lang="en",
    other_lang="zh-CN",
    other="中文",
    texts={
        "skip": "Skip to content",
        "search": "Search",
        "colon": ": ",
        "more": "More pages",
        "status": "Status",
        "about": "About this program",
        "welcome": "News pages without a feed, turned into feeds: copy the address below into your reader, "
        "and new articles come to you.",
        "address": "Feed address (copy it into your reader)",
        "open_in_reader": "Open in reader",
        "nothing_yet": "No article yet.",
        "no_sources": "No source has been set up yet.",
        "all_entries": "All articles",
        "feed": "Feed",
        "pages": "Pages",
        "original_page": "Original page",
        "rhythm": "The year's rhythm",
        "rhythm_n": "{n} articles on {days} days in the past year",
        "entries_n": "Articles ({n})",
        "newest": "Newest articles",
        "older": "Older articles",
        "original": "Read the original",
        "author": "Author",
        "files": "Attachments",
        "edits": "History of edits",
        "title_was": "The title was:",
        "changes_n": "{n} paragraphs changed",
        "neighbours": "Previous and next",
        "search_how": "Type words to find articles. All words must occur; put a phrase in quotation marks, "
        "and a minus before what must not occur.",
        "no_hits": "Nothing found. Try another word, or fewer of them.",
        "source": "Source",
        "state": "State",
        "since_n": "since {when}",
        "last_look": "Last look",
        "last_news": "Newest article",
        "how_often": "How often we look",
        "minutes_n": "about every {n} min",
        "hours_n": "about every {n} h",
        "wells_n": "{well} of {total} sources are well.",
        "never": "not yet",
        "contact": "Contact:",
        "no_feed": "no such feed",
        "feed_ended": "this feed has ended",
        "ended": "A source that has ended",
        "ended_text": "It is not looked at any more, so nothing new comes from it. "
        "Its articles are still here: search finds them, and their addresses stay.",
        "missing": "There is no such page",
        "missing_text": "Nothing is at this address. It may be mistyped, or it may be gone.",
        "unusable": "Not available now",
        "unusable_text": "What is kept here cannot be read right now. Please come back in a minute.",
        "withdrawn": "This article was withdrawn",
        "withdrawn_text": "The site took this article back, so it is not shown here any more.",
    },
    states={
        "ok": "well",
        "new": "new, not looked at yet",
        "suspect": "the page looks wrong; what we have is kept",
        "broken": "the page has changed and cannot be read",
        "forbidden": "the site does not let us in",
        "challenged": "the site asks for a challenge",
        "unreachable": "cannot be reached",
        "gone": "the page is gone",
        "paused": "paused",
    },
    about_text=(
        (
            "What this is",
            "Yaowen is a small program that reads lists of news. It looks at public news columns from time to time and "
            "turns new articles into feeds that people can follow in a reader.",
        ),
        (
            "How it visits",
            "Each column is looked at every {often}, as its own rhythm suggests; one request at a time "
            "to a host, at least {gap} apart; conditional requests, so an unchanged page costs next to "
            "nothing; only new articles are opened; after errors it waits longer and longer, and it obeys Retry-After.",
        ),
        (
            "How to stop it",
            "Put the two lines below into your robots.txt and it will stop within a day, or write to the admin. "
            "Nothing that a visitor opens here causes a request to your site.",
        ),
    ),
)


def choose(accepted: str, asked: str | None, usual: str) -> Words:
    """By the address (`?lang=`), else by the browser's wish, else the site's own."""
    if asked in ("zh", "en"):
        return ZH if asked == "zh" else EN
    for part in accepted.lower().split(","):
        language, _, quality = part.partition(";")
        language = language.strip()
        if re.fullmatch(r"\s*q\s*=\s*0(?:\.0*)?\s*", quality):
            continue  # not acceptable
        if language.startswith("zh"):
            return ZH
        if language.startswith("en"):
            return EN
    return ZH if usual.lower().startswith("zh") else EN
