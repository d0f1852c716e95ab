"""What was seen stays there: at once at the next start, and with the line cut; for its own account alone."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_hub import DemoHub, start_demo
from tests.terminal.session import PATIENCE, Session
from tests.warm import hubtui


@pytest.fixture
def hub() -> Iterator[DemoHub]:
    """A demo Hub to be pulled down."""
    with start_demo(repos=300) as found:
        yield found


def session(hub: DemoHub, home: Path, *arguments: str, token: str = "") -> Session:
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    environ = {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": token or hub.token, **folders}
    return Session(hubtui(*arguments), size=(110, 30), environ=environ)


def ids_of(lines: list[str]) -> list[str]:
    """The ids of the rows on the screen, that under the cursor with its bar."""
    rows = [line.partition("│")[0] for line in lines[3:-1]]
    return [" ".join(row[:40].split()) for row in rows if "/" in row[:40] and "http" not in row]


def see_much(hub: DemoHub, home: Path, *arguments: str) -> str:
    """Look at a listing, a card and a tree; the id of the first row."""
    with session(hub, home, *arguments) as seen:
        seen.wait_for("loaded, ")
        seen.wait_for("ada · write")
        seen.rest()  # a frame comes in pieces
        first = seen.screen.lines()[3][1:].split()[0]
        seen.send("\r")
        seen.wait_for("license")
        seen.send("2")
        seen.wait_for(".gitattributes")
        seen.send("q")
        seen.rest(0.3)
        seen.send("q")
        assert seen.end() == 0
    return first


def test_with_the_line_cut_all_that_was_seen_is_there_and_says_so(hub: DemoHub, tmp_path: Path) -> None:
    first = see_much(hub, tmp_path)
    hub.stop()
    with session(hub, tmp_path) as later:
        later.wait_for(first)
        later.wait_for("offline: as of ")
        later.wait_for("ada · write")
        later.send("\r")
        later.wait_for("license")
        later.send("2")
        later.wait_for(".gitattributes")
        later.send("q")
        later.rest(0.3)
        later.send("j\r")
        later.wait_for("Card")
        later.wait_for("nobody listens")
        later.send("q")
        later.rest(0.3)
        hub.start()
        later.send("r")
        # What is kept is shown as loaded, too: the first answer of the Hub is known by this word going.
        later.wait_until(lambda: "offline" not in "\n".join(later.screen.lines()), "without the word offline")
        later.send("2")
        later.wait_for("Dataset ")
        later.wait_until(lambda: any("/" in row for row in ids_of(later.screen.lines())), "rows of datasets")
        assert "offline" not in "\n".join(later.screen.lines())
        later.send("q")
        assert later.end() == 0


def test_another_account_and_no_account_see_nothing_of_it(hub: DemoHub, tmp_path: Path) -> None:
    first = see_much(hub, tmp_path)
    hub.stop()
    for token in (hub.read_token, "hf_nobody_at_all_0123456789"):
        with session(hub, tmp_path, token=token) as other:
            other.wait_for("nobody listens")
            assert first not in "\n".join(other.screen.lines())
            other.send("\x03")
            other.rest(0.3)
            other.send("\r")
            other.end()


def test_without_a_cache_nothing_is_kept_and_nothing_kept_is_shown(hub: DemoHub, tmp_path: Path) -> None:
    see_much(hub, tmp_path, "--no-cache")
    assert not (tmp_path / "cache").exists()
    first = see_much(hub, tmp_path)
    hub.stop()
    with session(hub, tmp_path, "--no-cache") as later:
        later.wait_for("nobody listens")
        assert first not in "\n".join(later.screen.lines())
        later.send("q")
        later.end()


@pytest.mark.parametrize("damage", ["file", "read-only", "garbage"])
def test_a_cache_that_cannot_be_used_is_done_without(hub: DemoHub, tmp_path: Path, damage: str) -> None:
    see_much(hub, tmp_path)
    cache = tmp_path / "cache" / "hubtui"
    if damage == "garbage":
        for file in cache.rglob("*"):
            if file.is_file():
                file.write_bytes(b"\x00garbage\n" * 7)
    elif damage == "file":
        shutil.rmtree(cache)
        cache.write_text("no folder")
    else:
        for path in (*cache.iterdir(), cache):
            path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        if damage == "file":
            with session(hub, tmp_path) as told:
                told.wait_for("nothing can be cached in")
                told.send("q")
                told.end()
        see_much(hub, tmp_path)
    finally:
        if damage == "read-only":
            for path in (cache, *cache.iterdir()):
                path.chmod(0o700 if path.is_dir() else 0o600)


def test_asking_again_without_a_line_loses_no_row(hub: DemoHub, tmp_path: Path) -> None:
    """What was kept of a listing is its beginning: less than what is loaded."""
    with session(hub, tmp_path) as seen:
        seen.wait_for("loaded, ")
        seen.send("G")
        seen.wait_for("loaded, all")
        seen.send("G")
        seen.wait_for("that is all")
        seen.rest(0.5)
        before = seen.screen.lines()
        hub.stop()
        seen.send("r")
        # Once it has given up trying.
        seen.wait_for(hub.endpoint.removeprefix("http://") + "; enter")
        seen.rest(0.5)
        assert "could not refresh; r tries again" in seen.screen.lines()[1]
        rows, shown = ids_of(before), ids_of(seen.screen.lines())
        # The words of the failure take a line or two of those that the rows had.
        assert shown == rows[-len(shown) :]
        assert len(shown) > 20
        seen.send("g")
        seen.send("g")
        seen.rest(0.3)
        assert seen.screen.lines()[3].startswith("▌")


@pytest.mark.parametrize("tab", ["4", "5"])
def test_asking_again_for_papers_or_collections_without_a_line_loses_none(
    hub: DemoHub, tmp_path: Path, tab: str
) -> None:
    with session(hub, tmp_path) as seen:
        seen.wait_for("loaded, ")
        seen.send(tab)
        seen.wait_for("newest first" if tab == "4" else "trending")
        until = time.monotonic() + PATIENCE
        while "that is all" not in "\n".join(seen.screen.lines()):
            assert time.monotonic() < until, seen.screen.lines()
            seen.send("G")
            seen.rest(0.3)
        seen.send("k")
        seen.rest(0.3)
        before = seen.screen.lines()[1:-1]
        hub.stop()
        seen.send("r")
        seen.wait_for("could not refresh: ")
        seen.rest(0.3)
        assert [line for line in seen.screen.lines()[1:-1] if "could not refresh" not in line][:15] == before[:15]
        seen.send("k")
        seen.rest(0.2)
        assert seen.screen.lines()[1:-1][:15] != before[:15], "and the cursor moves on"
