"""config.toml → Config: checked whole, every fault reported at once with its line. It reads files, and nothing else.

lines.py    where each key stands in the text
values.py   what may be written for a span, an address, a zone …
tables.py   the tables, key by key, with their defaults
check.py    a table against its dataclass (the only file that imports pydantic)
secrets.py  token, token_file, token_env → Secret
text.py     the file → TOML, or where it is not
model.py    what comes out: Config
reader.py   one table after another, faults noted
load.py     the whole file, with what its tables say about each other
schema.py   the same as JSON Schema, for editors
"""

from bot.config.load import bare, load
from bot.config.model import ChannelConfig, ChatConfig, Config

__all__ = ["ChannelConfig", "ChatConfig", "Config", "bare", "load"]
