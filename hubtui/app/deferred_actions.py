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
    actions=("activity", "transfers", "unsaved", "browse", "compare", "collect", "profile_order", "memory"),
):
    """Opens pages and dialogs over the current screen."""


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
