"""hubtui over a real SSH connection: sshd on loopback, tmux behind it."""

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.terminal.session import PATIENCE, Session

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
NEEDED = {
    "sshd": SSHD,
    "ssh": shutil.which("ssh"),
    "ssh-keygen": shutil.which("ssh-keygen"),
    "tmux": shutil.which("tmux"),
}
MISSING = [name for name, found in NEEDED.items() if not found]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

Line = Callable[..., Session]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """Runs a program at the far end of a line, `inside` tmux or not, on a terminal here."""
    # A socket's name may not be long, and sshd trusts keys in folders that only their owner may write to.
    folder = tmp_path
    folder.chmod(0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    shutil.copy(folder / "user.pub", folder / "authorized")
    port = free_port()
    options = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "prohibit-password",
        "PrintMotd": "no",
    }
    settings = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd of root gives up its rights
    server = subprocess.Popen([SSHD or "", "-D", "-e", "-f", "/dev/null", *settings], stderr=subprocess.DEVNULL)
    tmux = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]

    def connect(program: str, *, inside_tmux: bool = True, **environ: str) -> Session:
        far = environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "LANG": "C.UTF-8"}
        far |= {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
        words = shlex.join(["env", *(f"{name}={value}" for name, value in far.items())]) + f" {program}"
        ssh = ["ssh", "-F", "none", "-tt", "-p", str(port), "-i", str(folder / "user"), "-o", "LogLevel=ERROR"]
        ssh += [
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            f"{getpass.getuser()}@127.0.0.1",
        ]
        until = time.monotonic() + PATIENCE
        while not is_open(port) and time.monotonic() < until:
            time.sleep(0.05)
        return Session(
            [*ssh, shlex.join([*tmux, "new-session", words]) if inside_tmux else f"exec {words}"], size=(100, 30)
        )

    yield connect
    subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)
    server.terminate()
    server.wait()


def is_open(port: int) -> bool:
    with closing(socket.socket()) as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def copy_id(session: Session) -> None:
    session.wait_for("enter open")
    session.wait_for("loaded")
    session.send("y")
    session.wait_for("Copy")
    session.send("y")


def clipboard(session: Session) -> str:
    """What the terminal here was told to put into its clipboard."""
    return session.copied().decode()


PROGRAM = f"{sys.executable} -m hubtui --demo"


def test_in_tmux_as_it_comes_y_y_reaches_the_terminal_here(line: Line) -> None:
    with line(PROGRAM) as session:
        copy_id(session)
        text = clipboard(session)
        assert text.count("/") == 1
        session.wait_for(f"handed to tmux for the terminal's clipboard: {text}")


def test_without_tmux_it_goes_by_itself_and_is_shown_for_it_cannot_be_known(line: Line) -> None:
    with line(PROGRAM, inside_tmux=False) as session:
        copy_id(session)
        text = clipboard(session)
        session.wait_for(text)
        session.wait_for("select")
        session.send("\x1b")
        session.rest(0.5)
        session.send("q")
        assert session.end() == 0


def test_with_everything_forbidden_the_text_is_shown(line: Line) -> None:
    with line(PROGRAM, PATH="/nowhere") as session:
        copy_id(session)
        session.wait_for("the mouse select it")


def test_a_line_that_drops_leaves_no_process(line: Line) -> None:
    with line(f"sh -c 'echo pid $$; sleep 1; exec {PROGRAM}'", inside_tmux=False) as session:
        session.wait_for("pid ")
        pid = int(next(row for row in session.screen.lines() if "pid " in row).split()[1])
        session.wait_for("loaded")
        session.process.kill()
        until = time.monotonic() + PATIENCE
        while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert not Path(f"/proc/{pid}").exists()
