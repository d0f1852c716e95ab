"""The reader: pages, find and links, with the keys of less."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.containers import Container

from hubtui.presentation.json_document import JsonDocument
from hubtui.presentation.log_document import LogDocument
from hubtui.text.columns import Cell
from hubtui.text.document import Lines, Link, plain
from hubtui.widgets.reader import Reader

HEIGHT = 10


class ReaderApp(App[None]):
    """A reader alone, with what it said."""

    CSS = "Reader { overflow: hidden hidden; scrollbar-size: 0 0; height: 1fr; } FindBar { height: 1; dock: bottom; }"

    def __init__(self, cursor: bool = False) -> None:
        super().__init__()
        self.reader = Reader(id="reader", cursor=cursor)
        self.said: list[str] = []
        self.followed: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Container(self.reader)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(("dim", "rule", "cursor"), "#888888")

    def on_reader_said(self, event: Reader.Said) -> None:
        self.said.append(event.words)

    def on_reader_followed(self, event: Reader.Followed) -> None:
        self.followed.append(event.target)

    def on_reader_chosen(self, event: Reader.Chosen) -> None:
        self.followed.append(event.index)


@asynccontextmanager
async def reading(document: Any, cursor: bool = False) -> AsyncIterator[tuple[Reader, ReaderApp, Any]]:
    app = ReaderApp(cursor)
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        app.reader.show(document)
        app.reader.focus()
        await pilot.pause()
        yield app.reader, app, pilot


def numbered(number: int = 100) -> Lines:
    return plain([[Cell(f"line {place}" + (" Needle" if place % 30 == 5 else ""))] for place in range(number)])


async def find(reader: Reader, pilot: Any, text: str) -> None:
    reader.search.do_find()
    await pilot.pause()
    await pilot.press(*text)
    await pilot.pause(0.05)


async def test_pages_keep_a_line_in_view_and_the_ends_are_ends() -> None:
    async with reading(numbered()) as (reader, _, _pilot):
        reader.do_page_down()
        assert reader.top_line == HEIGHT - 1
        reader.do_half_page_down()
        assert reader.top_line == HEIGHT - 1 + (HEIGHT - 1) // 2
        reader.do_page_up()
        reader.do_page_up()
        assert reader.top_line == 0
        reader.do_to_end()
        assert reader.is_at_the_end
        assert reader.top_line == 100 - HEIGHT
        reader.do_to_start()
        assert reader.top_line == 0


async def test_a_text_that_is_typed_is_found_stepped_through_and_wraps_round() -> None:
    async with reading(numbered()) as (reader, app, pilot):
        await find(reader, pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        tops = []
        for _ in range(4):
            reader.search.do_next_match()
            tops.append(reader.top_line)
            await pilot.pause()
        assert "1 of 4 lines" in app.said[0] or "2 of 4 lines" in app.said[0]
        reader.search.do_next_match()
        await pilot.pause()
        assert any("round the end" in words for words in app.said)
        reader.search.do_previous_match()
        assert tops == sorted(tops)
        assert reader.leave()
        reader.search.do_next_match()
        await pilot.pause()
        assert "nothing is looked for" in app.said[-1]


@pytest.mark.parametrize(("text", "lines"), [("needle", 4), ("Needle", 4), ("NEEDLE", 0), ("line 9", 11)])
async def test_small_letters_find_both_cases_a_capital_only_itself(text: str, lines: int) -> None:
    async with reading(numbered()) as (reader, _, pilot):
        await find(reader, pilot, text.replace(" ", "")) if " " not in text else None
        if " " in text:
            reader.search.find(text)
            await pilot.pause(0.05)
        assert len(reader.search.finding.lines) == lines  # type: ignore[union-attr]


async def test_links_are_walked_and_followed_behind_wide_letters_too() -> None:
    lines = Lines([[Cell("日本語 "), Cell("here", "link")], [Cell("x")], [Cell("and "), Cell("there", "link")]])
    lines.links = [Link(0, 7, 11, "one"), Link(2, 4, 9, "two")]
    async with reading(lines) as (reader, app, pilot):
        for expected in ("one", "two", "one"):
            reader.links.do_next_link()
            reader.do_follow()
            await pilot.pause()
            assert app.followed[-1] == expected
        marked = [cell for cell in reader.cells_at(0) if cell.role == "current"]
        assert [cell.text for cell in marked] == ["here"]
        await pilot.click(reader, offset=(8, 0))
        await pilot.pause()
        assert app.followed[-1] == "one"


async def test_without_links_it_says_so() -> None:
    async with reading(numbered()) as (reader, app, pilot):
        reader.links.do_next_link()
        await pilot.pause()
        assert app.said == ["there are no links here"]


async def test_who_reads_at_the_end_of_what_grows_stays_there_and_who_does_not_stays_too() -> None:
    log = LogDocument()
    log.add(f"line {number}" for number in range(50))
    async with reading(log) as (reader, _, _pilot):
        reader.follow_the_end()
        log.add(["one more"] * 7)
        reader.lines_added()
        assert reader.is_at_the_end
        reader.go_to(20)
        log.add(["and more"] * 7)
        reader.lines_added()
        assert reader.top_line == 20


async def test_a_log_that_drops_its_oldest_lines_leaves_the_same_lines_in_view() -> None:
    log = LogDocument()
    log.add(f"line {number}" for number in range(250_000))
    async with reading(log) as (reader, _, _pilot):
        reader.go_to(200_000)
        before = log.text(reader.top_line)
        dropped = log.add(["new"] * 10)
        assert dropped == 50_000
        reader.lines_added(dropped)
        assert log.text(reader.top_line) == before
        assert "older lines are not kept" in log.text(0)


async def test_another_document_of_the_same_keeps_about_the_place() -> None:
    async with reading(numbered(100)) as (reader, _, _pilot):
        reader.go_to(50)
        reader.show(numbered(200), from_top=False)
        assert reader.top_line == 100
        reader.show(numbered(10))
        assert reader.top_line == 0


async def test_what_is_folded_is_opened_once_to_be_searched() -> None:
    document = JsonDocument({"deep": {"er": [{"needle": 1}]}, "more": [list(range(100)) for _ in range(200)]}, 80)
    async with reading(document, cursor=True) as (reader, _, pilot):
        folded = len(document)
        await find(reader, pilot, "99")
        while len(reader.search.finding.lines) < 200:  # type: ignore[union-attr]
            await pilot.pause(0.05)
        assert len(document) > 10 * folded
        reader.do_to_start()
        opened = len(document)
        document.toggle(0)
        reader.lines_added()
        await pilot.pause()
        assert len(document) < opened, "what was folded since stays so"


async def test_with_a_cursor_a_line_is_chosen() -> None:
    async with reading(numbered(), cursor=True) as (reader, app, pilot):
        reader.do_down()
        reader.do_down()
        reader.do_follow()
        await pilot.pause()
        assert app.followed == [2]
        reader.do_to_end()
        assert reader.cursor_line == 99
