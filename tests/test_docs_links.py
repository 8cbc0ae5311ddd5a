"""Every link and picture in the docs leads somewhere, and the two READMEs say the same. It asks no site."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^ *```.*?^ *```$", flags=re.MULTILINE | re.DOTALL)


def prose(doc: Path) -> str:
    return re.sub(r"`[^`\n]*`", "", CODE.sub("", doc.read_text(encoding="utf-8")))


def anchors(doc: Path) -> set[str]:
    """The headings as GitHub calls them in an address."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", doc.read_text(encoding="utf-8")), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def code(doc: Path) -> list[str]:
    """What stands in code blocks, without comments and labels, which are in the reader's language."""
    blocks = CODE.findall(doc.read_text(encoding="utf-8"))
    return [re.sub(r" *#.*$", "", block, flags=re.MULTILINE) for block in blocks if "mermaid" not in block]


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: str(doc.relative_to(ROOT)))
def test_every_link_leads_somewhere(doc: Path) -> None:
    lost = []
    for target in LINK.findall(prose(doc)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (doc.parent / path).resolve() if path else doc
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(target)

    assert lost == []


def test_both_readmes_have_the_same_parts() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))

    for part in (r"^(#+) ", r"^(\| `[^|]*(?:\\\|[^|]*)*`) \|", r"\((docs/[^)]*)\)", r"^(\d)\. "):
        said, told = (sorted(re.findall(part, text, flags=re.MULTILINE)) for text in (english, chinese))
        assert said == told
        assert said


def test_both_readmes_have_the_same_code() -> None:
    assert code(ROOT / "README.md") == code(ROOT / "README.zh.md")


@pytest.mark.parametrize("howto", sorted(ROOT.glob("docs/howto/*.md")), ids=lambda howto: howto.stem)
def test_a_howto_fits_a_screen_and_is_in_the_index(howto: Path) -> None:
    assert len(howto.read_text(encoding="utf-8").splitlines()) <= 60
    assert howto.stem == "README" or f"({howto.name})" in (howto.parent / "README.md").read_text(encoding="utf-8")
