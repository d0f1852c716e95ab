"""The values with which the app starts: from the command line, the settings and the last run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hubtui.bindings import Bindings
from hubtui.config.paths import config_file
from hubtui.config.settings import Settings, read_settings
from hubtui.config.state import State
from hubtui.presentation.columns import unknown_columns
from hubtui.user_keys import with_user_keys

if TYPE_CHECKING:
    from hubtui.cache.store import Store
    from hubtui.config.memory_budget import MemoryBudget
    from hubtui.config.views import View
    from hubtui.hub.client import Exchange, HubClient
    from hubtui.presentation.choice import Choice
    from hubtui.registry.target import Target
    from hubtui.terminal.screen_buffer import ScreenBuffer

    Connect = Callable[[Callable[[Exchange], None]], Awaitable[HubClient]]


_AS_THEY_COME = Bindings()


class Start(NamedTuple):
    """The values with which the app starts.

    `choices` are the search and filters of each listing by its tab, `tab` is the tab to show, `hub` the Hub's name for
    the top line. `account` is the account of the last run, in words. `store` is the cache of this account, `store_as`
    returns that of the owner of another token, and `connect_as` connects as that owner. `state` is a subfolder for
    saved state that is not the user's own, as that of the demo Hub. `problems` are lines about invalid settings.
    `picks` says that the program ends when a row is chosen and prints it. `last_state` is the state of the last run,
    `save_state` saves that of this one. `save_snapshot` saves the screen for the next start (tab, screen, light
    background). `views` are the saved views; `save_views` saves them and returns an error or "". `memory` is the budget
    that models must fit into. `save_columns` saves the columns of a tab's listing in the settings and returns an error
    or "".
    """

    choices: dict[str, Choice]
    tab: str
    hub: str
    logged_in: bool
    endpoint: str = "https://huggingface.co"
    state: str = ""
    account: str = ""
    target: Target | None = None
    read_only: bool = False
    connect_as: Callable[[str | None], Connect] | None = None
    settings: Settings = Settings()
    bindings: Bindings = _AS_THEY_COME
    problems: tuple[str, ...] = ()
    picks: bool = False
    theme: str = "auto"
    plain: bool = False
    last_state: State = State()
    save_state: Callable[[State], None] | None = None
    save_snapshot: Callable[[str, ScreenBuffer, bool], None] | None = None
    store: Store | None = None
    store_as: Callable[[str | None], Store | None] = lambda _: None
    views: tuple[View, ...] = ()
    save_views: Callable[[Sequence[View]], str] = lambda _: ""
    memory: MemoryBudget | None = None
    save_columns: Callable[[str, Sequence[str]], str] = lambda _tab, _keys: ""

    @property
    def who(self) -> str:
        """The account as far as it is known before the Hub answers: "ada · write", "…" or "anonymous"."""
        return (self.account or "…") if self.logged_in else "anonymous"


def load_settings() -> tuple[Settings, Bindings, tuple[str, ...]]:
    """Return the user's settings, the key bindings with the user's keys, and a line for each invalid setting."""
    settings = read_settings(config_file())
    bindings, bad_keys = with_user_keys(settings.keys, lambda name: settings.where("keys", name))
    bad_columns = unknown_columns(settings.columns, lambda tab: settings.where("columns", tab))
    return settings, bindings, (*settings.problems, *bad_keys, *bad_columns)
