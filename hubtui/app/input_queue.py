"""Gives keys, mouse events and pastes to the screens one after the other, in the order in which they came."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from textual.errors import NoWidget
from textual.events import Event, Key, MouseDown, MouseUp, Paste
from textual.widget import Widget

from hubtui.pages.keyed import HeldInput, KeyedScreen, with_ancestors

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from hubtui.action import Action

_CANCELLING: Final = ("escape", "ctrl+c")
_PATIENCE_SECONDS: Final = 1.0
"""How long the next event waits at most until an event is handled."""


class InputQueue(HeldInput):
    """The events of the terminal that have not been handled yet.

    Textual gives a key to the screen at once, and what a click does goes through the queues of several widgets: letters
    typed after a click could arrive first. Here the next event waits until the one before was handled, until another
    screen is in front, or for a second. `forward` gives an event to the screen in front.
    """

    def __init__(self, app: App[Any], forward: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._forward = forward
        self._events: deque[Event] = deque()
        self._current: Event | None = None
        self._screen: Screen[Any] | None = None
        """The screen that the current event was forwarded to."""
        self._timeout: asyncio.TimerHandle | None = None
        self._held: list[Action] = []

    async def put(self, event: Event) -> None:
        """Add an event, and forward it unless an earlier event is still being handled.

        A key that cancels is not kept behind held actions: it drops them.
        """
        if isinstance(event, Key) and event.key in _CANCELLING:
            self.drop()
        self._events.append(event)
        await self.go_on()

    async def go_on(self) -> None:
        """Forward the waiting events up to one that has to be handled first; drop them if the app is ending."""
        while self._events and not self._waits():
            event = self._events.popleft()
            if self._app.screen_stack:
                await self._send(event)

    def handled(self, event: Event) -> None:
        """Note that this event was handled, and forward the next one."""
        if event is self._current:
            self._current = None
            self._cancel_timeout()
            if self._events:
                self._app.call_later(self.go_on)

    def hold(self, action: Action) -> bool:
        """Keep an action, and all events after it, until `resume`."""
        self._held.append(action)
        return True

    def resume(self) -> None:
        """Perform the actions that were held, then forward the events after them."""
        actions, self._held = self._held, []
        screen = self._app.screen
        if isinstance(screen, KeyedScreen):
            for action in actions:
                screen.call_later(screen.perform, action)
        self._app.call_later(self.go_on)

    def drop(self) -> bool:
        """Drop the held actions and the keys after them. Return whether an action was held."""
        had_any = bool(self._held)
        if had_any:
            self._held.clear()
            self._events = deque(event for event in self._events if not isinstance(event, Key))
            self._app.call_later(self.go_on)
        return had_any

    def _waits(self) -> bool:
        has_screen = self._current is not None and bool(self._app.screen_stack)
        return bool(self._held) or (has_screen and self._app.screen is self._screen)

    async def _send(self, event: Event) -> None:
        if isinstance(event, Key):
            self._wait_for(event)
            await self._forward(event)
        elif isinstance(event, MouseDown | MouseUp | Paste):
            self._wait_for(event)
            widget = self._widget_of(event)
            await self._forward(event)
            self.settle(event, [] if widget is None else with_ancestors(widget))
        else:
            await self._forward(event)

    def _wait_for(self, event: Event) -> None:
        self._cancel_timeout()
        self._current, self._screen = event, self._app.screen
        self._timeout = asyncio.get_running_loop().call_later(_PATIENCE_SECONDS, self.handled, event)

    def _cancel_timeout(self) -> None:
        if self._timeout is not None:
            self._timeout.cancel()
            self._timeout = None

    def _widget_of(self, event: Event) -> Widget | None:
        if not isinstance(event, MouseDown | MouseUp):
            return self._app.focused
        try:
            return self._app.mouse_captured or self._app.get_widget_at(event.x, event.y)[0]
        except NoWidget:
            return None

    def settle(self, event: Event, widgets: list[Widget]) -> None:
        """Follow the messages that an event may have caused: through the queue of its widget, then of each ancestor."""
        while widgets:
            if widgets.pop(0).call_later(self.settle, event, widgets):
                return
        self.handled(event)
