"""Where the user was, both ways: pages within a tab, and what stood on the tabs before."""

from collections.abc import Callable

_KEPT = 30

Reopen = Callable[[], None]


class History:
    """A way opens a page, or a tab as it was, again. The way back from a page is the stack of screens itself."""

    def __init__(self) -> None:
        self._forward: dict[str, list[Reopen]] = {}
        self._past: list[Reopen] = []
        self._future: list[Reopen] = []

    # Pages

    def left(self, tab: str, reopen: Reopen) -> None:
        """A page of `tab` was gone back from."""
        ways = self._forward.setdefault(tab, [])
        ways.append(reopen)
        del ways[:-_KEPT]

    def turned_off(self, tab: str) -> None:
        """Another page was opened: the old way forward is gone."""
        self._forward.pop(tab, None)

    def forward(self, tab: str) -> Reopen | None:
        """The page that was left last."""
        ways = self._forward.get(tab)
        return ways.pop() if ways else None

    # Tabs

    def moved(self, here: Reopen) -> None:
        """The tab is left, or shows something else than `here` from now on."""
        self._past.append(here)
        del self._past[:-_KEPT]
        self._future.clear()

    def back(self, here: Reopen) -> Reopen | None:
        """What stood there before; the way forward leads `here` again."""
        return _turn(self._past, self._future, here)

    def ahead(self, here: Reopen) -> Reopen | None:
        """What was gone back from; the way back leads `here` again."""
        return _turn(self._future, self._past, here)


def _turn(ways: list[Reopen], others: list[Reopen], here: Reopen) -> Reopen | None:
    if not ways:
        return None
    others.append(here)
    return ways.pop()
