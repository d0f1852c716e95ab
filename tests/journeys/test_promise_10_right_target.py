"""Promise 10: whatever refreshes, sorts or goes between two keys, the id that is shown is the id that is sent."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from huggingface_hub import HfApi

from hubtui.action import Action
from hubtui.hub.calls import Exchange
from hubtui.managing.change_form import ChangeForm
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.user import User, browsing

REPOS = 12


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    """A demo Hub with some repos that come and go."""
    with start_demo(repos=300) as found:
        yield found


def id_of(exchange: Exchange) -> str:
    """The repo that a write was for."""
    if exchange.method == "PUT":
        return exchange.path.removeprefix("/api/models/").removesuffix("/settings")
    body = json.loads(exchange.content)
    return f"{body['organization']}/{body['name']}"


def writes_of(user: User) -> list[Exchange]:
    """All writes from here on: the activity log keeps the last few hundred requests only."""
    found: list[Exchange] = []
    user.app.session.worker.activity.listen(lambda one: found.append(one) if one.method in ("PUT", "DELETE") else None)
    return found


async def step(user: User, api: HfApi, rng: random.Random) -> None:
    """Something that moves rows: a key, a refresh, or somebody else."""
    listing: Any = user.app.screen_stack[0]
    match rng.randrange(6):
        case 0:
            listing.model.refresh()
        case 1:
            sort = rng.choice(["likes", "author", "createdAt", "lastModified"])
            from dataclasses import replace

            listing.model.ask(replace(listing.model.choice, sort=sort, ascending=rng.random() < 0.5))
        case 2:
            listing.rows.move_to(rng.randrange(REPOS))
        case 3:
            api.create_repo(f"ada/target-new-{rng.randrange(10**9)}")
        case 4:
            there = [model.id for model in api.list_models(author="ada", search="target-new")]
            if there:
                api.delete_repo(rng.choice(there))
        case 5:
            await user.pilot.pause(rng.choice([0, 0.01, 0.05]))


@pytest.mark.timeout(1800)
async def test_the_id_that_is_shown_is_the_id_that_is_sent(hub: DemoHub, runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    api = HfApi(hub.endpoint, token=hub.token)
    for number in range(REPOS):
        api.create_repo(f"ada/target-{number}", exist_ok=True)
    shown: list[str] = []
    async with browsing(hub.endpoint, hub.token, size=(80, 24), author="ada", text="target") as user:
        await user.until(lambda: len(user.rows) >= REPOS, "the rows")
        await user.sees("ada · ")
        writes = writes_of(user)
        listing: Any = user.app.screen
        perform, asked = listing.perform, list[str]()

        async def perform_and_tell(action: Action) -> None:
            # A refresh may come between what the test sees and the key: what counts is where the key found the cursor.
            asked.append(listing.rows.cursor_id)
            await perform(action)

        listing.perform = perform_and_tell
        for _ in range(runs(2000)):
            for _ in range(rng.randrange(3)):
                await step(user, api, rng)
            under = listing.rows.cursor_id
            if "target-new" in under or not under:
                continue
            asked.clear()
            await user.press("P")
            if user.app.screen is listing:
                # The rows of another order were loading: the key waited for them, and was dropped.
                await user.sees("press the key again")
                continue
            under = asked[0]
            form: Any = user.app.screen
            assert isinstance(form, ChangeForm), f"seed {seed}"
            assert under in form._title, f"seed {seed}"
            for _ in range(rng.randrange(3)):
                await step(user, api, rng)
            await user.until(lambda form=form: form.is_complete, f"the state of {under}, seed {seed}")
            writes.clear()
            await user.press("right", "enter")
            shown.append(under)
            await user.until(lambda form=form: user.app.screen is not form, f"the end of {under}, seed {seed}")
            assert [id_of(write) for write in writes] == [under], f"seed {seed}"
        assert shown


async def test_fifty_double_enters_are_fifty_requests(hub: DemoHub, runs: Callable[[int], int]) -> None:
    api = HfApi(hub.endpoint, token=hub.token)
    many = max(5, runs(50))
    names = [f"ada/doubled-{number}" for number in range(many)]
    for name in names:
        api.create_repo(name)
    async with browsing(hub.endpoint, hub.token, size=(80, 24), author="ada", text="doubled") as user:
        await user.until(lambda: len(user.rows) >= many, "the rows")
        await user.sees("ada · ")
        writes = writes_of(user)
        for left in range(many, 0, -1):
            listing: Any = user.app.screen
            name = listing.rows.cursor_id
            await user.press("D")
            form: Any = user.app.screen
            form._typed.value = name
            await user.press("enter", "enter")
            await user.until(lambda left=left: len(user_rows(user)) == left - 1, f"the end of {name}")
            while len(user.app.screen_stack) > 1:
                await user.press("escape")
        await user.until(lambda: len(writes) >= many, "the last write")
        assert sorted(map(id_of, writes)) == sorted(names)
    assert not list(api.list_models(author="ada", search="doubled"))


def user_rows(user: User) -> list[str]:
    listing: Any = user.app.screen_stack[0]
    return [row.id for row in listing.model.items]
