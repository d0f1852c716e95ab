"""What the Hub refuses, or would: told where it was typed, before it is sent where that is known."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from textual.events import Paste

from hubtui.dialogs.form import Form
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.managing import answers, api_of, at_list, new_name, send_create, user_rows_below
from tests.journeys.user import at
from tests.lossy import lossy


@pytest.fixture(scope="module")
def changing() -> Iterator[DemoHub]:
    """A demo Hub that is changed."""
    with start_demo(repos=300) as hub:
        yield hub


REFUSALS = {
    "taken meanwhile": (answers("409 Conflict", {"error": "You already created this model repo"}), "already created"),
    "a name that it does not take": (answers("400 Bad Request", {"error": "Invalid name: forty-two"}), "Invalid name"),
    "no right": (
        answers("403 Forbidden", {"error": "You don't have the rights to create a model under the namespace ada"}),
        "don't have the rights",
    ),
    "token expired": (
        answers("401 Unauthorized", {"error": "Invalid credentials in Authorization header"}),
        "does not accept your token",
    ),
    "plan": (answers("402 Payment Required", {"error": "Upgrade to PRO"}), "your plan does not hold this"),
    "rate limit": (
        answers("429 Too Many Requests", {"error": "slow down"}, 'RateLimit: "api";r=0;t=250\r\n'),
        "too many requests",
    ),
    "server fault": (answers("500 Internal Server Error", {"error": "Internal Error"}), "500"),
    "a gateway's page": (answers("502 Bad Gateway", "<html>Bad gateway</html>"), "502"),
}


@pytest.mark.parametrize("case", REFUSALS)
@pytest.mark.some(3)
async def test_a_refusal_is_told_in_the_dialog_and_what_was_typed_stays(changing: DemoHub, case: str) -> None:
    name = new_name()
    async with lossy(changing.endpoint) as between:
        between.fault, words = REFUSALS[case]
        async with at_list(changing, between.endpoint) as user:
            between.losing = 99
            await send_create(user, name[4:])
            await user.sees(words)
            form: Any = user.app.screen
            assert isinstance(form, Form)
            assert form._repo_name.value == name[4:]
            assert not api_of(changing).repo_exists(name)
            # What is shown is what the Hub has: the row that stood there meanwhile is gone again.
            await user.press("escape")
            assert name not in user.rows
            between.losing = 0
            await send_create(user, name[4:])
            await user.sees(f"{name}: created")
            assert name in user.rows


BAD_NAMES = {
    "-x": "begin or end",
    "x.": "begin or end",
    "a--b": "no --",
    "a..b": "no ..",
    "x.git": ".git",
    "a b": "a blank",
    "a/b": '"/"',
    "ü": '"ü"',
    "y" * 97: "at most 96",
}


async def test_a_bad_name_is_told_while_it_is_typed_and_is_never_sent(changing: DemoHub) -> None:
    async with at_list(changing) as user:
        for typed, words in BAD_NAMES.items():
            await user.press("n")
            await user.sees("New repo")
            assert words not in user.screen
            user.app.post_message(Paste(typed))
            await user.sees(words)
            await user.press(*["enter"] * 6)
            assert isinstance(user.app.screen, Form), typed
            await user.press("escape")
            await user.until(lambda: not isinstance(user.app.screen, Form), "the list")
        assert not [one for one in user.app.session.worker.activity.exchanges if one.method == "POST"]


async def test_a_name_that_is_taken_or_was_is_told_before_it_is_sent(changing: DemoHub) -> None:
    old, new = new_name(), new_name()
    api_of(changing).create_repo(old)
    api_of(changing).move_repo(old, new)
    async with at_list(changing) as user:
        await user.press("n")
        await user.type(new[4:])
        await user.sees("there is a model of this name already")
        await user.press("escape", "n")
        await user.type(old[4:])
        await user.sees(f"leads to {new}")


@pytest.mark.parametrize("which", ["none", "read", "read only"])
async def test_what_cannot_be_done_is_dim_and_says_why(changing: DemoHub, which: str) -> None:
    token = {"none": None, "read": changing.read_token, "read only": changing.token}[which]
    async with at_list(changing, token=token) as user:
        if which == "read only":
            user.app.frame.rights = user.app.frame.rights._replace(read_only=True)
        words = {"none": "not logged in", "read": "may only read", "read only": "--read-only"}[which]
        for key in "nmPDuU":
            await user.press(key)
            await user.sees(words)
            assert not isinstance(user.app.screen, Form)
        await user.press("?")
        await user.sees("not now")


async def test_another_owners_repo_is_not_offered_to_be_changed(changing: DemoHub) -> None:
    async with at_list(changing, author="ada, Qwen", size=(160, 36)) as user:
        await user.until(lambda: {one.partition("/")[0] for one in user.rows} == {"ada", "Qwen"}, "repos of both")
        listing: Any = user.app.screen
        for owner, is_own in (("ada", True), ("Qwen", False), ("ada", True), ("Qwen", False)):
            listing.rows.move_to(next(index for index, one in enumerate(user.rows) if one.startswith(owner)))
            await user.until(lambda is_own=is_own: ("D delete" in user.lines[-1]) is is_own, f"the keys for {owner}")
        await user.press("D")
        await user.sees("Qwen is not yours")


@pytest.mark.parametrize(
    ("page", "key", "label", "words"),
    [
        ("Qwen/Qwen3-0.6B", "D", "delete", "delete it, or"),
        ("spaces/open-llm-leaderboard/open_llm_leaderboard", "x", "actions", "restart, rebuild"),
    ],
)
async def test_a_page_of_another_owner_offers_no_change(
    changing: DemoHub, page: str, key: str, label: str, words: str
) -> None:
    async with at(changing, page, size=(160, 36)) as user:
        await user.sees("ada · ")
        await user.sees("c collect")
        await user.press(key)
        await user.sees("is not yours")
        await user.press("j")
        assert f"{key} {label}" not in user.lines[-1]
        await user.press(":")
        await user.type(words.replace(",", ""))
        assert words not in user.screen


async def test_a_page_of_an_own_repo_offers_its_changes(changing: DemoHub) -> None:
    name = new_name()
    api_of(changing).create_repo(name)
    async with at(changing, name, size=(160, 36)) as user:
        await user.sees("D delete")
        await user.press(":")
        await user.type("delete it or")
        await user.sees("delete it, or")


async def test_the_hub_dies_while_it_is_sent_and_nothing_is_said_that_is_not_so(changing: DemoHub) -> None:
    name = new_name()
    async with lossy(changing.endpoint) as between, at_list(changing, between.endpoint) as user:

        async def dies(writer: asyncio.StreamWriter) -> None:
            between.is_gone = True
            writer.transport.abort()

        between.fault, between.acts, between.losing = dies, True, 1
        await send_create(user, name[4:])
        await user.sees("whether it was done")
        assert isinstance(user.app.screen, Form)
        between.is_gone = False
        await user.press("escape", "r")
        await user.until(lambda: name in user.rows, "the row that the Hub has")


@pytest.mark.parametrize("case", ["no right", "server fault", "rate limit", "token expired"])
@pytest.mark.parametrize("key", ["m", "P", "D"])
@pytest.mark.some(4)
async def test_each_dialog_stays_with_the_reason_and_the_list_is_as_the_hub_is(
    changing: DemoHub, key: str, case: str
) -> None:
    name = new_name()
    api_of(changing).create_repo(name)
    async with lossy(changing.endpoint) as between:
        between.fault, words = REFUSALS[case]
        async with at_list(changing, between.endpoint, text=name) as user:
            between.losing = 99
            await user.press(key)
            await user.until(lambda: isinstance(user.app.screen, Form), "the dialog")
            form: Any = user.app.screen
            if key == "P":
                await user.sees("is public now")
                await user.press("right", "enter")
            else:
                await user.type(f"{name[4:]}-x" if key == "m" else name)
                await user.press("enter")
            await user.sees(words)
            assert user.app.screen is form
            assert all(not entry.field.disabled for entry in form._fields.shown)
            assert user_rows_below(user) == [name]
            listing: Any = user.app.screen_stack[0]
            assert not listing.model.items[0].private
            assert not api_of(changing).repo_info(name).private
            between.losing = 0
            # The focus is where the trouble was; enter goes on from there.
            await user.press("enter")
            await user.until(lambda: user.app.screen is not form, "that it is done now")


async def test_undo_says_that_the_name_is_taken_since_or_the_right_is_lost(changing: DemoHub) -> None:
    name, new = new_name(), new_name()
    api_of(changing).create_repo(name)
    async with lossy(changing.endpoint) as between, at_list(changing, between.endpoint, text=name) as user:
        await user.press("m")
        await user.sees(f"Move {name}")
        await user.type(new[4:])
        await user.press("enter")
        await user.sees(f"{name} → {new}")
        api_of(changing).create_repo(name)
        await user.press("u")
        await user.until(lambda: bool(user.app.screen.is_complete), "that it can be tried")
        await user.press("enter")
        await user.sees("already exists")
        await user.press("escape")
        api_of(changing).delete_repo(name)
        between.fault, between.losing = REFUSALS["no right"][0], 99
        await user.press("u")
        await user.until(lambda: bool(user.app.screen.is_complete), "that it can be tried")
        await user.press("enter")
        await user.sees("don't have the rights")
        assert api_of(changing).repo_info(new).id == new
