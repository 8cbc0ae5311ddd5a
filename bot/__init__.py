"""The chat side: tells chats about entries, and talks back. May import feeds; never the reverse.

chats/   who wants what        SQL and pure rules
tell/    what is owed → message → chat: outbox (SQL), compose (pure), deliver, channels/ (one file a kind)
talk/    what a chat may ask   words in, reply out; no Telegram in there
cli/     the `yaowen` command  a file a verb
app.py   puts the parts together; the only file that knows them all
"""
