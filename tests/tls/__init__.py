"""A Hub behind TLS, and a proxy that tunnels to it: `with tls_hub() as hub, tunnel(hub.port) as proxy: …`.

ca.pem is the authority of its certificate, which is good for hub.test; hub.pem has the certificate and its key.
"""

from __future__ import annotations

import base64
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from socket import create_connection, create_server, socket

AUTHORITY = Path(__file__).with_name("ca.pem")
HASHED_NAME = "25e9831d.0"
"""The name under which OpenSSL looks for it in a folder."""
_CERTIFICATE = Path(__file__).with_name("hub.pem")
_ROWS = b'[{"id": "one/row", "likes": 1, "downloads": 1, "tags": [], "createdAt": "2024-01-01T00:00:00.000Z"}]'
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
_SECONDS = 90.0


@dataclass
class Listener:
    """A server on a port of this machine, and the first lines of the requests that came."""

    port: int
    requests: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"


@contextmanager
def listening(answer: Callable[[socket, Listener], None]) -> Iterator[Listener]:
    """A server that hands each connection to `answer`, in a thread of its own."""
    with create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.02)
        listener, ended, threads = Listener(server.getsockname()[1]), threading.Event(), list[threading.Thread]()

        def work(connection: socket) -> None:
            with suppress(OSError), connection:
                connection.settimeout(_SECONDS)
                answer(connection, listener)

        def accept() -> None:
            while not ended.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                threads.append(threading.Thread(target=work, args=(connection,), daemon=True))
                threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield listener
        finally:
            ended.set()
            accepting.join()
            for thread in threads:
                thread.join(_SECONDS)


@contextmanager
def tls_hub() -> Iterator[Listener]:
    """A Hub behind TLS that answers whatever is asked with one row."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_CERTIFICATE)

    def answer(connection: socket, listener: Listener) -> None:
        with context.wrap_socket(connection, server_side=True) as safe:
            listener.requests.append(head_of(safe).partition("\r\n")[0])
            safe.sendall(_ANSWER % (len(_ROWS), _ROWS))

    with listening(answer) as listener:
        yield listener


@contextmanager
def tunnel(to: int, login: str = "") -> Iterator[Listener]:
    """A proxy of HTTP that takes every name for a port of this machine; it asks for the `login` (user:password)."""
    wanted = f"proxy-authorization: basic {base64.b64encode(login.encode()).decode()}".lower()

    def answer(connection: socket, listener: Listener) -> None:
        head = head_of(connection)
        listener.requests.append(head.partition("\r\n")[0])
        if login and wanted not in head.lower():
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        elif head.startswith("CONNECT "):
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            with create_connection(("127.0.0.1", to), _SECONDS) as behind:
                _join(connection, behind)
        else:
            connection.sendall(_ANSWER % (len(_ROWS), _ROWS))

    with listening(answer) as listener:
        yield listener


@contextmanager
def socks_proxy(to: int) -> Iterator[Listener]:
    """A proxy of SOCKS 5, without a login."""

    def answer(connection: socket, listener: Listener) -> None:
        connection.recv(connection.recv(2)[1])
        connection.sendall(b"\x05\x00")
        connection.recv(300)
        listener.requests.append("SOCKS")
        connection.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        with create_connection(("127.0.0.1", to), _SECONDS) as behind:
            _join(connection, behind)

    with listening(answer) as listener:
        yield listener


def head_of(connection: socket) -> str:
    """The head of a request."""
    head = b""
    while b"\r\n\r\n" not in head and (block := connection.recv(4096)):
        head += block
    return head.decode("latin-1")


def _join(one: socket, other: socket) -> None:
    while True:
        for source in select([one, other], [], [], _SECONDS)[0] or [None]:
            block = source.recv(65536) if source is not None else b""
            if not block:
                return
            (other if source is one else one).sendall(block)
