"""The second pane of the sections of a repo: what a commit changed, the schema of a shard, the row in full."""

from typing import Any

from tests.demo_hub import DemoHub
from tests.hub.stub import Seen, json_response, response, serving
from tests.journeys.test_file_previews import pane_of
from tests.journeys.user import at, at_endpoint, settled

SIZE = (160, 45)
DIFF = b"diff --git a/x.txt b/x.txt\n--- a/x.txt\n+++ b/x.txt\n@@ -1 +1 @@\n-old \x1b[2J\n+new\n"
COMMITS = [
    {"id": letter * 40, "title": f"Commit {letter}", "message": "", "date": "2025-04-28T14:03:00.000Z", "authors": []}
    for letter in "cba"
]


class Hub:
    """A Hub with a repo of three commits; it tells what changed between the last two only."""

    def __init__(self) -> None:
        self.compared: list[str] = []

    def answer(self, seen: Seen) -> Any:
        path = seen.target.partition("?")[0]
        if "/compare/" in path:
            self.compared.append(path.rpartition("/")[2])
            known = self.compared[-1].startswith("b")
            return response(200, DIFF) if known else response(404, b"", ("X-Error-Code", "RevisionNotFound"))
        if "/commits/" in path:
            return json_response(COMMITS)
        if path.endswith("/refs"):
            return json_response({"branches": [{"name": "main", "ref": "refs/heads/main", "targetCommit": "c" * 40}]})
        return json_response({"id": "ada/files", "sha": "c" * 40, "siblings": []})


async def test_a_commit_tells_what_it_changed() -> None:
    hub = Hub()
    async with serving(hub.answer) as stub, at_endpoint(stub.url, "ada/files", size=SIZE) as user:
        await user.press("4")
        await user.sees("that is all, 3 commits")
        await user.until(lambda: f"branch main commit {'c' * 40}" in pane_of(user), "the branch")
        await user.press("down")
        await user.until(lambda: "x.txt +1 -1" in pane_of(user), "what changed")
        assert "28 Apr 2025, 14:03 UTC" in pane_of(user)
        assert "\x1b" not in pane_of(user)
        await user.press("down")
        await user.until(lambda: "the Hub does not tell what changed" in pane_of(user), "that it is not known")
        await user.press("down")
        await user.until(lambda: "Commit a" in pane_of(user), "the first commit")
        await settled(user)
        # The first commit has none before it.
        assert hub.compared == [f"{'b' * 40}..{'c' * 40}", f"{'a' * 40}..{'b' * 40}"]


async def test_a_split_tells_its_schema_and_a_row_is_shown_in_full(demo: DemoHub) -> None:
    async with at(demo, "datasets/Anthropic/hh-rlhf", size=SIZE) as user:
        await user.press("5")
        await user.until(lambda: "length int64" in pane_of(user), "the schema")
        await user.press("enter")
        screen: Any = user.app.screen
        await user.until(lambda: "_preview" in vars(user.app.screen), "the rows")
        screen = user.app.screen
        await user.until(lambda: len(screen._table) > 0, "rows")
        await user.sees("│ text")
        row = screen._table.rows[1][0]
        await user.press("down")
        end = " ".join(row.split())[-20:].split()[-1]
        await user.until(lambda: any(end in line.partition("│")[2] for line in user.lines), "the end of its text")
        await user.press("z")
        await user.loses("length int64")
        await user.press("escape")
        await user.sees("length int64")
        await user.press("escape")
        await user.sees("Rows")


async def test_models_and_collections_around_a_repo_show_their_cards(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B", size=SIZE) as user:
        await user.press("6")
        await user.until(lambda: bool(pane_of(user)), "a preview of the relatives")
        await user.press("7")
        await user.until(lambda: "item" in pane_of(user), "a preview of the collections")
