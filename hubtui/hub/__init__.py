"""The Hub as Python: typed requests and answers, errors, retries; no Textual and no terminal in it."""

import sys

# httpx brings a command line of its own, and with it click and more of rich: 50 ms at each start that nobody asked for.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
