"""All private names of Textual that hubtui uses, under public names; a test of each notices when Textual changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IGNORE_SEQUENCE, SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Event, Key
from textual.keys import _character_to_key as key_name
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.console import RenderableType
    from textual.geometry import Region
    from textual.strip import Strip

    _App = App[Any]
else:
    _App = object

__all__ = (
    "ANSI_SEQUENCES_KEYS",
    "FUNCTIONAL_KEYS",
    "IGNORE_SEQUENCE",
    "MODIFIER_FUNCTIONAL_KEYS",
    "SYNC_END",
    "SYNC_START",
    "ChopsUpdate",
    "LayoutUpdate",
    "key_name",
)

Result = TypeVar("Result")


class AppInternals(_App):
    """A mixin that gives private attributes of App public names; it precedes App in the bases of a class."""

    @property
    def terminal_driver(self) -> Driver | None:
        """The driver, or None before the app has one."""
        return self._driver

    @property
    def draws(self) -> bool:
        """Whether the app runs and does not wait for the end of a batch of changes."""
        return self._running and not self._batch_count

    @property
    def is_closed(self) -> bool:
        """Whether the app processes no messages any more."""
        return self._closed

    @property
    def has_synchronized_output(self) -> bool:
        """Whether the terminal supports synchronised output: all between SYNC_START and SYNC_END is shown at once."""
        return self._sync_available

    @property
    def colour_system(self) -> ColorSystem | None:
        """The colours that the console writes."""
        return self.console._color_system

    @property
    def is_exiting(self) -> bool:
        """Whether `exit` was called."""
        return self._exit

    @property
    def crash(self) -> Exception | None:
        """The exception that ended the app, if one did."""
        return self._exception

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        self.show_update(screen, renderable)

    def show_update(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Show an update of a screen. Every frame of Textual passes here."""
        super()._display(screen, renderable)

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the mouse pointer as it is: it would be one more thing to restore at the end."""

    def _handle_exception(self, error: Exception) -> None:
        """End the app; Textual would print its local variables, the token among them."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()
        self.crashed()

    def crashed(self) -> None:
        """Called after an exception that nothing caught."""


def driver_of(app: App[Any]) -> Driver | None:
    """Return the driver of `app`, or None before it has one."""
    return app._driver


def set_clipboard(app: App[Any], text: str) -> None:
    """Set the text that the fields of `app` paste, without sending it to the terminal."""
    app._clipboard = text


def draw_changes(screen: Screen[Any]) -> None:
    """Draw the widgets of `screen` that wait to be drawn."""
    if changed := {widget for widget in screen.walk_children(Widget) if widget._repaint_required}:
        screen._compositor.update_widgets(changed)
        screen._compositor_refresh()


class ScreenInternals(Screen[Result], inherit_bindings=False):
    """A Screen whose compositor renders only the changed parts, and whose subclasses can redirect events."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()
        # Textual would read all stylesheets once more for each screen, as if they had changed since.
        self._css_update_count = self.app._css_update_count

    def _forward_event(self, event: Event) -> None:
        self.take_event(event)

    def take_event(self, event: Event) -> None:
        """Send an event of the terminal to the widget that it is for."""
        super()._forward_event(event)


def forward(screen: Screen[Any], event: Event) -> None:
    """Send an event of the terminal to `screen`."""
    screen._forward_event(event)


def mark_forwarded(event: Event) -> None:
    """Note that a screen has had the event."""
    event._set_forwarded()


def action_of_key(widget: Widget, key: Key) -> str | None:
    """Return the action that a widget of Textual's has for a key, or None."""
    bound = widget._bindings.key_to_bindings.get(key.key)
    return bound[0].action if bound else None


class NarrowCompositor(Compositor):
    """Renders only the widgets that a change touches; Textual's renders each widget whose clip is touched, and the clip
    is the whole screen for each of them.
    """

    _crop: Region | None = None

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """The widgets in view; while a change is drawn, those that it touches."""
        found, crop = super().visible_widgets, self._crop
        if crop is None:
            return found
        return {widget: place for widget, place in found.items() if crop.overlaps(place[0])}

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        self._crop = crop
        try:
            return list(super()._get_renders(crop))
        finally:
            self._crop = None


class DriverInternals(LinuxDriver):
    """Textual's driver, with names for the parts that a driver of our own needs."""

    def _get_terminal_size(self) -> tuple[int, int]:
        return self.terminal_size()

    def terminal_size(self) -> tuple[int, int]:
        """Return the columns and rows that the terminal has."""
        return super()._get_terminal_size()

    def use_terminal_size(self) -> None:
        """Tell the app the size of the terminal; Rich would tell what COLUMNS and LINES in the environment say."""
        self._size = self.terminal_size()

    def take_resume(self) -> bool:
        """Return whether the app has yet to learn that the program was resumed; once."""
        must, self._must_signal_resume = self._must_signal_resume, False
        return must

    def _sigtstp_application(self, *_: object) -> None:
        self.stopped()

    def stopped(self) -> None:
        """Suspend the program: the terminal's key for it was pressed."""
        super()._sigtstp_application()
