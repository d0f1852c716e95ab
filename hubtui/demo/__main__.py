"""`python -m hubtui.demo`: the server alone, for tests and for trying things out."""

import argparse
import sys

from hubtui.demo.errors import DemoError
from hubtui.demo.server import serve


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m hubtui.demo", description="The Hub in the box over TCP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--repos", type=int, default=None, help="models; datasets and Spaces in proportion")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--db", default=None, metavar="FILE")
    parser.add_argument("--latency", type=float, default=0, metavar="MS")
    parser.add_argument("--fail", type=float, default=0, metavar="PERCENT")
    parser.add_argument("--rate-limit", type=int, default=0, metavar="N")
    given = parser.parse_args()
    try:
        return serve(
            given.host, given.port, given.repos, given.seed, given.db, given.latency, given.fail, given.rate_limit
        )
    except DemoError as error:
        print(f"hubtui: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
