"""Dialogs that change repos: refusals beside their fields, nothing sent twice, nothing lost, the right repo hit."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest
from huggingface_hub import HfApi

from hubtui.screens.dialogs.form import Form
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.user import User, browsing
from tests.lossy import lossy

NUMBERS = count()


@pytest.fixture(scope="module")
def changing() -> Iterator[DemoHub]:
    """A demo Hub that is changed."""
    with start_demo(repos=300) as hub:
        yield hub


@asynccontextmanager
async def at_list(
    hub: DemoHub, endpoint: str = "", token: str | None = "write", size: tuple[int, int] = (110, 36), **options: Any
) -> AsyncIterator[User]:
    """In the listing of ada's models, logged in."""
    known = hub.token if token == "write" else token
    async with browsing(endpoint or hub.endpoint, known, size=size, **({"author": "ada"} | options)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        if known:
            await user.sees("ada · ")
        yield user


def api_of(hub: DemoHub) -> HfApi:
    return HfApi(hub.endpoint, token=hub.token)


def new_name() -> str:
    return f"ada/journey-{next(NUMBERS)}"


async def open_create(user: User, name: str) -> None:
    await user.press("n")
    await user.sees("New repo")
    await user.type(name)
    await user.sees("the name is free")


async def send_create(user: User, name: str) -> None:
    await open_create(user, name)
    await user.press(*["enter"] * 4)


def answers(status: str, body: dict[str, Any] | str, headers: str = "") -> Callable[[asyncio.StreamWriter], Any]:
    async def answer(writer: asyncio.StreamWriter) -> None:
        content = body if isinstance(body, str) else json.dumps(body)
        kind = "text/html" if content.startswith("<") else "application/json"
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
        writer.write(head.encode() + content.encode())
        await writer.drain()

    return answer


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


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-x", "begin or end"),
        ("x.", "begin or end"),
        ("a--b", "no --"),
        ("a..b", "no .."),
        ("x.git", ".git"),
        ("a b", "a blank"),
        ("a/b", '"/"'),
        ("ü", '"ü"'),
        ("y" * 97, "at most 96"),
    ],
)
async def test_a_bad_name_is_told_while_it_is_typed_and_is_never_sent(
    changing: DemoHub, typed: str, words: str
) -> None:
    async with at_list(changing) as user:
        await user.press("n")
        await user.sees("New repo")
        await user.type(typed)
        await user.sees(words)
        await user.press(*["enter"] * 6)
        assert isinstance(user.app.screen, Form)
        assert not [one for one in user.app.worker.activity.exchanges if one.method == "POST"]


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
    async with at_list(changing, author="") as user:
        await user.press("D")
        await user.sees("is not yours")


async def test_enter_held_down_sends_once(changing: DemoHub) -> None:
    for _ in range(5):
        name = new_name()
        async with lossy(changing.endpoint) as between, at_list(changing, between.endpoint) as user:
            await open_create(user, name[4:])
            await user.press(*["enter"] * 4, *["enter"] * 20)
            await user.until(lambda name=name: api_of(changing).repo_exists(name), "the repo")
            await user.until(lambda: not user.app.desk.edits.under_way, "the end")
            assert len(between.handed_on) == 1


async def test_escape_while_sending_closes_the_dialog_and_the_end_is_told(changing: DemoHub) -> None:
    name = new_name()
    async with lossy(changing.endpoint) as between, at_list(changing, between.endpoint) as user:
        held = asyncio.Event()
        ask = between._ask

        async def slowly(head: bytes, body: bytes) -> bytes:
            if head.startswith(b"POST"):
                await held.wait()
            return await ask(head, body)

        between._ask = slowly  # type: ignore[method-assign]
        await send_create(user, name[4:])
        await user.sees("sending …")
        assert name in user_rows_below(user)
        await user.pilot.resize_terminal(70, 22)
        await user.press("escape")
        await user.loses("sending …")
        await user.sees("saving 1")
        held.set()
        await user.sees(f"{name}: created")
        assert api_of(changing).repo_exists(name)


def user_rows_below(user: User) -> list[str]:
    listing: Any = user.app.screen_stack[0]
    return [row.id for row in listing.parts.loading.rows]


async def test_the_hub_dies_while_it_is_sent_and_nothing_is_said_that_is_not_so(changing: DemoHub) -> None:
    name = new_name()
    async with lossy(changing.endpoint) as between, at_list(changing, between.endpoint) as user:

        async def dies(writer: asyncio.StreamWriter) -> None:
            between.is_gone = True
            writer.transport.abort()

        between.fault, between.acts, between.losing = dies, True, 1
        await send_create(user, name[4:])
        await user.sees("it is not known whether it was done")
        assert isinstance(user.app.screen, Form)
        between.is_gone = False
        await user.press("escape", "r")
        await user.until(lambda: name in user.rows, "the row that the Hub has")


async def test_the_repo_that_the_dialog_names_is_hit_whatever_moves_below(changing: DemoHub) -> None:
    doomed, other = new_name(), new_name()
    for name in (doomed, other):
        api_of(changing).create_repo(name)
    async with at_list(changing, sort="createdAt") as user:
        await user.press("r")
        await user.until(lambda: doomed in user.rows, "the new row")
        await user.press("home", *["down"] * user.rows.index(doomed), "D")
        await user.sees(f"Delete {doomed}")
        # Rows come and go below: another is first now.
        newer = new_name()
        api_of(changing).create_repo(newer)
        listing: Any = user.app.screen_stack[0]
        listing.parts.loading.do_refresh()
        await user.until(lambda: newer in user_rows_below(user), "the refreshed rows")
        listing.row_list.move_to(0)
        await user.type(doomed)
        await user.press("enter")
        await user.sees(f"{doomed}: deleted")
        assert not api_of(changing).repo_exists(doomed)
        assert api_of(changing).repo_exists(other)
        assert doomed not in user.rows


async def test_undo_after_a_restart_takes_back_or_says_why_not(changing: DemoHub) -> None:
    name, new = new_name(), new_name()
    api_of(changing).create_repo(name)
    async with at_list(changing, sort="createdAt") as user:
        await user.until(lambda: name in user.rows, "the row")
        await user.press("home", *["down"] * user.rows.index(name), "m")
        await user.sees(f"Move {name}")
        await user.type(new[4:])
        await user.press("enter")
        await user.sees(f"{name} → {new}")
    async with at_list(changing) as user:
        await user.press("u")
        await user.sees(f"{name} → {new} (")
        await user.sees("as ada)")
        await user.until(lambda: bool(user.app.screen.is_complete), "that it can be")
        await user.press("enter")
        await user.sees(f"{new} → {name}")
        assert api_of(changing).repo_info(new).id == name
        await user.press("U")
        await user.until(lambda: bool(user.app.screen.is_complete), "that it can be")
        await user.press("enter")
        await user.sees("takes it back")
        assert api_of(changing).repo_info(name).id == new
    api_of(changing).delete_repo(new)
    async with at_list(changing) as user:
        await user.press("u")
        await user.sees("is not there any more")
        await user.press("enter")
        assert isinstance(user.app.screen, Form)


async def test_undoing_a_creation_wants_the_id_typed_and_an_empty_repo(changing: DemoHub) -> None:
    name = new_name()
    async with at_list(changing) as user:
        await send_create(user, name[4:])
        await user.sees(f"{name}: created")
        await user.press("u")
        await user.sees("Its whole id")
        await user.press("enter")
        assert api_of(changing).repo_exists(name)
        await user.type(name)
        await user.press("enter")
        await user.sees(f"{name}: deleted")
        assert not api_of(changing).repo_exists(name)
        full = new_name()
        await send_create(user, full[4:])
        await user.sees(f"{full}: created")
        api_of(changing).upload_file(path_or_fileobj=b"mine", path_in_repo="notes.txt", repo_id=full)
        await user.press("u")
        await user.sees("is not empty any more: it holds notes.txt")


async def test_undo_brings_marks_back_first(changing: DemoHub) -> None:
    async with at_list(changing) as user:
        await user.press("space", "space")
        listing: Any = user.app.screen
        marked = dict(listing.row_list.marks.ids)
        await user.press("escape")
        assert not listing.row_list.marks.ids
        await user.press("u")
        assert listing.row_list.marks.ids == marked
        assert not isinstance(user.app.screen, Form)


async def test_a_plan_for_marked_rows_is_shown_then_done_and_can_be_taken_back(changing: DemoHub) -> None:
    names = sorted(new_name() for _ in range(3))
    for name in names:
        api_of(changing).create_repo(name)
    api_of(changing).update_repo_settings(names[1], gated="manual")
    async with at_list(changing, text="journey", sort="author") as user:
        await user.until(lambda: set(names) <= set(user.rows), "the rows")
        for name in names:
            await user.press("home", *["down"] * user.rows.index(name), "space")
        await user.press("P")
        await user.sees("Who may see these 3 repos")
        await user.press("enter", "enter")
        await user.sees("enter starts")
        assert "become private" in user.screen
        assert not api_of(changing).repo_info(names[0]).private, "nothing is sent before it was seen"
        await user.press("enter")
        await user.sees("3 done · 0 to go")
        assert all(api_of(changing).repo_info(name).private for name in names)
        assert api_of(changing).repo_info(names[1]).gated == "manual", "what nobody asked for stays as it was"
        await user.press("escape", "u")
        await user.sees("Take back 3 changes")
        await user.press("enter")
        await user.sees("3 done · 0 to go")
        assert not any(api_of(changing).repo_info(name).private for name in names)
        await user.press("escape")
        # Other names by a pattern, then all of them gone.
        await user.press("m")
        await user.sees("Move these 3 repos")
        await user.press("end")
        await user.type("-old")
        await user.press("enter")
        await user.sees("enter starts")
        await user.press("enter")
        await user.sees("3 done · 0 to go")
        assert all(api_of(changing).repo_exists(f"{name}-old") for name in names)
        await user.press("escape", "D")
        await user.sees("Delete these 3 repos for good")
        await user.type("3 ada")
        await user.press("enter")
        await user.sees("enter starts")
        await user.press("enter")
        await user.sees("3 done · 0 to go")
        assert not any(api_of(changing).repo_exists(f"{name}-old") for name in names)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("key", ["n", "m", "P", "D"])
@pytest.mark.parametrize("kind", ["models", "spaces"])
async def test_dialogs_are_whole_with_every_field_reachable(
    changing: DemoHub, size: tuple[int, int], key: str, kind: str
) -> None:
    async with at_list(changing, size=size, tab=kind) as user:
        await user.press(key)
        await user.until(lambda: isinstance(user.app.screen, Form), "the dialog")
        form: Any = user.app.screen
        await user.pilot.pause()
        dialog = form.query_one(".form").region
        assert dialog.x >= 0
        assert dialog.y >= 0
        assert dialog.right <= size[0]
        assert dialog.bottom <= size[1]
        seen = set()
        for _ in form._shown:
            field = form._shown[form._focused_entry].field
            seen.add(form._focused_entry)
            assert dialog.contains_region(field.region), form._focused_entry
            assert field.region.width >= 10
            await user.press("tab")
        assert len(seen) == len(form._shown)
        assert form._button.region.bottom <= dialog.bottom


async def test_mine_shows_all_of_mine_and_changes_in_it(changing: DemoHub) -> None:
    name = new_name()
    api_of(changing).create_repo(name, repo_type="dataset")
    async with at_list(changing) as user:
        await user.press("6")
        await user.sees("organisations")
        await user.until(lambda: name in user.screen or "of it is on its way" not in user.screen, "the repos")
        await user.press("/")
        await user.type(name)
        await user.press("enter")
        await user.sees(f"{name} ")
        await user.press("P")
        await user.sees("is public now")
        await user.press("right", "enter", "enter")
        await user.sees("public → private")
        await user.until(lambda: " private " in user.lines[6] or " private " in user.lines[5], "the row")
        await user.press("escape", "]")
        await user.sees("Small models that punch up")
        await user.press("]")
        await user.sees("Liked")
