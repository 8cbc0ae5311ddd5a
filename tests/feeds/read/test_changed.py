"""What no reader would notice changes no reading: a box about cookies above everything, metadata that nobody sees."""

import re

import judging
import pytest

COOKIES = (
    '<div class="k9x"><div class="k9y"><p>We use cookies to improve our website and your experience when using it. To '
    'find out more, see our <a href="/privacy">privacy policy</a>.</p><button>Accept</button></div></div>'
)
#: a sample of them, pages that are no news apart: three of those say too little beside the box
TRUTHS = [truth for truth in judging.truths() if truth["kind"] != "refused"][::25]
KNOWN = judging.known_misses()  #: of the pages as they are; test_pages.py keeps them


def opened(markup: str) -> str:
    return re.sub(r"<body\b[^>]*>", lambda m: m[0] + COOKIES, markup, count=1, flags=re.I)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth["file"])
def test_a_box_about_cookies_changes_nothing(truth):
    wrong = {f"{truth['file']}: {what}" for what, fine in judging.judged(truth, opened) if not fine}

    assert wrong == {line for line in KNOWN if line.startswith(f"{truth['file']}:")}
