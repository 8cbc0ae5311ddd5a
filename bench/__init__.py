"""Figures, measured here and printed: a module with a `run()` each, which `python -m bench` calls. No tests in here.

Only ratios within one run travel from machine to machine. What needs the real pages beside the project (../shared) says
so and is skipped where they are missing.
"""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def row(name: str, value: str, remark: str = "") -> None:
    """One printed figure."""
    print(f"  {name:<44} {value:>16}   {remark}".rstrip(), flush=True)


def heading(words: str) -> None:
    """What the figures below are about."""
    print(f"\n{words}", flush=True)
