"""What screens are promised: joined, cancelled, newest first, what is looked at first, nothing left behind."""

import asyncio
import gc
import random
import weakref

import pytest

from hubtui.worker.worker import Priority, Superseded, Worker


async def begin(worker, request, settle, **options):
    """Ask, and let the request go out."""
    task = asyncio.create_task(worker.get(request, **options))
    await settle()
    return task


async def test_the_answer_reaches_who_asked(worker, hub, asked, settle) -> None:
    task = await begin(worker, asked("a"), settle)
    assert worker.under_way == 1
    asked("a").answers["a"].set_result(7)
    assert await task == 7
    await settle()
    assert worker.under_way == 0


async def test_equal_requests_go_out_once_and_answer_all(worker, hub, asked, settle) -> None:
    tasks = [await begin(worker, asked("a"), settle) for _ in range(3)]
    asked("a").answers["a"].set_result(7)
    assert await asyncio.gather(*tasks) == [7, 7, 7]
    assert hub.log == ["a"]


async def test_a_fresh_answer_is_one_that_is_asked_for_from_now_on(worker, hub, asked, settle) -> None:
    earlier = await begin(worker, asked("a"), settle)
    answer = asked("a").answers["a"]
    fresh = await begin(worker, asked("a"), settle, fresh=True)
    later = await begin(worker, asked("a"), settle)
    assert hub.log == ["a", "a"], "the fresh one goes out by itself, and nobody joins it"
    asked("a").answers["a"].set_result("new")
    answer.set_result("old")
    assert [await earlier, await fresh, await later] == ["old", "new", "old"]


async def test_an_error_reaches_all_who_joined(worker, hub, asked, settle) -> None:
    tasks = [await begin(worker, asked("a"), settle) for _ in range(3)]
    asked("a").answers["a"].set_exception(OSError("no line"))
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert [str(answer) for answer in answers] == ["no line"] * 3


async def test_an_answered_request_goes_out_again(worker, hub, asked, settle) -> None:
    for number in range(2):
        task = await begin(worker, asked("a"), settle)
        asked("a").answers["a"].set_result(number)
        assert await task == number
    assert hub.log == ["a", "a"]


async def test_an_answer_that_nobody_holds_is_gone_without_the_collector(worker, hub, asked, settle) -> None:
    """A page is most of a megabyte, and the collector comes by when it likes."""

    class Page:
        pass

    gc.collect()
    gc.disable()
    try:
        task = await begin(worker, asked("a"), settle)
        asked("a").answers["a"].set_result(Page())
        page = weakref.ref(await task)
        asked("a").answers.clear()
        del task
        await settle()
        assert page() is None
    finally:
        gc.enable()


async def test_one_who_leaves_does_not_cancel_the_others(worker, hub, asked, settle) -> None:
    leaver = await begin(worker, asked("a"), settle)
    stayer = await begin(worker, asked("a"), settle)
    leaver.cancel()
    await settle()
    asked("a").answers["a"].set_result(7)
    assert await stayer == 7
    assert leaver.cancelled()
    assert hub.cancelled == []


async def test_the_last_who_leaves_cancels_the_request(worker, hub, asked, settle) -> None:
    for task in [await begin(worker, asked("a"), settle) for _ in range(2)]:
        task.cancel()
    await settle()
    assert hub.cancelled == ["a"]
    assert worker.under_way == 0


async def test_a_request_asked_again_while_its_cancelling_goes_out_anew(worker, hub, asked, settle) -> None:
    first = await begin(worker, asked("a"), settle, slot="page")
    worker.leave("page")
    second = asyncio.create_task(worker.get(asked("a"), slot="page"))
    await settle()
    asked("a").answers["a"].set_result(7)
    assert await second == 7
    assert isinstance(first.exception(), Superseded)
    assert hub.log == ["a", "a"]


async def test_the_newest_of_a_slot_wins(worker, hub, asked, settle) -> None:
    older = await begin(worker, asked("a"), settle, slot="preview")
    newer = await begin(worker, asked("b"), settle, slot="preview")
    with pytest.raises(Superseded):
        await older
    assert hub.cancelled == ["a"]
    asked("b").answers["b"].set_result(7)
    assert await newer == 7


async def test_the_same_asked_again_in_a_slot_is_not_sent_again(worker, hub, asked, settle) -> None:
    older = await begin(worker, asked("a"), settle, slot="preview")
    newer = await begin(worker, asked("a"), settle, slot="preview")
    asked("a").answers["a"].set_result(7)
    assert await newer == 7
    assert isinstance(older.exception(), Superseded)
    assert (hub.log, hub.cancelled) == (["a"], [])


async def test_slots_do_not_disturb_each_other(worker, hub, asked, settle) -> None:
    preview = await begin(worker, asked("a"), settle, slot="preview")
    await begin(worker, asked("b"), settle, slot="search")
    worker.leave("search")
    worker.leave("never taken")
    await settle()
    assert hub.cancelled == ["b"]
    asked("a").answers["a"].set_result(7)
    assert await preview == 7


async def test_being_superseded_is_no_cancellation(worker, asked, settle) -> None:
    async def told_apart() -> str:
        try:
            await worker.get(asked("a"), slot="preview")
        except Superseded:
            return "superseded"
        return "answered"

    task = asyncio.create_task(told_apart())
    await settle()
    worker.leave("preview")
    assert await task == "superseded"


async def test_what_is_looked_at_goes_first(worker, hub, asked, settle) -> None:
    under_way = [await begin(worker, asked(name), settle) for name in "abc"]
    waiting = [
        await begin(worker, asked("ahead"), settle, priority=Priority.PREFETCH),
        await begin(worker, asked("asked"), settle, priority=Priority.BACKGROUND),
        await begin(worker, asked("looked at"), settle, priority=Priority.VISIBLE),
    ]
    assert hub.log == ["a", "b", "c"], "at most three at once"
    for name in ("a", "b", "c", "looked at", "asked", "ahead"):
        asked(name).answers[name].set_result(name)
        await settle()
    assert hub.log[3:] == ["looked at", "asked", "ahead"]
    await asyncio.gather(*under_way, *waiting)


async def test_what_is_fetched_ahead_leaves_a_place_for_what_is_looked_at(worker, hub, asked, settle) -> None:
    for name in "abc":
        await begin(worker, asked(name), settle, priority=Priority.PREFETCH)
    assert hub.log == ["a", "b"]
    await begin(worker, asked("looked at"), settle)
    assert hub.log == ["a", "b", "looked at"]


async def test_what_becomes_looked_at_is_promoted(worker, hub, asked, settle) -> None:
    for name in "abc":
        await begin(worker, asked(name), settle)
    await begin(worker, asked("first"), settle, priority=Priority.BACKGROUND, slot="first")
    await begin(worker, asked("ahead"), settle, priority=Priority.PREFETCH, slot="page")
    await begin(worker, asked("joined"), settle, priority=Priority.PREFETCH)
    await begin(worker, asked("joined"), settle, priority=Priority.VISIBLE)
    worker.promote("page")
    worker.promote("nothing there")
    for name in ("a", "b", "c"):
        asked(name).answers[name].set_result(name)
    await settle()
    assert hub.log[3:] == ["ahead", "joined", "first"]


async def test_a_request_that_waits_for_its_turn_can_be_left(worker, hub, asked, settle) -> None:
    for name in "abc":
        await begin(worker, asked(name), settle)
    await begin(worker, asked("d"), settle, slot="page")
    worker.leave("page")
    asked("a").answers["a"].set_result(None)
    await settle()
    assert hub.log == ["a", "b", "c"]
    assert worker.under_way == 2


async def test_waiting_is_told_to_all_and_to_who_comes_later(worker, hub, clock, query, wait, settle) -> None:
    from hubtui.hub.listings import ListingPage

    hub.faults = [wait(20.0, "busy")]
    heard: dict[str, list[float]] = {"early": [], "late": []}
    early = await begin(
        worker, ListingPage(query()), settle, on_wait=lambda told: heard["early"].append(told.seconds), slot="one"
    )
    await clock.advance(5.0)
    late = await begin(worker, ListingPage(query()), settle, on_wait=lambda told: heard["late"].append(told.seconds))
    assert heard == {"early": [20.0], "late": [15.0]}
    await clock.advance(15.0)
    assert await early is await late


async def test_what_is_under_way_is_told(hub, clock, asked, settle) -> None:
    seen: list[int] = []

    async def connect():
        return hub

    worker = Worker(connect, clock=clock, on_change=lambda: seen.append(worker.under_way))
    task = await begin(worker, asked("a"), settle)
    asked("a").answers["a"].set_result(None)
    await task
    await settle()
    assert seen == [1, 0]
    await worker.aclose()


async def test_nothing_is_connected_before_the_first_request(hub, clock) -> None:
    connected: list[bool] = []

    async def connect():
        connected.append(True)
        return hub

    await Worker(connect, clock=clock).aclose()
    assert connected == []


async def test_requests_share_one_client_which_is_closed_at_the_end(clock, hub, asked, settle) -> None:
    connected: list[bool] = []

    async def connect():
        connected.append(True)
        return hub

    worker = Worker(connect, clock=clock)
    tasks = [await begin(worker, asked(name), settle) for name in "ab"]
    await worker.aclose()
    assert connected == [True]
    assert hub.is_closed
    assert all(isinstance(task.exception(), Superseded) for task in tasks)
    assert sorted(hub.cancelled) == ["a", "b"]
    with pytest.raises(Superseded):
        await worker.get(asked("c"))


async def test_a_failed_connection_is_told_and_tried_again(hub, clock, asked, settle) -> None:
    outcomes = [ValueError("no such endpoint"), hub]

    async def connect():
        outcome = outcomes.pop(0)
        if isinstance(outcome, ValueError):
            raise outcome
        return outcome

    worker = Worker(connect, clock=clock)
    with pytest.raises(ValueError, match="no such endpoint"):
        await worker.get(asked("a"))
    task = await begin(worker, asked("a"), settle)
    asked("a").answers["a"].set_result(7)
    assert await task == 7
    await worker.aclose()


async def test_who_leaves_while_connecting_does_not_end_it_for_others(hub, clock, asked, settle) -> None:
    connected = asyncio.Event()

    async def connect():
        await connected.wait()
        return hub

    worker = Worker(connect, clock=clock)
    leaver = await begin(worker, asked("a"), settle)
    stayer = await begin(worker, asked("b"), settle)
    leaver.cancel()
    await settle()
    connected.set()
    await settle()
    asked("b").answers["b"].set_result(7)
    assert await stayer == 7
    assert hub.log == ["b"]
    await worker.aclose()


async def test_closing_while_connecting_ends_it(clock, asked, settle) -> None:
    async def connect():
        await asyncio.Event().wait()

    worker = Worker(connect, clock=clock)
    task = await begin(worker, asked("a"), settle)
    await worker.aclose()
    await settle()
    assert isinstance(task.exception(), Superseded)


async def test_every_caller_ends_as_it_should_whatever_happens(worker, hub, asked, settle, runs) -> None:
    """Requests, cancellations, leaving and answers in any order: who waits is answered, who left is not."""
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    kept: dict[asyncio.Task, str] = {}
    for _ in range(runs(2000)):
        name = f"r{chance.randrange(5)}"
        act = chance.choice(["ask", "ask", "cancel", "answer"])
        if act == "ask":
            kept[await begin(worker, asked(name), settle, priority=chance.choice(list(Priority)))] = name
        elif act == "cancel" and kept:
            gone = chance.choice(list(kept))
            del kept[gone]
            gone.cancel()
            await settle()
        elif name in (answers := asked(name).answers) and not answers[name].done():
            answers[name].set_result(name)
            await settle()
        kept = {task: named for task, named in kept.items() if not task.done() or answered(task, named, seed)}
        assert worker.under_way == len(set(kept.values())), f"seed {seed}"
    for _ in range(6):
        for answer in asked("").answers.values():
            if not answer.done():
                answer.set_result(None)
        await settle()
    assert all(task.done() for task in kept), f"seed {seed}"


def answered(task: asyncio.Task, name: str, seed: int) -> bool:
    """Checks the answer; the task is kept no longer."""
    assert task.result() == name, f"seed {seed}"
    return False
