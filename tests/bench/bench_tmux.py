"""What tmux, with one pane, hands to its outer terminal for a key; nothing where tmux is not installed."""

import secrets
import shutil
import subprocess
import sys

from tests.bench.figures import Figure
from tests.bench.keys import SCROLL, Costs, by_turns
from tests.bench.program import Program
from tests.bench.programs import PROJECT, a_home, load, without_preview
from tests.demo_hub import start_demo


def run(runs: int) -> list[Figure]:
    """The promise of "Listing" about tmux."""
    if shutil.which("tmux") is None:
        return []
    beside: list[Costs] = []
    alone: list[Costs] = []
    with start_demo() as hub:
        tmux = ["tmux", "-L", f"bench-{secrets.token_hex(4)}", "-f", "/dev/null"]
        options = ["set", "-g", "status", "off", ";", "set", "-g", "default-terminal", "tmux-256color", ";"]
        inner = [sys.executable, "-m", "hubtui", "--endpoint", hub.endpoint]
        # A server before the session: the options must be there when the pane is made.
        command = [*tmux, "start-server", ";", *options, "new-session", "-c", str(PROJECT), *inner]
        for _ in range(runs):
            # A home for each: what one run leaves is not what the next begins with.
            try:
                with a_home() as home:
                    environment = {"HOME": str(home), "HF_HOME": str(home)}
                    with Program(command, environment=environment, folder=str(PROJECT)) as program:
                        load(program, 1000)
                        beside += by_turns([program], [SCROLL])
                        without_preview(program)
                        alone += by_turns([program], [SCROLL])
            finally:
                subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)
    return [
        Figure("bytes out of tmux: down that scrolls, no preview", [run["scroll"].written for run in alone], "B", 380),
        Figure("bytes out of tmux: preview blank", [run["scroll"].written for run in beside], "B", 380),
    ]
