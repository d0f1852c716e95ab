"""The program's first lines."""

import gc
import os
import signal
import sys

from hubtui.terminal import startup_snapshot, surroundings

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> int:
    """Run hubtui, and return the exit code."""
    # Few objects made at startup are garbage; the app enables the collector after its first paint.
    gc.disable()
    # Let the kernel end the process: an import or a callback may swallow KeyboardInterrupt.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    surroundings.open_streams()
    surroundings.find_home(os.environ)
    startup_snapshot.show(sys.argv[1:], os.environ)
    try:
        from hubtui.cli.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        startup_snapshot.remove()


if __name__ == "__main__":
    sys.exit(main())
