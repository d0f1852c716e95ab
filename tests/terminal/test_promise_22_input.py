"""Promise 22: whatever a terminal sends, `q` still quits, and a click hits the row that it points at."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from textual import events

from hubtui.terminal.input import ESCAPE_SECONDS, Input, InputReader
from tests.terminal.session import Session
from tests.warm import hubtui

NUMBERS = ("", "0", "1", "2", "3", "9", "27", "48", "97", "127", "255", "1092", "55296", "57414", "57441", "65535")
NUMBERS += ("1114111", "1114112", "-1", "4294967296", "9" * 40)
FINALS = "u~ABCDEFHPQRSMmtcnRyxIOZ$@`"
STARTS = ("\x1b[", "\x1b[?", "\x1b[<", "\x1b[>", "\x1b[=", "\x1b[[", "\x1bO", "\x1b", "\x9b")
STRINGS = ("\x1b]11;", "\x1b]52;c;", "\x1bP1$r", "\x1bP>|", "\x1b_Gi=1;", "\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX")


def kitty(rng: random.Random) -> bytes:
    fields = [":".join(rng.choices(NUMBERS, k=rng.choice((1, 1, 2, 3, 4)))) for _ in range(rng.randrange(1, 5))]
    return f"\x1b[{';'.join(fields)}{rng.choice('uuu~ABCDEFHPQRS')}".encode()


def mouse(rng: random.Random) -> bytes:
    kind = rng.choice(("\x1b[<", "\x1b[<", "\x1b[", "x10"))
    if kind == "x10":
        return b"\x1b[M" + rng.randbytes(rng.choice((0, 1, 2, 3, 3, 3)))
    numbers = [rng.choice((*NUMBERS, str(rng.randrange(300)))) for _ in range(rng.choice((1, 2, 3, 3, 3, 4)))]
    return f"{kind}{';'.join(numbers)}{rng.choice('Mm')}".encode()


def size(rng: random.Random) -> bytes:
    return f"\x1b[48;{';'.join(rng.choice(('0', '0', '40', '120', *NUMBERS)) for _ in range(4))}t".encode()


def answer(rng: random.Random) -> bytes:
    told = (f"?{rng.choice(('1016', '2048', '2026', '25', ''))};{rng.randrange(6)}$y", "?1;2c", "24;80R", "0n", "?5u")
    return f"\x1b[{rng.choice(told)}".encode()


def string(rng: random.Random) -> bytes:
    end = rng.choice(("\x07", "\x1b\\", "\x1b\\", "", "\x18", "\x1b"))
    return f"{rng.choice(STRINGS)}{'rgb:ff/00;' * rng.randrange(4)}{end}".encode()


def other(rng: random.Random) -> bytes:
    text = "".join(rng.choices("\x1b[]O;:0<?$ ~uM\x00\x07\x18é語🤗\ufeff", k=rng.randrange(1, 12)))
    numbers = ";".join(rng.choices(NUMBERS, k=rng.randrange(4)))
    made = (f"{rng.choice(STARTS)}{numbers}{rng.choice(FINALS)}", "\x1b[I", "\x1b[O", "\x1b[201~", text)
    return rng.choice((rng.choice(made).encode(), rng.randbytes(rng.randrange(1, 9))))


def paste(rng: random.Random) -> bytes:
    end = rng.choice((b"\x1b[201~", b"", b"\x1b[20", b"\x1b[200~"))
    return b"\x1b[200~" + rng.choice((b"", b"text\r", b"\x1b[31m", rng.randbytes(5))) + end


KINDS: tuple[Callable[[random.Random], bytes], ...] = (kitty, kitty, mouse, mouse, size, answer, string, other, paste)


def pieces(rng: random.Random, sent: bytes) -> Iterator[bytes]:
    """The same bytes, cut anywhere: whole, into single ones, or into a few."""
    how = rng.randrange(3)
    cuts = range(1, len(sent)) if how == 1 else sorted(rng.choices(range(len(sent) + 1), k=2 * (how == 2)))
    start = 0
    for cut in (*cuts, len(sent)):
        yield sent[start:cut]
        start = cut


def rested(reader: InputReader) -> list[Input]:
    found: list[Input] = []
    for _ in range(64):
        if reader.patience is None:
            return found
        found += reader.expire()
    raise AssertionError("it waits for ever")


def test_after_any_sequence_q_is_a_key_and_a_click_is_where_it_was(runs: Callable[[int], int]) -> None:
    seed = random.SystemRandom().randrange(2**32)
    rng = random.Random(seed)
    reader = InputReader()
    for number in range(runs(100_000)):
        sent = b"".join(rng.choice(KINDS)(rng) for _ in range(rng.choice((1, 1, 1, 2, 3))))
        told: list[Input] = []
        for piece in pieces(rng, sent):
            told += reader.feed(piece)
        told += rested(reader)
        where = f"seed {seed}, number {number}: {sent!r}"
        keys = [one for one in told if isinstance(one, events.Key)]
        assert all(key.character is None or not 0xD800 <= ord(key.character[0]) < 0xE000 for key in keys), where
        (key,) = reader.feed(b"q")
        assert isinstance(key, events.Key), where
        assert (key.key, key.character) == ("q", "q"), where
        column, row = rng.randrange(500), rng.randrange(200)
        (click,) = reader.feed(f"\x1b[<0;{column + 1};{row + 1}M".encode())
        assert isinstance(click, events.MouseDown), where
        assert (click.x, click.y) == (column, row), where


HARMLESS = (
    b"\x1b[48;0;0;0;0t",
    b"\x1b[48;99999;1;0;0t",
    b"\x1b[97;1:3u",
    b"\x1b[113;1:3u",
    b"\x1b[1114112u",
    b"\x1b[55296u",
    b"\x1b[;;;u",
    b"\x1b[<0;-4;9M",
    b"\x1b[<35;0;0M",
    b"\x1b[<35;9999;9999M",
    b"\x1b[<64;30;9M",
    b"\x1b[<65;30;9M",
    b"\x1b[M \x20\x20",
    b"\x1b[?1016;1$y",
    b"\x1b[?2048;2$y",
    b"\x1b[?2026;0$y",
    b"\x1b]11;rgb:zz\x07",
    b"\x1b]52;c;AAAA\x1b\\",
    b"\x1b[24;80R",
    b"\x1b[O",
    b"\x1b[I",
    b"\x1b[201~",
)
"""None of them is a key or a click."""
UNENDED = (b"\x1b[200~text", b"\x1b[97;", b"\x1b]11;rgb", b"\x1b[M")


def click(session: Session, row: int) -> None:
    """Click on a row of the screen."""
    session.send(f"\x1b[<0;31;{row + 1}M\x1b[<0;31;{row + 1}m")


class Paused(Exception):
    """This process got no turn in the middle of a sequence: to the program its rest is keys, as it has to be."""


def send_in_pieces(session: Session, rng: random.Random, sent: bytes) -> None:
    """Send a sequence as a slow line does, whose pauses are shorter than those of a hand."""
    began = time.monotonic()
    for piece in pieces(rng, sent):
        session.send_bytes(piece)
    if time.monotonic() - began > ESCAPE_SECONDS / 2:
        raise Paused


def test_the_program_still_quits_and_a_click_hits_its_row(runs: Callable[[int], int]) -> None:
    seed = random.SystemRandom().randrange(2**32)
    rng = random.Random(seed)
    wanted = runs(20)
    while wanted:
        with suppress(Paused):
            whole_session(rng, seed)
            wanted -= 1


def whole_session(rng: random.Random, seed: int) -> None:
    """Everything harmless between clicks, each of which hits its row, and the end."""
    with Session(hubtui("--demo"), size=(100, 30)) as session:
        session.wait_for(" loaded, ")
        session.rest(0.3)
        for row, last in zip(rng.sample(range(6, 26), 4), (b"", b"", b"", rng.choice(UNENDED)), strict=True):
            for sent in rng.choices(HARMLESS, k=12):
                send_in_pieces(session, rng, sent)
            session.send_bytes(last)
            session.rest(1.2 if last else 0.1)
            click(session, row)
            session.wait_until(lambda row=row: "▌" in session.screen.lines()[row][:3], f"seed {seed}, row {row}")
        session.send("q")
        assert session.end() == 0, seed
