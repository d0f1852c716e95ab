"""Dialogs that change repos: nothing sent twice, nothing lost, the right repo hit, and what was done taken back."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from textual import events

from hubtui.dialogs.form import Form
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.managing import api_of, at_list, new_name, open_create, send_create, user_rows_below
from tests.journeys.user import User
from tests.lossy import lossy


@pytest.fixture(scope="module")
def changing() -> Iterator[DemoHub]:
    """A demo Hub that is changed."""
    with start_demo(repos=300) as hub:
        yield hub


async def test_enter_held_down_sends_once(changing: DemoHub) -> None:
    for _ in range(2):
        name = new_name()
        async with lossy(changing.endpoint) as between, at_list(changing, between.endpoint) as user:
            await open_create(user, name[4:])
            await user.press(*["enter"] * 20)
            await user.until(lambda name=name: api_of(changing).repo_exists(name), "the repo")
            await user.until(lambda: not user.app.session.edit_services.queue.under_way, "the end")
            assert len(between.handed_on) == 1
            assert user.app.session.edit_services.queue.submitted_count == 1


async def test_an_id_pasted_as_the_name_takes_its_owner_with_it(changing: DemoHub) -> None:
    async with at_list(changing, changing.endpoint) as user:
        await user.press("n")
        await user.sees("New repo")
        user.app.post_message(events.Paste("acme-lab/new-thing"))
        await user.sees("‹ acme-lab ›")
        assert user.app.screen.query_one("#name").value == "new-thing"
        await user.press("ctrl+u")
        await user.type("nobody/else")
        await user.sees("nobody/else")
        await user.sees("‹ acme-lab ›")


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
        listing.model.refresh()
        await user.until(lambda: newer in user_rows_below(user), "the refreshed rows")
        listing.rows.move_to(0)
        await user.type(doomed)
        await user.press("enter")
        await user.sees(f"{doomed}: deleted")
        assert not api_of(changing).repo_exists(doomed)
        assert api_of(changing).repo_exists(other)
        assert doomed not in user.rows


async def test_the_page_of_a_deleted_repo_closes_and_is_not_offered_again(changing: DemoHub) -> None:
    doomed = new_name()
    api_of(changing).create_repo(doomed)
    async with at_list(changing, sort="createdAt") as user:
        await user.press("r")
        await user.until(lambda: doomed in user.rows, "the new row")
        await user.press("home", *["down"] * user.rows.index(doomed), "enter")
        await user.sees("Revisions")
        assert user.app.frame.recent[0] == ("model", doomed)
        await user.press("D")
        await user.sees(f"Delete {doomed}")
        await user.type(doomed)
        await user.press("enter")
        await user.sees(f"{doomed}: deleted")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the list")
        assert ("model", doomed) not in user.app.frame.recent
        await user.press("L")
        await user.sees("there is nothing to go forward to")


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
        await user.sees("u undoes it")
        assert api_of(changing).repo_info(name).id == new
    api_of(changing).delete_repo(new)
    async with at_list(changing) as user:
        await user.press("u")
        await user.sees("is not there any more")
        await user.press("enter", "enter")
        assert isinstance(user.app.screen, Form)
        assert user.app.session.edit_services.queue.submitted_count == 0


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
        await user.press("u")
        await user.sees("there is no change to undo")
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
        marked = dict(listing.rows.marks.ids)
        await user.press("escape")
        assert not listing.rows.marks.ids
        await user.press("u")
        assert listing.rows.marks.ids == marked
        assert not isinstance(user.app.screen, Form)


async def mark(user: User, names: list[str]) -> None:
    await user.until(lambda: set(names) <= set(user.rows), "the rows")
    for name in names:
        await user.press("home", *["down"] * user.rows.index(name), "space")


async def test_a_plan_for_marked_rows_is_shown_then_done_and_can_be_taken_back(changing: DemoHub) -> None:
    names = sorted(new_name() for _ in range(3))
    for name in names:
        api_of(changing).create_repo(name)
    api_of(changing).update_repo_settings(names[1], gated="manual")
    async with at_list(changing, text="journey", sort="author") as user:
        await user.until(lambda: set(names) <= set(user.rows), "the rows")
        await mark(user, names)
        await user.press("P")
        await user.sees("Who may see these 3 repos")
        await user.press("enter")
        await user.sees("enter starts")
        assert "become private" in user.screen
        assert not api_of(changing).repo_info(names[0]).private, "nothing is sent before it was seen"
        await user.press("enter")
        await user.sees("3 done   esc leaves")
        assert all(api_of(changing).repo_info(name).private for name in names)
        assert api_of(changing).repo_info(names[1]).gated == "manual", "what nobody asked for stays as it was"
        await user.press("escape", "u")
        await user.sees("Undo 3 changes")
        await user.press("enter")
        await user.sees("3 done   esc leaves")
        assert not any(api_of(changing).repo_info(name).private for name in names)
        await user.press("escape")
        # The marks end with the action that used them. Other names by a pattern, then all of them gone.
        await mark(user, names)
        await user.press("m")
        await user.sees("Move these 3 repos")
        await user.press("end")
        await user.type("-old")
        await user.press("enter")
        await user.sees("enter starts")
        await user.press("enter")
        await user.sees("3 done   esc leaves")
        assert all(api_of(changing).repo_exists(f"{name}-old") for name in names)
        await user.press("escape")
        await mark(user, [f"{name}-old" for name in names])
        await user.press("D")
        await user.sees("Delete these 3 repos for good")
        await user.type("3 ada")
        await user.press("enter")
        await user.sees("enter starts")
        await user.press("enter")
        await user.sees("3 done   esc leaves")
        assert not any(api_of(changing).repo_exists(f"{name}-old") for name in names)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("key", ["n", "m", "P", "D"])
@pytest.mark.parametrize("kind", ["models", "spaces"])
@pytest.mark.some(5)
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
        for _ in form._fields.shown:
            field = form._fields.shown[form._fields._focused].field
            seen.add(form._fields._focused)
            assert dialog.contains_region(field.region), form._fields._focused
            assert field.region.width >= 10
            await user.press("tab")
        assert len(seen) == len(form._fields.shown)
        assert form._button.region.bottom <= dialog.bottom


async def test_mine_shows_all_of_mine_and_changes_in_it(changing: DemoHub) -> None:
    name = new_name()
    api_of(changing).create_repo(name, repo_type="dataset")
    async with at_list(changing) as user:
        await user.press("6")
        await user.sees("organisations")
        await user.until(lambda: name in user.screen or "Loading" not in user.screen, "the repos")
        await user.press("/")
        await user.type(name)
        await user.press("enter")
        await user.sees(f"{name} ")
        await user.press("P")
        await user.sees("is public now")
        await user.press("right", "enter")
        await user.sees("public → private")
        await user.until(lambda: " private " in user.lines[6] or " private " in user.lines[5], "the row")
        await user.press("escape", "]")
        await user.sees("Small models that punch up")
        await user.press("]")
        await user.sees("Liked")


async def test_a_double_click_on_the_button_sends_once(changing: DemoHub) -> None:
    name = new_name()
    async with lossy(changing.endpoint) as between, at_list(changing, between.endpoint) as user:
        await open_create(user, name[4:])
        form: Any = user.app.screen
        column = form._button.region.x + 8
        await user.pilot.click(offset=(column, form._button.region.y), times=2)
        await user.sees(f"{name}: created")
        assert len(between.handed_on) == 1


async def test_the_page_of_a_repo_that_is_deleted_closes(changing: DemoHub) -> None:
    name = new_name()
    api_of(changing).create_repo(name)
    async with at_list(changing, text=name) as user:
        await user.until(lambda: user.rows == [name], "the row")
        await user.press("enter")
        await user.sees("1 Card")
        await user.press("D")
        await user.sees("Its whole id")
        await user.type(name)
        await user.press("enter")
        await user.sees(f"{name}: deleted")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the list")
        await user.until(lambda: user.rows == [], "the list without it")


async def test_a_part_of_the_id_or_another_deletes_nothing(changing: DemoHub) -> None:
    name = new_name()
    api_of(changing).create_repo(name)
    async with at_list(changing, text=name) as user:
        for typed in (name[:-1], f"{name}0", name.upper(), "", "yes"):
            await user.press("D")
            await user.sees("Its whole id")
            await user.type(typed)
            await user.press("enter", "enter", "escape")
        assert user.app.session.edit_services.queue.submitted_count == 0
        assert api_of(changing).repo_exists(name)


async def test_a_dialog_that_is_sending_sends_nothing_again(changing: DemoHub) -> None:
    name = new_name()
    api_of(changing).create_repo(name)
    async with lossy(changing.endpoint) as between, at_list(changing, between.endpoint, text=name) as user:
        held = asyncio.Event()
        ask = between._ask

        async def slowly(head: bytes, body: bytes) -> bytes:
            if head.startswith(b"DELETE"):
                await held.wait()
            return await ask(head, body)

        between._ask = slowly  # type: ignore[method-assign]
        await user.press("D")
        await user.sees("Its whole id")
        await user.type(name)
        await user.press("enter")
        await user.sees("sending …")
        await user.press("enter", "enter", "x", "enter")
        assert user.app.session.edit_services.queue.submitted_count == 1
        held.set()
        await user.sees(f"{name}: deleted")
        assert user.app.session.edit_services.queue.submitted_count == 1


async def test_on_a_narrow_screen_labels_stand_above_their_fields(changing: DemoHub) -> None:
    async with at_list(changing, size=(20, 10)) as user:
        await user.press("n")
        await user.type("tiny")
        await user.sees("Owner")
        lines = [line.strip(" │") for line in user.screen.splitlines()]
        owner = next(at for at, line in enumerate(lines) if line.startswith("Owner"))
        assert lines[owner + 1].startswith("‹ ada ›")
        assert lines[owner + 2].startswith("Name")
        assert lines[owner + 3].startswith("tiny")
