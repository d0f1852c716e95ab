"""This checkout against another revision, turn about: `python -m tests.bench.compare REVISION [NAME …] [--rounds N]`.

Prints each figure of both, and what got worse or better beyond what the figures of one checkout differ among
themselves. The exit status is 1 where something got worse.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parents[2]
_LEAST = 0.03
"""A smaller part is not worth a word."""

Samples = dict[str, list[float]]


def main() -> int:
    """Run the benches of both by turns, and compare them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description=__doc__.splitlines()[0])
    parser.add_argument("revision", help="what to compare this checkout with")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benches (all)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="compare") as folder:
        other = Path(folder) / "other"
        _git("worktree", "add", "--detach", str(other), given.revision)
        try:
            before, now = Samples(), Samples()
            for number in range(given.rounds):
                turns = [(other, before), (HERE, now)]
                for checkout, into in turns if number % 2 else reversed(turns):
                    _measure(checkout, given.names, Path(folder) / "figures.json", into)
        finally:
            _git("worktree", "remove", "--force", str(other))
    lines, worse = compared(before, now)
    print("\n".join(lines))
    return 1 if worse else 0


def compared(before: Mapping[str, Sequence[float]], now: Mapping[str, Sequence[float]]) -> tuple[list[str], int]:
    """A line a figure that both have, and how many got worse."""
    lines, worse = [], 0
    for what in before:
        if what not in now:
            continue
        old, new = median(before[what]), median(now[what])
        noise = max(_spread(before[what]), _spread(now[what]), abs(old) * _LEAST)
        verdict = "worse" if new - old > noise else "better" if old - new > noise else ""
        worse += verdict == "worse"
        lines.append(f"{what:<60} {old:>12,.3f} {new:>12,.3f}  {verdict}".rstrip())
    return lines, worse


def _spread(samples: Sequence[float]) -> float:
    """How far apart the samples of one checkout lie."""
    return max(samples) - min(samples) if len(samples) > 1 else 0.0


def _measure(checkout: Path, names: Sequence[str], file: Path, into: Samples) -> None:
    command = [sys.executable, "-m", "tests.bench", *names, "--runs", "1", "--json", str(file)]
    subprocess.run(
        command, cwd=checkout, env={**os.environ, "PYTHONPATH": str(checkout)}, check=True, stdout=subprocess.DEVNULL
    )
    told: dict[str, list[dict[str, Any]]] = json.loads(file.read_text())
    for figures in told.values():
        for figure in figures:
            value = figure["median"] if figure["ratio"] is None else figure["ratio"]
            into.setdefault(figure["what"], []).append(float(value))


def _git(*words: str) -> None:
    subprocess.run(["git", *words], cwd=HERE, check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
