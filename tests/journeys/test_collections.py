"""The editor of a collection and what leads to it, where things go another way than planned."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.demo_hub import DemoHub, start_demo
from tests.journeys.collecting import comes, editing, held, made, saved, shown
from tests.journeys.managing import answers, api_of
from tests.lossy import lossy


@pytest.fixture(scope="module")
def changing() -> Iterator[DemoHub]:
    """A demo Hub that is changed."""
    with start_demo(repos=300) as hub:
        yield hub


async def test_a_note_that_is_too_long_is_counted_and_stays(changing: DemoHub) -> None:
    slug = made(changing)
    async with editing(changing, slug) as user:
        await user.press("e")
        await user.sees("0/500")
        user.app.screen.notes.field.field.value = "x" * 501
        await user.sees("1 too many")
        await user.press("enter")
        await user.sees("1 too many")
        await user.press("backspace", "enter")
        await user.until(lambda: user.app.screen.notes.field is None, "the note kept")
        await saved(user)
        assert api_of(changing).get_collection(slug).items[0].note == "x" * 500


async def test_marked_items_move_and_go_as_a_block(changing: DemoHub) -> None:
    slug = made(changing)
    first = held(changing, slug)
    async with editing(changing, slug) as user:
        await user.press("space", "j", "space", "m", "end", "enter")
        await saved(user)
        order = [first[1], *first[3:], first[0], first[2]]
        assert shown(user) == held(changing, slug) == order
        await user.press("u")
        await comes(user, changing, slug, first)
        await user.press("d")
        await comes(user, changing, slug, [first[1], *first[3:]])
        await user.press("u")
        await comes(user, changing, slug, first)
        await user.press("U")
        await comes(user, changing, slug, [first[1], *first[3:]])


async def test_all_in_order_by_name_is_one_change(changing: DemoHub) -> None:
    slug = made(changing, 8)
    first = held(changing, slug)
    async with editing(changing, slug) as user:
        await user.press("s")
        await user.sees("Put all in order by")
        await user.press("end", "enter")
        await comes(user, changing, slug, sorted(first, key=lambda name: name.rpartition("/")[2].casefold()))
        await user.press("u")
        await comes(user, changing, slug, first)


async def test_a_lost_release_and_escape_put_back_what_is_dragged(changing: DemoHub) -> None:
    slug = made(changing)
    first = held(changing, slug)
    async with editing(changing, slug) as user:
        items = user.app.screen._list

        async def post(kind: Any, y: int, button: int) -> None:
            x, top = items.region.x + 20, items.region.y
            event = kind(items, 20, y, 0, 1, button, False, False, False, screen_x=x, screen_y=top + y)
            items.post_message(event)
            await user.pilot.pause()

        for way_out in ("lost", "escape", "blur"):
            await post(events.MouseDown, 1, 1)
            await post(events.MouseMove, 3, 1)
            assert items.grab is not None
            if way_out == "lost":
                await post(events.MouseMove, 4, 0)
            elif way_out == "escape":
                await user.press("escape")
            else:
                items.blur()
                await user.pilot.pause()
            assert items.grab is None
            assert user.app.mouse_captured is None
            items.focus()
        # Far outside it lands at the nearest place.
        await post(events.MouseDown, 1, 1)
        await post(events.MouseMove, 3, 1)
        await post(events.MouseUp, 400, 1)
        await comes(user, changing, slug, [*first[1:], first[0]])


async def test_after_a_drag_the_cursor_is_on_the_item_that_was_dropped(changing: DemoHub) -> None:
    slug = made(changing)
    first = held(changing, slug)
    async with editing(changing, slug) as user:
        items = user.app.screen._list

        async def post(kind: Any, y: int) -> None:
            x, top = items.region.x + 20, items.region.y
            items.post_message(kind(items, 20, y, 0, 1, 1, False, False, False, screen_x=x, screen_y=top + y))
            await user.pilot.pause()

        await post(events.MouseDown, 1)
        await post(events.MouseMove, 3)
        await post(events.MouseUp, 3)
        # Textual sends a click after each release, and the line where the item landed is gone by then.
        await post(events.Click, 4)
        order = shown(user)
        assert order != first
        assert user.app.screen.items.here[1] == first[0]
        await comes(user, changing, slug, order)


@pytest.mark.parametrize("deed", ["deleted", "private"])
async def test_a_collection_that_goes_away_is_said_and_can_be_exported(
    changing: DemoHub, deed: str, tmp_path: Path
) -> None:
    slug = made(changing)
    async with editing(changing, slug) as user:
        api_of(changing).delete_collection(slug)
        await user.press("J")
        await user.sees("not there, or it is private")
        order = shown(user)
        await user.press("x")
        await user.press("down", "enter")
        await user.sees("Export")
        await user.press("enter")
        await user.sees("written to")
        (file,) = Path.cwd().glob("journey-*.json")
        text = file.read_text()
        assert [text.index(f'"{name}"') for name in order] == sorted(text.index(f'"{name}"') for name in order)


async def test_what_the_hub_refuses_is_taken_out_and_said(changing: DemoHub) -> None:
    slug = made(changing)
    async with lossy(changing.endpoint) as between, editing(changing, slug, between.endpoint) as user:
        between.fault, between.losing = answers("400 Bad Request", {"error": "this note is not nice"}), 1
        await user.press("e")
        await user.sees("0/500")
        await user.type("unkind")
        await user.press("enter")
        await user.sees("this note is not nice")
        assert user.app.screen.editor.edits.wanted.items[0].note == ""
        await user.press("u")
        await saved(user)
        assert api_of(changing).get_collection(slug).items[0].note == "unkind"


async def test_another_editor_is_merged_and_said(changing: DemoHub) -> None:
    slug = made(changing)
    first = held(changing, slug)
    api = api_of(changing)
    async with editing(changing, slug) as user:
        api.add_collection_item(slug, item_id="Qwen/Qwen2.5-VL-7B-Instruct", item_type="model")
        gone = api.get_collection(slug).items[4]
        api.delete_collection_item(slug, gone.item_object_id)
        await user.press("J")
        await user.sees("meanwhile by someone else: 1 added, 1 taken out")
        await saved(user)
        assert shown(user) == held(changing, slug)
        assert held(changing, slug)[:4] == [first[1], first[0], first[2], first[3]]


async def test_another_owners_collection_is_read_only(changing: DemoHub) -> None:
    slug = next(one.slug for one in api_of(changing).list_collections() if not one.slug.startswith(("ada/", "acme")))
    async with editing(changing, slug) as user:
        before = shown(user)
        await user.press("J")
        await user.until(lambda: any(words in user.screen for words in ("is not yours", "the role 'read'")), "why not")
        assert shown(user) == before


async def test_in_the_users_own_editor(changing: DemoHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slug = made(changing)
    first = held(changing, slug)
    script = tmp_path / "edit.py"
    script.write_text(
        "import sys\n"
        "lines = open(sys.argv[1]).read().splitlines()\n"
        "items = [line for line in lines if not line.startswith('#')]\n"
        "items = [items[2], items[0] + '  the first', items[1], *items[4:]]\n"
        "open(sys.argv[1], 'w').write('\\n'.join(items) + '\\n')\n"
    )
    monkeypatch.setenv("EDITOR", f"python {script}")
    async with editing(changing, slug) as user:
        from contextlib import nullcontext

        user.app.suspend = nullcontext  # a terminal of tests has no process to stop
        await user.press("ctrl+e")
        await user.sees("What the file changes")
        await user.sees(f"- model {first[3]}")
        await user.sees("1 item changes its place")
        await user.press("enter")
        await user.until(lambda: len(shown(user)) == 4, "the plan done")
        await comes(user, changing, slug, [first[2], first[0], first[1], first[4]])
        assert api_of(changing).get_collection(slug).items[1].note == "the first"


async def test_what_was_written_before_the_editor_failed_is_there_again(
    changing: DemoHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    slug = made(changing, 3)
    first = held(changing, slug)
    script = tmp_path / "edit.py"
    script.write_text("import sys\nopen(sys.argv[1], 'a').write('Qwen/Qwen3-8B\\n')\nsys.exit(1)\n")
    async with editing(changing, slug) as user:
        user.app.suspend = nullcontext  # a terminal of tests has no process to stop
        monkeypatch.setenv("EDITOR", "/no/such/editor")
        await user.press("ctrl+e")
        await user.sees("/no/such/editor is not there")
        monkeypatch.setenv("EDITOR", f"python {script}")
        await user.press("ctrl+e")
        await user.sees("ended with an error (1): nothing is changed; ctrl+e goes on")
        monkeypatch.setenv("EDITOR", "true")
        await user.press("ctrl+e")
        await user.sees("What the file changes")
        await user.press("enter")
        await comes(user, changing, slug, [*first, "Qwen/Qwen3-8B"])


async def test_quitting_asks_while_changes_are_not_saved(changing: DemoHub) -> None:
    slug = made(changing)
    async with lossy(changing.endpoint) as between, editing(changing, slug, between.endpoint) as user:
        held_back = asyncio.Event()
        ask = between._ask

        async def slowly(head: bytes, body: bytes) -> bytes:
            if not head.startswith(b"GET"):
                await held_back.wait()
            return await ask(head, body)

        between._ask = slowly  # type: ignore[method-assign]
        await user.press("J")
        await user.sees("saving 1")
        await user.app.screen.run_named("quit")
        await user.sees("not saved yet")
        held_back.set()
        await user.press("escape")
        await saved(user)


async def test_a_slip_in_the_editor_takes_nothing_out(
    changing: DemoHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    slug = made(changing, 4)
    first = held(changing, slug)
    script = tmp_path / "edit.py"
    told = tmp_path / "environment"
    script.write_text(
        "import os, sys\n"
        f"open({str(told)!r}, 'w').write(repr(dict(os.environ)))\n"
        "text = open(sys.argv[1]).read()\n"
        f"text = text.replace('models/{first[1]}', '::what is this')\n"
        "open(sys.argv[1], 'w').write(text + 'Qwen/Qwen3-8B  new\\n')\n"
    )
    monkeypatch.setenv("EDITOR", f"python {script}")
    monkeypatch.setenv("HF_TOKEN", "hf_secret_of_mine")
    async with editing(changing, slug) as user:
        user.app.suspend = nullcontext  # a terminal of tests has no process to stop
        await user.press("ctrl+e")
        await user.sees('line 6: "::what" is no page')
        await user.press("enter")
        await comes(user, changing, slug, [*first, "Qwen/Qwen3-8B"])
        assert api_of(changing).get_collection(slug).items[4].note == "new"
        assert "hf_secret_of_mine" not in told.read_text()


async def test_a_right_that_is_lost_is_said_and_nothing_is(changing: DemoHub) -> None:
    slug = made(changing)
    first = held(changing, slug)
    async with lossy(changing.endpoint) as between, editing(changing, slug, between.endpoint) as user:
        between.fault, between.losing = answers("403 Forbidden", {"error": "You don't have the rights"}), 99
        await user.press("J")
        await user.sees("1 unsaved")
        assert shown(user) == [first[1], first[0], *first[2:]]
        between.losing = 0
        await user.press("r")
        await comes(user, changing, slug, [first[1], first[0], *first[2:]])


async def test_a_double_click_opens_the_item(changing: DemoHub) -> None:
    slug = made(changing)
    first = held(changing, slug)
    async with editing(changing, slug) as user:
        await user.pilot.click("#items", offset=(30, 2), times=2)
        await user.until(lambda: getattr(getattr(user.app.screen, "page", None), "repo_id", "") == first[1], "its page")
        assert held(changing, slug) == first


async def test_a_note_stays_with_its_item_whatever_others_do(changing: DemoHub) -> None:
    slug = made(changing)
    first = held(changing, slug)
    api = api_of(changing)
    async with editing(changing, slug) as user:
        await user.press("j", "e")
        await user.sees("0/500")
        await user.type("for this one")
        api.update_collection_item(slug, api.get_collection(slug).items[1].item_object_id, position=4)
        user.app.screen.editor.check()
        await user.until(lambda: shown(user)[-1] == first[1], "the move of the other")
        await user.press("enter")
        await user.until(lambda: api.get_collection(slug).items[4].note == "for this one", "the note")
        # One that is taken out meanwhile: what was typed is not lost without a word.
        await user.press("e")
        await user.sees("12/500")
        api.delete_collection_item(slug, api.get_collection(slug).items[4].item_object_id)
        user.app.screen.editor.check()
        await user.until(lambda: len(shown(user)) == 4, "the removal")
        await user.press("enter")
        await user.sees("taken out meanwhile")


async def test_the_card_of_the_item_under_the_cursor_is_beside_the_items(changing: DemoHub) -> None:
    slug = made(changing)
    api = api_of(changing)
    paper = next(iter(api.list_daily_papers()))
    api.add_collection_item(slug, item_id=paper.id, item_type="paper", note="Read this first")
    ids = held(changing, slug)
    async with editing(changing, slug, size=(150, 40)) as user:
        pane: Any = user.app.screen.query_one("#preview")

        def words() -> str:
            return " ".join(" ".join(cell.text for line in pane._lines for cell in line).split())

        await user.until(lambda: ids[0] in words() and len(pane._lines) > 10, "the card of the first item")
        assert "downloads" in words()
        await user.press("K", "down")
        await user.until(lambda: ids[1] in words(), "the second item")
        await user.press("end")
        await user.until(lambda: "Read this first" in words() and "arXiv" in words(), "the note and the paper")
        await user.press("z")
        await user.loses(ids[0])
        await user.press("e")
        await user.sees("/500")
        await user.press("escape", "tab")
        await user.until(lambda: user.app.screen.focused is pane, "the focus in the preview")
        await user.press("escape", "d")
        await user.until(lambda: shown(user) == ids[:-1], "the last item gone")
        await saved(user)


async def test_an_empty_collection_offers_what_can_be_done_with_it(changing: DemoHub) -> None:
    slug = str(api_of(changing).create_collection("Still empty", namespace="ada").slug)
    async with editing(changing, slug) as user:
        await user.until(lambda: user.lines[-1].strip().startswith("a add  E title  D delete"), "the keys")
        assert "e note" not in user.lines[-1]
