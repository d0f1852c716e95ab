"""Keys, clicks and pastes have their effects in the order in which they came."""

import asyncio
from collections.abc import Iterator

import pytest
from textual.app import App, ComposeResult
from textual.events import Click, Event, InputEvent, Key, MouseDown, MouseUp, Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from hubtui.app.input_queue import InputQueue
from hubtui.pages.keyed import KeyedApp, KeyedScreen
from hubtui.terminal.textual_internals import forward


class Button(Static):
    """A click has its effect after two messages, the first of which the button posts to itself."""

    class Clicked(Message, bubble=False):
        pass

    class Pressed(Message):
        pass

    async def on_click(self, _: Click) -> None:
        await asyncio.sleep(0.02)
        self.post_message(self.Clicked())

    async def on_button_clicked(self, _: Clicked) -> None:
        await asyncio.sleep(0.02)
        self.post_message(self.Pressed())


class First(KeyedScreen[None]):
    def compose(self) -> ComposeResult:
        yield Button("click me")

    def on_button_pressed(self) -> None:
        self.app.log_of_input.append("click")

    async def _take_key(self, event: Key) -> None:
        self.app.log_of_input.append(f"first {event.key}")
        if event.key == "o":
            self.app.push_screen(Second())
            await asyncio.sleep(0.05)
        elif event.key == "w":
            await self.app.release.wait()

    def on_paste(self, event: Paste) -> None:
        self.app.log_of_input.append(event.text)


class Second(KeyedScreen[None]):
    async def _take_key(self, event: Key) -> None:
        self.app.log_of_input.append(f"second {event.key}")


class InputApp(KeyedApp, App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.log_of_input: list[str] = []
        self.release = asyncio.Event()
        self.inputs = InputQueue(self, self._forward)

    def on_mount(self) -> None:
        self.push_screen(First())

    async def on_event(self, event: Event) -> None:
        if isinstance(event, InputEvent | Paste) and not event.is_forwarded:
            await self.inputs.put(event)
        else:
            await super().on_event(event)

    async def _forward(self, event: Event) -> None:
        if isinstance(event, Key):
            forward(self.screen, event)
        else:
            await super().on_event(event)

    def key_handled(self, event: Key, widgets: list[Widget]) -> None:
        self.inputs.settle(event, widgets)


def click() -> Iterator[Event]:
    for kind in (MouseDown, MouseUp):
        yield kind(None, 1, 0, 0, 0, 1, False, False, False, screen_x=1, screen_y=0)


async def seen_of(events: list[Event], count: int) -> list[str]:
    """Post events in one go; return what the screens saw, once there are `count` entries."""
    app = InputApp()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        for event in events:
            app.post_message(event)
        for _ in range(9000):
            if len(app.log_of_input) >= count:
                break
            await asyncio.sleep(0.01)
        await pilot.pause()
        return app.log_of_input


async def test_a_key_after_a_click_comes_after_its_effect() -> None:
    seen = await seen_of([*click(), Key("a", "a"), *click(), Key("b", "b")], 4)
    assert seen == ["click", "first a", "click", "first b"]


async def test_a_click_after_a_key_comes_after_it() -> None:
    assert await seen_of([Key("a", "a"), *click(), Key("b", "b")], 3) == ["first a", "click", "first b"]


async def test_a_paste_between_keys_stays_between_them() -> None:
    assert await seen_of([Key("a", "a"), Paste("pasted"), Key("b", "b")], 3) == ["first a", "pasted", "first b"]


async def test_keys_after_one_that_opens_a_screen_reach_that_screen_in_order() -> None:
    seen = await seen_of([Key("o", "o"), *(Key(letter, letter) for letter in "abc")], 4)
    assert seen == ["first o", "second a", "second b", "second c"]


async def test_a_key_that_is_never_handled_does_not_stop_clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hubtui.app.input_queue._PATIENCE_SECONDS", 0.05)
    app = InputApp()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        for event in (Key("w", "w"), *click()):
            app.post_message(event)
        async with asyncio.timeout(90):
            while app.inputs._events:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        app.release.set()


async def test_events_after_an_action_that_is_held_wait_for_it() -> None:
    app = InputApp()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        app.inputs.hold(app.bindings.named("quit", ()))
        app.post_message(Key("a", "a"))
        await pilot.pause(0.05)
        assert app.log_of_input == []
        app.inputs.resume()
        await pilot.pause(0.05)
        assert app.log_of_input == ["first a"]


async def test_escape_drops_an_action_that_is_held_and_the_keys_after_it() -> None:
    app = InputApp()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        app.inputs.hold(app.bindings.named("quit", ()))
        for key in ("a", "escape", "b"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        while len(app.log_of_input) < 2:
            await pilot.pause(0.05)
        assert app.log_of_input == ["first escape", "first b"]
