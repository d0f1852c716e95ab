"""The actions of a listing whose code is imported when they are first used."""

from __future__ import annotations

from hubtui.pages.deferred_target import DeferredTarget


class DeferredColumns(
    DeferredTarget,
    path="hubtui.resources.listing.column_action:ColumnAction",
    actions=("columns",),
):
    """Chooses the columns."""


class DeferredCopy(
    DeferredTarget,
    path="hubtui.resources.listing.copy_action:CopyAction",
    actions=("copy",),
):
    """Copies repos, or the URL of the listing."""


class DeferredFiltering(
    DeferredTarget,
    path="hubtui.resources.listing.filtering:Filtering",
    actions=("author", "filter"),
):
    """Asks for filters."""
