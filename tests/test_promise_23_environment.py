"""Promise 23: in each environment hubtui works, or ends in one line that names the variable or the file at fault."""

import os
import random
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tls import AUTHORITY, HASHED_NAME, tls_hub, tunnel

TOKEN = "hf_" + "t" * 34
LIST = "list models"
NOBODY = (
    "import os, pwd, sys\n"
    "def unknown(_): raise KeyError('nobody')\n"
    "pwd.getpwuid = unknown\n"
    "from hubtui.__main__ import main\n"
    "sys.exit(main())\n"
)
EDITS = (
    "import contextlib, os, sys\n"
    "from hubtui.terminal.external_editor import EditorFailed, edit\n"
    "try: edit('', contextlib.nullcontext, os.environ)\n"
    "except EditorFailed as error: sys.exit(str(error))\n"
)


class Case(NamedTuple):
    """A set-up: its variables (None: not set), the command with what the shell redirects, and what comes of it.

    `fails` is in the one line on standard error, empty where all is well; `prints` is on standard output.
    """

    environ: Mapping[str, str | None] = {}
    run: str = LIST
    fails: str = ""
    status: int = 0
    prints: str = "one/row"
    code: str = ""


def fails(environ: Mapping[str, str | None], words: str, run: str = LIST, status: int = 1, code: str = "") -> Case:
    return Case(environ, run, words, status, "", code)


def tunnelled(**environ: str) -> Mapping[str, str]:
    return {"HF_ENDPOINT": "https://hub.test", "SSL_CERT_FILE": "{ca}", **environ}


def safe(**environ: str) -> Mapping[str, str]:
    return {"HF_ENDPOINT": "https://localhost:{tls}", **environ}


def excepting(entries: str) -> Case:
    return Case(tunnelled(https_proxy="http://{good}", no_proxy=entries))


FULL = "standard output cannot be written: No space left on device"
CLOSED = "standard output cannot be written: Bad file descriptor"
CASES = {
    "a proxy": Case(tunnelled(HTTPS_PROXY="http://{good}")),
    "a proxy without scheme": Case(tunnelled(https_proxy="{good}")),
    "a proxy for all": Case(tunnelled(ALL_PROXY="http://{good}")),
    "a dead one for all beside it": Case(tunnelled(all_proxy="socks5://{dead}", https_proxy="http://{good}")),
    "one with a login": Case(tunnelled(HTTPS_PROXY="http://me:secret@{locked}")),
    "a wrong login": fails(tunnelled(HTTPS_PROXY="http://me:wrong@{locked}"), "HTTPS_PROXY does not take the user"),
    "no login": fails(tunnelled(https_proxy="http://{locked}"), "the proxy in https_proxy wants a user name"),
    "a dead proxy": fails(tunnelled(HTTPS_PROXY="http://me:secret@{dead}"), "the proxy in HTTPS_PROXY (http://{dead})"),
    "a dead SOCKS proxy": fails(tunnelled(ALL_PROXY="socks5://{dead}"), "the proxy in ALL_PROXY (socks5://{dead})"),
    "an unknown proxy": fails(tunnelled(all_proxy="http://proxy.invalid:1"), "the proxy in all_proxy"),
    "a proxy of no kind": fails(tunnelled(HTTPS_PROXY="telnet://{good}"), "the proxy in HTTPS_PROXY cannot be used"),
    "a proxy with an odd port": fails(tunnelled(HTTPS_PROXY="http://proxy:port"), "the proxy in HTTPS_PROXY cannot"),
    "a proxy switched off": Case({**safe(SSL_CERT_FILE="{ca}"), "HTTPS_PROXY": "{dead}", "https_proxy": ""}),
    "a dead proxy of http": Case({**safe(SSL_CERT_FILE="{ca}"), "HTTP_PROXY": "{dead}", "http_proxy": "{dead}"}),
    "a dead proxy and this machine": Case({"http_proxy": "{dead}", "ALL_PROXY": "{dead}"}),
    "NO_PROXY range": excepting("localhost,::1/128,10.0.0.0/8"),
    "NO_PROXY brackets": excepting("[::1],localhost"),
    "NO_PROXY brackets and a port": excepting("[::1]:8765"),
    "NO_PROXY blanks": excepting(" localhost  .corp "),
    "NO_PROXY URL": excepting("http://[::1]"),
    "NO_PROXY garbage": excepting(",,[,],/,*."),
    "NO_PROXY all": fails(tunnelled(HTTPS_PROXY="{good}", NO_PROXY="*"), "no address is known for hub.test"),
    "NO_PROXY dot": fails(tunnelled(HTTPS_PROXY="{good}", NO_PROXY=".test"), "no address is known for hub.test"),
    "SSL_CERT_FILE": Case(safe(SSL_CERT_FILE="{ca}")),
    "SSL_CERT_DIR": Case(safe(SSL_CERT_DIR="{hashed}")),
    "REQUESTS_CA_BUNDLE": Case(safe(REQUESTS_CA_BUNDLE="{ca}")),
    "CURL_CA_BUNDLE": Case(safe(CURL_CA_BUNDLE="{ca}")),
    "the first of them counts": Case(safe(SSL_CERT_FILE="{ca}", CURL_CA_BUNDLE="/missing")),
    "a missing SSL_CERT_FILE": fails(safe(SSL_CERT_FILE="/missing"), "SSL_CERT_FILE: the certificates in /missing"),
    "a missing SSL_CERT_DIR": fails(safe(SSL_CERT_DIR="/missing"), "SSL_CERT_DIR: the certificates in /missing"),
    "an empty SSL_CERT_DIR": fails(safe(SSL_CERT_DIR="{home}"), "SSL_CERT_DIR: no certificate in the folder {home}"),
    "a missing REQUESTS_CA_BUNDLE": fails(safe(REQUESTS_CA_BUNDLE="/missing"), "REQUESTS_CA_BUNDLE: the certificates"),
    "a CURL_CA_BUNDLE of no kind": fails(safe(CURL_CA_BUNDLE=__file__), "CURL_CA_BUNDLE: " + __file__),
    "an unknown authority": fails(safe(), "set SSL_CERT_FILE"),
    "other certificates": fails(safe(REQUESTS_CA_BUNDLE="{certifi}"), "; REQUESTS_CA_BUNDLE names the certificates"),
    "nobody without a home": Case({"HOME": None}, code=NOBODY),
    "nobody's version": Case({"HOME": None}, "--version", prints="hubtui ", code=NOBODY),
    "nobody's doctor": Case({"HOME": None}, "doctor", status=1, prints="answers in", code=NOBODY),
    "a relative home": Case({"HOME": "here"}),
    "a home that is none": Case({"HOME": "/dev/null/home"}),
    "a home that is read only": Case({"HOME": "/proc"}),
    "relative XDG folders": Case({"XDG_CACHE_HOME": "a", "XDG_CONFIG_HOME": "b", "XDG_STATE_HOME": "c"}),
    "XDG folders in the way": Case({"XDG_CACHE_HOME": "/dev/null", "XDG_STATE_HOME": "/proc/x"}),
    "no TMPDIR": Case({"TMPDIR": "/missing", "TMP": "/missing", "TEMP": "/missing"}),
    "HF_HOME that is none": Case({"HF_HOME": "/dev/null/x"}),
    "a folder for the token": fails({"HF_TOKEN_PATH": "{home}"}, "the token file {home} cannot be read", status=2),
    "a token with a blank": fails({"HF_TOKEN": "hf_a b"}, "the token in HF_TOKEN has a blank", status=2),
    "a token with a byte order mark": Case({"HF_TOKEN_PATH": "{home}/marked"}),
    "a token in UTF-16": fails({"HF_TOKEN_PATH": "{home}/wide"}, "the token file {home}/wide cannot be", status=2),
    "settings with a byte order mark": Case({"XDG_CONFIG_HOME": "{home}"}, "doctor", status=1, prints="ok  settings"),
    "settings in UTF-16": Case(
        {"XDG_CONFIG_HOME": "{home}/wide.d"}, "doctor", status=1, prints="!!  settings  config.toml is no text in UTF-8"
    ),
    "an endpoint of no kind": fails({"HF_ENDPOINT": "ftp://x"}, "the endpoint ftp://x", status=2),
    "a full disk": fails({}, FULL, f"{LIST} >/dev/full"),
    "a full disk, a page": fails({}, FULL, "show openai/gpt-oss-120b --demo >/dev/full"),
    "a full disk, the doctor": fails({}, FULL, "doctor >/dev/full"),
    "a full disk, the help": fails({}, FULL, "--help >/dev/full"),
    "standard output closed": fails({}, CLOSED, f"{LIST} >&-"),
    "standard output closed, the version": fails({}, CLOSED, "--version >&-"),
    "standard input closed": Case({}, f"{LIST} <&-"),
    "standard error closed": Case({}, f"{LIST} 2>&-"),
    "nothing open": Case({}, f"{LIST} <&- >&- 2>&-", status=1, prints=""),
    "nobody reads": Case({}, f"{LIST} | true", prints=""),
    "the C locale": Case({"LANG": "C", "LC_ALL": None}),
    "ASCII alone": Case({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "an unknown locale": Case({"LC_ALL": "xx_YY.ISO-8859-1"}),
    "an encoding of Python's": Case({"PYTHONIOENCODING": "ascii:strict"}),
    "no TERM": Case({"TERM": None}),
    "a terminal that is none": fails({"TERM": "dumb"}, "standard output is no terminal", "", status=2),
    "odd sizes": Case({"COLUMNS": "many", "LINES": "-1"}, f"{LIST} --help", prints="usage: hubtui list"),
    "an editor that is missing": fails({"EDITOR": "/no/editor"}, "EDITOR names an editor", "", code=EDITS),
    "an editor that is a folder": fails({"VISUAL": "{home}"}, "VISUAL names an editor", "", code=EDITS),
    "no editor": fails({"PATH": "/nowhere"}, "set EDITOR to one", "", code=EDITS),
}  # fmt: skip


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What the cases name in braces."""
    import certifi

    home = tmp_path_factory.mktemp("home")
    hashed = home / "hashed"
    (home / "hubtui").mkdir()
    (home / "wide.d" / "hubtui").mkdir(parents=True)
    hashed.mkdir()
    shutil.copy(AUTHORITY, hashed / HASHED_NAME)
    (home / "marked").write_bytes(b"\xef\xbb\xbf" + TOKEN.encode() + b"\r\n")
    (home / "wide").write_bytes(TOKEN.encode("utf-16"))
    (home / "hubtui" / "config.toml").write_bytes(b"\xef\xbb\xbftheme = 'dark'\r\n")
    (home / "wide.d" / "hubtui" / "config.toml").write_bytes("theme = 'dark'".encode("utf-16"))
    with ExitStack() as stack:
        tls = stack.enter_context(tls_hub())
        good, locked = stack.enter_context(tunnel(tls.port)), stack.enter_context(tunnel(tls.port, "me:secret"))
        unused = stack.enter_context(socket.socket())
        unused.bind(("127.0.0.1", 0))  # bound, and nobody listens
        dead = f"127.0.0.1:{unused.getsockname()[1]}"
        yield {
            "home": str(home), "hashed": str(hashed), "ca": str(AUTHORITY), "certifi": certifi.where(), "dead": dead,
            "tls": str(tls.port), "good": good.address, "locked": locked.address,
        }  # fmt: skip


def outcome(case: Case, places: Mapping[str, str], folder: Path) -> tuple[int, str, str]:
    """The exit status, standard output and standard error of a case."""
    environ: dict[str, str | None] = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color",
        "PYTHONPATH": str(Path(__file__).parents[1]), "HF_ENDPOINT": f"http://{places['good']}", **case.environ,
    }  # fmt: skip
    given = {name: value.format(**places) for name, value in environ.items() if value is not None}
    program = '"$0" -c "$1"' if case.code else '"$0" -m hubtui'
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{program} {case.run}", sys.executable, case.code], env=given, cwd=folder, check=False,
        capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, timeout=90,
    )  # fmt: skip
    return ran.returncode, ran.stdout, ran.stderr


def wrong_with(case: Case, places: Mapping[str, str], told: tuple[int, str, str]) -> str:
    """What is not as promised, empty where all is."""
    status, out, err = told
    if status != case.status:
        return f"ended with {status}"
    if case.prints not in out:
        return "does not print what it should"
    if "secret" in out + err or TOKEN in out + err:
        return "shows a secret"
    if not case.fails:
        return "says something though all is well" if err else ""
    fine = err.count("\n") == 1 and case.fails.format(**places) in err
    return "" if fine else "does not name in one line what is wrong"


def test_each_works_or_names_what_is_at_fault(
    places: dict[str, str], tmp_path: Path, runs: Callable[[int], int]
) -> None:
    seed = random.randrange(2**32)
    chosen = random.Random(seed).sample(list(CASES), runs(len(CASES)))
    failed = []
    for number, name in enumerate(chosen):
        folder = tmp_path / str(number)
        folder.mkdir()
        told = outcome(CASES[name], places, folder)
        if why := wrong_with(CASES[name], places, told):
            failed.append(f"{name}: {why}: {told}")
        assert not list(folder.glob("~*")), name
    assert not failed, "\n".join([f"seed {seed}", *failed])
