"""Decodes the bytes that a terminal sends into events: cuts them into sequences, and decodes each by itself. Pure.

A sequence that cannot be decoded is dropped and logged; the keys before and after it are not affected.
"""

import logging
import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from textual.events import AppBlur, AppFocus, Event, Paste

from hubtui.terminal.keyboard import Malformed, sequence_keys, typed, with_alt
from hubtui.terminal.mouse import MouseReports
from hubtui.terminal.sequences import State, extent

_log = logging.getLogger(__name__)

ESCAPE_SECONDS: Final = 0.1
"""The seconds for which a lone escape may still begin a sequence."""
SEQUENCE_SECONDS: Final = 0.5
"""The same for a sequence that has begun, which nobody types."""
PASTE_SECONDS: Final = 1.0
"""The seconds without a byte after which a paste without its end is over."""
MOST_PASTED: Final = 1 << 20
"""The largest number of bytes of one paste; the rest is dropped."""
_MOST_PENDING: Final = 4096
_MOST_LOGGED: Final = 60

_KEY_WITH_ALT: Final = (b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b_")
"""The bytes after an escape that begin a sequence; alone, they are a key pressed with alt."""
_X10: Final = b"\x1b[M"
_PASTE_BEGIN: Final = b"\x1b[200~"
_PASTE_END: Final = b"\x1b[201~"
_LONGEST_REPORT: Final = 32
_IN_NO_PASTE: Final = re.compile(rb"\x1b\[(?:<[0-9;]+[Mm]|[IO])")
"""Reports of mouse and focus, which terminals send only after a paste has ended."""
_MODE: Final = re.compile(r"\x1b\[\?(\d{1,6});(\d)\$y")


@dataclass(frozen=True, slots=True)
class ModeReport:
    """The report of a mode: 0 unknown, 1 set, 2 reset, 3 permanently set, 4 permanently reset."""

    mode: int
    setting: int


@dataclass(frozen=True, slots=True)
class StringReport:
    """A report that is text, such as a colour, without the characters that begin and end it."""

    text: str


Input = Event | ModeReport | StringReport


class InputReader:
    """Decodes bytes, in chunks of any size, into keys, mouse events, pastes and reports."""

    def __init__(self) -> None:
        self.mouse = MouseReports()
        self._pending = bytearray()
        self._paste: bytearray | None = None
        self._decode = getincrementaldecoder("utf-8")("ignore").decode

    @property
    def patience(self) -> float | None:
        """The seconds without a byte after which to call `expire`; None if no sequence is incomplete."""
        if self._paste is not None:
            return PASTE_SECONDS
        if not self._pending:
            return None
        return ESCAPE_SECONDS if bytes(self._pending) in (b"\x1b", *_KEY_WITH_ALT) else SEQUENCE_SECONDS

    def feed(self, data: bytes) -> Iterator[Input]:
        """Yield the events that these bytes complete.

        Each event is yielded before the next one is decoded, because a report may change how later bytes are decoded.
        """
        self._pending += data
        while self._pending:
            found = self._next() if self._paste is None else self._next_of_paste()
            if found is None:
                return
            yield from found

    def expire(self) -> Iterator[Input]:
        """Yield the events in an incomplete sequence whose rest did not arrive in time."""
        if self._paste is not None:
            _log.debug("the end of a paste did not come")
            self._take_pasted(len(self._pending))
            yield self._pasted()
        elif self._pending:
            # The two bytes after `ESC [ M` may be keys.
            yield from self._unfinished(self._cut(3 if self._pending.startswith(_X10) else len(self._pending)))
            yield from self.feed(b"")

    def _cut(self, size: int) -> bytes:
        piece = bytes(self._pending[:size])
        del self._pending[:size]
        return piece

    # -- sequences -------------------------------------------------------------------------------------

    def _next(self) -> Iterable[Input] | None:
        """Remove the next sequence from the buffer and return its events, or None if it may be incomplete."""
        escape = self._pending.find(b"\x1b")
        if escape != 0:
            return self._text(self._cut(escape if escape > 0 else len(self._pending)))
        state, size = extent(self._pending)
        if state is State.COMPLETE:
            return self._decoded(self._cut(size))
        if state is State.BROKEN:
            return self._unfinished(self._cut(size))
        if size > _MOST_PENDING:
            self._forget_content()
        return None

    def _forget_content(self) -> None:
        """Drop the contents of a string that is too long to be valid, up to its end."""
        is_string = self._pending[1:2] != b"["
        self._pending[2:] = b"0" if is_string else b"?<"

    def _text(self, piece: bytes) -> Iterator[Input]:
        for character in self._decode(piece):
            yield from typed(character)

    def _unfinished(self, piece: bytes) -> Iterable[Input]:
        """Decode a sequence that was begun and whose rest did not arrive."""
        if piece == b"\x1b":
            return typed("\x1b")
        return with_alt(chr(piece[1])) if piece in _KEY_WITH_ALT else _dropped(piece)

    def _decoded(self, piece: bytes) -> Iterable[Input]:
        if piece == _PASTE_BEGIN:
            self._paste = bytearray()
            return ()
        if piece.startswith(_X10):
            return _one(self.mouse.x10_event(piece[len(_X10) :]), piece)
        if piece.startswith((b"\x1b[", b"\x1bO")):
            return self._sequence(piece.decode("latin-1"), piece)
        if len(piece) > 2 and piece.endswith((b"\x07", b"\x1b\\")):
            return (StringReport(piece[2:].rstrip(b"\x07\x1b\\").decode("utf-8", "replace")),)
        character = piece[1:].decode("utf-8", "ignore")
        return with_alt(character) if character else _dropped(piece)

    def _sequence(self, sequence: str, piece: bytes) -> Iterable[Input]:
        if kind := _FOCUS.get(sequence):
            return (kind(),)
        if match := _MODE.fullmatch(sequence):
            return (ModeReport(int(match[1]), int(match[2])),)
        if self.mouse.is_report(sequence):
            return _one(self.mouse.event(sequence), piece)
        try:
            keys = sequence_keys(sequence)
        except Malformed:
            keys = None
        return _dropped(piece) if keys is None else keys

    # -- pasting ---------------------------------------------------------------------------------------

    def _next_of_paste(self) -> Iterable[Input] | None:
        """Take the text of a paste up to its end; if the end was lost, up to bytes that cannot belong to a paste."""
        end = self._pending.find(_PASTE_END)
        lost = _IN_NO_PASTE.search(self._pending)
        if lost and not 0 <= end < lost.start():
            _log.debug("the end of a paste is missing")
            self._take_pasted(lost.start())
            return (self._pasted(),)
        if end >= 0:
            self._take_pasted(end)
            self._cut(len(_PASTE_END))
            return (self._pasted(),)
        # What comes next may make an end, or a report, of an escape near the end.
        escape = self._pending.rfind(b"\x1b", -_LONGEST_REPORT)
        self._take_pasted(len(self._pending) if escape < 0 else escape)
        return None

    def _take_pasted(self, size: int) -> None:
        assert self._paste is not None
        room = MOST_PASTED - len(self._paste)
        if size > room > 0:
            _log.debug("a paste of more than %d bytes is cut", MOST_PASTED)
        self._paste += self._cut(size)[:room]

    def _pasted(self) -> Paste:
        content, self._paste = self._paste or b"", None
        return Paste(content.decode("utf-8", "replace").replace("\x00", ""))


_FOCUS: Final[dict[str, type[AppFocus | AppBlur]]] = {"\x1b[I": AppFocus, "\x1b[O": AppBlur}


def _one(event: Event | None, piece: bytes) -> Iterable[Input]:
    return _dropped(piece) if event is None else (event,)


def _dropped(piece: bytes) -> Iterable[Input]:
    _log.debug("dropped %r", piece[:_MOST_LOGGED])
    return ()
