"""The chat side: tells chats about entries, and talks back. May import feeds; never the reverse.

chats/   who wants what        SQL and pure rules
tell/    what is owed → message → chat: outbox (SQL), compose (pure), deliver, channels/ (one file a kind)
talk/    what a chat may ask   words in, reply out; no Telegram in there
cli/     the `yaowen` command  a file a verb
app.py   puts the parts together; agree.py makes the tables what the config says
running.py   the parts side by side in one loop; reload.py, switchboard.py: a changed config while they run
"""
