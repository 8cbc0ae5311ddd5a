"""What a chat may ask: words in (Incoming), a reply out. Knows no Telegram, holds no connection.

answer.py    who said what, may he, which command; one transaction a command
table.py     the commands, filled by their decorator; what a command is given
menu.py      sources as buttons                      words.py   what replies say, zh and en
commands/    a file a command
"""
