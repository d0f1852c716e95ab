"""The columns of a listing are chosen in it, kept for the next run, and can be sorted by."""

from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hubtui.config.column_file import save_columns
from hubtui.config.settings import Settings, read_settings
from hubtui.hub.client import HubClient
from hubtui.presentation.row_order import sort_key_of
from tests.demo_hub import DemoHub
from tests.journeys.test_orders import choose_sort
from tests.journeys.user import User, requests_of, start, using

SIZE = (140, 30)


def titles(user: User) -> list[str]:
    return user.lines[2].split()


def expanded(user: User) -> list[set[str]]:
    """The fields that each request for models asked for."""
    paths = [path for path in requests_of(user) if path.startswith("/api/models?")]
    return [set(parse_qs(urlsplit(path).query)["expand"]) for path in paths]


def browsing(demo: DemoHub, settings: Settings | None = None, file: Path | None = None, **more: Any) -> Any:
    async def connect(record: Any) -> HubClient:
        return HubClient(demo.endpoint, None, on_exchange=record)

    how = start(logged_in=False, endpoint=demo.endpoint, settings=settings or Settings(preview=False), **more)
    if file is not None:
        how = how._replace(save_columns=partial(save_columns, file))
    return using(connect, how, SIZE)


async def pick(user: User, key: str) -> None:
    """Go to a column in the picker."""
    await user.sees("K J move")
    dialog: Any = user.app.screen
    dialog.row_list.move_to(dialog._keys.index(key))


async def test_columns_are_chosen_put_in_order_kept_and_set_back(demo: DemoHub, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# mine\npreview = false\n")
    async with browsing(demo, read_settings(file), file) as user:
        await user.until(lambda: bool(user.rows), "rows")
        usual = titles(user)
        first = expanded(user)[0]
        here = user.rows[2]
        await user.press("j", "j", "C")
        await pick(user, "storage")
        await user.press("space")
        await pick(user, "licence")
        await user.press("space")
        await pick(user, "licence")
        await user.press(*["K"] * 8)
        await pick(user, "task")
        await user.press("space", "enter")
        await user.until(lambda: titles(user)[:2] == ["Model", "Licence"], "the columns")
        await user.until(lambda: expanded(user)[-1] != first, "the request")
        assert expanded(user)[-1] == first | {"usedStorage"}
        assert titles(user)[-1] == "Storage"
        await user.until(lambda: any("GB" in line for line in user.lines[3:]), "sizes")
        assert user.under_cursor == here
    assert file.read_text().startswith("# mine\npreview = false\n")
    settings = read_settings(file)
    assert settings.columns["models"][0] == "licence"
    async with browsing(demo, settings, file) as user:
        await user.until(lambda: bool(user.rows), "rows")
        assert titles(user)[:2] == ["Model", "Licence"]
        assert all(fields == first | {"usedStorage"} for fields in expanded(user))
        await user.press("C", "d", "enter")
        await user.until(lambda: titles(user) == usual, "the default")
        assert first not in expanded(user), "nothing is asked for again to show less"
    assert read_settings(file).columns == {}


async def test_without_a_column_there_is_no_choice_and_escape_changes_nothing(demo: DemoHub, tmp_path: Path) -> None:
    settings = Settings(preview=False, columns={"models": ("likes",)})
    async with browsing(demo, settings, tmp_path / "config.toml") as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("C", "space", "enter")
        await user.sees("choose at least one column")
        await user.press("escape")
        await user.loses("choose at least one column")
        assert titles(user) == ["Model", "Likes"]
    assert not (tmp_path / "config.toml").exists()


async def test_where_the_settings_cannot_be_written_the_columns_hold_for_this_run(
    demo: DemoHub, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("theme = ")
    async with browsing(demo, None, file) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("C")
        await pick(user, "library")
        await user.press("space", "enter")
        await user.sees("the columns are for this run only")
        assert "Library" in titles(user)
        await user.press("2", "1")
        await user.until(lambda: "Library" in titles(user), "the columns")
    assert file.read_text() == "theme = "


async def test_what_is_loaded_is_sorted_by_a_column_that_the_hub_does_not_sort_by(demo: DemoHub) -> None:
    settings = Settings(preview=False, columns={"models": ("weights", "licence", "likes")}, page_size=60)
    size = sort_key_of("model", "weights", None)

    def sizes(user: User) -> list[int]:
        listing: Any = user.app.screen
        return [size(row) or -1 for row in listing.shown.view.items]

    async with browsing(demo, settings) as user:
        await user.until(lambda: len(user.rows) >= 60, "rows")
        await user.until(lambda: user.app.session.worker.under_way == 0, "the end of the requests")
        listing: Any = user.app.screen
        before, asked = user.rows, len(requests_of(user))
        await user.press("j", "space")
        marked = before[1]
        await choose_sort(user, "size")
        await user.sees("size ↓, of what is loaded")
        assert sorted(user.rows) == sorted(before)
        assert sizes(user) == sorted(sizes(user), reverse=True)
        assert (listing.rows.cursor, user.under_cursor) == (0, user.rows[0])
        assert list(listing.rows.marks.ids) == [marked]
        assert len(requests_of(user)) == asked, "nothing is asked for"
        # More rows come while a range is begun: cursor and range stay with their rows.
        await user.press("j", "v", "j", "j")
        here, begun = user.under_cursor, user.rows[1]
        assert await listing.model.load_all(2 * len(before)) is False
        assert sizes(user) == sorted(sizes(user), reverse=True)
        assert len(user.rows) >= 2 * len(before)
        assert user.under_cursor == here == user.rows[listing.rows.cursor]
        assert user.rows[listing.rows.marks.anchor] == begun
        await user.press("escape")
        await choose_sort(user, "size", turned=True)
        await user.sees("size ↑, of what is loaded")
        await user.press("s")
        await user.sees("of what is loaded:")
        await user.press("escape")
        await choose_sort(user, "trending")
        await user.sees("trending ↓")
        assert user.rows[: len(before)] == before
        assert list(listing.rows.marks.ids) == [marked]


async def test_a_sorted_column_that_is_hidden_leaves_the_order_of_the_hub(demo: DemoHub) -> None:
    settings = Settings(preview=False, columns={"models": ("weights", "likes")})
    async with browsing(demo, settings) as user:
        await user.until(lambda: bool(user.rows), "rows")
        before = user.rows
        await choose_sort(user, "size")
        await user.sees("of what is loaded")
        await user.press("C")
        await pick(user, "weights")
        await user.press("space", "enter")
        await user.sees("trending ↓")
        assert user.rows[: len(before)] == before


async def test_the_first_column_is_moved_again_by_the_next_key(demo: DemoHub) -> None:
    async with browsing(demo) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("C")
        await user.sees("K J move")
        dialog: Any = user.app.screen
        first = dialog._keys[0]
        await user.press("J", "J")
        assert dialog._keys[2] == first
        assert dialog.row_list.cursor_id == first
