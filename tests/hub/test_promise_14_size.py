"""Promise 14: bombs make memory grow by 64 MB at most; each is tried in a process of its own."""

import subprocess
import sys
from collections.abc import Callable

import pytest

LIMIT = 64 << 20

# Run in a process of its own: a server that sends a bomb, a client that asks for it, and the memory it took.
PROGRAM = """
import asyncio, gzip, resource, sys, zlib
from functools import partial
from hubtui.hub.listings import ListingPage
from hubtui.hub.repos import RepoInfo
from hubtui.hub.client import HubClient
from hubtui.hub.errors import HubError
from hubtui.hub.query import ListingQuery

BOMB, CALL = sys.argv[1:]
HEAD = b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\n"

def packed(piece, times, wbits=31):
    packer = zlib.compressobj(9, wbits=wbits)
    yield packer.compress(b"[")
    for _ in range(times):
        yield packer.compress(piece)
    yield packer.flush()

def chunks(pieces):
    for piece in pieces:
        if piece:
            yield b"%x\\r\\n" % len(piece) + piece + b"\\r\\n"
    yield b"0\\r\\n\\r\\n"

GZIP = HEAD + b"Content-Encoding: gzip\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n"
PLAIN = HEAD + b"Transfer-Encoding: chunked\\r\\n\\r\\n"
PIECE = b" " * (1 << 20)
BOMBS = {
    "gzip of blanks": lambda: [GZIP, *chunks([b"".join(packed(PIECE, 300))])],
    "gzip of rows": lambda: [GZIP, *chunks(packed(b'{"id":"a/b"},' * 80_000, 100))],
    "deflate": lambda: [GZIP.replace(b"gzip", b"deflate"), *chunks(packed(PIECE, 300, 15))],
    "gzip in gzip": lambda: [GZIP, *chunks([gzip.compress(gzip.compress(b" " * (64 << 20)))])],
    "gzip twice over": lambda: [GZIP.replace(b"gzip", b"gzip, gzip"), *chunks([gzip.compress(b"[]")])],
    "brackets": lambda: [PLAIN, *chunks([b"[" * (6 << 20)])],
    "objects": lambda: [PLAIN, *chunks([b"[" + b"{}," * (2 << 20) + b"{}]"])],
    "arrays": lambda: [PLAIN, *chunks([b"[" + b"[]," * (2 << 20) + b"[]]"])],
    "numbers": lambda: [PLAIN, *chunks([b"[" + b"1," * (3 << 20) + b"1]"])],
    "a million rows": lambda: [PLAIN, *chunks([b"[" + b'{"id":"a/b"},' * 600_000 + b"{}]"])],
    "two megabytes of rows": lambda: [PLAIN, *chunks([b"[" + b'{"id":"a/b"},' * 150_000 + b"{}]"])],
    "two megabytes of arrays": lambda: [PLAIN, *chunks([b"[" + b"[]," * 660_000 + b"[]]"])],
    "deep objects": lambda: [PLAIN, *chunks([b'[{"a":' * 700_000])],
    "long text with a picture": lambda: [PLAIN, *chunks([b'["' + b"x" * (7 << 20) + "\\U0001f600".encode() + b'"]'])],
    "headers": lambda: [HEAD, *([b"X: " + b"y" * 8000 + b"\\r\\n"] * 5000)],
    "one header": lambda: [HEAD + b"X: ", *([b"y" * (1 << 16)] * 1000)],
    "no end": lambda: [PLAIN, *chunks([PIECE] * 300)],
    "announced": lambda: [HEAD + b"Content-Length: 9999999999\\r\\n\\r\\n", *([PIECE] * 300)],
    "chunk extension": lambda: [PLAIN, b"1;", *([b"z" * (1 << 16)] * 1000)],
    "an error of many words": lambda: [PLAIN.replace(b"200", b"400"), *chunks([PIECE] * 300)],
}

async def handle(reader, writer):
    try:
        while True:
            await reader.readuntil(b"\\r\\n\\r\\n")
            for piece in BOMBS[BOMB]():
                writer.write(piece)
                await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    writer.close()

async def serve():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.sleep(60)

async def ask(port):
    hub = HubClient(f"http://127.0.0.1:{port}", None, sleep=lambda seconds: asyncio.sleep(0))
    asked = {"rows": ListingPage(ListingQuery("model")), "info": RepoInfo("model", "a/b")}
    calls = {name: partial(hub.get, request) for name, request in asked.items()}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        await calls[CALL]()
    except HubError as error:
        print(type(error).__name__, error)
    else:
        print("answered")
    await hub.aclose()
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)

import os
if CALL == "serve":
    asyncio.run(serve())
else:
    asyncio.run(ask(int(os.environ["PORT"])))
"""

BOMBS = [
    *["gzip of blanks", "gzip of rows", "deflate", "gzip in gzip", "gzip twice over", "brackets", "objects", "arrays"],
    *["numbers", "a million rows", "two megabytes of rows", "two megabytes of arrays", "deep objects"],
    *["long text with a picture", "headers", "one header", "no end", "announced", "chunk extension"],
    "an error of many words",
]
CASES = [(bomb, call) for bomb in BOMBS for call in ("rows", "info")]


def growth(bomb: str, call: str) -> tuple[int, str]:
    """How much memory the client took, and what it said."""
    server = subprocess.Popen([sys.executable, "-c", PROGRAM, bomb, "serve"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        port = server.stdout.readline().strip()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, bomb, call],
            capture_output=True,
            text=True,
            timeout=100,
            check=True,
            env={"PORT": port},
        )
    finally:
        server.kill()
        server.communicate()
    words, grown = done.stdout.strip().splitlines()
    return int(grown), words


@pytest.mark.timeout(1200)
def test_no_bomb_takes_more_than_64_mb(runs: Callable[[int], int]) -> None:
    step = len(CASES) // runs(len(CASES))
    for bomb, call in CASES[::step]:
        grown, words = growth(bomb, call)
        assert grown <= LIMIT, f"{bomb}, {call}: {grown >> 20} MB, {words}"
