"""A collection made, filled, ordered, noted and deleted: by keys alone, then by mouse alone but for typing.

The official client sees exactly that.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from huggingface_hub import HfApi

from tests import warm
from tests.demo_hub import DemoHub, start_demo
from tests.terminal.session import Session

DOWN, RIGHT = "\x1b[B", "\x1b[C"
PAPER = "2505.09388"


@pytest.fixture(scope="module")
def hub_to_change() -> Iterator[DemoHub]:
    with start_demo(repos=300) as hub:
        yield hub


def hubtui(demo: DemoHub, *arguments: str) -> Session:
    environ = {"HF_ENDPOINT": demo.endpoint, "HF_TOKEN": demo.token}
    return Session(warm.hubtui(*arguments), size=(100, 30), environ=environ)


def until(session: Session, holds: Callable[[], bool]) -> None:
    session.wait_until(holds, "as the Hub should have it")


class Mouse:
    """Clicks and drags on what is written on the screen, as SGR reports."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, text: str) -> tuple[int, int]:
        self.session.wait_for(text)
        for row, line in enumerate(self.session.screen.lines()):
            if text in line:
                return line.index(text) + 1, row + 1
        raise AssertionError(text)

    def report(self, code: int, x: int, y: int, end: str = "M") -> None:
        self.session.send(f"\x1b[<{code};{x};{y}{end}")

    def click(self, text: str, right: int = 0) -> None:
        self.session.rest()  # what was typed may still move what is clicked
        x, y = self.find(text)
        self.report(0, x + right, y)
        self.report(0, x + right, y, "m")
        self.session.rest()

    def drag(self, text: str, to: str) -> None:
        # The line where it lands takes a row of its own.
        (x, y), end = self.find(text), self.find(to)[1] + 1
        self.report(0, x, y)
        for row in range(y, end, 1 if end > y else -1):
            self.report(32, x, row)
            self.session.rest(0.05)
        self.report(32, x, end)
        self.session.rest(0.05)
        self.report(0, x, end, "m")
        self.session.rest()

    def do(self, words: str) -> None:
        """An action, out of the list of all keys."""
        self.click("? keys")
        self.session.wait_for("a click does it")
        self.click(words)


def things(demo: DemoHub) -> dict[str, str]:
    """An id of each type."""
    api = HfApi(demo.endpoint, token=demo.token)
    other = api.create_collection("The other one", namespace="ada", exists_ok=True)
    return {
        "model": next(iter(api.list_models(limit=1))).id,
        "dataset": next(iter(api.list_datasets(limit=1))).id,
        "space": next(iter(api.list_spaces(limit=1))).id,
        "paper": PAPER,
        "collection": other.slug,
    }


def seen(demo: DemoHub, title: str) -> Any:
    api = HfApi(demo.endpoint, token=demo.token)
    found = [one for one in api.list_collections(owner="ada") if one.title == title]
    return api.get_collection(found[0].slug) if found else None


def types(collection: Any) -> list[str]:
    return [item.item_type for item in collection.items]


def test_by_keys_alone(hub_to_change: DemoHub) -> None:
    known = things(hub_to_change)
    with hubtui(hub_to_change, "--tab", "collections") as session:
        session.wait_for("ada · write")
        session.wait_for("loaded")
        session.send("n")
        session.wait_for("New collection")
        session.send(f"By keys{DOWN}what I like{DOWN}{RIGHT}{DOWN}{DOWN}{known['model']}\r")
        session.wait_for("‹ Back   By keys")
        session.wait_for(known["model"])
        # The other types, pasted: a note behind one of them, a line that is wrong.
        session.send("a")
        session.wait_for("Add to By keys")
        lines = [f"datasets/{known['dataset']} worth a look", f"{hub_to_change.endpoint}/spaces/{known['space']}"]
        lines += [f"papers/{PAPER}", f"collections/{known['collection']}", "nobody/nothing-of-this-name"]
        session.send("\x1b[200~" + "\n".join(lines) + "\x1b[201~")
        session.wait_for("1 of 5 name nothing")
        session.send("\r")
        session.wait_for("4 added, 1 not added")
        session.send("\x1b")
        session.rest(0.4)
        session.wait_for("5 items")
        session.wait_for("  saved")
        collection = seen(hub_to_change, "By keys")
        assert types(collection) == ["model", "dataset", "space", "paper", "collection"]
        assert [item.item_id for item in collection.items][:3] == [known["model"], known["dataset"], known["space"]]
        assert collection.items[1].note == "worth a look"
        assert (collection.description, collection.private, collection.theme) == ("what I like", True, "blue")
        # Order: grabbed and put to a typed place, put back, one step at once.
        session.send("gg")
        session.send("m3\r")
        session.wait_for("  saved")
        until(session, lambda: types(seen(hub_to_change, "By keys"))[2] == "model")
        session.send("m" + DOWN)
        session.wait_for("lands here as 4")
        session.send("\x1b")
        session.rest(0.4)
        session.send("GK")
        until(session, lambda: types(seen(hub_to_change, "By keys"))[3] == "collection")
        assert types(seen(hub_to_change, "By keys")) == ["dataset", "space", "model", "collection", "paper"]
        # Note, removal, undo.
        session.send("gge")
        session.wait_for("12/500")
        session.send(", or two\r")
        until(session, lambda: seen(hub_to_change, "By keys").items[0].note == ", or two")
        session.send("jd")
        session.wait_for("4 items")
        until(session, lambda: len(seen(hub_to_change, "By keys").items) == 4)
        session.send("u")
        session.wait_for("5 items")
        until(session, lambda: types(seen(hub_to_change, "By keys"))[1:2] == ["space"])
        # Retitle, delete.
        session.send("E")
        session.wait_for("Title and the rest")
        session.send(f"Keyed{DOWN}{DOWN}{DOWN}{RIGHT}\r")
        session.wait_for("‹ Back   Keyed")
        until(session, lambda: seen(hub_to_change, "Keyed") is not None)
        assert not seen(hub_to_change, "Keyed").private
        session.send("D")
        session.wait_for("Its title")
        session.send("Keyed\r")
        session.wait_for("Collection ")
        until(session, lambda: seen(hub_to_change, "Keyed") is None)
        session.send("\x03")
        session.rest(0.3)
        session.send("\r")
        assert session.end() == 0
        assert session.left_on() == []


def test_by_mouse_alone_but_for_typing(hub_to_change: DemoHub) -> None:
    known = things(hub_to_change)
    with hubtui(hub_to_change) as session:
        mouse = Mouse(session)
        session.wait_for("ada · write")
        mouse.click("Collections")
        session.wait_for("loaded")
        mouse.click("n new")
        mouse.click("1 to 60")
        session.send("By mouse")
        mouse.click("a repo id")
        session.send(known["model"])
        mouse.click("Create")
        session.wait_for("‹ Back   By mouse")
        for kind in ("dataset", "space", "paper", "collection"):
            mouse.click("a add")
            session.wait_for("Add to By mouse")
            session.send(
                f"{kind}s/{known[kind]}" if kind != "space" else f"{hub_to_change.endpoint}/spaces/{known[kind]}"
            )
            session.wait_for("as it is typed")
            mouse.click("enter add")
            session.wait_for("1 added")
        session.wait_for("  saved")
        collection = seen(hub_to_change, "By mouse")
        assert types(collection) == ["model", "dataset", "space", "paper", "collection"]
        # Order: the first to behind the third; marked ones as a block.
        mouse.drag(known["model"], known["space"])
        until(session, lambda: types(seen(hub_to_change, "By mouse"))[2] == "model")
        assert types(seen(hub_to_change, "By mouse")) == ["dataset", "space", "model", "paper", "collection"]
        # Note, removal, undo.
        mouse.click(known["dataset"])
        mouse.click("e note")
        session.wait_for("0/500")
        session.send("noted\r")
        until(session, lambda: seen(hub_to_change, "By mouse").items[0].note == "noted")
        mouse.click(known["space"])
        mouse.click("d remove")
        until(session, lambda: len(seen(hub_to_change, "By mouse").items) == 4)
        mouse.do("undo the last change")
        until(session, lambda: types(seen(hub_to_change, "By mouse"))[1] == "space")
        # Retitle, delete.
        mouse.click("By mouse")
        session.wait_for("Title and the rest")
        session.send("Moused")
        mouse.click("Save")
        until(session, lambda: seen(hub_to_change, "Moused") is not None)
        session.rest(0.3)
        mouse.do("delete the collection")
        session.wait_for("Its title")
        session.send("Moused")
        mouse.click("Delete it")
        until(session, lambda: seen(hub_to_change, "Moused") is None)
