"""Decode mouse reports: X10, urxvt (mode 1015) and SGR (1006). Pure."""

import re
from typing import Final

from textual import events

_SGR: Final = re.compile(r"\x1b\[<(\d{1,5});(\d{1,6});(\d{1,6})([Mm])")
_URXVT: Final = re.compile(r"\x1b\[(\d{1,5});(\d{1,6});(\d{1,6})M")
_SHIFT, _META, _CTRL, _MOTION, _WHEEL, _MORE_BUTTONS = 4, 8, 16, 32, 64, 128
_NO_BUTTON: Final = 3
_WHEELS: Final = (
    events.MouseScrollUp,
    events.MouseScrollDown,
    events.MouseScrollLeft,
    events.MouseScrollRight,
)


class MouseReports:
    """Decodes mouse reports into events."""

    def __init__(self) -> None:
        self._last = (0, 0)
        self._pressed = 1

    def is_report(self, sequence: str) -> bool:
        """Return whether a complete sequence has the shape of a mouse report."""
        return bool(_SGR.fullmatch(sequence) or _URXVT.fullmatch(sequence))

    def event(self, sequence: str) -> events.MouseEvent | None:
        """Return the event of a report in SGR or urxvt format, or None if the report is invalid."""
        if found := _SGR.fullmatch(sequence):
            buttons, x, y = (int(one) for one in found.groups()[:3])
            return self._made(buttons, x, y, is_release=found[4] == "m")
        if found := _URXVT.fullmatch(sequence):
            buttons, x, y = (int(one) for one in found.groups())
            return self._unsigned(buttons, x, y)
        return None

    def x10_event(self, report: bytes) -> events.MouseEvent | None:
        """Return the event of the three bytes after `ESC [ M`."""
        buttons, x, y = report
        return self._unsigned(buttons, x - 32, y - 32)

    def _unsigned(self, buttons: int, x: int, y: int) -> events.MouseEvent | None:
        """Return the event of a report that does not tell which button was released."""
        buttons -= 32
        if buttons < 0:
            return None
        is_release = buttons & (_NO_BUTTON | _MOTION | _WHEEL) == _NO_BUTTON
        if is_release:
            buttons = buttons & ~_NO_BUTTON | self._pressed - 1
        return self._made(buttons, x, y, is_release=is_release)

    def _made(self, buttons: int, x: int, y: int, *, is_release: bool) -> events.MouseEvent | None:
        if x < 1 or y < 1 or buttons >= _MORE_BUTTONS or (buttons & _WHEEL and is_release):
            return None
        column, row = x - 1, y - 1
        delta = column - self._last[0], row - self._last[1]
        self._last = column, row
        button = 0 if buttons & _WHEEL else (buttons + 1) & 3
        kind: type[events.MouseEvent]
        if buttons & _WHEEL:
            kind = _WHEELS[buttons & 3]
        elif buttons & _MOTION or button == 0:
            kind = events.MouseMove
        else:
            kind = events.MouseUp if is_release else events.MouseDown
            self._pressed = button
        held = bool(buttons & _SHIFT), bool(buttons & _META), bool(buttons & _CTRL)
        return kind(None, column, row, *delta, button, *held, screen_x=column, screen_y=row)
