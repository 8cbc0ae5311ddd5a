"""Visual SiteBuilder articles: what the page says and nothing that only surrounds it."""

from datetime import UTC, datetime

import pytest
import vsbpages
from vsbpages import HOST

from feeds import read
from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Article, Attachment, Page, Precision

NOW = datetime(2026, 9, 20, 4, tzinfo=UTC)
URL = f"{HOST}/info/1042/5120.htm"
TEXT = (
    "9月18日上午，青岚职业学院在大礼堂召开新学期教学工作部署会议。\n"
    "会议由教务处处长林秋白主持，各系主任参加。\n"
    "会议强调，要把课堂质量放在首位。"
)


def told(text: str, url: str = URL) -> Article:
    return read.article(Page(url=url, text=text, fetched=NOW))


def test_an_article_says_its_title_day_and_text_and_nothing_around_them():
    found = told(vsbpages.article())

    assert found.id == "5120"
    assert found.title == "学院召开新学期教学工作部署会议"
    assert found.url == URL
    assert found.published == datetime(2026, 9, 18, tzinfo=SHANGHAI)
    assert found.precision is Precision.DAY
    assert found.text == TEXT
    assert "<script" not in found.html
    assert "5121.htm" not in found.html
    assert found.summary.startswith("9月18日上午，青岚职业学院在大礼堂召开")


@pytest.mark.parametrize("heading", ["h1", "h2", "h3", "h5", "div", "td", "span"])
@pytest.mark.parametrize("form", [True, False])
@pytest.mark.parametrize(
    "container",
    [
        '<div id="vsb_content"><div class="v_news_content">{body}</div></div>',
        '<div id="vsb_content_501">{body}</div>',
        '<div class="v_news_content">{body}</div>',
        '<div id="vsb_content_4" class="cont"><div class="v_news_content">{body}</div></div>',
        '<div id="vsb_newscontent"><div id="vsb_content_100"><div class="v_news_content">{body}</div></div></div>',
    ],
)
def test_the_title_and_body_are_found_wherever_the_template_puts_them(heading, form, container):
    found = told(vsbpages.article(heading=heading, form=form, container=container))

    assert (found.title, found.text) == ("学院召开新学期教学工作部署会议", TEXT)
    assert found.published == datetime(2026, 9, 18, tzinfo=SHANGHAI)


@pytest.mark.parametrize("form", [True, False])
@pytest.mark.parametrize(
    "container",
    ['<div class="wz_zw">{body}</div>', '<div class="content_box"><div>{body}</div></div>', "{body}"],
)
def test_a_template_that_names_its_body_as_it_likes_is_read_by_its_looks(container, form):
    meta = "发布时间：2026年09月18日 来源：教务处"
    found = told(vsbpages.article(container=container, form=form, meta=meta, after=vsbpages.attachment()))

    assert (found.id, found.title, found.text) == ("5120", "学院召开新学期教学工作部署会议", TEXT)
    assert found.published == datetime(2026, 9, 18, tzinfo=SHANGHAI)
    assert found.credits == {"来源": "教务处"}
    assert [file.name for file in found.attachments] == ["课程表.xls"]


@pytest.mark.parametrize(
    ("meta", "when", "precision", "credits"),
    [
        ("发布时间:2026-09-18阅读数:", "2026-09-18T00:00+08:00", "day", {}),
        (
            "日期： 2026-09-18 &nbsp; 信息来源： 党政办公室 点击数:",
            "2026-09-18T00:00+08:00",
            "day",
            {"信息来源": "党政办公室"},
        ),
        ("作者:教务科 时间：2026-09-18 10:05 点击数：", "2026-09-18T10:05+08:00", "minute", {"作者": "教务科"}),
        (
            "2026年09月18日 浏览量：<i>5</i>次 作者：江小舟 摄影：白露 编辑：石一鸣",
            "2026-09-18T00:00+08:00",
            "day",
            {"作者": "江小舟", "摄影": "白露", "编辑": "石一鸣"},
        ),
        (
            "来源：科技处&nbsp;&nbsp;作者：江小舟 发布时间：2026-09-18 10:05:06 浏览次数：[字体：大 中 小]",
            "2026-09-18T10:05:06+08:00",
            "second",
            {"来源": "科技处", "作者": "江小舟"},
        ),
        (
            "更新时间：2026-09-19 发布时间：2026-09-18 责任编辑：柳如",
            "2026-09-18T00:00+08:00",
            "day",
            {"责任编辑": "柳如"},
        ),
        ("（2026/09/18）", "2026-09-18T00:00+08:00", "day", {}),
    ],
)
def test_the_meta_line_gives_the_date_and_the_credits(meta, when, precision, credits):
    found = told(vsbpages.article(meta=f"<p>{meta}</p>"))

    assert found.published == datetime.fromisoformat(when)
    assert found.precision == precision
    assert dict(found.credits) == credits
    assert found.author == credits.get("作者")
    assert found.text == TEXT


def test_a_date_in_the_body_is_not_the_publication_date():
    body = "<p>根据2020年3月1日的文件，现通知如下：</p><p>青岚职业学院</p><p>2026年9月10日</p>"
    found = told(vsbpages.article(body, meta="<p>来源：办公室</p>"))

    assert found.published is None
    assert found.text.endswith("青岚职业学院\n2026年9月10日")


def test_the_date_of_the_meta_tags_is_taken_where_no_line_says_it():
    found = told(vsbpages.article(meta="", head_meta='<meta name="PubDate" content="2026-09-18 11:12">'))

    assert found.published == datetime(2026, 9, 18, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ending", "credits"),
    [
        (
            "<p>供图:宣传部     供文:办公室     编辑:石一鸣     审核:于文舟</p>",
            {"供图": "宣传部", "供文": "办公室", "编辑": "石一鸣", "审核": "于文舟"},
        ),
        ("<p style='text-align:right'>（图文：白露 审核：于文舟）</p>", {"图文": "白露", "审核": "于文舟"}),
        ("<p><span>（文/白露</span><span> 图/江小舟）</span></p><p><br></p>", {"文": "白露", "图": "江小舟"}),
        ("<p>撰稿：白露</p><p>编 辑：石一鸣</p>", {"撰稿": "白露", "编辑": "石一鸣"}),
    ],
)
def test_trailing_credit_lines_leave_the_body_and_become_credits(ending, credits):
    found = told(vsbpages.article(vsbpages.BODY + ending))

    assert dict(found.credits) == credits
    assert found.text == TEXT
    assert not any(name in found.html for name in credits.values())


def test_a_credit_at_the_end_of_the_last_sentence_leaves_too():
    body = "<p>会议在掌声中结束。</p>"
    body += "<p><span>大家深受启发，收获</span><span>很大。（青岚职业</span><span>学院教务处报道）</span></p>"
    found = told(vsbpages.article(body))

    assert found.text == "会议在掌声中结束。\n大家深受启发，收获很大。"
    assert dict(found.credits) == {"报道": "青岚职业学院教务处"}
    assert "报道" not in found.html


@pytest.mark.parametrize(
    "line",
    [
        "2026年8月1日",
        "广播站站长：吴小欣（兼）",
        "联系人：白露 电话：0351-0000000",
        "附件：报名表",
        "编辑部全体同仁祝大家节日快乐！",
        "（完）",
    ],
)
def test_nothing_else_leaves_the_end_of_the_text(line):
    found = told(vsbpages.article(f"{vsbpages.BODY}<p>{line}</p>"))

    assert found.text == f"{TEXT}\n{line}"
    assert dict(found.credits) == {}


def test_a_credit_line_in_the_middle_stays():
    found = told(vsbpages.article(f"<p>开头第一句话。</p><p>供图：宣传部</p>{vsbpages.BODY}"))

    assert "供图：宣传部" in found.text


def test_the_shown_picture_is_linked_to_its_original():
    body = (
        '<p class="vsbcontent_img"><img class="img_vsb_content" src="/__local/7/small.jpg" '
        'orisrc="/__local/7/big.jpg" '
        'vurl="/_vsl/7C/4C" vsbhref="vurl" vwidth="600"></p>'
        '<p><img src="../../images/same.png" orisrc="/images/same.png"></p>'
        '<p><img src="/system/resource/images/fileTypeImages/icon_doc.gif"></p>'
    )
    found = told(vsbpages.article(body))

    assert found.images == (f"{HOST}/__local/7/small.jpg", f"{HOST}/images/same.png")
    assert f'<a href="{HOST}/__local/7/big.jpg"><img' in found.html
    assert found.html.count("<a ") == 1
    assert found.text == ""
    assert found.summary == ""


def test_files_below_the_body_are_attachments():
    after = vsbpages.attachment() + vsbpages.attachment("方案.pdf", "9F8E7D6C5B4A39281706F5E4D3C2B1A0")
    found = told(vsbpages.article(after=after))

    assert [file.name for file in found.attachments] == ["课程表.xls", "方案.pdf"]
    assert found.attachments[0].url.startswith(
        f"{HOST}/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner="
    )
    assert "附件" not in found.text
    assert dict(found.credits) == {}


def test_files_inside_the_body_are_attachments_and_stay_links():
    found = told(vsbpages.article('<p>请见<a href="/__local/a/表.docx">报名表.docx</a>。</p>'))

    assert found.attachments == (Attachment(name="报名表.docx", url=f"{HOST}/__local/a/表.docx"),)
    assert "报名表.docx" in found.text


def test_a_video_called_by_a_script_is_recovered():
    body = (
        '<p class="vsbcontent_video"><script name="_videourl" vurl="/__local/1/x.mp4?e=.mp4">'
        'showVsbVideo("/__local/1/x.mp4?e=.mp4","height=\'400\'","600","center","","false","m1")</script></p>'
        "<p>观看录像。</p>"
    )
    found = told(vsbpages.article(body))

    assert found.videos == (f"{HOST}/__local/1/x.mp4?e=.mp4",)
    assert f"{HOST}/__local/1/x.mp4?e=.mp4" in found.html
    assert found.text == "观看录像。"


def test_a_document_shown_by_a_script_is_an_attachment_with_its_pages_as_pictures():
    body = (
        '<p><script>var vsb_pdf_image_data = ["/preview/1.jpg","/preview/2.jpg"];'
        'showVsbpdfIframe("/files/report.pdf","100%","900","0","",vsb_pdf_image_data);</script></p>'
    )
    found = told(vsbpages.article(body))

    assert found.attachments == (Attachment(name="report.pdf", url=f"{HOST}/files/report.pdf"),)
    assert found.images == (f"{HOST}/preview/1.jpg", f"{HOST}/preview/2.jpg")
    assert f'href="{HOST}/files/report.pdf"' in found.html
    assert found.text == ""


def test_an_escaped_picture_of_the_old_editor_is_one_again():
    found = told(vsbpages.article('<p>&lt;IMG src="/old/1.jpg" border=0&gt;校园一角。</p>'))

    assert found.images == (f"{HOST}/old/1.jpg",)
    assert found.text == "校园一角。"


@pytest.mark.parametrize("url", [f"{HOST}/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1042&wbnewsid=5120", URL])
def test_both_addresses_of_an_article_give_one_id(url):
    assert told(vsbpages.article(), url).id == "5120"


def test_a_page_that_only_redirects_is_external():
    body = (
        "<script>NewsvoteDWR.getNewsLinkUrl(5120,'1999000111','vsb',newsSkip);"
        "function newsSkip(data){if(data!='')window.location.href = data}</script>"
    )

    assert told(vsbpages.article(body)).external


def test_a_table_is_read_by_rows_and_cells():
    body = "<table><tbody><tr class='firstRow'><td><p>姓名</p></td><td>班级</td></tr>"
    body += "<tr><td>白露</td><td>一班</td></tr></tbody></table>"

    assert told(vsbpages.article(body)).text == "姓名\t班级\n白露\t一班"


@pytest.mark.parametrize(
    "furniture",
    [
        '<p>点击次数：<script>_showDynClicks("wbnews",1,2)</script></p>',
        '<div class="bdsharebuttonbox"><a href="#">分享到微信</a></div>',
        "<p>【关闭】 【打印】</p>",
        "<p>上一条：<a href='1.htm'>旧闻</a></p>",
    ],
)
def test_furniture_inside_the_body_is_taken_out(furniture):
    found = told(vsbpages.article(vsbpages.BODY + furniture))

    assert found.text == TEXT


def test_a_page_without_a_title_is_refused():
    with pytest.raises(ExtractError, match="no title"):
        told("<html><body><div class='v_news_content'></div><form name='_newscontent_fromname'></form></body></html>")


@pytest.mark.parametrize(
    "crumb",
    [
        '<a href="/index.htm">学院首页</a> &gt; <a href="/index/xwdt.htm">新闻动态</a> &gt; 正文',
        '当前位置：<a href="/">首页</a>-&gt;'
        '<a href="/index.htm">新闻中心</a>-&gt;<a href="/index/xwdt.htm">新闻动态</a>-&gt;<a>正文</a>',
        "青岚职业学院",
    ],
)
def test_an_article_leads_to_its_list(crumb):
    page = Page(url=URL, text=vsbpages.article(crumb=crumb), fetched=NOW)

    assert read.column(page) == f"{HOST}/index/xwdt.htm"
    assert read.looks_like(page) == "article"


def test_a_list_looks_like_one():
    page = Page(url=f"{HOST}/index/xwdt.htm", text=vsbpages.listing(), fetched=NOW)

    assert read.looks_like(page) == "list"
    assert read.kind_of(page) == "vsb"


def test_the_title_is_found_where_the_site_names_itself_first():
    text = vsbpages.article().replace(
        "<TITLE>学院召开新学期教学工作部署会议-青岚职业学院",
        "<TITLE>青岚职业学院-新闻动态-学院召开新学期教学工作部署会议",
    )

    assert told(text).title == "学院召开新学期教学工作部署会议"


def test_a_title_of_one_character_is_a_title():
    assert told(vsbpages.article(title="雨")).title == "雨"


def test_the_title_is_a_heading_where_the_page_names_only_the_site():
    text = vsbpages.article().replace("<TITLE>学院召开新学期教学工作部署会议-青岚职业学院", "<TITLE>青岚职业学院")

    assert told(text).title == "学院召开新学期教学工作部署会议"


def test_a_body_without_its_usual_names_is_found_by_its_paragraphs():
    found = told(vsbpages.article(container='<div class="wz"><div>{body}</div></div>'))

    assert found.text == TEXT


def test_a_subtitle_and_an_abstract_do_not_disturb():
    meta = (
        "<h3 class='fubiaoti'></h3><div class='info'>字体：<a href='javascript:doZoom(9)'>小</a> <a>中</a> <a>大</a> "
        "2026年09月18日 浏览量：<span></span>次 <span> 作者：白露</span> <span>摄影：江小舟</span></div>"
        "<div class='jianjie'><p>2020年1月1日以来的第一次。</p></div>"
    )
    found = told(vsbpages.article(meta=meta, heading="h1"))

    assert found.published == datetime(2026, 9, 18, tzinfo=SHANGHAI)
    assert dict(found.credits) == {"作者": "白露", "摄影": "江小舟"}


def test_a_body_that_is_called_content_keeps_its_numbers_its_last_line_and_where_it_leads():
    def read_content(body: str) -> Article:
        return told(vsbpages.article(body, container='<div class="content">{body}</div>'))

    table = "<table><tr><td>准考证号</td><td>成绩</td></tr><tr><td>2026001</td><td>86.5</td></tr></table>"
    rows = read_content(f"<p>现将拟录用人员名单公示如下：</p>{table}").text
    notice = read_content("<p>时间：2026年9月20日</p><p>联系电话：0551-1234567</p>").text
    stub = read_content("<script>location.href='https://mp.example/s/abc'</script>").url

    assert rows == "现将拟录用人员名单公示如下：\n准考证号\t成绩\n2026001\t86.5"
    assert notice == "时间：2026年9月20日\n联系电话：0551-1234567"
    assert stub == "https://mp.example/s/abc"


def test_a_box_that_is_called_content_and_holds_the_title_too_is_read_by_its_looks():
    page = vsbpages.article(container="<div>{body}</div>", heading="div", meta="发布时间：2026年09月18日 来源：教务处")
    found = told(page.replace('<div class="article">', '<div class="wz_content">'))

    assert (found.title, found.text) == ("学院召开新学期教学工作部署会议", TEXT)
    assert found.published == datetime(2026, 9, 18, tzinfo=SHANGHAI)
