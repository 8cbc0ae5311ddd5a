"""What messages say besides the news itself, in the languages a chat may choose. Commands have words of their own."""

WORDS = {
    "zh": {
        "changed": "已更正",
        "withdrawn": "已撤回",
        "read": "阅读原文",
        "copy": "复制链接",
        "attachments": "附件",
        "more": "共 {n} 个附件",
        "digest": "{n} 条要闻",
        "digest_begun": "{n} 条要闻，随后还有 {left} 条",
        "and_more": "……还有 {n} 条",
        "test": "测试消息",
        "test_body": "要闻已经可以向这里发送消息。有新文章时，会像这样出现：标题、来源和日期、摘要。",
        "colon": "：",
        "rest": "还有 {n} 条",
        "leave": "退订",
    },
    "en": {
        "changed": "Corrected",
        "withdrawn": "Withdrawn",
        "read": "Read article",
        "copy": "Copy link",
        "attachments": "Attachments",
        "more": "{n} attachments in all",
        "digest": "{n} headlines",
        "digest_begun": "{n} headlines, {left} more follow",
        "and_more": "… and {n} more",
        "test": "Test message",
        "test_body": "Yaowen can send here. A new article will look like this: title, source and date, summary.",
        "colon": ": ",
        "rest": "and {n} more",
        "leave": "Unsubscribe",
    },
}


def word(language: str, key: str) -> str:
    """In the language asked for; English where we do not speak it."""
    return WORDS.get(language.split("-")[0].lower(), WORDS["en"])[key]
