"""The program's first lines."""

import gc
import os
import signal
import sys

from hubtui.terminal import standing, surroundings

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> int:
    """Run hubtui; the exit code."""
    # Start-up makes much that is never garbage; the app switches the collector on again after its first paint.
    gc.disable()
    # Python would raise KeyboardInterrupt, which an import or a callback may swallow: the kernel ends the process.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    surroundings.open_streams()
    surroundings.find_home(os.environ)
    standing.show(sys.argv[1:], os.environ)
    try:
        from hubtui.cli.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        standing.give_back()


if __name__ == "__main__":
    sys.exit(main())
