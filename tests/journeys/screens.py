"""The way to every screen and dialog: where it begins, and the keys from there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from textual.screen import Screen

from hubtui.addresses import target_of
from hubtui.browser.screen import BrowserScreen
from tests.demo_hub import DemoHub
from tests.journeys.user import User, browsing, settled

MODEL = "ada/qwen3-1.7b-reviews"


class Way(NamedTuple):
    """A page to begin at ("" for the first tab), keys, and the name of the screen that is in front then."""

    screen: str
    keys: tuple[str, ...] = ()
    target: str = ""


def ways(slug: str, dataset: str, space: str) -> dict[str, Way]:
    """All screens by a name; with a collection, a dataset that has Parquet files, and a Space."""
    sections = {
        f"model section {number}": Way("RepoScreen", (str(number),), "Qwen/Qwen3-0.6B") for number in range(1, 8)
    }
    sections |= {f"dataset section {number}": Way("RepoScreen", (str(number),), dataset) for number in range(1, 7)}
    sections |= {f"space section {number}": Way("RepoScreen", (str(number),), space) for number in range(1, 6)}
    return sections | {
        "models": Way("ReposList"),
        "datasets": Way("ReposList", ("2",)),
        "spaces": Way("ReposList", ("3",)),
        "papers": Way("PapersList", ("4",)),
        "collections": Way("CollectionsList", ("5",)),
        "mine": Way("MineList", ("6",)),
        "a listing over a page": Way("ReposList", (), "https://huggingface.co/models?author=Qwen"),
        "search": Way("ReposList", ("/",)),
        "tags": Way("Picker", ("f",)),
        "sort": Way("Menu", ("s",)),
        "help": Way("HelpDialog", ("?",)),
        "palette": Way("Palette", (":",)),
        "copy": Way("CopyDialog", ("y",)),
        "collect": Way("PickCollection", ("c",)),
        "create": Way("CreateForm", ("n",)),
        "move": Way("MoveForm", ("m",), MODEL),
        "visibility": Way("AccessForm", ("P",), MODEL),
        "delete": Way("DeleteForm", ("D",), MODEL),
        "many": Way("PlanScreen", ("6", "home", "space", "space", "P", "enter")),
        "quit": Way("Question", ("ctrl+c",)),
        "activity": Way("ActivityList", ("@",)),
        "a request": Way("DetailScreen", ("@", "enter")),
        "transfers": Way("TransfersList", ("w",)),
        "unsaved": Way("UnsavedDialog", ("g", "u")),
        "a file": Way("FileScreen", ("2", "enter"), "Qwen/Qwen3-0.6B"),
        "download": Way("DownloadDialog", ("2", "d"), "Qwen/Qwen3-0.6B"),
        "first rows": Way("RowsScreen", ("5", "enter"), dataset),
        "paper": Way("PaperScreen", (), "papers/2309.16609"),
        "collection": Way("CollectionScreen", (), f"collections/{slug}"),
        "grabbed": Way("CollectionScreen", ("m",), f"collections/{slug}"),
        "a note": Way("CollectionScreen", ("e",), f"collections/{slug}"),
        "add": Way("AddItems", ("a",), f"collections/{slug}"),
        "about": Way("AboutForm", ("E",), f"collections/{slug}"),
        "profile": Way("ProfileScreen", ("5", "m")),
        "quants": Way("QuantsList", ("Q",), "Qwen/Qwen3-8B"),
        "comparison": Way("CompareScreen", ("space", "space", "=")),
        "discussions": Way("DiscussionsList", ("i",)),
        "a discussion": Way("DiscussionScreen", (), "openai-community/gpt2#4"),
        "a pull request": Way("DiscussionScreen", ("2",), "openai-community/gpt2#1"),
        "an organisation": Way("Repos", (), "https://huggingface.co/acme-lab"),
        "members": Way("Members", ("5",), "https://huggingface.co/acme-lab"),
        "fields of a user": Way("Fields", ("0",), "https://huggingface.co/ada"),
    }


@asynccontextmanager
async def at_screen(hub: DemoHub, way: Way, size: tuple[int, int] = (100, 30)) -> AsyncIterator[User]:
    """On a screen, logged in as ada, with all answers there."""
    target = target_of(way.target, hub.endpoint) if way.target else None
    async with browsing(hub.endpoint, hub.token, size=size, target=target, author="") as user:
        await go(user, way)
        yield user


def name_of(screen: Screen[Any]) -> str:
    """The class of a screen; of a list, the class of what it lists."""
    return type(screen.model if isinstance(screen, BrowserScreen) else screen).__name__


async def go(user: User, way: Way) -> None:
    """From where one begins to the screen."""
    await user.sees("ada · ")
    await _loaded(user)
    for key in way.keys:
        await user.press(key)
        await _loaded(user)
    await user.until(lambda: name_of(user.app.screen) == way.screen, way.screen)


async def _loaded(user: User) -> None:
    """Wait for the end of all requests and for all rows of a list.

    Rows that are loaded late can be sorted above the cursor, which stays on its row.
    """
    await settled(user)
    await user.until(lambda: not _is_loading(user.app.screen), "the last row of the list")
    await settled(user)


def _is_loading(screen: Screen[Any]) -> bool:
    return isinstance(screen, BrowserScreen) and any("Loading" in words for words, _ in screen.model.tail(0))
