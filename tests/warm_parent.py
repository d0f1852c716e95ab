"""The parent that forks programs, see `warm.py`: it gets a request for each of them at a socket, its standard input."""

import atexit
import fcntl
import gc
import json
import os
import runpy
import select
import signal
import socket
import sys
import termios
import threading
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, NoReturn, TextIO

from tests.warm import CODE, MOST, Program

Request = list[Any]
"""A program as module and arguments, its environment, and its working folder."""

# What hubtui imports when it is needed, or what its libraries do.
_LATE = (
    "anyio._backends._asyncio", "asyncio", "certifi", "encodings.idna", "h11", "httpcore", "httpx", "markdown_it",
    "mdit_py_plugins.dollarmath", "mdit_py_plugins.footnote", "mdit_py_plugins.gfm_autolink", "platformdirs",
    "pygments.lexers", "pygments.lexers.python", "rapidfuzz", "selectolax.lexbor", "shutil",
)  # fmt: skip
_OF_PRINTING = (
    "hubtui.cli.doctor", "hubtui.cli.keys", "hubtui.cli.list_repos", "hubtui.cli.main", "hubtui.cli.clients",
    "hubtui.cli.printing", "hubtui.cli.show",
)  # fmt: skip
_LATE_OF_SERVER = ("uvicorn.lifespan.off", "uvicorn.loops.asyncio", "uvicorn.protocols.http.h11_impl")


def serve() -> Request | None:
    """Fork for each request until there are no more; return the request in each of the programs."""
    requests = socket.socket(fileno=0)
    requests.send(b"here")
    gc.disable()
    warm_for: dict[str, str] = {}
    imported: set[str] = set()
    programs: dict[int, socket.socket] = {}
    ends = _signalled(signal.SIGCHLD)
    while True:
        if ends[0] in select.select([requests, ends[0]], [], [])[0]:
            os.read(ends[0], MOST)
            _tell_ends(programs)
            continue
        data, descriptors, _, _ = socket.recv_fds(requests, MOST, 4)
        if not data:
            return None
        *streams, descriptor = descriptors
        request, control = json.loads(data), socket.socket(fileno=descriptor)
        if not warm_for and _draws(request, streams):
            warm_for = _warm()
        if (module := request[0][0]) not in imported:
            imported.add(module)
            _import_for(module)
        if (program := os.fork()) == 0:
            signal.set_wakeup_fd(-1)
            for number in (*ends, *(other.detach() for other in programs.values())):
                os.close(number)
            _begin(request, streams, control, warm_for)
            return request
        programs[program] = control
        for stream in streams:
            os.close(stream)


def _signalled(number: signal.Signals) -> tuple[int, int]:
    """Return the two ends of a pipe that can be read from once a signal came."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.signal(number, lambda *_: None)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    return reader, writer


def _tell_ends(programs: dict[int, socket.socket]) -> None:
    """Tell how programs ended, and forget them."""
    for program in list(programs):
        if (ended := os.waitpid(program, os.WNOHANG))[0]:
            with programs.pop(program) as control, suppress(OSError):  # nobody may wait for it
                control.send(str(ended[1]).encode())


def _draws(request: Request, streams: list[int]) -> bool:
    """Return whether a program imports Textual."""
    return Program(*request[0]).draws and os.isatty(streams[0])


def _of_terminal(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that Textual reads once, when it is imported; how often it draws is not looked at."""
    from hubtui.terminal.capabilities import detect

    return {key: value for key, value in detect(environ).environment().items() if key != "TEXTUAL_FPS"}


def _warm() -> dict[str, str]:
    """Import all of hubtui, for the terminal of most tests; return the variables that it was imported with."""
    warm_for = _of_terminal({"TERM": "xterm-256color", "COLORTERM": "truecolor"})
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
    if module == CODE:
        return
    import_module(module)
    if module == "hubtui":
        for name in (*_OF_PRINTING, *_LATE):
            import_module(name)
    if module == "hubtui.demo":
        _import_whole(module)
        for name in _LATE_OF_SERVER:
            import_module(name)
    if not hasattr(sys.modules[module], "__path__"):
        del sys.modules[module]
    gc.freeze()


def _begin(request: Request, streams: list[int], control: socket.socket, warm_for: dict[str, str]) -> None:
    """Be the program, and tell its id; where it needs Textual for another kind of terminal, it starts anew."""
    draws = _draws(request, streams)
    _become(request, streams)
    with control:
        control.send(str(os.getpid()).encode())
    if draws and _of_terminal(request[1]) != warm_for:
        os.execve(sys.executable, Program(*request[0]).command, request[1])


def _become(request: Request, streams: list[int]) -> None:
    """Be a program that has just begun: its session, terminal, streams, environment and folder."""
    (module, arguments, _), environ, folder = request
    if os.isatty(streams[0]):
        os.setsid()
        fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
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


def _run(module: str) -> int:
    """Run a module, or the source code that is the first argument, as Python's own start would; return the status."""
    try:
        if module == CODE:
            exec(sys.argv.pop(1), {"__name__": "__main__"})
        else:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  (the program ends with it)
        traceback.print_exc()
        return 1
    return 0


def _end(status: int) -> NoReturn:
    """End as Python does, but leave all objects alone: to take apart what was imported is the work of a whole start."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # its reader is gone, or the program has closed it
            stream.flush()
    os._exit(status & 0xFF)


if __name__ == "__main__":
    if asked := serve():
        _end(_run(asked[0][0]))
