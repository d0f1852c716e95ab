"""The tests, and the programs that they start."""

import sys
from importlib.util import find_spec

if find_spec("sniffio") is None:
    # httpcore tries to import it five times for each request: to learn that it is not there takes longer than the rest.
    sys.modules["sniffio"] = None  # type: ignore[assignment]
