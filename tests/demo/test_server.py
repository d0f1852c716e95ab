"""Over TCP: the first lines, the end, what is kept, and clients that take their time."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from hubtui.demo.errors import DemoError
from hubtui.demo.server import listen, serve
from tests.demo_hub import DemoHub, start_demo


def ask(hub: DemoHub, method: str, path: str, **more: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {hub.token}"}
    return httpx.request(method, hub.endpoint + path, headers=headers, trust_env=False, timeout=90, **more)


def test_the_first_lines_are_what_a_shell_can_read() -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "HUBTUI_"))}
    command = [sys.executable, "-m", "hubtui.demo", "--port", "0", "--repos", "5"]
    seen = []
    for _ in range(2):
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**environment, "HF_TOKEN": "hf_mine"}
        ) as process:
            assert process.stdout
            lines = [process.stdout.readline().rstrip("\n") for _ in range(3)]
            process.send_signal(signal.SIGINT)
            assert process.wait(90) == 0
            assert process.stdout.read() == ""
        assert [line.partition("=")[0] for line in lines] == ["HF_ENDPOINT", "HF_TOKEN", "HF_READ_TOKEN"]
        seen += [line.partition("=")[2] for line in lines[1:]]
    assert len(set(seen)) == 4, "tokens are made anew"
    assert all(token.startswith("hf_") and token != "hf_mine" for token in seen)


LONG_START = """
import sys, time
import hubtui.demo.server as server
server.make_box = lambda *_: (print("making", flush=True), time.sleep(60))
sys.exit(server.serve(port=0))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_during_the_start_ends_it_cleanly_too(number: signal.Signals) -> None:
    command = [sys.executable, "-c", LONG_START]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(number)
        assert process.communicate(timeout=90) == ("", "")
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def test_it_ends_cleanly_while_answers_are_under_way() -> None:
    with start_demo(repos=20) as hub:
        path = "/Qwen/Qwen3-8B/resolve/main/model-00001-of-00004.safetensors"
        with (
            httpx.Client(trust_env=False) as client,
            client.stream("GET", hub.endpoint + path, follow_redirects=True) as answer,
        ):
            assert answer.status_code == 200
            assert hub.stop() == 0


def test_a_killed_server_goes_on_from_the_same_cursor(tmp_path: Path) -> None:
    with start_demo(repos=50, db=tmp_path / "hub.db") as hub:
        first = ask(hub, "GET", "/api/models?limit=20")
        rest = first.links["next"]["url"]
        before = ask(hub, "GET", rest.removeprefix(hub.endpoint)).json()
        assert ask(hub, "POST", "/api/repos/create", json={"name": "kept"}).status_code == 200
        endpoint = hub.endpoint
        hub.restart()
        assert hub.endpoint == endpoint
        assert ask(hub, "GET", rest.removeprefix(hub.endpoint)).json() == before
        assert ask(hub, "GET", "/api/models/ada/kept").status_code == 200


def test_without_a_file_a_restart_has_the_same_catalogue_and_no_changes() -> None:
    with start_demo(repos=30) as hub:
        before = ask(hub, "GET", "/api/models?limit=1000&expand=likes").json()
        ask(hub, "POST", "/api/repos/create", json={"name": "lost"})
        hub.restart()
        assert ask(hub, "GET", "/api/models?limit=1000&expand=likes").json() == before


def test_a_port_in_use_is_one_line() -> None:
    with contextlib.closing(listen("127.0.0.1", 0)) as taken, pytest.raises(DemoError) as caught:
        serve(port=taken.getsockname()[1])
    assert "\n" not in str(caught.value)
    assert str(taken.getsockname()[1] if taken.fileno() > 0 else "port") in str(caught.value)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "999.1.1.1"])
def test_a_host_that_is_none_is_one_line(host: str) -> None:
    with pytest.raises(DemoError, match="cannot listen on"):
        serve(host, 0)


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"this is no database" * 100)
    with contextlib.closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE other (a)")
    for name in ("garbage.db", "other.db", "no/such/folder/x.db", "."):
        with pytest.raises(DemoError) as caught:
            serve(port=0, db=str(tmp_path / name))
        assert "\n" not in str(caught.value)


def test_a_start_that_breaks_off_leaves_a_file_that_the_next_fills(tmp_path: Path) -> None:
    (tmp_path / "hub.db").touch()
    with start_demo(repos=5, db=tmp_path / "hub.db") as hub:
        assert ask(hub, "GET", "/api/models").json()


def test_slow_clients_do_not_stop_it(runs: Callable[[int], int]) -> None:
    with start_demo(repos=20) as hub, contextlib.ExitStack() as open_lines:
        host = f"Host: 127.0.0.1:{hub.port}\r\n"
        bearer = f"Authorization: Bearer {hub.token}\r\n"
        beginnings = (
            "GET /api/mod",
            f"GET /api/models HTTP/1.1\r\n{host}X-Slow: ",
            f"POST /api/repos/create HTTP/1.1\r\n{host}{bearer}Content-Length: 500\r\n\r\n{{",
            f"GET /Qwen/Qwen3-8B/resolve/main/model-00001-of-00004.safetensors HTTP/1.1\r\n{host}\r\n",
        )
        for number in range(runs(200)):
            line = open_lines.enter_context(socket.create_connection(("127.0.0.1", hub.port)))
            line.sendall(beginnings[number % len(beginnings)].encode())
        for _ in range(20):
            assert len(ask(hub, "GET", "/api/models?limit=10").json()) == 10


@pytest.mark.parametrize(
    "junk", [b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"\x00" * 999, b"GET / HTTP/1.1\r\n\r\n"]
)
def test_what_is_no_request_ends_its_own_connection_only(junk: bytes) -> None:
    with start_demo(repos=5) as hub:
        with socket.create_connection(("127.0.0.1", hub.port), timeout=90) as line:
            line.sendall(junk)
            line.shutdown(socket.SHUT_WR)
            assert line.recv(100).startswith((b"HTTP/1.1 400", b"")), "refused or closed"
        assert ask(hub, "GET", "/api/whoami-v2").status_code == 200


def test_it_works_where_there_is_no_network() -> None:
    script = (
        "import asyncio, httpx\nfrom hubtui.demo import in_process\n"
        "async def main():\n"
        "    endpoint, token, transport = in_process(repos=20)\n"
        "    async with httpx.AsyncClient(base_url=endpoint, transport=transport) as client:\n"
        "        print(len((await client.get('/api/models')).json()))\n"
        "asyncio.run(main())\n"
    )
    isolated = ["unshare", "-rn", sys.executable, "-c", script]
    try:
        found = subprocess.run(isolated, capture_output=True, text=True, timeout=90, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if "unshare" in found.stderr and found.returncode:
        pytest.skip(f"no network namespace may be made here: {found.stderr.strip()}")
    assert int(found.stdout) > 10, found.stderr


def test_a_server_that_cannot_start_is_told_to_whoever_waits_for_it(tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"this is no database" * 100)
    with (
        pytest.raises(RuntimeError, match=r"hubtui: garbage\.db cannot be used as a database"),
        start_demo(db=tmp_path / "garbage.db"),
    ):
        pass


def test_killed_while_many_write_it_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    with start_demo(repos=60, db=tmp_path / "kept.db") as hub:
        for round_ in range(3):
            done: list[str] = []

            def write(number: int, round_: int = round_, done: list[str] = done) -> None:
                with httpx.Client(base_url=hub.endpoint, headers={"Authorization": f"Bearer {hub.token}"}) as client:
                    for step in range(100):
                        name = f"written-{round_}-{number}-{step}"
                        try:
                            answer = client.post("/api/repos/create", json={"name": name, "type": "model"})
                        except httpx.TransportError:
                            return
                        if answer.status_code == 200:
                            done.append(name)

            writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
            for writer in writers:
                writer.start()
            while len(done) < 5 and any(writer.is_alive() for writer in writers):
                time.sleep(0.01)
            hub.restart()
            for writer in writers:
                writer.join()
            assert done
            with httpx.Client(base_url=hub.endpoint, headers={"Authorization": f"Bearer {hub.token}"}) as client:
                for name in done:
                    assert client.get(f"/api/models/ada/{name}").status_code == 200, name
                with sqlite3.connect(tmp_path / "kept.db") as database:
                    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
