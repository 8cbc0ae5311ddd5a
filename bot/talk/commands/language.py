"""/language: Chinese or English."""

from bot.model import Reply
from bot.talk import choices
from bot.talk.table import Asked, command, text
from feeds.match import fold

LANGUAGES = {
    **dict.fromkeys(("zh", "中文", "汉语", "chinese", "cn", "zh-cn"), "zh"),
    **dict.fromkeys(("en", "english", "英文", "英语"), "en"),
}


@command("language", zh="语言 language：zh、en", en="language 语言: zh, en", changes=True)
def language(asked: Asked) -> Reply:
    if asked.rest:
        wanted = LANGUAGES.get(fold(asked.rest))
        if wanted is None:
            return Reply(spans=text(asked.word("language_how")))
        asked.choose(language=wanted)
    return choices.card(asked, "language")
