"""Seeds of ten bad days: whatever happens, nothing is lost, nothing comes that nobody wanted, and a message repeats
only where a kill or a cut fell between sending and hearing. A failure names its seed: `soak(folder, SEED)`.

Ten seeds, so that all tests end within ten minutes on a slow machine too; YAOWEN_SOAK=200 asks for more, in
fives.
"""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from soaking import Story, soak

SEEDS = range(int(os.environ.get("YAOWEN_SOAK", "10")))
CHUNK = 5  #: short tests are shared out evenly


def lived(folder: Path, template: Path, seed: int) -> Story:
    here = folder / str(seed)
    here.mkdir()
    shutil.copy(template, here / "yaowen.db")
    story = soak(here, seed)
    shutil.rmtree(here)
    return story


@pytest.mark.parametrize("first", SEEDS[::CHUNK])
def test_ten_bad_days_and_a_calm_end_keep_every_promise(tmp_path: Path, sqlite_template: Path, first: int):
    counts: Counter[str] = Counter()
    for seed in SEEDS[first : first + CHUNK]:
        story = lived(tmp_path, sqlite_template, seed)
        counts += story.counts
        assert story.verdict.wrong == {}, f"seed {seed}"
        assert story.faults == [], f"seed {seed}"
        assert set(story.reasons) <= {"expired", "withdrawn", "the"}, f"seed {seed}: {story.reasons}"

    assert counts["kills"] > CHUNK * 5
    assert all(counts[what] > 0 for what in ("articles", "edits", "outages", "blocked", "migrations", "renamed")), (
        counts
    )


def test_one_seed_is_one_story(tmp_path: Path, sqlite_template: Path):
    one, other = (
        lived(tmp_path / name, sqlite_template, 3) for name in ("a", "b") if (tmp_path / name).mkdir() is None
    )

    assert one == other


def test_a_promise_broken_on_purpose_is_found(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch):
    """The soak sees it when the intent is not written down before sending: the crash forgets what it had sent."""
    from bot.tell import outbox

    monkeypatch.setattr(outbox.transitions, "interrupted", lambda row, resend: {"state": "pending", "reason": "forgot"})

    assert any("duplicated" in lived(tmp_path, sqlite_template, seed).verdict.wrong for seed in range(3))
