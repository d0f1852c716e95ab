"""Writing to a terminal that does not read."""

import asyncio
import os
import pty
import tty
from collections.abc import Iterator

import pytest

from hubtui.terminal.output import TerminalOutput


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The terminal's end and the program's."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    os.set_blocking(slave, False)
    os.set_blocking(master, False)
    yield master, slave
    os.close(master)
    os.close(slave)


def taken(master: int) -> bytes:
    read = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except BlockingIOError:
            return read
        read += piece


async def test_everything_arrives_in_order_when_the_terminal_reads_again(ends: tuple[int, int]) -> None:
    master, slave = ends
    drained = asyncio.Event()
    output = TerminalOutput(slave, asyncio.get_running_loop(), drained.set)
    pieces = [f"{number:05}é" * 1000 for number in range(20)]
    for piece in pieces:
        output.write(piece)
    assert output.busy
    read = b""
    while not drained.is_set():
        read += taken(master)
        await asyncio.sleep(0.001)
    assert (read + taken(master)).decode() == "".join(pieces)
    assert not output.busy


async def test_finishing_drops_waiting_bytes_and_writes_the_last_ones(ends: tuple[int, int]) -> None:
    master, slave = ends
    output = TerminalOutput(slave, asyncio.get_running_loop(), lambda: None)
    output.write("\x1b[38;2;1;2;3m" * 10_000)
    read = taken(master)
    output.finish("\x1b[m", 0.1)
    assert not output.busy
    assert (read + taken(master)).endswith(b"\x1b\\\x1b[m")


async def test_finishing_does_not_wait_for_a_terminal_that_never_reads(ends: tuple[int, int]) -> None:
    _, slave = ends
    output = TerminalOutput(slave, asyncio.get_running_loop(), lambda: None)
    output.write("x" * 100_000)
    output.finish("end", 0.05)
    assert not output.busy


async def test_writing_to_a_closed_terminal_does_nothing() -> None:
    master, slave = pty.openpty()
    os.close(master)
    output = TerminalOutput(slave, asyncio.get_running_loop(), lambda: None)
    output.write("words")
    output.finish("end", 0.05)
    assert not output.busy
    os.close(slave)
