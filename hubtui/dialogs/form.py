"""A dialog of fields, with what is wrong below each of them, and what will happen at the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from hubtui.action_target import ActionTarget
from hubtui.dialogs.form_fields import FormFields
from hubtui.pages.keyed import KeyedDialog
from hubtui.places import FORM
from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.field import Field

_MOST_FACTS = 8


class Form(KeyedDialog[None]):
    """A form; a subclass returns its fields, checks them, and sends it. `verb` is on the button.

    Enter in any field sends it as soon as nothing is missing. While it is being sent, nothing can be typed or sent
    again; escape closes it, and the request goes on.
    """

    PLACES: ClassVar[tuple[str, ...]] = (FORM,)
    begins_at = ""
    """The name of the field that has the focus at first; "" for the first that is empty."""

    def __init__(self, title: str, verb: str) -> None:
        super().__init__()
        self._title = title
        self._verb = verb
        self._problems: dict[str, str] = {}
        self._refused: dict[str, str] = {}
        self._message = ("", "dim")
        self.is_sending = False
        """Whether a request is under way, and the fields are locked."""
        self._fields = FormFields(self)
        self._facts = FactLines(self._fact_lines, most=_MOST_FACTS, id="facts")
        self._button = Bar(id="button")

    # For subclasses

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Return name, label and widget of each field."""
        raise NotImplementedError

    def problems(self) -> Mapping[str, str]:
        """Return what is wrong, by the names of the fields. An empty text marks a field that is only incomplete."""
        return {}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return what will happen: (text, role) of each line."""
        return ()

    def hidden(self) -> Sequence[str]:
        """Return the names of fields that do not apply to what was chosen."""
        return ()

    def field_changed(self, name: str) -> None:
        """Take the new value of a field."""

    def send(self) -> None:
        """Send the form: call `begin_sending`, and later `show_error` or `answer`."""
        raise NotImplementedError

    def missing(self) -> Mapping[str, str]:
        """Return what is still to be typed or chosen, by the names of the fields; it is shown after enter."""
        return {}

    @property
    def is_complete(self) -> bool:
        """Whether every field that is needed is filled."""
        return not self.missing()

    # Drawing

    def compose(self) -> ComposeResult:
        """Yield the fields, what will happen, and the button."""
        with VerticalScroll(classes="dialog form", can_focus=False) as dialog:
            dialog.border_title = self._title
            for name, label, field in self.fields():
                yield from self._fields.add(name, label, field)
            yield self._facts
            yield self._button

    def on_mount(self) -> None:
        """Focus the field where typing begins."""
        self._fields.begin(self.begins_at)
        self.check()

    def _fact_lines(self, _width: int) -> list[Sequence[Cell]]:
        room, (words, role) = self._fields.room, self._message
        facts = [(line, role) for words, role in self.facts() for line in (wrap(words, room) if words else [""])]
        message = [(line, role) for line in wrap(words, room)] if words else []
        lines: list[Sequence[Cell]] = [(Cell(*line),) for line in (*facts, *message)]
        return [(), *lines] if lines else [()]

    def check(self) -> None:
        """Check the fields again, and show what is wrong with them."""
        self._problems = dict(self.problems())
        self._fields.show(self.hidden(), {**self._problems, **self._refused})
        self._facts.lay_out()
        ready = not self._problems and not self.is_sending and self.is_complete
        verb, leave = ("sending …", "leave") if self.is_sending else (self._verb, "cancel")
        enter = [] if self.is_sending else [Cell("enter ", "accent" if ready else "dim")]
        parts = [("submit", [*enter, Cell(verb, "active" if ready else "dim")])]
        if len(self._fields.shown) > 1:
            parts.append(("next_field", [Cell("   tab", "accent"), Cell(" next field", "dim")]))
        self._button.show([*parts, ("leave", [Cell("   esc", "accent"), Cell(f" {leave}", "dim")])], [])

    def say(self, words: str, role: str = "dim") -> None:
        """Show a message below the fields."""
        self._message = (words, role)
        self.check()

    def on_resize(self) -> None:
        """Wrap the lines again; put the labels above the fields if there is no room beside them."""
        self.set_class(self._fields.is_narrow, "few-columns")
        self.call_after_refresh(self._fields.show_focused)
        self.check()

    # Typing

    @on(Input.Changed)
    @on(ChoiceField.Changed)
    def field_edited(self, event: Input.Changed | ChoiceField.Changed) -> None:
        """Check what was typed or chosen."""
        event.stop()
        field = event.input if isinstance(event, Input.Changed) else event.field
        self._refused.clear()
        self._message = ("", "dim")
        self.field_changed(self._fields.name_of(field))
        self.check()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what enter does in a form."""
        event.stop()
        self.do_submit_or_next()

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Return the form before the field: tab and the arrows up and down go to another field."""
        return (FORM, *places)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the fields, which have the actions that go from one to another."""
        return (self._fields,)

    # Sending

    def do_submit_or_next(self) -> None:
        """Send the form if nothing is missing, else go to the next field; from the last one go to what is missing.

        In the field that misses something, say what.
        """
        self.check()
        is_ready = self.is_complete and not self._problems
        if is_ready or self._fields.is_at_last or self._fields.focused_name in self.missing():
            self.submit()
        else:
            self._fields.do_next_field()

    def submit(self) -> None:
        """Send the form, or go to the field with a problem; while it is being sent, do nothing."""
        self.check()
        if self.is_sending or self._left:
            return
        if any(entry.name in self._problems for entry in self._fields.shown):
            self._fields.focus_named(self._problems)
        elif missing := self.missing():
            self._refused.update(missing)
            self.check()
            self._fields.focus_named(missing)
        elif self._problems or not self.is_complete:
            self._fields.focus_empty()
        else:
            self.send()

    def begin_sending(self) -> None:
        """Lock the fields: the request is under way."""
        self.is_sending = True
        self._fields.lock(True)
        self._refused.clear()
        self.say("")

    def show_error(self, words: str, name: str = "") -> None:
        """Unlock the fields, and show why it was not done, below the field `name` if it is about one."""
        self.is_sending = False
        self._fields.lock(False)
        if name:
            self._refused[name] = words
            self.say("")
        else:
            self.say(words, "failed")
        self._fields.focus_named((name,))

    def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Send the form, go to the next field, or close it."""
        event.stop()
        if event.name == "submit":
            self.submit()
        elif event.name == "next_field":
            self._fields.do_next_field()
        elif event.name == "leave":
            self.do_leave()
