"""Decode mouse reports: X10, urxvt (mode 1015), SGR (1006), and SGR in pixels (1016). Pure."""

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
    """Decodes mouse reports into events.

    `cell` is the width and height of a cell in pixels if the terminal has confirmed that positions are in pixels; None
    if they are in cells.
    """

    def __init__(self) -> None:
        self.cell: tuple[float, float] | None = None
        self._last = (0, 0)
        self._pressed = 1

    def is_report(self, sequence: str) -> bool:
        """Return whether a complete sequence has the shape of a mouse report."""
        return bool(_SGR.fullmatch(sequence) or _URXVT.fullmatch(sequence))

    def event(self, sequence: str) -> events.MouseEvent | None:
        """Return the event of a report in SGR or urxvt format, or None if the report is invalid."""
        if found := _SGR.fullmatch(sequence):
            buttons, x, y = (int(one) for one in found.groups()[:3])
            return self._made(buttons, x, y, is_release=found[4] == "m", cell=self.cell)
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
        return self._made(buttons, x, y, is_release=is_release, cell=None)

    def _made(
        self, buttons: int, x: int, y: int, *, is_release: bool, cell: tuple[float, float] | None
    ) -> events.MouseEvent | None:
        if x < 1 or y < 1 or buttons >= _MORE_BUTTONS or (buttons & _WHEEL and is_release):
            return None
        width, height = cell or (1.0, 1.0)
        column, row = (x - 1) / width, (y - 1) / height
        delta = int(column) - self._last[0], int(row) - self._last[1]
        self._last = int(column), int(row)
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


class PixelMouse:
    """Negotiates mouse positions in pixels, as soon as the size of a cell is known.

    Both methods return the sequences to write. Positions are in pixels only after the terminal has answered that
    the mode is on.
    """

    ASK: Final = "\x1b[?1016$p"
    SET: Final = "\x1b[?1016h"
    RESET: Final = "\x1b[?1016l\x1b[?1006h"
    _ON, _OFF = (1, 3), 2

    def __init__(self, reports: MouseReports) -> None:
        self._reports = reports
        self._cell: tuple[float, float] | None = None
        self._is_offered = self._was_set = self._is_on = False

    def record_size(self, columns: int, rows: int, width: int, height: int) -> str:
        """Record the size of the terminal in cells and in pixels (0: unknown); return the sequences to write."""
        if width >= columns > 0 and height >= rows > 0:
            self._cell = width / columns, height / rows
        return self._agree()

    def record_mode(self, setting: int) -> str:
        """Record the answer to `ASK`, a setting as in ModeReport; return the sequences to write."""
        self._is_offered = setting == self._OFF and not self._was_set
        self._is_on = setting in self._ON and self._cell is not None
        # A terminal that does not say that the mode is on may still have set it.
        refused = self.RESET if (self._was_set or setting in self._ON) and not self._is_on else ""
        return refused + self._agree()

    def _agree(self) -> str:
        self._reports.cell = self._cell if self._is_on else None
        if self._cell is None or not self._is_offered:
            return ""
        self._is_offered, self._was_set = False, True
        return self.SET + self.ASK
