"""The history of one run: pages that were closed in each tab, and earlier contents of the tabs."""

from collections.abc import Callable

_MOST_KEPT = 30

Reopen = Callable[[], None]
"""Opens a closed page again, or shows earlier contents of a tab."""


class History:
    """Remembers where "back" and "forward" lead.

    The open pages of a tab are not in it: they are a stack of screens of their own.
    """

    def __init__(self) -> None:
        self._closed: dict[str, list[Reopen]] = {}
        self._past: list[Reopen] = []
        self._future: list[Reopen] = []

    # Pages

    def closed(self, tab: str, reopen: Reopen) -> None:
        """Add a page of `tab` that was closed, so that "forward" can open it again."""
        closed = self._closed.setdefault(tab, [])
        closed.append(reopen)
        del closed[:-_MOST_KEPT]

    def drop_forward(self, tab: str) -> None:
        """Forget the closed pages of `tab`, because another page is opened."""
        self._closed.pop(tab, None)

    def reopened(self, tab: str) -> Reopen | None:
        """Remove and return the page of `tab` that was closed last, or None."""
        closed = self._closed.get(tab)
        return closed.pop() if closed else None

    # Tabs

    def remember(self, shown: Reopen) -> None:
        """Add the contents of a tab, before they change or another tab is shown; nothing is forward of it then."""
        self._past.append(shown)
        del self._past[:-_MOST_KEPT]
        self._future.clear()

    def back(self, shown: Reopen) -> Reopen | None:
        """Remove and return the contents before `shown`, or None; "forward" leads to `shown` afterwards."""
        return _exchange(self._past, self._future, shown)

    def forward(self, shown: Reopen) -> Reopen | None:
        """Remove and return the contents that "back" came from, or None; "back" leads to `shown` afterwards."""
        return _exchange(self._future, self._past, shown)


def _exchange(source: list[Reopen], other: list[Reopen], shown: Reopen) -> Reopen | None:
    if not source:
        return None
    other.append(shown)
    return source.pop()
