"""Work beside a screen ends quietly where its answer is not wanted any more."""

import asyncio

from textual.app import App

from hubtui.pages.work import start_work
from hubtui.worker.single_flight import Superseded


async def test_work_that_is_superseded_ends_and_the_program_goes_on() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            raise Superseded
        finally:
            ended.append("work")

    app: App[None] = App()
    async with app.run_test() as pilot:
        start_work(app, work, "group")
        await pilot.pause()
        await asyncio.wait_for(app.workers.wait_for_complete(), 5)
        assert ended == ["work"]
        assert app.is_running
