"""The Hub in the box over TCP."""

import contextlib
import gc
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import uvicorn

from hubtui.demo.accounts import tokens_from
from hubtui.demo.app import make_app, make_box
from hubtui.demo.errors import DemoError
from hubtui.demo.faults import Faults

BACKLOG = 1024


@contextlib.contextmanager
def _on_signals(handler: Callable[[int, FrameType | None], Any]) -> Iterator[None]:
    """SIGINT and SIGTERM go to this handler meanwhile; outside of the main thread they are not ours."""
    numbers = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, known in before.items():
            signal.signal(number, known)


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


class _Server(uvicorn.Server):
    """Ends on a signal without raising it again, so that the caller has an exit code to give."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        with _on_signals(self.handle_exit):
            yield


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 picks a free one. Raises DemoError where the address cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with contextlib.ExitStack() as unless_it_listens:
            found = unless_it_listens.enter_context(socket.socket(family, kind, protocol))
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(address)
            found.listen(BACKLOG)
            unless_it_listens.pop_all()
    except (OSError, OverflowError, UnicodeError) as error:
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
    with contextlib.closing(listen(host, port)) as listener, contextlib.suppress(KeyboardInterrupt), _on_signals(_stop):
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
        _Server(config).run(sockets=[listener])
    return 0
