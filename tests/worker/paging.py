"""What the tests of a pager share: pages, the rows that it has by number, and a user who scrolls."""

from types import SimpleNamespace

from hubtui.worker.pager import Pager, PagerState

HEIGHT = 40


def numbers(pager: Pager) -> list[int]:
    return [int(row.id.removeprefix("org/")) for row in pager.rows]


async def scroll_to_end(pager: Pager, clock) -> None:
    """Look at what there is until that is all."""
    for _ in range(60):
        pager.look(len(pager.rows), HEIGHT)
        await clock.advance(1.0)
        if pager.state not in (PagerState.READY, PagerState.LOADING):
            return


def page_of(count: int) -> list[SimpleNamespace]:
    return [SimpleNamespace(id=f"org/{number}") for number in range(count)]
