"""Finds the end of an escape sequence in the input of a terminal (ECMA-48 and common extensions). Pure."""

import re
from enum import Enum
from typing import Final, NamedTuple

ESC: Final = 0x1B
_PARAMETERS: Final = re.compile(rb"\x1b\[[ -?]*")
_RXVT: Final = re.compile(rb"\x1b\[\d{1,2}\$")
"""Keys with shift as rxvt sends them: complete, though the standard has one more byte after a dollar."""
_CONTENT: Final = re.compile(rb"\x1b.[^\x07\x18\x1a\x1b]*", re.DOTALL)
_STRINGS: Final = {ord("]"): b"0123456789lLI", ord("P"): b"0123456789>!$+|", ord("_"): b"G"}
"""The introducers of strings, with the bytes that must follow; before other bytes they are keys with alt."""
_X10_SIZE: Final = 6


class State(Enum):
    """The state of a sequence: complete, still open, or broken off by a byte that cannot belong to it."""

    COMPLETE = 1
    OPEN = 2
    BROKEN = 3


class Extent(NamedTuple):
    """The state of a sequence, and the number of bytes that belong to it."""

    state: State
    size: int


def extent(data: bytes | bytearray) -> Extent:
    """Return the extent of the sequence at the beginning of `data`, whose first byte is an escape."""
    if len(data) == 1:
        return Extent(State.OPEN, 1)
    second = data[1]
    if second == ESC:
        return Extent(State.BROKEN, 1)
    if second == ord("["):
        return _control_sequence(data)
    if second == ord("O"):
        return _single_shift(data)
    if second in _STRINGS:
        return _string(data, _STRINGS[second])
    return _character(data)


def _control_sequence(data: bytes | bytearray) -> Extent:
    if data[2:3] == b"M":
        return _x10(data)
    if data[2:3] == b"[":  # the function keys of Linux's own console
        if len(data) == 3:
            return Extent(State.OPEN, 3)
        return Extent(State.COMPLETE, 4) if data[3] in b"ABCDE" else Extent(State.BROKEN, 3)
    if rxvt := _RXVT.match(data):
        return Extent(State.COMPLETE, rxvt.end())
    parameters = _PARAMETERS.match(data)
    end = parameters.end() if parameters else 2
    if end == len(data):
        return Extent(State.OPEN, end)
    return Extent(State.COMPLETE, end + 1) if 0x40 <= data[end] <= 0x7E else Extent(State.BROKEN, end)


def _x10(data: bytes | bytearray) -> Extent:
    report = data[3:_X10_SIZE]
    if any(byte < 0x20 for byte in report):
        return Extent(State.BROKEN, 3)
    return Extent(State.COMPLETE if len(report) == 3 else State.OPEN, 3 + len(report))


def _single_shift(data: bytes | bytearray) -> Extent:
    if len(data) == 2:
        return Extent(State.OPEN, 2)
    return Extent(State.COMPLETE, 3) if 0x20 <= data[2] <= 0x7E else Extent(State.BROKEN, 2)


def _string(data: bytes | bytearray, after: bytes) -> Extent:
    if len(data) == 2:
        return Extent(State.OPEN, 2)
    if data[2] not in after:
        return Extent(State.COMPLETE, 2)
    content = _CONTENT.match(data)
    end = content.end() if content else 2
    ending = data[end : end + 2]
    if ending[:1] == b"\x07":
        return Extent(State.COMPLETE, end + 1)
    if ending in (b"", b"\x1b"):
        return Extent(State.OPEN, len(data))
    return Extent(State.COMPLETE, end + 2) if ending == b"\x1b\\" else Extent(State.BROKEN, end)


def _character(data: bytes | bytearray) -> Extent:
    """Return the extent of an escape and one character, which UTF-8 may write in several bytes."""
    first = data[1]
    size = 1 + (1 if first < 0xC2 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4 if first < 0xF5 else 1)
    rest = data[2:size]
    if any(byte & 0xC0 != 0x80 for byte in rest):
        return Extent(State.BROKEN, 1)
    return Extent(State.COMPLETE if len(rest) == size - 2 else State.OPEN, 2 + len(rest))
