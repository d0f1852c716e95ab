"""The actions of every list whose code is imported when they are first used."""

from __future__ import annotations

from hubtui.pages.deferred_target import DeferredTarget


class DeferredCopy(
    DeferredTarget,
    path="hubtui.browser.copy_action:CopyAction",
    actions=("copy",),
):
    """Copies texts about the marked rows."""


class DeferredSort(
    DeferredTarget,
    path="hubtui.browser.sort_action:SortAction",
    actions=("sort",),
):
    """Opens the menu of orders."""


class DeferredMarkAll(
    DeferredTarget,
    path="hubtui.browser.mark_all_action:MarkAllAction",
    actions=("mark_all",),
):
    """Marks all rows."""
