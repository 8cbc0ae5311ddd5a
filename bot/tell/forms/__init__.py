"""A Message in the form one service wants: JSON-ready values, within that service's limits. Pure; posts nothing.

What a message says is decided in compose.py and words.py; here it is only laid out, escaped and cut. A limit is
counted the way the service counts it. Markup in the news is never markup in the message.
"""
