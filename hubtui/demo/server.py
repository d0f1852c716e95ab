"""The Hub in the box over TCP."""

import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import Iterator

import uvicorn

from hubtui.demo.accounts import tokens_from
from hubtui.demo.app import make_app, make_box
from hubtui.demo.errors import DemoError
from hubtui.demo.faults import Faults

BACKLOG = 1024


class _Server(uvicorn.Server):
    """Ends on SIGINT and SIGTERM without raising them again, so that the caller has an exit code to give."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 picks a free one. Raises DemoError where the address cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        words = getattr(error, "strerror", None) or str(error)
        raise DemoError(f"cannot listen on {host} port {port}: {words}") from None
    return found


def serve(
    host: str = "127.0.0.1",
    port: int = 8765,
    repos: int | None = None,
    seed: int = 0,
    db: str | None = None,
    latency_ms: float = 0,
    fail_percent: float = 0,
    rate_limit: int = 0,
) -> int:
    """Serves until SIGINT or SIGTERM and returns the exit code, 0.

    `repos` models (2,000 if None), three datasets and two Spaces to ten of them; `db` is a file that keeps changes;
    `rate_limit` requests in five minutes (0: no limit). The first lines on standard output are HF_ENDPOINT=, HF_TOKEN=
    and HF_READ_TOKEN=. Raises DemoError with one line where it cannot start.
    """
    tokens = tokens_from(os.environ)
    listener = listen(host, port)
    with contextlib.closing(listener):
        faults = Faults(latency_ms, fail_percent, rate_limit, seed)
        app = make_app(make_box(tokens, repos, seed, db), faults, host)
        shown = f"[{host}]" if ":" in host else host
        endpoint = f"http://{shown}:{listener.getsockname()[1]}"
        print(f"HF_ENDPOINT={endpoint}\nHF_TOKEN={tokens.write}\nHF_READ_TOKEN={tokens.read}", flush=True)
        gc.collect()
        gc.freeze()  # what is here stays: looking through it again and again would make every hundredth answer late
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, lifespan="off", ws="none", http="h11", loop="asyncio",
            server_header=False, timeout_keep_alive=60, timeout_graceful_shutdown=1, backlog=BACKLOG,
        )  # fmt: skip
        with contextlib.suppress(KeyboardInterrupt):
            _Server(config).run(sockets=[listener])
        sys.stdout.flush()
    return 0
