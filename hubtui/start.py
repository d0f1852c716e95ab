"""How the program was started: what the command line, the settings and the last run make of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hubtui.bindings import Bindings, rebound
from hubtui.config.paths import config_file
from hubtui.config.settings import Settings, read_settings
from hubtui.config.state import State
from hubtui.presentation.columns import unknown_columns

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
    """A choice for each listing by the name of its tab, the tab to show, and what the frame says.

    `account` is who the owner of the token was the last time, in words. `store` has what was seen before, `store_as`
    what the owner of another token saw. `state` is the folder, below that of the state, of what is not this machine's
    own. `connect_as` reaches the Hub as the owner of another token.
    `problems` are lines for the user about the settings. One that `picks` ends with what is chosen. `kept` is how the
    last run was left, `keep` how this one tells the next, `save_snapshot` saves the screen for the next start: the tab,
    its picture, whether on a light ground. `views` are saved, and kept by `keep_views`, which says why it
    cannot. `memory` is what models are judged by. `keep_columns` keeps the columns of a tab's listing in the settings.
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
    kept: State = State()
    keep: Callable[[State], None] | None = None
    save_snapshot: Callable[[str, ScreenBuffer, bool], None] | None = None
    store: Store | None = None
    store_as: Callable[[str | None], Store | None] = lambda _: None
    views: tuple[View, ...] = ()
    keep_views: Callable[[Sequence[View]], str] = lambda _: ""
    memory: MemoryBudget | None = None
    keep_columns: Callable[[str, Sequence[str]], str] = lambda _tab, _keys: ""

    @property
    def who(self) -> str:
        """Who the user is, as far as that is known before the Hub was asked."""
        return (self.account or "…") if self.logged_in else "anonymous"


def settings_in_force() -> tuple[Settings, Bindings, tuple[str, ...]]:
    """The user's settings, the keys with them, and a line for each that is left out."""
    settings = read_settings(config_file())
    bindings, bad_keys = rebound(settings.keys, lambda name: settings.where("keys", name))
    bad_columns = unknown_columns(settings.columns, lambda tab: settings.where("columns", tab))
    return settings, bindings, (*settings.problems, *bad_keys, *bad_columns)
