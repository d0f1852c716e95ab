"""Edits a text in the user's editor: VISUAL, else EDITOR, else vi, started as git does."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from hubtui.config.child_environment import child_environment
from hubtui.terminal.signal_cleanup import cleanup

_FOR_A_SHELL = frozenset("|&;<>()$`*?[~%#=")
"""Characters for which git runs a shell; quotes and blanks need none."""
_NAME = "edit.txt"


class EditorFailed(Exception):
    """The editor could not be started, or failed; the message is one line for the user.

    `text` is the content of the file then, None if nothing was edited.
    """

    def __init__(self, words: str, text: str | None = None) -> None:
        super().__init__(words)
        self.text = text


def edit(text: str, suspended: Callable[[], AbstractContextManager[object]], environ: Mapping[str, str]) -> str:
    """Open a text in the user's editor and return the edited text.

    `suspended` is a context manager that suspends the app, so that the editor has the terminal.

    Raises:
        EditorFailed: there is no editor that starts, or it ends with an error.
    """
    name, command = editor_command(environ)
    try:
        with tempfile.TemporaryDirectory(prefix="hubtui-") as folder:
            file = Path(folder) / _NAME
            file.write_text(text, encoding="utf-8")
            with suspended():
                words = _run(name, [*command, str(file)])
            return _result(name, file, words)
    except OSError as error:
        raise EditorFailed(f"no file for {name} could be written: {error.strerror}; set TMPDIR") from None


def editor_command(environ: Mapping[str, str]) -> tuple[str, Sequence[str]]:
    """Return the name of the editor for messages, and its command line.

    Raises:
        EditorFailed: there is none, or none that can be started.
    """
    variable = next((name for name in ("VISUAL", "EDITOR") if environ.get(name, "").strip()), "")
    value = environ.get(variable, "vi").strip()
    if Path(value).is_absolute() and Path(value).is_file():
        words = [value]  # a path with a blank in it, unquoted
    else:
        try:
            words = shlex.split(value)
        except ValueError:
            raise EditorFailed(f"{variable} cannot be read: a quote in it is never closed") from None
    if variable and _FOR_A_SHELL.intersection(value):
        return variable, ["/bin/sh", "-c", f'{value} "$@"', value]
    if why := _why_not(words[0] if words else "", environ):
        named = f"{variable} names an editor that cannot be started" if variable else "there is no editor"
        raise EditorFailed(f"{named}: {why}; set {variable or 'EDITOR'} to one, such as nano")
    return variable or "vi", words


def _why_not(program: str, environ: Mapping[str, str]) -> str:
    """Return why a program cannot be started, or ""."""
    if "/" not in program:
        found = shutil.which(program, path=environ.get("PATH")) if program else None
        return "" if found else f"no program {program!r} is found"
    path = Path(program)
    if path.is_dir():
        return f"{program} is a folder"
    if not path.exists():
        return f"{program} is not there"
    return "" if os.access(path, os.X_OK) else f"{program} may not be executed"


def _run(name: str, command: Sequence[str]) -> str:
    """Run the editor to its end; return why it failed, or "". Raise nothing: the editor has the terminal."""
    # While the screen is drawn, standard error of this program goes elsewhere.
    errors = 1 if os.isatty(1) else None
    try:
        with _keys_for_the_editor():
            code = _wait_for(subprocess.Popen(command, env=child_environment(), stderr=errors))
    except OSError as error:
        return f"{name} cannot be started: {error.strerror or error}"
    except ValueError as error:  # a NUL in the command
        return f"{name} cannot be started: {error}"
    if code < 0:
        return f"{name} was ended by {signal.Signals(-code).name}"
    return f"{name} ended with an error ({code})" if code else ""


def _wait_for(editor: subprocess.Popen[bytes]) -> int:
    """Return the exit status of the editor; if a signal ends this program, let the editor restore the terminal."""
    cleanup.restorers.append(editor.terminate)
    try:
        return editor.wait()
    finally:
        cleanup.restorers.remove(editor.terminate)


@contextmanager
def _keys_for_the_editor() -> Iterator[None]:
    """Leave ctrl+c and ctrl+\\ to the editor. It does not inherit a handler, as it would SIG_IGN."""
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _result(name: str, file: Path, failure: str) -> str:
    try:
        edited = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise EditorFailed(failure or f"{name} did not save the file as UTF-8") from None
    except OSError as error:
        raise EditorFailed(failure or f"{name} left no file that can be read: {error.strerror}") from None
    if failure:
        raise EditorFailed(failure, edited)
    return edited
