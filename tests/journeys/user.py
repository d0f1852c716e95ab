"""A user at the keyboard: steps and what stands on the screen, over Textual's Pilot."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerFailed

from hubtui.addresses import target_of
from hubtui.app.hub_app import HubApp
from hubtui.bindings import Bindings
from hubtui.config.memory_budget import MemoryBudget
from hubtui.config.settings import Settings
from hubtui.config.state import State
from hubtui.config.views import View
from hubtui.hub.client import HubClient
from hubtui.presentation.choice import Choice
from hubtui.registry.target import Target
from hubtui.start import Start
from hubtui.terminal.capabilities import detect
from tests import frames
from tests.demo_hub import DemoHub

_SECONDS = 90.0
_MANY_TRIES = 4
NAMES = {"/": "slash", "?": "question_mark", "*": "asterisk"}
TERMINAL = detect({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"})


class User:
    """Presses keys and reads the screen."""

    def __init__(self, app: HubApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def lines(self) -> list[str]:
        """The screen as text, a string a line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def screen(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*(NAMES.get(key, key) for key in keys))

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; the screen is told where it never does."""
        end = asyncio.get_running_loop().time() + _SECONDS
        tries = 0
        while not holds():
            if asyncio.get_running_loop().time() > end:
                raise AssertionError(f"waited in vain for {what}; the screen:\n{self.screen}")
            # To look means to have the whole screen drawn: what takes long is looked at less often.
            await self.pilot.pause(0.02 if tries < _MANY_TRIES else 0.06)
            tries += 1

    async def sees(self, text: str) -> None:
        """Wait until the screen shows `text`."""
        await self.until(lambda: text in self.screen, repr(text))

    async def loses(self, text: str) -> None:
        """Wait until the screen does not show `text` any more."""
        await self.until(lambda: text not in self.screen, f"{text!r} to go")

    @property
    def rows(self) -> list[str]:
        """The ids of all rows that are loaded in the listing in front."""
        listing: Any = self.app.screen
        return list(listing.shown.view.ids())

    @property
    def under_cursor(self) -> str:
        """The id of the row under the cursor."""
        listing: Any = self.app.screen
        return str(listing.rows.cursor_id)


def start(
    tab: str = "models",
    logged_in: bool = True,
    endpoint: str = "https://huggingface.co",
    target: Target | None = None,
    settings: Settings | None = None,
    bindings: Bindings | None = None,
    problems: tuple[str, ...] = (),
    theme: str = "auto",
    plain: bool = False,
    read_only: bool = False,
    kept: State | None = None,
    keep: Callable[[State], None] | None = None,
    views: tuple[View, ...] = (),
    save_views: Any = lambda _: "",
    memory: MemoryBudget | None = None,
    **choice: Any,
) -> Start:
    """How the program is started in a test."""
    choices = {"models": Choice("model"), "datasets": Choice("dataset"), "spaces": Choice("space")}
    if choice:
        choices[tab] = replace(choices[tab], **choice)
    return Start(
        choices,
        tab,
        "demo Hub",
        logged_in,
        endpoint,
        target=target,
        settings=settings or Settings(),
        bindings=bindings or Bindings(),
        problems=problems,
        theme=theme,
        plain=plain,
        read_only=read_only,
        last_state=kept or State(),
        save_state=keep,
        views=views,
        save_views=save_views,
        memory=memory,
    )


@asynccontextmanager
async def using(
    connect: Callable[[Any], Awaitable[HubClient]],
    how: Start,
    size: tuple[int, int] = (120, 40),
    app_class: type[HubApp] = HubApp,
) -> AsyncIterator[User]:
    """hubtui on a terminal of `size`, on the Hub that `connect` leads to."""
    app = app_class(how, connect, TERMINAL)
    try:
        with frames.only_seen() if app_class is HubApp else nullcontext():
            async with app.run_test(size=size) as pilot:
                yield User(app, pilot)
    except WorkerFailed as failed:
        # With the lines where it happened, which Textual leaves out.
        raise failed.error from failed


@asynccontextmanager
async def browsing(
    endpoint: str, token: str | None = None, size: tuple[int, int] = (120, 40), **options: Any
) -> AsyncIterator[User]:
    """hubtui on a Hub over TCP."""

    async def connect(record: Any) -> HubClient:
        return HubClient(endpoint, token, on_exchange=record)

    async with using(connect, start(logged_in=token is not None, endpoint=endpoint, **options), size) as user:
        yield user


@asynccontextmanager
async def at(
    demo: DemoHub, target: str, token: str | None = "write", size: tuple[int, int] = (120, 40)
) -> AsyncIterator[User]:
    """hubtui opened on a page; with the token that writes, or another, or none."""
    async with at_endpoint(demo.endpoint, target, demo.token if token == "write" else token, size) as user:
        yield user


@asynccontextmanager
async def at_endpoint(
    endpoint: str, target: str, token: str | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[User]:
    """hubtui opened on a page of any Hub."""

    async def connect(record: Any) -> HubClient:
        return HubClient(endpoint, token, on_exchange=record)

    how = start(logged_in=token is not None, endpoint=endpoint, target=target_of(target, endpoint))
    async with using(connect, how, size) as user:
        yield user


def requests_of(user: User) -> list[str]:
    return [exchange.path for exchange in user.app.session.worker.activity.exchanges]


async def settled(user: User) -> None:
    await user.until(lambda: user.app.session.worker.under_way == 0, "the end of all requests")
