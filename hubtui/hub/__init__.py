"""The client of the Hub: typed requests and answers, errors and retries. It knows nothing of the screen."""

import sys

# httpx imports its own command line, with click and rich, which takes 50 ms at each start: prevent that.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
