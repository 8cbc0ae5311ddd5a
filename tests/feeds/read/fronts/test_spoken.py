"""Headings that lead to a folder, above one article in it: columns of a front page, though each shows no list."""

from datetime import UTC, datetime

import pytest

from feeds.model import Page
from feeds.read.detect import detect

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
HOST = "http://veslovani.example"
TITLES = ("Mistrovství republiky na Labi", "Nová loděnice v Račicích otevřena", "Sbírka na člun pro mládež")
NEWS = '<div><h2><a href="/aktuality/">Aktuality</a></h2><ul>{}</ul></div>'.format(
    "".join(f"<li><a href=/aktuality/{n}-{n}.html>{title}</a> {20 - n}.11.2026</li>" for n, title in enumerate(TITLES))
)
BOX = '<div class=row><h2><a href="{url}">{name}</a></h2><a href="{item}"><img src=/i.jpg><h3>{title}</h3></a></div>'


def columns(box: str) -> dict[str, str]:
    page = f"<html lang=cs><title>Veslování</title><body><main>{NEWS}{box}</main></body></html>"
    found = detect(Page(url=f"{HOST}/", text=page, fetched=NOW))
    return {one.title: one.url.removeprefix(HOST) for one in found.columns}


def test_a_heading_above_an_article_of_its_folder_is_a_column():
    box = BOX.format(
        url="/rozhovor/", name="Rozhovor měsíce", item="/rozhovor/klara/", title="Klára Vrbová o vodě a o lodích"
    )

    assert columns(box) == {"Aktuality": "/aktuality/", "Rozhovor měsíce": "/rozhovor/"}


@pytest.mark.parametrize(
    ("url", "name", "item", "title"),
    [
        ("/rozhovor/", "Rozhovor měsíce", "/videa/klara/", "Klára Vrbová o vodě a o lodích"),
        ("/", "Rozhovor měsíce", "/rozhovor/klara/", "Klára Vrbová o vodě a o lodích"),
        ("/kluby/", "Kluby", "/kluby/praha/", "Praha"),
        ("/rozhovor/", "více", "/rozhovor/klara/", "Klára Vrbová o vodě a o lodích"),
        ("/rozhovor/", "Rozhovor měsíce s trenérkou národního družstva", "/rozhovor/klara/", "Klára Vrbová o vodě"),
    ],
    ids=["another folder", "the site", "a menu of words", "more", "a headline"],
)
def test_what_is_no_column_s_heading(url: str, name: str, item: str, title: str):
    assert columns(BOX.format(url=url, name=name, item=item, title=title)) == {"Aktuality": "/aktuality/"}
