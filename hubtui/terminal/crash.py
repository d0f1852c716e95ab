"""Report a crash: the traceback without local variables and without secrets."""

import base64
import os
import re
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from hubtui.config.private_folder import make_private

_TOKEN = re.compile(r"hf_[A-Za-z0-9_]{8,}|(?i:bearer)\s+[^\s'\"]+")
_HIDDEN = "<hidden>"
_SHORTEST_SECRET = 6


def report(error: BaseException, secrets: Iterable[str] = ()) -> str:
    """Return the traceback as text; hide tokens, and each secret, plain or encoded."""
    return hide("".join(traceback.format_exception(error)), secrets)


def hide(text: str, secrets: Iterable[str] = ()) -> str:
    """Replace all that looks like a token, and each secret (also in base64 or percent-encoded), by `<hidden>`."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            encoded = base64.b64encode(secret.encode()).decode().rstrip("=")
            for form in (secret, encoded, quote(secret, safe="")):
                text = text.replace(form, _HIDDEN)
    return _TOKEN.sub(_HIDDEN, text)


def write_report(error: BaseException, folder: Path, secrets: Iterable[str] = ()) -> Path | None:
    """Write the report to a new file that only the user can read; return its path, None if that fails."""
    try:
        make_private(folder)
        path = folder / time.strftime(f"crash-%Y%m%d-%H%M%S-{os.getpid()}.log")
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(report(error, secrets))
    except OSError:
        return None
    return path


def crash_line(error: BaseException, path: Path | None) -> str:
    """Return a line for the user: what happened and where the report is. The text of the error stays in the report."""
    where = f"the report is in {path}" if path else "no report could be written"
    if isinstance(error, ImportError) and (error.name or "").startswith("hubtui"):
        # Screens are imported when they are first opened: after an upgrade they do not fit to this run.
        return f"hubtui was upgraded or removed while it ran, and ended: start it again; {where}"
    return f"hubtui crashed ({type(error).__name__}); {where}"
