"""What a test leaves behind is reported, and so is what the whole run leaves."""

import os
import subprocess
import sys
from pathlib import Path

from tests.leftovers import MARK, Processes

ROOT = Path(__file__).parents[1]
CONFTEST = """
import tests.leftovers
from tests.conftest import _leaves_nothing, pytest_addoption, pytest_configure
tests.leftovers._PATIENCE_SECONDS = 0.3
"""
TESTS = """
import os, subprocess, tempfile, pytest
@pytest.fixture(scope="module")
def kept():
    subprocess.Popen(["sleep", "601"])
    tempfile.mkdtemp()
def test_a_process(): subprocess.Popen(["sleep", "602"])
def test_an_orphan(): os.system("setsid sleep 603 &")
def test_a_file(): tempfile.mkdtemp()
def test_good(tmp_path):
    (tmp_path / "a").touch()
    subprocess.run(["true"])
def test_good_with_a_fixture_that_leaves_all(kept): pass
"""


def test_what_is_left_behind_is_reported(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_it.py").write_text(TESTS)
    options = ["-p", "no:randomly", "-p", "no:cacheprovider", "-rA", "-c", os.devnull]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--rootdir={tmp_path}", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    output = ran.stdout + ran.stderr
    assert ran.returncode == 1, output
    for name, left in (("a_process", "sleep 602"), ("an_orphan", "sleep 603"), ("a_file", "file ")):
        (line,) = (line for line in output.splitlines() if line.startswith("ERROR ") and f"test_{name} " in line)
        assert f"left behind: {left}" in line or f": {left}" in line, line
    assert "PASSED test_it.py::test_good\n" in output
    assert "ERROR test_it.py::test_good -" not in output
    of_the_run = [line for line in output.splitlines() if "left behind by this run" in line]
    assert len(of_the_run) == 3, "the process and both folders\n" + output
    assert any("sleep 601" in line for line in of_the_run)
    left = Processes(os.environ[MARK]).found().values()
    assert not [command for command in left if "sleep 60" in command], "they were ended"
