"""What a chat may ask: words in (Incoming), a reply out. Knows no Telegram, holds no connection.

answer.py    who said what, may he, which command; one transaction a command
elsewhere.py what is said in private about another chat
table.py     the commands, filled by their decorator; what a command is given
presses.py   what pressed buttons do             menu.py      sources as buttons
choices.py   what a chat may choose, as a card   rules.py     filters, tried on what came last (trial.py)
moments.py   times and spans, read and said      words.py     what replies say (zh.py, en.py)
commands/    a file a command
"""
