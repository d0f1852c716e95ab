"""A dialog of fields, with what stands in the way beside each of them, and what will happen below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from hubtui.pages.keyed import KeyedDialog
from hubtui.places import FORM
from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.field import Field

_WIDTH = 76
_LABEL_WIDTH = 13
_MOST_FACTS = 8


@dataclass(slots=True)
class Entry:
    """A field, what it is called, and what is wrong with it, in words below it."""

    name: str
    label: str
    field: Field | ChoiceField
    line: Horizontal
    problem: FactLines


class Form(KeyedDialog[None]):
    """Subclasses say what stands in it and send it; what was typed stays until it is left.

    While it is sending, nothing can be typed or sent; escape leaves it, and what is under way goes on.
    """

    PLACES: ClassVar[tuple[str, ...]] = (FORM,)

    def __init__(self, title: str, verb: str) -> None:
        """`verb` is on the button that sends."""
        super().__init__()
        self._title = title
        self._verb = verb
        self._entries: list[Entry] = []
        self._problems: dict[str, str] = {}
        self._refused: dict[str, str] = {}
        self._words = ""
        self._words_role = "dim"
        self._is_sending = False
        self._facts = FactLines(self._fact_lines, most=_MOST_FACTS, id="facts")
        self._button = Bar(id="button")

    # What subclasses say

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Name, label and widget of each field."""
        raise NotImplementedError

    def problems(self) -> Mapping[str, str]:
        """What is wrong with the fields as they are, by their names; an empty one is only incomplete."""
        return {}

    def facts(self) -> Sequence[tuple[str, str]]:
        """What will happen: (words, role) a line."""
        return ()

    def hidden(self) -> Sequence[str]:
        """The names of fields that do not fit what was chosen."""
        return ()

    one_enter: ClassVar[bool] = False
    """Whether enter in any field sends the form as soon as nothing is missing in it."""

    begins_at = ""
    """The name of the field that has the focus at first; without one it is the first that is empty."""

    def edited(self, name: str) -> None:
        """A field has another value."""

    def send(self) -> None:
        """Send it, by `sending` and later `refused` or `answer`."""
        raise NotImplementedError

    # Composing

    def compose(self) -> ComposeResult:
        """The fields, what will happen, and the button."""
        with VerticalScroll(classes="dialog form", can_focus=False) as dialog:
            dialog.border_title = self._title
            for name, label, field in self.fields():
                problem = FactLines(lambda _, name=name: self._problem_lines(name), most=3, id=f"problem-{name}")  # type: ignore[misc]
                problem.display = False
                line = Horizontal(self._label(label), field, classes="entry")
                self._entries.append(Entry(name, label, field, line, problem))
                yield line
                yield problem
            yield self._facts
            yield self._button

    def _label(self, label: str) -> Bar:
        bar = Bar(id=f"label-{label.lower().replace(' ', '-')}")
        bar.add_class("label")
        bar.show([("", [Cell(label, "dim")])], [])
        return bar

    def on_mount(self) -> None:
        """The focus is where a person would type."""
        if not self._entries:
            self.check()
            return
        typed = [entry.field for entry in self._entries if isinstance(entry.field, Field)]
        otherwise = typed[0] if typed else self._entries[0].field
        named = (entry.field for entry in self._entries if entry.name == self.begins_at)
        first = next(named, None) or next((field for field in typed if not field.value), otherwise)
        self.set_focus(first)
        self.check()

    # What stands there

    @property
    def room(self) -> int:
        """The width of a line, in terminal cells."""
        return min(_WIDTH, self.app.size.width) - 8

    def _problem_lines(self, name: str) -> list[Sequence[Cell]]:
        words = self._refused.get(name) or self._problems.get(name, "")
        indent = " " * _LABEL_WIDTH
        return [(Cell(indent + line, "failed"),) for line in wrap(words, self.room - _LABEL_WIDTH)] if words else []

    def _fact_lines(self, _width: int) -> list[Sequence[Cell]]:
        lines: list[Sequence[Cell]] = [
            (Cell(line, role),) for words, role in self.facts() for line in (wrap(words, self.room) if words else [""])
        ]
        if self._words:
            lines += [(Cell(line, self._words_role),) for line in wrap(self._words, self.room)]
        return [(), *lines] if lines else [()]

    def check(self) -> None:
        """Look at the fields anew, and say what is wrong with them."""
        self._problems = dict(self.problems())
        hidden = self.hidden()
        for entry in self._entries:
            entry.line.display = entry.name not in hidden
            has_words = bool(self._refused.get(entry.name) or self._problems.get(entry.name))
            entry.problem.display = has_words
            entry.problem.lay_out()
        self._facts.lay_out()
        ready = not self._problems and not self._is_sending and self.is_complete
        verb = "sending …" if self._is_sending else self._verb
        keys = [Cell("esc", "accent"), Cell(" leave     " if self._is_sending else " cancel     ", "dim")]
        self._button.show([("leave", keys), ("submit", [Cell(verb, "active" if ready else "dim")])], [])

    @property
    def is_complete(self) -> bool:
        """Whether everything that is needed stands there."""
        return True

    def say(self, words: str, role: str = "dim") -> None:
        """Something below the fields."""
        self._words, self._words_role = words, role
        self.check()

    # Typing

    @property
    def _shown(self) -> list[Entry]:
        hidden = self.hidden()
        return [entry for entry in self._entries if entry.name not in hidden]

    @property
    def _focused_entry(self) -> int:
        return next((i for i, entry in enumerate(self._shown) if entry.field is self.focused), 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look at what was typed."""
        event.stop()
        self._touched(event.input)

    def on_choice_field_changed(self, event: ChoiceField.Changed) -> None:
        """Look at what was chosen."""
        event.stop()
        self._touched(event.field)

    def _touched(self, field: object) -> None:
        name = next((entry.name for entry in self._entries if entry.field is field), "")
        self._refused.clear()
        self._words = ""
        self.edited(name)
        self.check()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a text field is enter in the form."""
        event.stop()
        self.do_submit_or_next()

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Tab and the arrows up and down are the form's in a text field too."""
        return (FORM, *places)

    @property
    def _first_empty(self) -> int:
        texts = (i for i, entry in enumerate(self._shown) if isinstance(entry.field, Field) and not entry.field.value)
        return next(texts, 0)

    def do_next_field(self) -> None:
        """The next field."""
        self._focus_entry(self._focused_entry + 1)

    def do_previous_field(self) -> None:
        """The field before."""
        self._focus_entry(self._focused_entry - 1)

    def _focus_entry(self, index: int) -> None:
        shown = self._shown
        if not shown:
            return
        field = shown[index % len(shown)].field
        self.set_focus(field)
        field.scroll_visible(animate=False)

    def do_turn(self) -> None:
        """The next value of a choice."""
        self._turn(1)

    def do_turn_back(self) -> None:
        """The value before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if isinstance(self.focused, ChoiceField) and not self._is_sending:
            self.focused.turn(by)

    # Sending

    def do_submit_or_next(self) -> None:
        """Send the form from its last field, else go on to the next one."""
        self.check()
        if self.one_enter and self.is_complete and not self._problems:
            self.submit()
        elif self._focused_entry < len(self._shown) - 1:
            self.do_next_field()
        else:
            self.submit()

    def submit(self) -> None:
        """Send it, where nothing is wrong and nothing is being sent."""
        self.check()
        if self._is_sending or self._left:
            return
        if self._problems or not self.is_complete:
            wrong = next((i for i, entry in enumerate(self._shown) if entry.name in self._problems), self._first_empty)
            self._focus_entry(wrong)
            return
        self.send()

    @property
    def is_sending(self) -> bool:
        """Whether the fields are locked because something is under way."""
        return self._is_sending

    def sending(self) -> None:
        """It is under way."""
        self._is_sending = True
        for entry in self._entries:
            entry.field.disabled = True
        self._refused.clear()
        self.say("")

    def refused(self, words: str, name: str = "") -> None:
        """It was not done: what stands in the way, beside the field that it is about."""
        self._is_sending = False
        for entry in self._entries:
            entry.field.disabled = False
        if name:
            self._refused[name] = words
            self.say("")
        else:
            self.say(words, "failed")
        index = next((i for i, entry in enumerate(self._shown) if entry.name == name), len(self._shown) - 1)
        self._focus_entry(index)

    def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """The button, or the way out."""
        event.stop()
        if event.name == "submit":
            self.submit()
        elif event.name == "leave":
            self.do_leave()

    def on_resize(self) -> None:
        """Words are wrapped anew."""
        self.check()
