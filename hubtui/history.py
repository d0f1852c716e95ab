"""The pages that one went back from, by tab: the way forward."""

from collections.abc import Callable

_KEPT = 30

Reopen = Callable[[], None]


class History:
    """A way is what opens a page again as it was. The way back is the stack of screens itself."""

    def __init__(self) -> None:
        self._forward: dict[str, list[Reopen]] = {}

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
