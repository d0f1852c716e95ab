"""hubtui doctor names what is wrong and what to do, in a line each."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_hub import DemoHub, start_demo
from tests.tls import AUTHORITY
from tests.warm import hubtui_that_prints, run_on_terminal


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    with start_demo(repos=20) as running:
        yield running


def doctor(home: Path, **environ: str) -> tuple[int, list[str]]:
    """The exit code and the lines, on a terminal of a known kind."""
    own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    base = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-kitty", "LANG": "C.UTF-8", **own, **environ}
    status, written = run_on_terminal(hubtui_that_prints("doctor"), base)
    return status, written.replace("\r", "").splitlines()


def test_where_all_is_well_it_says_so_and_no_secret(hub: DemoHub, tmp_path: Path) -> None:
    code, lines = doctor(tmp_path, HF_ENDPOINT=hub.endpoint, HF_TOKEN=hub.token)
    assert code == 0, lines
    assert all(line.startswith("ok  ") for line in lines)
    about = [line.split()[1] for line in lines]
    assert (
        " ".join(about) == "versions settings memory token account endpoint terminal text clipboard state logs cache hf"
    )
    text = "\n".join(lines)
    assert hub.token not in text
    assert "found in HF_TOKEN" in text
    assert "ada · write" in text
    assert "answers in" in text


def test_proxies_and_certificates_are_told_without_their_secrets(hub: DemoHub, tmp_path: Path) -> None:
    environ = {
        "HF_ENDPOINT": "https://hub.invalid",
        "HTTPS_PROXY": "http://me:secret@127.0.0.1:9",
        "NO_PROXY": "::1/128",
    }
    _, lines = doctor(tmp_path, **environ, ALL_PROXY="socks5://a:1", CURL_CA_BUNDLE=str(AUTHORITY))
    way = "https://hub.invalid is reached through http://127.0.0.1:9 (HTTPS_PROXY)"
    assert f"ok  proxy     HTTPS_PROXY, ALL_PROXY, NO_PROXY are set; {way}" in lines
    assert f"ok  trust     CURL_CA_BUNDLE is set; those of {AUTHORITY} (CURL_CA_BUNDLE) are trusted" in lines
    assert any(line.startswith("!!  endpoint  https://hub.invalid: the proxy in HTTPS_PROXY") for line in lines)
    assert "secret" not in "\n".join(lines)


BROKEN = {
    "no token": ({"HF_TOKEN": ""}, "!!  token     none: only what is public is seen"),
    "a bad token": ({"HF_TOKEN": "hf_NobodyNobodyNobody12345"}, "!!  account   the token is not accepted"),
    "a token with a blank": ({"HF_TOKEN": "hf_a b"}, "!!  token     the token in HF_TOKEN has a blank"),
    "nobody listens": ({"HF_ENDPOINT": "http://127.0.0.1:9"}, "!!  endpoint  http://127.0.0.1:9: "),
    "no endpoint": ({"HF_ENDPOINT": "ftp://x"}, "!!  endpoint  the endpoint ftp://x is no http or https URL"),
    "a bad proxy": (
        {"HF_ENDPOINT": "https://hub.invalid", "https_proxy": "telnet://x"},
        "!!  proxy     https_proxy is set; the proxy in https_proxy cannot be used: write it as http://host:port",
    ),
    "no certificates": (
        {"HF_ENDPOINT": "https://hub.invalid", "SSL_CERT_FILE": "/missing"},
        "!!  trust     SSL_CERT_FILE: the certificates in /missing cannot be read: No such file or directory",
    ),
    "offline": ({"HF_HUB_OFFLINE": "1"}, "is not asked: HF_HUB_OFFLINE is set"),
    "no UTF-8": ({"LC_ALL": "de_DE.ISO-8859-1"}, "!!  text      the locale is not UTF-8: export LANG=C.UTF-8"),
    "no clipboard": ({"TERM": "linux"}, "!!  clipboard this terminal has no way to it"),
    "no terminal": ({"TERM": "dumb"}, "!!  terminal  a terminal of type dumb cannot be drawn on"),
    "no cache": ({"HF_HOME": "/proc/nowhere"}, "!!  hf home   /proc/nowhere cannot be written"),
    "no state": ({"XDG_STATE_HOME": "/dev/null/x"}, "!!  state     /dev/null/x/hubtui cannot be written"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named_with_what_to_do(hub: DemoHub, tmp_path: Path, name: str) -> None:
    environ, line = BROKEN[name]
    code, lines = doctor(tmp_path, **{"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token, **environ})
    assert code == 1, lines
    assert any(line in one for one in lines), lines
    wrong = [one for one in lines if one.startswith("!!")]
    assert len(wrong) == (2 if name in ("no terminal", "no state") else 1), wrong


def test_each_slip_of_the_settings_is_a_line(hub: DemoHub, tmp_path: Path) -> None:
    file = tmp_path / "config" / "hubtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('tab = 3\n[keys]\nquit = "j"\n[columns]\nmodels = "x"\n')
    code, lines = doctor(tmp_path, HF_ENDPOINT=hub.endpoint, HF_TOKEN=hub.token)
    assert code == 1
    assert [line.split(": ")[0] for line in lines if line.startswith("!!")] == [
        "!!  settings  config.toml:1",
        "!!  settings  config.toml:3",
        "!!  settings  config.toml:5",
    ]


def test_who_stops_reading_is_not_complained_to(hub: DemoHub, tmp_path: Path) -> None:
    environ = {**os.environ, "HOME": str(tmp_path), "HF_ENDPOINT": hub.endpoint}
    command = f"set -o pipefail; {sys.executable} -m hubtui doctor | true"
    ran = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.returncode == 141
