"""The official JavaScript client (@huggingface/hub, run by node) over the demo Hub."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.demo_hub import start_demo

MODULES = os.environ.get("HUBTUI_NODE_MODULES", "")
SCRIPT = Path(__file__).with_name("hub_calls.mjs")


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
@pytest.mark.skipif(
    not MODULES or not Path(MODULES, "@huggingface/hub").is_dir(),
    reason="HUBTUI_NODE_MODULES names no folder with @huggingface/hub (npm install @huggingface/hub)",
)
def test_every_call_of_the_javascript_client_passes() -> None:
    with start_demo(repos=200) as hub:
        environment = os.environ | {"HF_ENDPOINT": hub.endpoint, "DEMO_TOKEN": hub.token, "NO_PROXY": "127.0.0.1"}
        done = subprocess.run(
            ["node", str(SCRIPT)], env=environment, capture_output=True, text=True, timeout=100, check=False
        )
    failed = [line for line in done.stdout.splitlines() if not line.startswith("ok ")]
    assert done.returncode == 0, "\n".join(failed) + done.stderr
