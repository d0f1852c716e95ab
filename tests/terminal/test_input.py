"""Input of the terminal becomes keys, clicks and answers; invalid input does not harm the input around it."""

import logging
from collections.abc import Callable, Iterable

import pytest
from textual import events

from hubtui.terminal.input import MOST_PASTED, Input, InputReader, ModeReport, StringReport


def read(*pieces: bytes, ends: bool = True) -> list[Input]:
    """What the pieces mean, and where `ends` what is given up after them."""
    reader = InputReader()
    found = [one for piece in pieces for one in reader.feed(piece)]
    while ends and reader.patience is not None:
        found += reader.expire()
    return found


def keys(found: Iterable[Input]) -> list[tuple[str, str | None]]:
    return [(one.key, one.character) for one in found if isinstance(one, events.Key)]


KEYS = {
    b"a": [("a", "a")],
    "é語".encode(): [("é", "é"), ("語", "語")],
    b"/": [("slash", "/")],
    b"\r": [("enter", "\r")],
    b"\x03": [("ctrl+c", "\x03")],
    b"\x1b": [("escape", "\x1b")],
    b"\x1b\x1b[B": [("escape", "\x1b"), ("down", None)],
    b"\x1b[A": [("up", None)],
    b"\x1bOA": [("up", None)],
    b"\x1b[1;2A": [("shift+up", None)],
    b"\x1b[5~": [("pageup", None)],
    b"\x1b[5;5~": [("ctrl+pageup", None)],
    b"\x1b[[A": [("f1", None)],
    b"\x1b[3$": [("shift+delete", None)],
    b"\x1b[25~": [("f13", None)],
    b"\x1b[1;5R": [("ctrl+f3", None)],
    b"\x1bx": [("alt+x", "x")],
    b"\x1bX": [("alt+shift+x", "X")],
    "\x1bé".encode(): [("alt+é", "é")],
    b"\x1b[": [("left_square_bracket", "[")],
    b"\x1b[97u": [("a", "a")],
    b"\x1b[97;5u": [("ctrl+a", None)],
    b"\x1b[97;6u": [("ctrl+shift+a", None)],
    b"\x1b[97:65;2u": [("A", "A")],
    b"\x1b[97;2u": [("A", "A")],
    b"\x1b[97;65u": [("A", "A")],
    b"\x1b[9;2u": [("shift+tab", None)],
    b"\x1b[27u": [("escape", None)],
    b"\x1b[13u": [("enter", "\r")],
    b"\x1b[32;;32u": [("space", " ")],
    b"\x1b[97;;229u": [("å", "å")],
    b"\x1b[0;;230:229u": [("æ", "æ"), ("å", "å")],
    b"\x1b[97;1:2u": [("a", "a")],
    b"\x1b[97;1:3u": [],
    b"\x1b[1;1:3A": [],
    b"\x1b[57441u": [],
    b"\x1b[57409u": [("decimal", ".")],
    b"\x1b[27;5;99~": [("ctrl+c", None)],
}


@pytest.mark.parametrize(("sent", "expected"), KEYS.items(), ids=repr)
def test_keys(sent: bytes, expected: list[tuple[str, str | None]]) -> None:
    assert keys(read(sent)) == expected
    assert keys(read(*(bytes([one]) for one in sent))) == expected, "byte by byte"


OTHER_LAYOUT = {
    "\x1b[1092::97u": ("a", "ф"),
    "\x1b[1092::97;;1092u": ("a", "ф"),
    "\x1b[1092:1060:97;2u": ("A", "Ф"),
    "\x1b[1093::91u": ("left_square_bracket", "х"),
    "\x1b[1093:1061:91;2;1061u": ("left_curly_bracket", "Х"),
    "\x1b[1092::97;5u": ("ctrl+a", None),
    "\x1b[97::113u": ("a", "a"),
    "\x1b[233::50u": ("é", "é"),
    "ф": ("ф", "ф"),
}


@pytest.mark.parametrize(("sent", "expected"), OTHER_LAYOUT.items(), ids=repr)
def test_a_letter_that_is_not_latin_has_the_latin_key_of_its_place_and_its_own_text(
    sent: str, expected: tuple[str, str | None]
) -> None:
    assert keys(read(sent.encode())) == [expected]


NOBODYS = [
    b"\x1b[1114112u",
    b"\x1b[55296u",
    b"\x1b[99999999999999999999u",
    b"\x1b[97;;55296u",
    b"\x1b[97;1:9u",
    b"\x1b[;;;;u",
    b"\x1b[97;;1u",
    b"\x1b[<0;0;0M",
    b"\x1b[<0;-1;5M",
    b"\x1b[<;;M",
    b"\x1b[<0;999999999999;1M",
    b"\x1b[<128;5;5M",
    b"\x1b[<64;5;5m",
    b"\x1b[1;2;3;4;5t",
    b"\x1b[24;80R",
    b"\x1b[?1;2c",
    b"\x1b[>0;276;0c",
    b"\x1b[0n",
    b"\x1b[M\x1f\x1f\x1f",
    b"\x1b[38;5;",
    b"\x1b[" + b"1" * 9000 + b"A",
    b"\x1b]52;c;" + b"A" * 9000 + b"\x07",
    b"\x1b[201~",
    b"\xff\xfe",
    b"\xe3\x81",
]


@pytest.mark.parametrize("sent", NOBODYS, ids=lambda one: repr(one[:24]))
def test_an_invalid_sequence_is_dropped_and_logged(sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "hubtui")
    around = read(b"j", sent, b"\x1b[B", ends=False)
    assert keys(around) in ([("j", "j"), ("down", None)],) or sent.startswith(b"\x1b[M\x1f")
    assert all(isinstance(one, events.Key | StringReport) for one in around)
    reader = InputReader()
    list(reader.feed(sent))
    while reader.patience is not None:
        list(reader.expire())
    assert keys(reader.feed(b"q")) == [("q", "q")]
    assert caplog.records or sent.startswith((b"\xff", b"\xe3", b"\x1b]52"))


def test_answers() -> None:
    found = read(b"\x1b[?2048;2$y\x1b]11;rgb:ff/ff/ff\x1b\\j\x1b]11;x\x07")
    colours = [StringReport("11;rgb:ff/ff/ff"), StringReport("11;x")]
    assert [one for one in found if not isinstance(one, events.Key)] == [
        ModeReport(2048, 2),
        *colours,
    ]
    assert keys(found) == [("j", "j")]


CLICKS = {
    "1006": (b"\x1b[<0;12;7M", b"\x1b[<0;12;7m"),
    "1015": (b"\x1b[32;12;7M", b"\x1b[35;12;7M"),
    "x10": (b"\x1b[M" + bytes((32, 44, 39)), b"\x1b[M" + bytes((35, 44, 39))),
}


@pytest.mark.parametrize("sent", CLICKS.values(), ids=CLICKS)
def test_a_click_is_where_the_mouse_was(sent: tuple[bytes, bytes]) -> None:
    down, up = read(*sent)
    assert isinstance(down, events.MouseDown)
    assert isinstance(up, events.MouseUp)
    assert {(one.x, one.y, one.button) for one in (down, up)} == {(11, 6, 1)}


def test_x10_reports_columns_whose_bytes_are_not_text() -> None:
    (down,) = read(b"\x1b[M" + bytes((32, 32 + 200, 32 + 150)))
    assert isinstance(down, events.MouseDown)
    assert (down.x, down.y) == (199, 149)


def test_the_wheel_and_moves() -> None:
    found = read(b"\x1b[<64;3;4M\x1b[<65;3;4M\x1b[<35;5;6M\x1b[<32;7;6M")
    assert [type(one) for one in found] == [
        events.MouseScrollUp,
        events.MouseScrollDown,
        events.MouseMove,
        events.MouseMove,
    ]


def pasted(found: Iterable[Input]) -> list[str]:
    return [one.text for one in found if isinstance(one, events.Paste)]


def test_a_paste_is_one_event_however_it_is_split() -> None:
    sent = b"j\x1b[200~one\r\x1b[31mtwo \xe8\xaa\x9e\x1b[201~q"
    for at in range(len(sent)):
        found = read(sent[:at], sent[at:], ends=False)
        assert pasted(found) == ["one\r\x1b[31mtwo 語"]
        assert keys(found) == [("j", "j"), ("q", "q")]


UNENDED: dict[str, Callable[[InputReader], Iterable[Input]]] = {
    "nothing comes": lambda reader: reader.expire(),
    "the mouse moves": lambda reader: reader.feed(b"\x1b[<35;5;6M"),
    "the focus goes": lambda reader: reader.feed(b"\x1b[O"),
}


@pytest.mark.parametrize("end", UNENDED.values(), ids=UNENDED)
def test_a_paste_without_an_end_ends_by_itself(end: Callable[[InputReader], Iterable[Input]]) -> None:
    reader = InputReader()
    assert list(reader.feed(b"\x1b[200~text")) == []
    assert pasted(end(reader)) == ["text"]
    assert keys(reader.feed(b"q")) == [("q", "q")]


def test_a_paste_too_large_is_cut() -> None:
    (text,) = pasted(read(b"\x1b[200~" + b"a" * (MOST_PASTED + 5000), b"a" * 5000 + b"\x1b[201~"))
    assert len(text) == MOST_PASTED


def test_a_reader_whose_events_were_not_all_taken_goes_on() -> None:
    reader = InputReader()
    next(iter(reader.feed(b"\x1b[A\x1b[Bq")))
    assert keys(reader.feed(b"")) == [("down", None), ("q", "q")]
