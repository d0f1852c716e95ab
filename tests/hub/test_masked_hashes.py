"""A gated tree without access gives asterisks for hashes: they are never taken for hashes."""

from collections.abc import Iterator

import pytest

from hubtui.hub.client import HubClient
from hubtui.hub.files import TreePage
from hubtui.hub.models.files import FileEntry, file_entry
from hubtui.presentation import file_rows
from hubtui.presentation.file_tree import FileTree
from tests.demo_hub import DemoHub, start_demo

MASK = "*" * 64
GATED = "google/gemma-3-4b-it"


def test_asterisks_are_no_hash() -> None:
    lfs = {"oid": MASK, "size": 5}
    entry = file_entry({"type": "file", "path": "a.bin", "size": 5, "oid": MASK, "lfs": lfs, "xetHash": MASK})
    assert entry == FileEntry("a.bin", 5, is_masked=True)


@pytest.mark.parametrize("odd", ["", "*", "not a hash", 5, None, ["0" * 40]])
def test_what_is_odd_is_no_hash_either(odd: object) -> None:
    entry = file_entry({"type": "file", "path": "a", "oid": odd, "lfs": {"oid": odd}})
    assert entry is not None
    assert (entry.oid, entry.sha256) == (None, None)


def test_it_is_said_and_never_shown() -> None:
    (row,) = FileTree([FileEntry("a.bin", 5, is_masked=True)]).rows()
    words = " ".join(cell.text for line in file_rows.node_lines(row.node, (), 80) for cell in line)
    assert "its hash is hidden" in words
    assert "*" not in words


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoHub]:
    with start_demo() as hub:
        yield hub


@pytest.mark.parametrize("has_access", [True, False])
async def test_the_demo_hub_masks_as_the_hub_does(demo: DemoHub, has_access: bool) -> None:
    hub = HubClient(demo.endpoint, demo.token if has_access else None)
    rows = (await hub.get(TreePage("model", GATED))).rows
    await hub.aclose()
    files = [entry for entry in rows if not entry.is_folder]
    # It tells no hash of a file that is too large to be made, either.
    small = [entry for entry in files if entry.path.endswith((".md", ".json"))]
    assert small
    assert {entry.is_masked for entry in small} == {not has_access}
    assert all(entry.oid is None for entry in files if entry.is_masked)
