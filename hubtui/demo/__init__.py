"""The Hub in the box: a Hugging Face Hub for tests, demonstrations and anyone who writes a client.

Knows nothing of the rest of hubtui, so that client and server cannot share one mistake.
"""

from typing import TYPE_CHECKING

from hubtui.demo.errors import DemoError

if TYPE_CHECKING:
    from hubtui.demo.transport import DemoTransport

__all__ = ["DemoError", "in_process"]


def in_process(
    repos: int | None = None, seed: int = 0, *, db: str | None = None, today: int | None = None
) -> "tuple[str, str, DemoTransport]":
    """A Hub in this process: its endpoint, a token that may write, and the httpx transport that leads there.

    `repos` models (2,000 if None), three datasets and two Spaces to ten of them; `db` is a file that keeps changes;
    `today` (seconds since 1970) fixes what "lately" counts from. Opens no socket and reads no token of the user's.
    """
    import os

    from hubtui.demo.accounts import tokens_from
    from hubtui.demo.app import make_app, make_box
    from hubtui.demo.guard import IN_PROCESS
    from hubtui.demo.transport import DemoTransport

    tokens = tokens_from(os.environ)
    app = make_app(make_box(tokens, repos, seed, db, today))
    return f"http://{IN_PROCESS}", tokens.write, DemoTransport(app)
