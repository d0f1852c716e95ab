"""Comments, closing and reopening: what is asked before, what the Hub has afterwards, and undo."""

from collections.abc import Iterator
from contextlib import aclosing, nullcontext
from pathlib import Path
from typing import Any

import pytest

from hubtui.browser.screen import BrowserScreen
from hubtui.changes.discussion_changes import AddComment, SetDiscussionStatus
from hubtui.changes.registry import from_json
from hubtui.hub.client import HubClient
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.managing import api_of
from tests.journeys.test_odd_pages import telling
from tests.journeys.user import User, at

REPO = "ada/qwen3-1.7b-reviews"


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    with start_demo(repos=300) as found:
        yield found


def opened(hub: DemoHub) -> int:
    """A new discussion."""
    return int(api_of(hub).create_discussion(REPO, "A question", description="Why?").num)


def editor(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that writes this text into any file."""
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\ncat > \"$1\" <<'END'\n{text}\nEND\n")
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))


async def ready(user: User) -> None:
    await user.sees("Why?")
    await user.sees("ada · ")
    app: Any = user.app
    await user.until(lambda: bool(app.frame.rights.account_name), "the account")
    app.suspend = nullcontext  # a terminal of tests has no process to stop


async def test_a_comment_is_written_in_the_editor_and_sent_after_a_question(
    hub: DemoHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    num = opened(hub)
    editor(tmp_path, "Because **so**.\n\nSee above.", monkeypatch)
    async with at(hub, f"{REPO}#{num}") as user:
        await ready(user)
        await user.press("c")
        await user.sees("Send this comment of 3 lines as ada?")
        await user.press("escape")
        await user.sees("nothing is sent")
        assert len(api_of(hub).get_discussion_details(REPO, num).events) == 1
        await user.press("c", "enter")
        await user.sees("Because so.")
        await user.sees(f"{REPO}#{num}: commented")
    assert api_of(hub).get_discussion_details(REPO, num).events[1].content == "Because **so**.\n\nSee above."


async def test_a_discussion_is_closed_and_undo_opens_it_again(hub: DemoHub) -> None:
    num = opened(hub)
    async with at(hub, f"{REPO}#{num}") as user:
        await ready(user)
        await user.press("x")
        await user.sees(f"Close {REPO}#{num}, A question?")
        await user.press("enter")
        await user.sees("ada closed this")
        assert api_of(hub).get_discussion_details(REPO, num).status == "closed"
        await user.press("x")
        await user.sees("Reopen")
        await user.press("enter")
        await user.sees("ada reopened this")
        await user.press(":", *"undo the last", "enter")
        await user.sees("Undo")
        await user.press("enter")
        await user.until(lambda: api_of(hub).get_discussion_details(REPO, num).status == "closed", "what was before")


async def test_without_a_right_to_write_nothing_is_asked(hub: DemoHub) -> None:
    num = opened(hub)
    async with at(hub, f"{REPO}#{num}", token=None) as user:
        await user.sees("Why?")
        for key in ("c", "x"):
            await user.press(key)
            await user.sees("you are not logged in")


async def test_a_comment_counts_as_sent_only_if_there_is_one_more_of_its_author_and_text() -> None:
    def comment(author: str, text: str) -> dict[str, Any]:
        return {"type": "comment", "author": {"name": author}, "data": {"latest": {"raw": text}}}

    events = [comment("ada", "Yes.\r\n"), comment("grace", "Yes."), comment("ada", "No.")]
    with telling({f"/api/models/{REPO}/discussions/3": {"num": 3, "events": events}}) as endpoint:
        async with aclosing(HubClient(endpoint, None)) as client:
            is_done = [
                await AddComment("model", REPO, 3, text, "ada", before).is_done(client)
                for text, before in (("Yes.", 0), ("Yes.", 1), ("Maybe.", 0))
            ]
    assert is_done == [True, False, False]


async def test_a_long_list_comes_page_after_page_to_its_end(hub: DemoHub) -> None:
    for _ in range(52):
        opened(hub)
    total = sum(1 for _ in api_of(hub).get_repo_discussions(REPO, discussion_status="open"))
    async with at(hub, f"{hub.endpoint}/{REPO}/discussions") as user:
        await user.sees(f"{total} open")
        screen = user.app.screen
        assert isinstance(screen, BrowserScreen)
        await user.press("end")
        await user.until(lambda: len(screen.shown.view) == total, "the second page")
        await user.press("end")
        await user.sees(f"that is all, {total} discussions")


@pytest.mark.parametrize(
    "change",
    [AddComment("model", REPO, 3, "Thanks", "ada", 1), SetDiscussionStatus("space", REPO, 3, "closed", "open")],
)
def test_a_change_is_the_same_after_it_was_kept_on_disk(change: AddComment | SetDiscussionStatus) -> None:
    assert from_json(change.to_json()) == change
