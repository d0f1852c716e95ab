"""All benches, or those named: `python -m tests.bench [NAME …] [--runs N] [--json FILE]`; prints one table."""

import argparse
import json
import sys
import traceback
from importlib import import_module
from pathlib import Path

from tests import warm
from tests.bench.figures import Figure, table

_PREFIX = "bench_"


def names() -> list[str]:
    """The benches there are: each is a module `bench_NAME` with `run(runs: int) -> list[Figure]`."""
    return sorted(file.stem.removeprefix(_PREFIX) for file in Path(__file__).parent.glob(f"{_PREFIX}*.py"))


def main() -> int:
    """Run them, print their figures; 0 also where a promise is missed: a bench prints, it does not judge. 1 where one
    could not be run.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures what hubtui promises.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which (all): {', '.join(names())}")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all samples to a file")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in names()]
    if unknown:
        parser.error(f"no such bench: {', '.join(unknown)}; there are {', '.join(names())}")
    figures: dict[str, list[Figure]] = {}
    failed: list[str] = []
    for name in given.names or names():
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            with warm.parent():
                figures[name] = import_module(f"tests.bench.{_PREFIX}{name}").run(max(1, given.runs))
        except Exception:  # noqa: BLE001  # the others have taken minutes: they are told all the same
            traceback.print_exc()
            failed.append(name)
    print(table([figure for some in figures.values() for figure in some]))
    if given.json:
        told = {name: [figure.as_json() for figure in some] for name, some in figures.items()}
        given.json.write_text(json.dumps(told, indent=1) + "\n")
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
