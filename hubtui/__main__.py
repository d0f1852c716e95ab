"""The program's first lines."""

import gc
import sys


def main() -> int:
    """Run hubtui; the exit code."""
    # Start-up makes much that is never garbage; the app switches the collector on again after its first paint.
    gc.disable()
    from hubtui.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
