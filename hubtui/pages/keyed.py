"""Screens and dialogs that run actions by keys, as the registry of actions says."""

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


def with_ancestors(widget: Widget) -> list[Widget]:
    """Return a widget and its ancestors up to the screen, each twice: a handler may post a message to itself."""
    widgets = [one for one in widget.ancestors_with_self if isinstance(one, Widget)]
    return [one for one in widgets for _ in range(2)]


class HeldInput:
    """Keeps actions until it is their turn, and all input after them; this one keeps none."""

    def hold(self, action: Action) -> bool:
        """Keep an action until `resume`. Return False if the caller should run it now."""
        return False

    def resume(self) -> None:
        """Run the actions that were kept, then take the input after them."""

    def drop(self) -> bool:
        """Drop the actions that were kept, and the keys after them. Return whether there were any."""
        return False


class KeyedApp(ActionTarget):
    """The base of the app as screens know it: the keys of all actions, and the actions that work on every screen."""

    bindings = Bindings()
    held: HeldInput = HeldInput()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects besides the app whose actions work on every screen."""
        return ()

    def key_handled(self, event: events.Key, widgets: list[Widget]) -> None:
        """Note that a screen has handled a key; these `widgets` may still have messages that it caused."""


@runtime_checkable
class TextWidget(Protocol):
    """A widget that can take keys as text, such as an input field."""

    @property
    def takes_text(self) -> bool:
        """Whether the widget takes keys as text now."""
        ...

    async def take(self, event: events.Key) -> bool:
        """Take a key if it is a letter or edits the text. Return whether it was taken."""
        ...

    async def run_bound(self, event: events.Key) -> bool:
        """Run the widget's own binding for a key that no action has. Return whether there is one."""
        ...


class KeyedScreen(ActionTarget, ScreenInternals[Result], inherit_bindings=False):
    """A screen that runs the action of each key: itself, its first target that has the action, or the app."""

    AUTO_FOCUS = None
    PLACES: ClassVar[tuple[str, ...]] = ()

    class OtherLayout(Message):
        """A letter that is no key was typed on a keyboard without Latin letters.

        It is sent if the terminal did not report the position of the key.
        """

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def __init__(self) -> None:
        super().__init__()
        self.keys = Keys()
        self.pressed = ""

    @property
    def bindings(self) -> Bindings:
        """The keys of all actions, as the user has configured them."""
        return self.app.bindings if isinstance(self.app, KeyedApp) else KeyedApp.bindings

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose actions work here, the innermost first."""
        return self.PLACES

    def take_event(self, event: events.Event) -> None:
        """Give a key to this screen, not to the focused widget, and other events to the widget that they are for."""
        # Textual would give keys to the focused widget first. A key that the widget does not handle would then arrive
        # here after the letters that were typed after it.
        if isinstance(event, events.Key) and not event.is_forwarded:
            mark_forwarded(event)
            self.post_message(event)
        else:
            super().take_event(event)

    async def on_key(self, event: events.Key) -> None:
        """Handle a key, and then tell the app that it was handled."""
        # Before the key: it may close the field.
        field = self.focused if event.key == "enter" else None
        widgets = with_ancestors(field) if field is not None else []
        try:
            await self._take_key(event)
        finally:
            if isinstance(self.app, KeyedApp):
                self.app.key_handled(event, widgets)

    async def _take_key(self, event: events.Key) -> None:
        if await self._hand_on(event):
            event.stop()
            return
        places = (FIELD,) if takes_text(self.focused) else self.places
        key, otherwise = keys_of(event)
        self.key_pressed()
        before = self.keys.prefix
        found = self.keys.press(key, self.places_of(places), self.bindings, otherwise)
        if self.keys.prefix is not before:
            self.prefix_changed(self.keys.prefix)
        if isinstance(found, Action):
            event.stop()
            event.prevent_default()
            self.pressed = otherwise if otherwise in found.keys and key not in found.keys else key
            await self.perform(found)
        elif found is not None or (takes_text(self.focused) and await self.focused.run_bound(event)):
            event.stop()
        elif is_of_another_script(key) and key == otherwise:
            self.post_message(self.OtherLayout(key))

    async def _hand_on(self, event: events.Key) -> bool:
        """Hand a key to the screen or text field that an earlier key has opened. Return whether it was taken."""
        stack = self.app.screen_stack
        if not stack or not self.app.is_running:  # the app is ending
            return True
        if stack[-1] is not self:
            stack[-1].post_message(events.Key(event.key, event.character))
            return True
        return takes_text(self.focused) and await self.focused.take(event)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Return the places whose keys work now; `places` is the field's place alone while it has the focus."""
        return places

    async def run_named(self, name: str) -> None:
        """Run the action of this name that belongs to the innermost place."""
        await self.perform(self.bindings.named(name, self.places))

    async def perform(self, action: Action) -> None:
        """Run an action by the first target that has it and does not return False."""
        for target in self.all_targets():
            if (method := target.action_methods.get(action.name)) is not None:
                outcome = method(target)
                if isawaitable(outcome):
                    outcome = await outcome
                if outcome is not False:
                    return

    def all_targets(self) -> tuple[ActionTarget, ...]:
        """Return this screen, its targets, the app, and the app's targets."""
        of_the_app = (self.app, *self.app.targets()) if isinstance(self.app, KeyedApp) else ()
        return (self, *self.targets(), *of_the_app)

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed here, or ""."""
        return ""

    def is_offered(self, action: Action) -> bool:
        """Return whether the bottom line and the palette show an action."""
        return True

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects besides this screen that have actions for it."""
        return ()

    def key_pressed(self) -> None:
        """Called at every key."""

    def prefix_changed(self, prefix: Prefix | None) -> None:
        """Called when a sequence of keys has begun or ended. `prefix` is None after its end."""


def keys_of(event: events.Key) -> tuple[str, str]:
    """Return the name of the key for actions, and a second name to try if no action has the first.

    For a letter that is not Latin the second is the key at the same position of a Latin keyboard, if the terminal
    reports it.
    """
    is_typed = event.character and event.is_printable and event.key != "space"
    key = event.character if is_typed and event.character else event.key
    if event.key.startswith("alt+"):
        return event.key, key
    return key, key_to_character(event.key) or event.key


def takes_text(widget: Widget | None) -> TypeGuard[TextWidget]:
    """Return whether keys are text for this widget now."""
    return isinstance(widget, TextWidget) and widget.takes_text


class KeyedDialog(KeyedScreen[Result], ModalScreen[Result]):
    """A dialog over a screen. Escape closes it without an answer."""

    _left = False

    def answer(self, result: Result | None) -> None:
        """Close the dialog with an answer. Later calls do nothing: keys may arrive while it closes."""
        if not self._left:
            self._left = True
            self.dismiss(result)

    def on_field_lines_dropped(self, event: "Field.LinesDropped") -> None:
        """Say at the lower edge which lines of a paste the field has dropped."""
        event.stop()
        for dialog in self.query(".dialog"):
            dialog.border_subtitle = event.words

    def do_leave(self) -> None:
        """Close the dialog without an answer."""
        self.answer(None)
