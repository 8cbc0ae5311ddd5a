"""The demo's news as values: reads pages/NN.txt, puts the dates relative to today. No markup, no server."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from string import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of the made-up school, as its newsroom wrote it."""

    id: int
    title: str
    published: date
    credits: str
    paragraphs: tuple[str, ...]  #: "[图] caption", "[视频] name" and "[附件] file name" stand for what they say
    correction: tuple[str, str] | None = None  #: what is wrong in it, and what it should say


def stories(today: date) -> list[Story]:
    """All of them, the oldest first; the last ones are dated today and wait to be published."""
    folder = files(__package__) / "pages"
    texts = sorted((f.name, f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".txt"))
    return [_story(text, today) for _, text in texts]


def corrected(story: Story) -> Story:
    """The same story after its newsroom noticed the mistake."""
    if story.correction is None:
        return story
    wrong, right = story.correction
    return replace(
        story,
        title=story.title.replace(wrong, right),
        paragraphs=tuple(p.replace(wrong, right) for p in story.paragraphs),
        correction=None,
    )


def _story(text: str, today: date) -> Story:
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    published = today - timedelta(days=int(fields["days"]))
    body = Template(body).substitute(
        day=_day(published - timedelta(days=1)), deadline=_day(published + timedelta(days=14))
    )
    wrong, arrow, right = fields.get("correction", "").partition(" => ")
    return Story(
        id=int(fields["id"]),
        title=fields["title"],
        published=published,
        credits=fields["credits"],
        paragraphs=tuple(line for line in body.splitlines() if line.strip()),
        correction=(wrong, right) if arrow else None,
    )


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
