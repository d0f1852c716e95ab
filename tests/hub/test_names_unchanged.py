"""A name goes back to the Hub as the Hub told it, whatever characters it holds, and is clean on the screen."""

import ast
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import httpx
import pytest
from rich.cells import cell_len

from hubtui.hub.client import HubClient
from hubtui.hub.collections import CollectionsPage
from hubtui.hub.errors import Missing
from hubtui.hub.files import FilePiece, TreePage
from hubtui.hub.listings import ListingPage
from hubtui.hub.models.files import file_entry
from hubtui.hub.papers import DailyPapers
from hubtui.hub.query import ListingQuery
from hubtui.hub.revisions import Refs
from hubtui.hub.viewer import FirstRowsOf, SplitsOf
from hubtui.presentation import file_rows
from hubtui.presentation.file_tree import FileTree
from hubtui.presentation.lines import wrap
from hubtui.presentation.snippets import Subject, snippets
from hubtui.terminal.output_sanitizer import clusters
from hubtui.text.columns import Cell
from hubtui.text.sanitize import clean_line
from hubtui.text.width import cell_width, fit

ODD = "\u202f\u00a0\u200c\u200d\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad\u2028\x01\t\n\r\x1b\x7f\x85\x9b"
PLAIN = "abcXYZ019._- %+&=#?;:@!'\"\\$~éßж日本ا🙂\u0301\ufffd"


def names(number: int) -> list[str]:
    """Return that many different names, the same in every run."""
    rng = random.Random(16)
    made = {""}
    while len(made) <= number:
        letters = rng.choices(ODD, k=rng.randint(1, 3)) + rng.choices(PLAIN, k=rng.randint(1, 12))
        rng.shuffle(letters)
        made.add("".join(letters))
    return sorted(made - {""})


NAMES = names(300)


def test_the_names_are_odd_and_some_look_alike() -> None:
    assert all(clean_line(name) != name for name in NAMES)
    assert clean_line("a\u202fb") == clean_line("a\u00a0b")


@asynccontextmanager
async def client_of(answer: Callable[[str], object]) -> AsyncIterator[tuple[HubClient, list[SplitResult]]]:
    """A client whose requests are answered by their paths, and the URLs that it asked for."""
    asked: list[SplitResult] = []

    def reply(request: httpx.Request) -> httpx.Response:
        asked.append(urlsplit(str(request.url)))
        return httpx.Response(200, json=answer(asked[-1].path))

    hub = HubClient("http://127.0.0.1:9", None, transport=httpx.MockTransport(reply))
    yield hub, asked
    await hub.aclose()


async def test_files_are_asked_for_under_the_name_that_the_tree_tells() -> None:
    tree = [{"type": "file", "path": f"data/{name}", "size": 1, "oid": "0" * 40} for name in NAMES]
    async with client_of(lambda path: tree if "/tree/" in path else "x") as (hub, asked):
        page = await hub.get(TreePage("model", "ada/x"))
        for entry in page.rows:
            await hub.get(FilePiece("model", "ada/x", entry.path, length=1))
    assert [unquote(url.path) for url in asked[1:]] == [f"/ada/x/resolve/main/data/{name}" for name in NAMES]


async def test_every_name_of_a_row_a_ref_a_split_and_an_item_is_sent_as_it_was_told() -> None:
    told: dict[str, object] = {
        "/api/models/ada/x/refs": {"branches": [{"name": name, "ref": f"refs/heads/{name}"} for name in NAMES]},
        "/api/models": [{"id": f"ada/{name}", "tags": [name], "author": name} for name in NAMES],
        "/datasets-server/size": {"size": {"splits": [{"config": name, "split": name[::-1]} for name in NAMES]}},
        "/api/collections": [{"slug": name, "items": [{"id": name, "type": "model"}]} for name in NAMES],
        "/api/daily_papers": [{"paper": {"id": name}} for name in NAMES],
    }
    async with client_of(lambda path: told.pop(path, {"features": [], "rows": []} if "first" in path else [])) as (
        hub,
        asked,
    ):
        refs = await hub.get(Refs("model", "ada/x"))
        rows = (await hub.get(ListingPage(ListingQuery("model")))).rows
        splits = (await hub.get(SplitsOf("ada/x"))).splits or []
        collections = (await hub.get(CollectionsPage())).rows
        papers = (await hub.get(DailyPapers())).rows
        for number, name in enumerate(NAMES):
            await hub.get(TreePage("model", "ada/x", refs.branches[number].name))
            await hub.get(ListingPage(ListingQuery("model", author=rows[number].author or "")))
            await hub.get(FirstRowsOf(rows[number].id, splits[number].config, splits[number].split))
            tree, listing, first_rows = asked[-3:]
            assert unquote(tree.path) == f"/api/models/ada/x/tree/{name}"
            assert parse_qs(listing.query)["author"] == [name]
            wanted = {"dataset": [f"ada/{name}"], "config": [name], "split": [name[::-1]]}
            assert parse_qs(first_rows.query) == wanted
            assert rows[number].tags == [name]
            assert (collections[number].slug, collections[number].items[0].item_id) == (name, name)
            assert papers[number].id == name


@pytest.mark.parametrize("width", [12, 40])
def test_whatever_the_name_the_screen_is_clean_and_in_its_columns(width: int) -> None:
    entries = [file_entry({"path": f"data/{name}", "type": "file", "size": 5}) for name in NAMES]
    tree = FileTree(entry for entry in entries if entry is not None)
    tree.toggle("data")
    rows = tree.rows()
    assert len(rows) == len(NAMES) + 1
    columns = file_rows.columns_for(width, False)
    cells = [cell for row in rows for cell in file_rows.cells(row, columns, (), datetime.now(UTC))]
    cells += [cell for row in rows for line in file_rows.node_lines(row.node, (), width) for cell in line]
    for cell in [*cells, *map(Cell, NAMES), Cell("")._replace(text=NAMES[0])]:
        assert clean_line(cell.text) == cell.text
        assert cell_width(cell.text) == cell_len(cell.text) == sum(cluster.width for cluster in clusters(cell.text))
    for name in NAMES:
        assert cell_len(fit(name, width)) <= width
        assert all(cell_len(Cell(line).text) <= width for line in wrap(name, width))


def test_two_names_that_look_alike_are_two_files() -> None:
    entries = [file_entry({"path": path, "size": 1, "type": "file"}) for path in ("a\u202fb", "a\u00a0b", "a b")]
    rows = FileTree(entry for entry in entries if entry is not None).rows()
    assert sorted(row.node.id for row in rows) == ["a b", "a\u00a0b", "a\u202fb"]


def test_the_python_that_is_copied_names_it() -> None:
    for name in NAMES:
        text = next(one.text for one in snippets(Subject("dataset", name, "https://x.y")) if one.key == "p")
        assert name in [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]


def test_missing_says_the_name_in_clean_characters() -> None:
    assert str(Missing("a\x1bb\u202e")) == "a\ufffdb\ufffd"
