"""Pages in a real browser: narrow and wide, light and dark. No error, no side scroll, no stranger asked, no barrier."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
from feedtools import START, entry, running, source, stored, website
from xsscorpus import XSS

from feeds.keep import entries
from feeds.keep.db import Database
from feeds.model import Attachment

pytestmark = [browsing.needed, pytest.mark.filterwarnings("ignore::ResourceWarning")]

PAGES = [
    "/",
    "/yunhe/",
    "/e/2",
    "/e/3",
    "/search?q=%E8%A6%81%E9%97%BB",
    "/search?q=none",
    "/status",
    "/about-bot",
    "/none",
]
TOO_WIDE = """[...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.outerHTML.slice(0, 60)).join()"""
LINES = """(range => (range.selectNodeContents(document.querySelector('td:last-child')),
    range.getClientRects().length))(document.createRange())"""
FROM_THE_RIGHT = """[...document.querySelectorAll('h1, article p, article li')]
    .filter(e => /^[\u0600-\u06ff]/.test(e.textContent))
    .map(e => { const range = document.createRange(); range.selectNodeContents(e);
        return e.getBoundingClientRect().right - range.getBoundingClientRect().right })"""
WIDE_TABLE = "<table>" + "<tr>" + "<td>" + "很长的一格" * 9 + "</td>" * 9 + "</tr></table>"
PLAN = "<table>" + ("<tr>" + "<td>A12345678x</td>" * 18 + "<td>2026</td></tr>") * 2 + "</table>"
PICTURE = '<p><img src="http://127.0.0.1:9/1.jpg" width="1600" height="900" alt="会议现场"></p>'


@pytest.fixture(scope="module")
def site(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "yaowen.db").write_bytes(sqlite_template.read_bytes())
    db = Database(f"sqlite:///{folder / 'yaowen.db'}")
    file = Attachment(name="附件" * 40 + ".docx", url="http://www.yunhe.example/a/1.docx")
    stored(
        db,
        entry(1, title="https://www.yunhe.example/" + "a" * 200),
        entry(
            2,
            html=PICTURE + WIDE_TABLE + "<p>正文</p><pre>" + "x" * 300 + "</pre>",
            attachments=(file,),
            author="王小明",
        ),
        entry(3, text="第一段。\n第二段。", title="很长的标题" * 30),
        *[entry(n) for n in range(4, 60)],
        entry(61, html=PICTURE + PLAN + "<p><a href='javascript:a()'>展开</a></p>", attachments=(file,)),
        entry(62, title="مەكتەپتە يىغىن ئېچىلدى!", html="<p>بىرىنچى.</p><ul><li>ئىككىنچى.</li></ul>", text="بىرىنچى."),
        entry(60, html="".join(XSS), title="".join(XSS)[:500], summary="".join(XSS)),
    )
    with db.transaction() as tx:
        edit = {"text": "第一段。\n改了。", "revision": 2, "updated": entry(99).updated}
        tx.execute(entries.entries.update().where(entries.entries.c.number == 3).values(edit))
    with running(website(db, folder, source(), source("tzgg"), now=START, telegram="yunhe_bot")) as port:
        yield f"http://127.0.0.1:{port}"
    db.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browsing.browser() as found:
        yield found


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_quiet_fits_and_has_no_barrier(site, chromium, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    faults = []
    for path in PAGES:
        said.clear()
        page.goto(site + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{path}: scrolls sideways: {page.evaluate(TOO_WIDE)}")
        faults += [f"{path}: {each}" for each in said if "404" not in each and "ERR_" not in each]
        if (width == 320) is not (scheme == "light"):
            continue  # once narrow and light, once wide and dark: each rule has seen both
        found = Axe().run(page).response["violations"]
        faults += [f"{path}: {each['id']}: {json.dumps(each['nodes'][0]['html'])}" for each in found]
    context.close()

    assert faults == []
    strangers = {url for url in asked if not url.startswith(site) and url != "http://127.0.0.1:9/1.jpg"}
    assert strangers == set()


def test_paper_has_all_columns_and_the_addresses_of_files(site, chromium):
    page = chromium.new_page(viewport={"width": 718, "height": 1000})  # A4
    page.emulate_media(media="print")
    page.goto(site + "/e/61")

    right = page.evaluate("Math.max(...[...document.querySelectorAll('td')].map(e => e.getBoundingClientRect().right))")
    year = page.evaluate(LINES)
    after = page.evaluate("getComputedStyle(document.querySelector('.files a'), '::after').content")
    picture = page.evaluate("document.querySelector('img').getBoundingClientRect().width")
    page.close()

    assert right <= 718
    assert year == 1
    assert "http://www.yunhe.example/a/1.docx" in after
    assert picture < 0.6 * 718


def test_what_is_written_from_right_to_left_begins_at_the_right(site, chromium):
    page = chromium.new_page(viewport={"width": 700, "height": 800})
    page.goto(site + "/e/62")

    gaps = page.evaluate(FROM_THE_RIGHT)
    page.close()

    assert len(gaps) == 3
    assert max(gaps) < 1


def test_what_leads_nowhere_looks_like_text(site, chromium):
    page = chromium.new_page()
    page.goto(site + "/e/61")

    colours = page.evaluate("['p', 'p a'].map(e => getComputedStyle(document.querySelector('.body ' + e)).color)")
    page.close()

    assert len(set(colours)) == 1


def test_t9_nothing_of_the_xss_corpus_runs(site, chromium):
    context = chromium.new_context()
    page = context.new_page()
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    for path in ("/e/60", "/", "/yunhe/", "/search?q=alert"):
        page.goto(site + path)
        assert page.evaluate("window.origin") == site
        assert (
            page.locator("main script, main iframe, main object, main embed, main [onerror], main [onload]").count()
            == 0
        )
    context.close()

    assert alarms == []


def test_the_policy_of_the_pages_is_kept_by_the_pages_themselves(site, chromium):
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES:
        page.goto(site + path)
    context.close()

    assert [each for each in said if "Content Security Policy" in each] == []


def test_keyboard_reaches_the_content_first(site, chromium):
    page = chromium.new_page()
    page.goto(site)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.close()
