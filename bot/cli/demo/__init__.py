"""`yaowen demo`: the whole story on this machine, without token or internet. The program that it shows is the real one.

stories.py   the news, as values          pages/  their texts and templates
markup.py    the news as VSB pages        pictures.py  drawn in code
site.py      those pages served on 127.0.0.1
story.py     Yaowen at work on that site, narrated and checked
"""

from typing import Annotated

import typer


def command(
    once: Annotated[
        bool, typer.Option("--once", help="Tell the story quickly, check what it claims, and end.")
    ] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where to serve the feeds.")] = 8000,
) -> None:
    """Watch it work: a made-up college publishes news; see the poll, the feed and the message. Ctrl-C ends it."""
    from bot.cli.demo.story import tell

    raise typer.Exit(tell(once=once, port=port))
