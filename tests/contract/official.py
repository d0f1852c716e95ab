"""Runs the official client in a process of its own: it reads its environment when it is imported."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

from tests.demo_hub import DemoHub

SETUP = """
import hashlib, itertools, os
from huggingface_hub import CommitOperationAdd, CommitOperationCopy, CommitOperationDelete, HfApi, errors
api, anyone = HfApi(token=os.environ["DEMO_TOKEN"]), HfApi(token=False)
def ids(rows, number=2000): return [row.id for row in itertools.islice(rows, number)]
def refused(status, call, *given, **named):
    try: call(*given, **named)
    except errors.HfHubHTTPError as error: assert error.response.status_code == status, error
    else: raise AssertionError("not refused")
"""


def environment_for(server: DemoHub, home: Path) -> dict[str, str]:
    """An environment in which the client knows the demo Hub alone, and uploads by LFS."""
    found = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "HUGGING"))}
    found |= {"HF_ENDPOINT": server.endpoint, "HF_HOME": str(home), "DEMO_TOKEN": server.token}
    found |= {"HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    return found | {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "HF_HUB_DISABLE_UPDATE_CHECK": "1"}


def run_job(server: DemoHub, job: str, home: Path) -> None:
    """Run these lines with `api` (ada's) and `anyone`; fails with what they wrote."""
    command = [sys.executable, "-W", "ignore", "-c", SETUP + job]
    environment = environment_for(server, home)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr


HF = """
import contextlib, io, json, sys
from huggingface_hub.cli.hf import main
told = []
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["hf", *arguments]
    code, written = 0, io.StringIO()
    with contextlib.redirect_stdout(written):
        try: main()
        except SystemExit as end: code = end.code
    assert not code, (arguments, code, written.getvalue())
    told.append(written.getvalue())
print(json.dumps(told))
"""


def run_hf(server: DemoHub, home: Path, *commands: str) -> list[str]:
    """Run commands of the official command line as ada; the standard output of each.

    All run in one process: to import the client takes longer than the commands do.
    """
    environment = environment_for(server, home) | {"HF_TOKEN": server.token, "NO_COLOR": "1"}
    arguments = json.dumps([shlex.split(command) for command in commands])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", HF, arguments],
        env=environment, capture_output=True, text=True, timeout=100, check=False, cwd=home,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found: list[str] = json.loads(done.stdout)
    return found
