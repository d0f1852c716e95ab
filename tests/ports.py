"""Ports for servers that come and go.

They lie below those that the kernel gives to whoever asks for any: while such a server is away, no other program gets
its port, and no client that calls it reaches itself.
"""

import random
import socket
from contextlib import closing, suppress

_PORTS = range(20_000, 32_768)


def free_port() -> int:
    """Return a port on which nobody listens."""
    for port in random.SystemRandom().sample(_PORTS, 200):
        with suppress(OSError), closing(socket.socket()) as found:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")
