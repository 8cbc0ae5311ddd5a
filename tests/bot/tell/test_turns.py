"""The turns of a channel: never more in a window than the service allows, whatever stood still meanwhile."""

import asyncio
import random
from itertools import pairwise

from bot.tell.pacing import Turn


def turns(count: int, stalls: dict[int, float]) -> list[float]:
    """When each of them was let go, where the program stands still for so long after some of them."""
    now = [100.0]
    rng = random.Random(1)

    async def sleep(seconds: float) -> None:
        now[0] += seconds + rng.uniform(0, 0.002)

    async def all_of_them() -> list[float]:
        turn = Turn(overall=(28, 1.0), monotonic=lambda: now[0], sleep=sleep)
        went = []
        for number in range(count):
            await turn.wait()
            went.append(now[0])
            now[0] += stalls.get(number, 0.0)
        return went

    return asyncio.run(all_of_them())


def most_in_a_second(times: list[float]) -> int:
    return max(sum(at <= other < at + 1.0 for other in times) for at in times)


def test_turns_are_spaced_evenly_and_lose_nothing_to_a_clock_that_wakes_late():
    times = turns(281, {})

    assert most_in_a_second(times) <= 29
    assert (len(times) - 1) / (times[-1] - times[0]) > 0.98 * 28


def test_after_standing_still_nothing_is_caught_up_in_a_burst():
    times = turns(200, {40: 0.9, 80: 3.0, 81: 0.5})

    assert most_in_a_second(times) <= 30
    assert sum(b - a < 0.01 for a, b in pairwise(times)) <= 3


def test_who_asks_first_goes_first():
    order: list[int] = []

    async def one(turn: Turn, number: int) -> None:
        await turn.wait()
        order.append(number)

    async def all_of_them() -> None:
        turn = Turn(overall=(1000, 1.0))
        await asyncio.gather(*(one(turn, number) for number in range(20)))

    asyncio.run(all_of_them())

    assert order == list(range(20))
