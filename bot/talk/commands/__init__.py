"""A file a command. `load` imports them all, which enters them into the table."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from bot.talk.table import COMMANDS, Command, in_order


def load() -> Mapping[str, Command]:
    """Every command of this folder."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return in_order(COMMANDS)
