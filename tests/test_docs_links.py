"""Every link and picture in the docs leads somewhere, and the two READMEs say the same. It asks no site."""

import re
import tomllib
from fnmatch import fnmatch
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


def test_git_ignores_every_secret_where_the_howtos_put_it() -> None:
    ignored = [line.lstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()]
    named = {
        name
        for doc in [*ROOT.glob("docs/howto/*.md"), ROOT / "config.example.toml"]
        for name in re.findall(r'^ *(?:# ?)?\w+_file = "([^"/]+)"', doc.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }

    assert len(named) > 10
    assert [name for name in sorted(named) if not any(fnmatch(name, pattern) for pattern in ignored)] == []


@pytest.mark.parametrize("name", ["telegram", "wecom", "dingtalk", "feishu", "discord", "slack", "matrix", "email"])
def test_a_howto_makes_the_files_of_its_secrets_readable_for_their_owner_alone(name: str) -> None:
    text = (ROOT / f"docs/howto/{name}.md").read_text(encoding="utf-8")

    files = set(re.findall(r'^ *(?:# ?)?\w+_file = "([^"/]+)"', text, flags=re.MULTILINE))
    assert files
    assert [file for file in files if f"install -m 600 /dev/null {file}" not in text] == []


def test_the_layers_that_the_architecture_draws_are_those_that_are_checked() -> None:
    drawn = " ".join((ROOT / "docs/architecture.md").read_text(encoding="utf-8").split())
    checked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

    layers = {each["containers"][0].rpartition(".")[2]: each["layers"] for each in checked if each["type"] == "layers"}
    assert layers.keys() == {"feeds", "read", "bot"}
    for name, each in layers.items():
        assert f"{name} {' ▸ '.join(each)}".replace("(", "").replace(")", "") in drawn


def test_make_knows_every_target_that_the_docs_name() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {word for doc in DOCS for word in re.findall(r"(?:^|`)make (\w+)", doc.read_text("utf-8"), re.MULTILINE)}

    assert "setup" in named
    assert named <= targets
