"""Promises 15 to 17 of what is kept on disk: whole or not there, never wrong, shared without a word."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hubtui.cache import store as store_module
from hubtui.cache.folder import drop, folder_of, sweep
from hubtui.cache.store import MAX_BODY_BYTES, Store
from tests.cache.stored import body_of, filled

ROOT = Path(__file__).parents[2]


def test_what_is_kept_comes_back_with_what_was_told_and_its_moment(tmp_path: Path) -> None:
    store = Store(tmp_path / "a" / "b", now=lambda: 1234.5)
    store.put("GET /x", b"body", {"status": 200})
    kept = store.get("GET /x")
    assert kept is not None
    assert (kept.body, kept.metadata, kept.time) == (b"body", {"status": 200}, 1234.5)
    assert store.get("GET /y") is None
    later = Store(tmp_path / "a" / "b", now=lambda: 2000.0)
    later.set_confirmed(kept)
    found = later.get("GET /x")
    assert found is not None
    assert (found.body, found.time) == (b"body", 2000.0)


def test_what_is_too_large_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("GET /x", b"x" * (MAX_BODY_BYTES + 1))
    assert store.get("GET /x") is None


def test_promise_16_a_damaged_file_gives_nothing_or_what_was_kept(tmp_path: Path, runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for run in range(runs(600)):
        folder = tmp_path / str(run)
        filled(folder)
        for file in rng.sample(sorted(folder.iterdir()), 3):
            damage(file, rng)
        store = Store(folder)
        for number in range(12):
            kept = store.get(f"GET /api/models/{number}")
            assert kept is None or kept.body == body_of(number), f"seed {seed}, run {run}"
        store.put("GET /api/models/3", b"anew")
        found = store.get("GET /api/models/3")
        assert found is not None
        assert found.body == b"anew"


def damage(file: Path, rng: random.Random) -> None:
    content = bytearray(file.read_bytes())
    at = rng.randrange(len(content))
    match rng.randrange(6):
        case 0:
            content[at] ^= 1 << rng.randrange(8)
        case 1:
            del content[at:]
        case 2:
            del content[at]
        case 3:
            content[at:at] = rng.randbytes(rng.randrange(1, 20))
        case 4:
            content[at : at + 50] = rng.randbytes(50)
        case _:
            others = sorted(file.parent.iterdir())
            content = bytearray(rng.choice(others).read_bytes())
    file.write_bytes(content)


def test_any_one_byte_that_is_changed_or_cut_is_noticed(tmp_path: Path) -> None:
    store = filled(tmp_path, 1)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for at in range(len(whole)):
        for content in (whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :], whole[:at]):
            file.write_bytes(content)
            assert store.get("GET /api/models/0") is None, at
    file.write_bytes(whole)
    assert store.get("GET /api/models/0") is not None


def test_promise_15_killed_while_it_writes_nothing_is_lost_that_was_acknowledged(
    tmp_path: Path, runs: Callable[[int], int]
) -> None:
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.cache.stored import Store, body_of
store = Store(Path(sys.argv[1]))
for number in range(100000):
    store.put(f"GET /{{number % 40}}", body_of(number), {{"number": number}})
    if number % 60 == 59: store.remove_matching(lambda name: name.endswith("7"))
    print(number, flush=True)
"""
    for run in range(runs(300)):
        folder = tmp_path / str(run)
        with subprocess.Popen(
            [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            for _ in range(random.randrange(1, 150)):
                last = process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            last = (process.stdout.read().split() or [last])[-1]
        store = Store(folder)
        told = int(last)
        for number in range(max(0, told - 30), told + 1):
            name = f"GET /{number % 40}"
            kept = store.get(name)
            if name.endswith("7"):
                continue
            assert kept is not None, (run, number)
            assert kept.metadata["number"] >= number
            assert kept.body == body_of(kept.metadata["number"])


def test_promise_17_many_processes_share_it_without_an_error(tmp_path: Path, runs: Callable[[int], int]) -> None:
    script = f"""
import random, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.cache.stored import Store, body_of
store = Store(Path(sys.argv[1]), most_bytes=20000)
for _ in range(int(sys.argv[2])):
    number = random.randrange(60)
    kept = store.get(f"GET /{{number}}")
    assert kept is None or kept.body == body_of(number), number
    store.put(f"GET /{{number}}", body_of(number))
    if random.random() < 0.02: store.sweep()
    if random.random() < 0.02: store.remove_matching(lambda name: name.endswith("3"))
assert store.problem == "", store.problem
"""
    command = [sys.executable, "-c", script, str(tmp_path), str(runs(4000))]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(8)]
    said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 8, said
    assert all(len(file.name) == 32 for file in tmp_path.iterdir())


@pytest.mark.parametrize("mask", [0o000, 0o002, 0o022, 0o027, 0o077])
def test_promise_17_nothing_is_ever_open_to_others(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        folder = folder_of(tmp_path / "cache", "https://huggingface.co", "hf_x")
        filled(folder, 2)
    finally:
        os.umask(before)
    found = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "cache").rglob("*")}
    assert all(mode & ~(0o700 if path.is_dir() else 0o600) == 0 for path, mode in found.items()), found
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


def test_promise_17_each_account_and_each_hub_has_a_folder_of_its_own(tmp_path: Path) -> None:
    accounts = [None, "hf_a", "hf_b", "hf_c"]
    hubs = ["https://huggingface.co", "http://127.0.0.1:8765"]
    folders = {folder_of(tmp_path, hub, token) for hub in hubs for token in accounts}
    assert len(folders) == 8
    assert folders == {folder_of(tmp_path, hub, token) for hub in hubs for token in accounts}
    filled(folder_of(tmp_path, hubs[0], "hf_a"), 1)
    for token in (None, "hf_b", "hf_c"):
        assert Store(folder_of(tmp_path, hubs[0], token)).get("GET /api/models/0") is None
    names = " ".join(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert "hf_" not in names
    drop(folder_of(tmp_path, hubs[0], "hf_a"))
    assert Store(folder_of(tmp_path, hubs[0], "hf_a")).get("GET /api/models/0") is None


def test_the_same_token_has_another_folder_on_another_machine(tmp_path: Path) -> None:
    one = folder_of(tmp_path / "one", "https://huggingface.co", "hf_a").name
    other = folder_of(tmp_path / "other", "https://huggingface.co", "hf_a").name
    assert one != other


def test_what_was_used_last_goes_last(tmp_path: Path) -> None:
    store = Store(tmp_path, most_bytes=4000)
    for number in range(20):
        store.put(f"GET /{number}", random.Random(number).randbytes(300))
        os.utime(store._file(f"GET /{number}"), (number, number))
    assert store.get("GET /0") is not None
    store.sweep()
    left = [number for number in range(20) if store.get(f"GET /{number}") is not None]
    assert left[0] == 0
    assert left[1:] == list(range(20 - len(left) + 1, 20))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 4000


def test_folders_that_nobody_uses_go(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    filled(old, 1)
    filled(new, 1)
    os.utime(old, (1, 1))
    sweep(tmp_path, time.time())
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_what_cannot_be_written_is_told_once_and_leaves_nothing(
    tmp_path: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled(tmp_path, 1)

    def fails(*_: object) -> int:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(store_module.os, "write", fails)
    store.put("GET /new", b"x")
    store.put("GET /api/models/0", b"x")
    assert os.strerror(error) in store.problem
    monkeypatch.undo()
    kept = store.get("GET /api/models/0")
    assert kept is not None
    assert kept.body == body_of(0)
    assert len(list(tmp_path.iterdir())) == 1


def test_another_versions_files_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "VERSION", "hubtui-cache-99")
    filled(tmp_path, 2)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    monkeypatch.undo()
    store = Store(tmp_path)
    assert store.get("GET /api/models/0") is None
    store.put("GET /api/models/0", b"ours")
    assert all((tmp_path / name).read_bytes() == content for name, content in before.items())


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    store = filled(tmp_path / "cache", 1)
    (file,) = (tmp_path / "cache").iterdir()
    target = tmp_path / "target"
    target.write_text("precious")
    file.unlink()
    file.symlink_to(target)
    store.put("GET /api/models/0", b"x")
    assert target.read_text() == "precious"
