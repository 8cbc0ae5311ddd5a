"""What replies say, in the languages a chat may choose (zh.py, en.py). Messages about entries have their words in
bot/tell."""

from bot.talk import en, zh

WORDS = {"zh": zh.WORDS, "en": en.WORDS}


def speaks(language: str) -> str:
    """The language we answer in: zh for any Chinese, English for all others."""
    return "zh" if language.lower().startswith("zh") else "en"


def word(language: str, key: str) -> str:
    return WORDS[speaks(language)][key]
