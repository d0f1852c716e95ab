"""Screens whose keys come from the registry of actions."""

from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeGuard, TypeVar, runtime_checkable

from textual import events
from textual.keys import key_to_character
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.bindings import Bindings, Keys, Prefix
from hubtui.places import FIELD
from hubtui.terminal.keyboard import is_of_another_script
from hubtui.terminal.textual_internals import ScreenInternals, mark_forwarded

if TYPE_CHECKING:
    from hubtui.widgets.field import Field

Result = TypeVar("Result")


class KeyedApp(ActionTarget):
    """What keyed screens know of their app: the keys of all actions, and who runs those that work on every screen."""

    bindings = Bindings()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions of every screen, beside the app itself."""
        return ()

    def key_handled(self, event: events.Key) -> None:
        """Called when a screen has handled a key."""

    def hold_action(self, action: Action) -> bool:
        """Keep an action whose objects are loaded after the first paint, and perform it then; return False if not."""
        return False


@runtime_checkable
class TextWidget(Protocol):
    """A widget that can take keys as text."""

    @property
    def takes_text(self) -> bool:
        """Whether it takes keys as text now."""
        ...

    async def take(self, event: events.Key) -> bool:
        """Take a letter, or a key that edits; whether it was one."""
        ...

    async def run_bound(self, event: events.Key) -> bool:
        """Take a key that nobody else has a use for; whether the widget has one."""
        ...


class KeyedScreen(ActionTarget, ScreenInternals[Result], inherit_bindings=False):
    """Runs the action of a key: the screen does, or the first of its targets that has it, or else the app."""

    AUTO_FOCUS = None
    PLACES: ClassVar[tuple[str, ...]] = ()

    class OtherLayout(Message):
        """A letter that is no key was typed, of a keyboard layout without Latin letters; where it is was not told."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def __init__(self) -> None:
        super().__init__()
        self.keys = Keys()
        self.pressed = ""

    @property
    def bindings(self) -> Bindings:
        """The keys of all actions, as the app has them."""
        return self.app.bindings if isinstance(self.app, KeyedApp) else KeyedApp.bindings

    @property
    def places(self) -> tuple[str, ...]:
        """Where the user is, the innermost first."""
        return self.PLACES

    def take_event(self, event: events.Event) -> None:
        """Send an event to the widget that it is for: keys to this screen first."""
        # Textual would give keys to the widget with the focus. A key that this widget does not take would come back
        # here behind the letters that were typed after it.
        if isinstance(event, events.Key) and not event.is_forwarded:
            mark_forwarded(event)
            self.post_message(event)
        else:
            super().take_event(event)

    async def on_key(self, event: events.Key) -> None:
        """Take the key, unless it belongs to the text field that has the focus."""
        try:
            await self._take_key(event)
        finally:
            if isinstance(self.app, KeyedApp):
                self.app.key_handled(event)

    async def _take_key(self, event: events.Key) -> None:
        if await self._hand_on(event):
            event.stop()
            return
        places = (FIELD,) if _takes_text(self.focused) else self.places
        key, otherwise = keys_of(event)
        self.key_came()
        before = self.keys.prefix
        found = self.keys.press(key, self.places_of(places), self.bindings, otherwise)
        if self.keys.prefix is not before:
            self.prefix_changed(self.keys.prefix)
        if isinstance(found, Action):
            event.stop()
            event.prevent_default()
            self.pressed = otherwise if otherwise in found.keys and key not in found.keys else key
            await self.perform(found)
        elif found is not None or (_takes_text(self.focused) and await self.focused.run_bound(event)):
            event.stop()
        elif is_of_another_script(key) and key == otherwise:
            self.post_message(self.OtherLayout(key))

    async def _hand_on(self, event: events.Key) -> bool:
        """Keys typed quickly are here before what the first of them opened: a screen in front, or a text field."""
        stack = self.app.screen_stack
        if not stack or not self.app.is_running:  # the app ends
            return True
        if stack[-1] is not self:
            stack[-1].post_message(events.Key(event.key, event.character))
            return True
        return _takes_text(self.focused) and await self.focused.take(event)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The places whose actions work now; the field's alone while one has the focus."""
        return places

    async def run_named(self, name: str) -> None:
        """Run the action called `name` of the innermost place that has one."""
        await self.perform(self.bindings.named(name, self.places))

    async def perform(self, action: Action) -> None:
        """Run an action: the first of the targets that has it does, unless it returns False."""
        for target in self.all_targets():
            if (method := target.action_methods.get(action.name)) is not None:
                outcome = method(target)
                if isawaitable(outcome):
                    outcome = await outcome
                if outcome is not False:
                    return

    def all_targets(self) -> tuple[ActionTarget, ...]:
        """Return this screen, its targets, and those of the app."""
        of_the_app = (self.app, *self.app.targets()) if isinstance(self.app, KeyedApp) else ()
        return (self, *self.targets(), *of_the_app)

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed here, or ""."""
        return ""

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions of this screen, beside itself."""
        return ()

    def key_came(self) -> None:
        """Any key was pressed."""

    def prefix_changed(self, prefix: Prefix | None) -> None:
        """A sequence of keys was begun, or is over."""


def keys_of(event: events.Key) -> tuple[str, str]:
    """Return the key as actions name it, and the one to take where no action has that.

    A letter that is not Latin has the key at its place in the base layout, where the terminal tells it.
    """
    is_typed = event.character and event.is_printable and event.key != "space"
    key = event.character if is_typed and event.character else event.key
    if event.key.startswith("alt+"):
        return event.key, key
    return key, key_to_character(event.key) or event.key


def _takes_text(widget: Widget | None) -> TypeGuard[TextWidget]:
    return isinstance(widget, TextWidget) and widget.takes_text


class KeyedDialog(KeyedScreen[Result], ModalScreen[Result]):
    """The same for what opens over a screen; escape leaves it without an answer."""

    _left = False

    def answer(self, result: Result | None) -> None:
        """Leave it with an answer, once: keys may still come in while it goes."""
        if not self._left:
            self._left = True
            self.dismiss(result)

    def on_field_lines_dropped(self, event: "Field.LinesDropped") -> None:
        """Say at the lower edge what was dropped of a paste."""
        event.stop()
        for dialog in self.query(".dialog"):
            dialog.border_subtitle = event.words

    def do_leave(self) -> None:
        """Leave it."""
        self.answer(None)
