"""Stories → pages in the shape that Visual SiteBuilder gives them: lists, articles, home page. Pure."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote

from bot.cli.demo.stories import Story

SCHOOL = "白桦岭职业技术学院"
COLUMN = "桦岭要闻"
TREE = 1071  #: the column's number, as VSB has one
OWNER = 1900000001
LIST = "/xwzx/hlyw.htm"
PER_PAGE = 6


def page_count(stories: Sequence[Story]) -> int:
    """How many list pages there are; the newest is x.htm, the others count down to x/1.htm."""
    return max(1, -(-len(stories) // PER_PAGE))


def list_path(page: int, pages: int) -> str:
    """Where list page `page` (1 is the newest) lives."""
    return LIST if page == 1 else f"{LIST.removesuffix('.htm')}/{pages - page + 1}.htm"


def article_path(story: Story) -> str:
    """Where a story's own page lives."""
    return f"/info/{TREE}/{story.id}.htm"


def render_list(stories: Sequence[Story], page: int) -> str:
    """List page `page` of stories, which come newest first."""
    pages = page_count(stories)
    root = "../" if page == 1 else "../../"
    shown = stories[(page - 1) * PER_PAGE : page * PER_PAGE]
    items = [
        f'<li id="line_u5_{row}"><a href="{root}{article_path(s)[1:]}" target="_blank" title="{escape(s.title)}">'
        f'{escape(_cut(s.title))}</a><span class="time">{s.published:%Y-%m-%d}</span></li>'
        for row, s in enumerate(shown)
    ]
    content = _fill(
        "list.htm",
        root=root,
        column=COLUMN,
        items="\n".join(items),
        count=len(stories),
        pager=_pager(page, pages),
        page=page,
        pages=pages,
        owner=OWNER,
        spans=",".join(f"'dynclicks_u5_{s.id}'" for s in shown),
        numbers=",".join(str(s.id) for s in shown),
    )
    return _frame(content, root=root, heading=f"{COLUMN}-{SCHOOL}", pagetype=2, jsp="/list.jsp", news=-1)


def render_article(story: Story, newer: Story | None, older: Story | None) -> str:
    """A story's own page."""
    root = "../../"
    content = _fill(
        "article.htm",
        root=root,
        column=COLUMN,
        title=escape(story.title),
        date=f"{story.published:%Y-%m-%d}",
        owner=OWNER,
        news=story.id,
        body=_body(story),
        attachments=_attachments(story),
        newer=_neighbour(newer),
        older=_neighbour(older),
    )
    heading = f"{escape(story.title)}-{SCHOOL}"
    return _frame(content, root=root, heading=heading, pagetype=3, jsp="/content.jsp", news=story.id)


def render_home(stories: Sequence[Story]) -> str:
    """The school's home page; its dates have no year, as on many."""
    items = [
        f'<li id="line_u9_{row}"><a href="{article_path(s)[1:]}" title="{escape(s.title)}">{escape(_cut(s.title))}'
        f"</a><em>[{s.published:%m-%d}]</em></li>"
        for row, s in enumerate(stories[:5])
    ]
    content = _fill("home.htm", school=SCHOOL, column=COLUMN, items="\n".join(items))
    return _frame(content, root="", heading=SCHOOL, pagetype=1, jsp="/index.jsp", news=-1)


def picture_path(story: Story, number: int, *, original: bool = False) -> str:
    """Pictures live under /__local/; the shown one is smaller than its original."""
    return f"/__local/D/E0/{story.id:04d}/{number}_{'O' if original else 'S'}.png"


def attachment_path(story: Story, number: int) -> str:
    """Attachments are behind VSB's download page."""
    return (
        f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner={OWNER}&wbfileid={story.id * 10 + number}"
    )


def attachments(story: Story) -> list[str]:
    """The names of a story's files."""
    return [p.removeprefix("[附件] ") for p in story.paragraphs if p.startswith("[附件] ")]


def read(name: str) -> str:
    """A file of pages/, as text."""
    return (files(__package__) / "pages" / name).read_text(encoding="utf-8")


def _frame(content: str, **values: object) -> str:
    return _fill("frame.htm", content=content, school=SCHOOL, column=COLUMN, tree=TREE, owner=OWNER, **values)


def _fill(name: str, **values: object) -> str:
    return Template(read(name)).substitute(values)


def _cut(title: str) -> str:
    return title if len(title) <= 24 else title[:23] + "..."


def _neighbour(story: Story | None) -> str:
    return "没有了" if story is None else f'<a href="{story.id}.htm">{escape(story.title)}</a>'


def _pager(page: int, pages: int) -> str:
    here = list_path(page, pages).rsplit("/", 1)[0] + "/"

    def href(to: int) -> str:
        path = list_path(to, pages)
        return path.removeprefix(here) if path.startswith(here) else "../" + path.rsplit("/", 1)[1]

    def step(name: str, to: int, words: str, off: bool) -> str:
        if off:
            return f'<span class="p_{name}_d p_fun_d">{words}</span>'
        return f'<span class="p_{name} p_fun"><a href="{href(to)}">{words}</a></span>'

    def number(to: int) -> str:
        if to == page:
            return f'<span class="p_no_d">{to}</span>'
        return f'<span class="p_no"><a href="{href(to)}">{to}</a></span>'

    first, last = page == 1, page == pages
    parts = [step("first", 1, "首页", first), step("prev", page - 1, "上页", first)]
    parts += [number(to) for to in range(1, pages + 1)]
    parts += [step("next", page + 1, "下页", last), step("last", pages, "尾页", last)]
    return "".join(parts)


def _body(story: Story) -> str:
    parts = []
    pictures = 0
    for paragraph in story.paragraphs:
        mark, _, rest = paragraph.partition(" ")
        if mark == "[图]":
            pictures += 1
            shown, original = picture_path(story, pictures), picture_path(story, pictures, original=True)
            parts.append(
                f'<p class="vsbcontent_img"><img class="img_vsb_content" src="{shown}" orisrc="{original}" '
                f'vurl="/_vsl/DE{story.id}/{pictures}" vsbhref="vurl" vwidth="480" vheight="" alt="{escape(rest)}"></p>'
            )
        elif mark == "[视频]":
            url = f"/__local/D/E0/{story.id:04d}/{quote(rest)}.mp4?e=.mp4"
            parts.append(
                f'<p class="vsbcontent_video"><script name="_videourl" vurl="{url}">'
                f'showVsbVideo("{url}","360","640","center","","false","{story.id}")</script></p>'
            )
        elif mark != "[附件]":
            name = ' class="vsbcontent_start"' if not parts else ""
            parts.append(f"<p{name}>{escape(paragraph)}</p>")
    parts.append(f'<p class="vsbcontent_end">{escape(story.credits).replace(" ", "&nbsp;" * 4)}</p>')
    return "\n".join(parts)


def _attachments(story: Story) -> str:
    rows = []
    for number, name in enumerate(attachments(story), 1):
        href, mark = escape(attachment_path(story, number)), f"nattach{story.id * 10 + number}"
        rows.append(
            f'<li>附件【<a href="{href}" target="_blank">{escape(name)}</a>】已下载<span id="{mark}"></span>次</li>'
        )
    return f'<p><UL style="list-style-type:none;">{"".join(rows)}</UL></p>' if rows else ""
