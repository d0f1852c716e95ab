"""Discussions and pull requests: listed, filtered, read, and the ways to them."""

import json
import urllib.request
from contextlib import aclosing
from typing import Any

import pytest

from hubtui.addresses import target_of
from hubtui.browser.screen import BrowserScreen
from hubtui.cli.printing import print_page
from hubtui.config.usage_error import UsageError
from hubtui.hub.calls import Answer
from hubtui.hub.client import HubClient
from hubtui.hub.discussions import DiscussionsOf
from hubtui.hub.query import Cursor
from hubtui.resources.discussion.screen import DiscussionScreen
from tests.demo_hub import DemoHub
from tests.journeys.test_odd_pages import telling
from tests.journeys.user import User, at, at_endpoint, requests_of, settled

REPO = "openai-community/gpt2"


def told(demo: DemoHub, path: str) -> Any:
    """What the demo Hub answers to a user who is not logged in."""
    with urllib.request.urlopen(f"{demo.endpoint}/api/models/{REPO}/discussions{path}") as answer:
        return json.load(answer)


def numbers(user: User) -> list[str]:
    """The rows of the list in front."""
    screen = user.app.screen
    assert isinstance(screen, BrowserScreen)
    return [screen.shown.view.id_at(index) for index in range(len(screen.shown.view))]


def nums(demo: DemoHub, query: str) -> list[str]:
    return [str(one["num"]) for one in told(demo, query)["discussions"]]


async def test_from_a_repo_to_its_open_discussions_to_all_of_them_and_back(demo: DemoHub) -> None:
    async with at(demo, REPO, size=(160, 45)) as user:
        await user.press("i")
        await user.sees(f"Discussions of {REPO}")
        still_open = nums(demo, "?status=open")
        await user.until(lambda: numbers(user) == still_open, "the open ones")
        await user.sees(f"{len(still_open)} open")
        await user.press("f", *["j"] * 3, "enter")
        await user.until(lambda: numbers(user) == nums(demo, "?status=closed"), "the closed ones")
        await user.press("f", *["j"] * 5, "enter")
        await user.until(lambda: numbers(user) == nums(demo, "?type=pull_request"), "all pull requests")
        await user.press("F")
        await user.until(lambda: numbers(user) == nums(demo, ""), "all of them")
        await user.press("/", *told(demo, "/1")["title"][:6].lower(), "enter")
        await user.until(lambda: "1" in numbers(user), "what matches")
        await user.press("R")
        await user.until(lambda: type(user.app.screen).__name__ == "RepoScreen", "the repo")
        await user.press("q", "escape", "q")
        await user.until(lambda: type(user.app.screen).__name__ == "RepoScreen", "the repo where it began")


async def test_the_preview_shows_the_first_comment_and_the_number_is_copied(demo: DemoHub) -> None:
    one = told(demo, "/4")
    comment = one["events"][0]["data"]["latest"]["raw"]
    async with at(demo, f"{demo.endpoint}/{REPO}/discussions", size=(160, 45)) as user:
        await user.press("F")
        await user.sees(" ".join(comment.split()[:4]))
        await user.press("y", "u")
        await user.until(lambda: user.app.clipboard == f"{demo.endpoint}/{REPO}/discussions/4", "the URL")
        await user.press("O")
        await user.until(lambda: f"users/{one['author']['name']}" in str(requests_of(user)), "the author's page")


async def test_a_pull_request_with_its_commits_an_outline_and_every_field(demo: DemoHub) -> None:
    one = told(demo, "/1")
    async with at(demo, f"{REPO}#1", size=(160, 45)) as user:
        await user.sees(one["title"])
        await user.sees("refs/pr/1 to main")
        await user.sees(f"added the commit {one['events'][1]['data']['oid'][:7]}")
        await user.press("t")
        await user.sees("Outline")
        await user.press("escape")
        await user.press("3")
        await user.sees("isPullRequest")
        await user.press("i")
        await user.until(lambda: isinstance(user.app.screen, BrowserScreen), "the list")


async def test_a_link_in_a_comment_and_the_author_of_one_open_their_pages() -> None:
    link = "see [the other](/ada/cow/discussions/2) and [nothing](javascript:alert(1))"
    events = [{"type": "comment", "author": {"name": "grace"}, "data": {"latest": {"raw": link}}}]
    known = {
        "/api/models/ada/cow/discussions/1": {"num": 1, "title": "One", "events": events},
        "/api/models/ada/cow/discussions/2": {"num": 2, "title": "The other one", "events": []},
        "/api/users/grace/overview": {"user": "grace", "fullname": "Grace Tolley"},
    }
    with telling(known) as endpoint:
        async with at_endpoint(endpoint, f"{endpoint}/ada/cow/discussions/1") as user:
            await user.sees("see the other")
            await user.press("tab", "tab", "enter")
            await user.sees("The other one")
            await user.sees("There is nothing in this discussion.")
            await user.press("q")
            await user.sees("see the other")
            await user.press("tab", "enter")
            await user.sees("Grace Tolley")


ODD: dict[str, dict[str, Any]] = {
    "no fields": {},
    "no author, no events": {"num": 7, "title": None, "author": None, "events": None, "createdAt": "yesterday"},
    "odd types": {"num": "7", "title": ["x"], "author": "ada", "events": [1, None, {"type": 3}, {"data": []}]},
    "hidden, reported, empty": {
        "title": "A\x1b[2Jtitle\nof\u202etwo lines",
        "events": [
            {"type": "comment", "data": {"hidden": True, "latest": {"raw": "secret words"}}},
            {"type": "comment", "data": {"latest": {"raw": "  "}}},
            {"type": "comment", "data": {"latest": {"html": "<p>as <b>HTML</b></p>"}}},
            {"type": "title-change", "data": {"from": "a\x07", "to": "b"}, "author": {"name": "ada"}},
            {"type": "status-change", "data": {"status": "\x9bnew"}},
            {"type": "locking-change", "data": {}},
            {"type": "commit", "data": {"oid": "../x", "subject": "s" * 500}},
        ],
    },
    "conflicts": {"isPullRequest": True, "filesWithConflicts": True, "changes": {"base": None}, "events": []},
}


@pytest.mark.parametrize("name", list(ODD))
async def test_odd_answers_are_shown_as_far_as_they_can_be_read(name: str) -> None:
    with telling({"/api/models/ada/cow/discussions/7": ODD[name]}) as endpoint:
        async with at_endpoint(endpoint, "ada/cow#7") as user:
            await user.sees("Conversation")
            await settled(user)
            await user.sees("by deleted user")
            for key in ("2", "3", "1", "end", "O", "y", "escape", "r"):
                await user.press(key)
            await settled(user)
            assert isinstance(user.app.screen, DiscussionScreen)
            assert "secret words" not in user.screen


async def test_ten_thousand_events_are_read_to_the_last() -> None:
    comment = {"type": "comment", "data": {"latest": {"raw": "once more"}}}
    commits = [{"type": "commit", "data": {"subject": f"number {number}", "oid": "abc"}} for number in range(10_000)]
    events = [comment if number % 50 == 0 else one for number, one in enumerate(commits)]
    with telling({"/api/models/ada/cow/discussions/7": {"title": "Long", "events": events}}) as endpoint:
        async with at_endpoint(endpoint, "ada/cow#7") as user:
            await user.sees("number 1 ")
            screen = user.app.screen
            assert isinstance(screen, DiscussionScreen)
            await user.until(lambda: len(screen.reader.document.links) == 9_800, "all events")
            await user.press("end")
            await user.sees("number 9999")


DIFF = """\
diff --git a/README.md b/README.md
index 1..2 100644
--- a/README.md
+++ b/README.md
@@ -1 +1 @@
-a typo
+no\x1b[2J typo
diff --git a/x b/x
+long {}
"""


async def test_the_changes_of_a_pull_request_are_loaded_when_they_are_shown_and_at_most_a_megabyte_of_them() -> None:
    known = {"isPullRequest": True, "events": [], "diff": DIFF.format("x" * 5000) + f"+{'m' * 99}\n" * 11_000}
    with telling({"/api/datasets/ada/cow/discussions/7": known}) as endpoint:
        async with at_endpoint(endpoint, "datasets/ada/cow#7") as user:
            await user.sees("refs/pr/7 to main")
            await settled(user)
            assert not any("diff=1" in path for path in requests_of(user))
            await user.press("2")
            await user.sees("-a typo")
            assert "Changes 2" in user.screen
            screen = user.app.screen
            assert isinstance(screen, DiscussionScreen)
            document = screen.reader.document
            await user.until(lambda: "more: o opens" in document.text(len(document) - 1), "the end")
            roles = {cell.text[:2]: cell.role for line in map(document.line, range(len(document))) for cell in line}
            assert (roles["-a"], roles["+m"]) == ("failed", "string")
            await user.press("t")
            await user.sees("README.md")


async def test_a_list_that_is_none_says_so(demo: DemoHub) -> None:
    with telling({"/api/models/ada/cow/discussions": {"discussions": "none"}}) as endpoint:
        async with at_endpoint(endpoint, f"{endpoint}/ada/cow/discussions") as user:
            await user.sees("could not load the discussions")
    rows = [{"num": 2, "status": "open"}, {"title": "no number"}, 3]
    with telling({"/api/models/ada/cow/discussions": {"discussions": rows}}) as endpoint:
        async with at_endpoint(endpoint, f"{endpoint}/ada/cow/discussions") as user:
            await user.sees("(no title)")
            assert numbers(user) == ["2"]


async def test_the_palette_opens_a_discussion_by_its_number(demo: DemoHub) -> None:
    async with at(demo, REPO) as user:
        await user.press(":", *f"{REPO}#4")
        await user.sees(f"open the discussion {REPO}#4")
        await user.press("enter")
        await user.until(lambda: isinstance(user.app.screen, DiscussionScreen), "the discussion")
    assert target_of(f"{REPO}#4").kind == "discussion"


async def test_only_repos_have_discussions(demo: DemoHub) -> None:
    async with at(demo, f"{demo.endpoint}/ada") as user:
        await user.sees("Ada Marsh")
        await user.press("0")
        await user.sees("Field")
        await user.press("i")
        await user.sees("only models, datasets and Spaces have discussions")


@pytest.mark.parametrize(
    ("rows", "told", "cursor", "following"),
    [
        (50, {"count": 120, "start": 0}, None, "1"),
        (50, {"count": 120, "start": 50}, Cursor("1"), "2"),
        (20, {"count": 120, "start": 100}, Cursor("2"), None),
        (0, {"count": 120, "start": 0}, None, None),
        (50, {}, None, None),
        (50, {"count": "many", "start": -1}, None, None),
    ],
)
def test_there_is_another_page_while_the_hub_counts_more(
    rows: int, told: dict[str, Any], cursor: Cursor | None, following: str | None
) -> None:
    body = json.dumps({"discussions": [{"num": num} for num in range(1, rows + 1)], **told}).encode()
    page = DiscussionsOf("model", REPO, cursor=cursor).read(Answer(200, {}, body))
    assert (len(page.rows), page.next) == (rows, following)


async def test_show_prints_a_discussion_as_the_hub_sent_it(demo: DemoHub) -> None:
    written: list[str] = []
    async with aclosing(HubClient(demo.endpoint, None)) as hub:
        await print_page(hub, target_of(f"{demo.endpoint}/{REPO}/discussions/4", demo.endpoint), True, written.append)
        assert json.loads("".join(written)) == told(demo, "/4")
        with pytest.raises(UsageError, match="many things"):
            await print_page(hub, target_of(f"{demo.endpoint}/{REPO}/discussions", demo.endpoint), True, written.append)
