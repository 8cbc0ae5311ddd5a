"""Keeps a process that runs for months small: threads that parse pages would each keep a heap of their own."""

import contextlib
import ctypes
import gc

_ARENA_MAX = -8  #: M_ARENA_MAX of glibc's mallopt(3)
ARENAS = 2


def prepare() -> None:
    """Before threads are started. Does nothing where the C library is not glibc."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_ARENA_MAX, ARENAS)


def trim() -> None:
    """Give back what the last polls needed and nobody needs now."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
