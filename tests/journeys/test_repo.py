"""A repo in full: opened from a row, read, walked through, and left again."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from hubtui.hub.client import HubClient
from hubtui.hub.datasets import ParquetShards
from hubtui.hub.listings import ListingPage
from hubtui.hub.pagination import pages
from hubtui.hub.query import ListingQuery
from tests.demo_hub import DemoHub
from tests.journeys.user import at, browsing, requests_of, settled
from tests.writer import Writer


async def test_opening_paints_what_the_list_knows_asks_little_and_going_back_asks_nothing(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        await user.press("down", "down")
        # The preview asks for its card once the keys rest.
        await user.until(lambda: any("README" in path for path in requests_of(user)), "the card")
        await settled(user)
        repo_id, before = user.under_cursor, len(requests_of(user))
        await user.press("enter")
        await user.sees("outline")
        await user.until(lambda: bool(user.app.screen.page.info), "the info")
        await settled(user)
        opened = [path for path in requests_of(user)[before:] if "whoami" not in path]
        assert len(opened) <= 3, opened
        after = len(requests_of(user))
        await user.press("escape")
        await user.sees("trending")
        assert user.under_cursor == repo_id
        assert len(requests_of(user)) == after


async def test_the_header_needs_no_answer(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("hubtui.resources.repos.page.RepoPage.ask", never)
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        repo_id = user.under_cursor
        await user.press("enter")
        await user.sees(f"{repo_id}   main")
        assert "likes" in user.screen
        assert "updated" in user.screen
        await user.press("escape")
        await user.sees("trending")


async def test_twenty_trips_leave_cursor_marks_and_scroll_where_they_were(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, size=(100, 24)) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        await user.press(*["down"] * 30, "space", "up", "up")
        listing: Any = user.app.screen
        place = (listing.rows.cursor, listing.rows.top_line, dict(listing.rows.marks.ids))
        for back in ("escape", "q", "backspace", "h", "left") * 4:
            await user.press("enter")
            await user.until(lambda: user.app.screen is not listing, "the page")
            await user.press(back)
            await user.until(lambda: user.app.screen is listing, "the listing")
            assert (listing.rows.cursor, listing.rows.top_line, dict(listing.rows.marks.ids)) == place


async def test_history_goes_forward_again_without_a_request(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        # The preview has asked for the card of the row: it would do so on the way back otherwise.
        await user.until(lambda: any("README" in path for path in requests_of(user)), "the preview's request")
        await user.press("enter", "2")
        await user.sees("by name")
        await user.sees("README.md")
        await user.until(lambda: any(".gitattributes" in path for path in requests_of(user)), "the file's preview")
        await settled(user)
        asked = len(requests_of(user))
        await user.press("escape", "L")
        await user.sees("README.md")
        await settled(user)
        assert len(requests_of(user)) == asked
        await user.press("H")
        await user.sees("trending")


@pytest.mark.parametrize("target", ["Qwen/Qwen3-8B", "datasets/openai/gsm8k", "spaces/facebook/MusicGen"])
async def test_every_field_of_the_info_is_found_on_the_screen(demo: DemoHub, target: str) -> None:
    async with at(demo, target) as user:
        await user.until(lambda: bool(user.app.screen.page.info), "the info")
        await user.press("3")
        await user.sees("Repo")
        page: Any = user.app.screen
        document = page.section.reader.document
        list(document.unfolding())
        words = "\n".join(document.text(index) for index in range(len(document)))
        for key, value in leaves(page.page.info.sent):
            assert key in words, key
            if isinstance(value, str) and value.strip():
                assert " ".join(value.split())[:60] in " ".join(words.split()) or json.dumps(value)[1:40] in words, key


def leaves(value: Any, key: str = "id") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [leaf for name, item in value.items() for leaf in leaves(item, str(name))]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item, key)]
    return [(key, value)]


async def test_every_section_of_every_kind_opens_by_its_number(demo: DemoHub) -> None:
    for target, titles in (
        ("Qwen/Qwen3-8B", ("Card", "Files", "Info", "Revisions", "Config", "Derived", "Collections")),
        ("datasets/openai/gsm8k", ("Card", "Files", "Info", "Revisions", "Rows", "Croissant", "Collections")),
        ("spaces/enzostvs/deepsite", ("Card", "Files", "Info", "Revisions", "Runtime", "Logs", "Collections")),
    ):
        async with at(demo, target) as user:
            for number, title in enumerate(titles, 1):
                await user.press(str(number))
                screen: Any = user.app.screen
                await user.until(lambda screen=screen, number=number: screen.sections._place()[0] == number - 1, title)
                assert title in user.lines[3] or title in user.screen
            await user.press("]")
            await user.until(lambda: user.app.screen.page.section == "card", "the first section again")


async def test_files_fold_open_and_are_read(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await user.press("2")
        await user.sees("▸ model-0000[1-")
        await user.press("down", "down", "down")
        await user.until(lambda: user.app.screen.section.front.cursor_id.startswith("model-0000["), "the group")
        await user.press("enter")
        await user.sees("model-00001-of-0000")
        await user.press("/", *"config.json", "enter")
        await user.loses("model-00001-of-0000")
        await user.press("/", *"xyz")
        await user.loses("generation_config.json")
        await user.press("escape")
        await user.sees("generation_config.json")
        await user.press("home", "enter")
        await user.sees('"architectures"')
        await user.press("escape", "escape")
        await user.sees("▾ model-0000[1-")


async def test_a_group_is_marked_while_all_its_files_are_and_the_marked_files_are_counted(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await user.press("2")
        await user.sees("▸ model-0000[1-")
        await user.press("*")
        await user.sees("● ▸ model-0000[1-")
        section = user.app.screen.section
        files = section._loading.tree.root.files
        assert f"{files:,} marked" in user.lines[-1]
        section.front.move_to(next(i for i, row in enumerate(section.items) if row.node.kind == "group"))
        await user.press("enter")
        await user.sees("model-00001-of-0000")
        await user.press("down", "space")
        await user.loses("● ▾ model-0000[1-")
        assert f"{files - 1:,} marked" in user.lines[-1]


async def test_a_revision_opens_and_the_copy_names_it(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await user.press("4")
        await user.sees("that is all")
        section: Any = user.app.screen.section
        commits = [index for index, row in enumerate(section.items) if row.kind == "commit"]
        await user.press(*["down"] * commits[1], "enter")
        sha = section.items[commits[1]].revision
        await user.sees(sha)
        await user.press("y")
        await user.sees("hf download")
        await user.press("d")
        await user.until(lambda: user.app.clipboard.endswith(f"--revision {sha}"), "the revision in the command")


@pytest.mark.parametrize(
    ("target", "token", "words"),
    [
        ("Qwen/Qwen3-8B/tree/nowhere", "write", "no such revision"),
        ("nobody/nothing", "write", "nobody/nothing"),
        ("nobody/nothing", None, "nobody/nothing"),
    ],
)
async def test_what_is_not_there_is_said_in_one_line(demo: DemoHub, target: str, token: str | None, words: str) -> None:
    async with at(demo, target, token) as user:
        page: Any = user.app.screen
        await user.until(lambda: bool(page.page.failure), "the failure")
        await user.sees(words)
        assert "Traceback" not in user.screen


async def test_a_gated_repo_says_how_to_get_it_and_keeps_its_listing_of_files(demo: DemoHub) -> None:
    async with at(demo, "meta-llama/Llama-3.1-8B-Instruct", None) as user:
        await user.sees("gated")
        await user.sees("o opens")
        await user.press("2")
        await user.sees("README.md")
        await user.press("/", *"config.json", "enter", "home", "enter")
        await user.sees("accept")


async def test_a_dataset_without_parquet_says_so(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, tab="datasets") as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        listing: Any = user.app.screen
        rows = [row for row in listing.model.items if not row.gated and not row.disabled]
    hub = HubClient(demo.endpoint, demo.token)
    without = [row.id for row in rows if await is_without_parquet(hub, row.id)][:1]
    await hub.aclose()
    async with at(demo, f"datasets/{without[0]}") as user:
        await user.press("5")
        await user.sees("Rows")
        await user.until(lambda: "no Parquet" in user.screen or "not there" in user.screen, "the words")


async def is_without_parquet(hub: HubClient, repo_id: str) -> bool:
    from hubtui.hub.errors import Missing

    try:
        await hub.get(ParquetShards(repo_id))
    except Missing:
        return True
    return False


async def test_first_rows_of_a_split_open_to_their_values(demo: DemoHub) -> None:
    async with at(demo, "datasets/openai/gsm8k") as user:
        await user.press("5")
        await user.sees("default / train")
        await user.press("enter")
        await user.sees("int64")
        await user.press("down", "down", "enter")
        await user.sees("row 3 of the first 100")
        await user.sees("J next row")
        await user.press("J")
        await user.sees("row 4 of the first 100")
        await user.press("K", "K")
        await user.sees("row 2 of the first 100")
        await user.press("escape", "enter")
        await user.sees("row 2 of the first 100")


async def test_without_a_viewer_the_rows_come_out_of_the_parquet_file(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hubtui.hub.client.VIEWER_PATH", "/no-viewer-here")
    async with at(demo, "datasets/openai/gsm8k") as user:
        await user.press("5")
        await user.sees("default / train")
        await user.press("enter")
        await user.sees("int64")
        assert any(".parquet" in path for path in requests_of(user))


async def test_a_space_is_restarted_after_a_question_and_followed(hub_to_change: DemoHub) -> None:
    hub = HubClient(hub_to_change.endpoint, hub_to_change.token)
    await Writer(hub.ask).create_repo("space", "ada/restarted", sdk="gradio")
    await hub.aclose()
    async with at(hub_to_change, "spaces/ada/restarted") as user:
        await user.press("5")
        await user.sees("no app file")
        await user.press("x", "enter")
        await user.sees("Restart ada/restarted?")
        await user.press("enter")
        await user.sees("restarting")
        await user.press("6")
        await user.sees("Application Startup")
        await user.press("s")
        await user.sees("Build Queued")


async def test_a_space_is_paused_from_its_card_and_the_header_follows(hub_to_change: DemoHub) -> None:
    hub = HubClient(hub_to_change.endpoint, hub_to_change.token)
    await Writer(hub.ask).create_repo("space", "ada/paused-from-its-card", sdk="gradio")
    await hub.aclose()
    async with at(hub_to_change, "spaces/ada/paused-from-its-card") as user:
        await user.until(lambda: bool(user.app.screen.page.info), "the info")
        await user.press("1", "x")
        await user.sees("pause until it is restarted")
        await user.press("down", "down", "enter")
        await user.sees("Pause ada/paused-from-its-card?")
        await user.press("enter")
        await user.until(lambda: any("paused" in line for line in user.lines[1:3]), "the new stage in the header")


async def test_copies_fit_the_repo(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await user.until(lambda: bool(user.app.screen.page.info), "the info")
        await user.press("y")
        await user.sees("vllm serve Qwen/Qwen3-8B")
        assert "llama-server" not in user.screen
        await user.press("d")
        await user.sees("hf download Qwen/Qwen3-8B")
        assert user.app.clipboard == "hf download Qwen/Qwen3-8B"


async def test_far_from_a_browser_the_url_is_shown_and_copied(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    async with at(demo, "datasets/openai/gsm8k") as user:
        await user.press("o")
        await user.sees(f"{demo.endpoint}/datasets/openai/gsm8k")
        assert user.app.clipboard == f"{demo.endpoint}/datasets/openai/gsm8k"


async def test_a_page_that_is_left_at_once_leaves_nothing_behind(demo: DemoHub, runs: Callable[[int], int]) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        for number in range(runs(200)):
            await user.press("enter", str(1 + number % 6), "escape", "down")
        await user.sees("trending")
        await settled(user)


async def test_renamed_and_empty_repos_say_so_and_go_on(hub_to_change: DemoHub) -> None:
    hub = HubClient(hub_to_change.endpoint, hub_to_change.token)
    await Writer(hub.ask).create_repo("model", "ada/before")
    await Writer(hub.ask).move_repo("model", "ada/before", "ada/after")
    await hub.aclose()
    async with at(hub_to_change, "ada/before") as user:
        await user.sees("is called ada/after now")
        await user.until(lambda: "ada/after" in user.lines[0], "the new id")
        await user.sees("there is no card")
        await user.press("2")
        await user.sees(".gitattributes")
        await user.press("5")
        await user.sees("there are no weights in this repo")


async def test_a_repo_that_was_taken_down_says_so(demo: DemoHub) -> None:
    hub = HubClient(demo.endpoint, demo.token)
    found = [
        page async for page in pages(hub.get, ListingPage(ListingQuery("model", expand=("disabled",), limit=1000)))
    ]
    disabled = [model.id for page in found for model in page.rows if model.disabled]
    await hub.aclose()
    async with at(demo, disabled[0], demo.read_token) as user:
        await user.sees("disabled: the Hub has taken it down")
        await user.press("2")
        await user.sees("disabled")
