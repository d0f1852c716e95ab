"""The actions of every screen whose code is imported when they are first used."""

from __future__ import annotations

from hubtui.pages.deferred_target import DeferredTarget


class DeferredHelp(
    DeferredTarget,
    path="hubtui.app.help_actions:HelpActions",
    actions=("help", "palette"),
):
    """Shows the keys of the current screen, and the palette."""


class DeferredPages(
    DeferredTarget,
    path="hubtui.app.page_actions:PageActions",
    actions=("activity", "transfers", "unsaved", "browse"),
):
    """Shows requests, downloads and unsaved changes, and opens the web browser."""


class DeferredCompare(
    DeferredTarget,
    path="hubtui.app.compare_action:CompareAction",
    actions=("compare",),
):
    """Compares marked repos."""


class DeferredMemory(
    DeferredTarget,
    path="hubtui.app.memory_action:MemoryAction",
    actions=("memory",),
):
    """Sets the memory that models have to fit into."""


class DeferredCollections(
    DeferredTarget,
    path="hubtui.app.collection_actions:CollectionActions",
    actions=("collect", "profile_order"),
):
    """Adds to a collection, and orders the collections of a profile."""


class DeferredAccounts(
    DeferredTarget,
    path="hubtui.app.account_actions:AccountActions",
    actions=("accounts",),
):
    """Logs in, logs out, and switches between accounts."""


class DeferredQuit(
    DeferredTarget,
    path="hubtui.app.quit_actions:QuitActions",
    actions=("quit", "copy_or_quit"),
):
    """Ends the program."""


class DeferredUndo(
    DeferredTarget,
    path="hubtui.managing.undo:UndoActions",
    actions=("undo", "redo"),
):
    """Undoes and redoes changes."""


class DeferredViews(
    DeferredTarget,
    path="hubtui.resources.saved_view.view_actions:ViewActions",
    actions=("views", "save_view"),
):
    """Saves views, and lists them."""
