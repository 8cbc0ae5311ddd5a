"""How much of the reading hangs on the words in classes and ids: python -m bench renamed.

The pages of tests/pages as they are, and with each word of every class and id replaced by letters that mean nothing,
the same word by the same letters throughout. What CSS frameworks say of a row's place or state (first, odd, active) and
WeChat's js_content stay. A site of unknown make has names that we do not know: this tells what we lose by that.
"""

import re
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

from bench.pages import CHECKS

_NAMED = re.compile(r"""(\s(?:class|id)\s*=\s*)(["'])([^"'<>]*)\2""", re.I)
_STATE = frozenset(["odd", "even", "first", "last", "active", "current", "js", "content"])
_DIGITS = str.maketrans("0123456789", "ghijklmnop")


def run() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "kit"))
    import judging

    asked: Counter[str] = Counter()
    right: Counter[tuple[str, bool]] = Counter()
    for truth in judging.truths():
        for changed in (False, True):
            for what, fine in judging.judged(truth, renamed) if changed else judging.judged(truth):
                right[what, changed] += fine
                asked[what] += not changed
    print(f"  {'':18}{'as they are':>14}{'renamed':>14}")
    for what in CHECKS:
        cells = (f"{right[what, changed]}/{asked[what]}" for changed in (False, True))
        print(f"  {what:18}" + "".join(f"{cell:>14}" for cell in cells))


def renamed(markup: str) -> str:
    """A page's markup with other words in its classes and ids; digits and signs stay."""
    return _NAMED.sub(
        lambda m: f"{m[1]}{m[2]}{re.sub(r'[A-Za-z]{2,}', lambda word: _other(word[0]), m[3])}{m[2]}", markup
    )


def _other(word: str) -> str:
    return word if word.lower() in _STATE else "k" + sha256(word.encode()).hexdigest()[:6].translate(_DIGITS)
