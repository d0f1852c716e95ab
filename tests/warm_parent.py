"""The parent that forks programs, see `warm.py`: it gets a request for each of them at a socket, its standard input."""

import fcntl
import gc
import json
import os
import runpy
import signal
import socket
import sys
import termios
import time
from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, TextIO

from tests.warm import MOST, Program

Request = list[Any]
"""A program as module and arguments, its environment, and its working folder."""

# What hubtui imports when it is needed, or what its libraries do.
_LATE = (
    "anyio._backends._asyncio", "asyncio", "certifi", "encodings.idna", "h11", "httpcore", "httpx", "markdown_it",
    "mdit_py_plugins.dollarmath", "mdit_py_plugins.footnote", "mdit_py_plugins.gfm_autolink", "platformdirs",
    "pygments.lexers", "pygments.lexers.python", "rapidfuzz", "selectolax.lexbor", "shutil",
)  # fmt: skip
_LATE_OF_SERVER = ("uvicorn.lifespan.off", "uvicorn.loops.asyncio", "uvicorn.protocols.http.h11_impl")


def serve() -> Request | None:
    """Fork for each request until there are no more; return the request in each of the programs."""
    requests = socket.socket(fileno=0)
    requests.send(b"here")
    gc.disable()
    warm_for: dict[str, str] = {}
    imported: set[str] = set()
    processes = 0
    while True:
        data, descriptors, _, _ = socket.recv_fds(requests, MOST, 4)
        if not data:
            return None
        *streams, control = descriptors
        request = json.loads(data)
        if not warm_for and os.isatty(streams[0]):
            warm_for = _warm(request[1])
        if (module := request[0][0]) not in imported:
            imported.add(module)
            _import_for(module)
        while processes and os.waitpid(-1, os.WNOHANG)[0]:
            processes -= 1
        if os.fork() == 0:
            return _watched(request, streams, socket.socket(fileno=control), warm_for)
        processes += 1
        for descriptor in descriptors:
            os.close(descriptor)


def _of_terminal(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that Textual reads once, when it is imported; how often it draws is not looked at."""
    from hubtui.terminal.capabilities import detect

    return {key: value for key, value in detect(environ).environment().items() if key != "TEXTUAL_FPS"}


def _warm(environ: Mapping[str, str]) -> dict[str, str]:
    """Import all of hubtui, for a terminal such as the first one; return the variables that it was imported with."""
    warm_for = _of_terminal(environ)
    os.environ.update(warm_for)
    _import_whole("hubtui")
    for name in (*_LATE, *_LATE_OF_SERVER):
        import_module(name)
    from textual.widgets import Input  # noqa: F401  (Textual imports its widgets when they are asked for)

    gc.freeze()
    return warm_for


def _import_whole(package: str) -> None:
    """Import all modules of a package but those that are run."""
    for module in walk_packages(import_module(package).__path__, f"{package}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def _import_for(module: str) -> None:
    """Import what a module imports; the module itself each program runs for itself."""
    import_module(module)
    if module == "hubtui.demo":
        _import_whole(module)
        for name in _LATE_OF_SERVER:
            import_module(name)
    if not hasattr(sys.modules[module], "__path__"):
        del sys.modules[module]
    gc.freeze()


def _watched(request: Request, streams: list[int], control: socket.socket, warm_for: dict[str, str]) -> Request:
    """Fork the program, and tell how it ended. Only the program returns."""
    if (program := os.fork()) == 0:
        on_terminal = os.isatty(streams[0])
        _become(request, streams)
        control.send(str(os.getpid()).encode())
        control.close()
        if on_terminal and _of_terminal(request[1]) != warm_for:
            os.execve(sys.executable, Program(*request[0]).command, request[1])
        return request
    for descriptor in (0, *streams):
        os.close(descriptor)
    control.send(str(os.waitpid(program, 0)[1]).encode())
    os._exit(0)


def _become(request: Request, streams: list[int]) -> None:
    """Be a program that has just begun: its session, terminal, streams, environment and folder."""
    (module, arguments), environ, folder = request
    if os.isatty(streams[0]):
        os.setsid()
        fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environ)
    time.tzset()
    sys.argv = [module, *arguments]
    sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    gc.enable()


def _stream(number: int, mode: str) -> TextIO:
    stream: TextIO = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115  (open to the end)
    return stream


if __name__ == "__main__":
    if asked := serve():
        runpy.run_module(asked[0][0], run_name="__main__", alter_sys=True)
