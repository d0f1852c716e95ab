"""The commands `hubtui` and `hubtui pick`, which draw on the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hubtui.app.last_screen import files_read_at_start, snapshot_saver
from hubtui.cli.hub import Hub, hub_of
from hubtui.cli.listing_options import asks_for_listing, choices_of, page_of_words
from hubtui.cli.memory import memory_of
from hubtui.config.column_file import save_columns
from hubtui.config.json_file import json_file_error
from hubtui.config.paths import config_file, log_folder, state_file, views_file
from hubtui.config.state import State, read_state, write_state
from hubtui.config.usage_error import UsageError
from hubtui.config.views import View, read_views, write_views
from hubtui.registry.resources import REPO_LISTS, TABS
from hubtui.start import Start, load_settings
from hubtui.terminal import startup_snapshot
from hubtui.terminal.capabilities import Capabilities, detect
from hubtui.terminal.lifecycle import run as run_on_terminal
from hubtui.terminal.modes import terminal_size
from hubtui.terminal.surroundings import say
from hubtui.worker.cached_account import cached_account

if TYPE_CHECKING:
    import argparse

    from hubtui.app.hub_app import HubApp

_NOTHING_PICKED = 1


def run(options: argparse.Namespace) -> int:
    """Run the program until the user quits, and return the exit code."""
    if not options.picks and not os.isatty(1):
        raise UsageError("standard output is no terminal, and hubtui draws on one: hubtui list and show print lines")
    capabilities = _capabilities(is_terminal=terminal_size() is not None)
    hub, start, capabilities = _start(options, capabilities)

    mouse = start.settings.mouse and not options.no_mouse
    ending = run_on_terminal(
        partial(_make_app, start, hub, capabilities),
        crash_folder=log_folder,
        mouse=mouse,
        debug_log=options.debug_log,
        secrets=hub.secrets,
    )
    if ending.words:
        say(ending.words)
    return _print_picked(ending.answer or ()) if options.picks and not ending.status else ending.status


def _make_app(start: Start, hub: Hub, capabilities: Capabilities) -> HubApp:
    from hubtui.app.hub_app import HubApp  # Textual takes long to import

    # The theme "mono" obeys NO_COLOR; Textual would also remove the colours of a theme that the user chose.
    os.environ.pop("NO_COLOR", None)
    return HubApp(start, hub.connect, capabilities)


def _capabilities(is_terminal: bool) -> Capabilities:
    """Return the terminal's capabilities, and put them into the environment, where Textual looks for them."""
    capabilities = detect(os.environ, terminal=is_terminal)
    if (is_light := startup_snapshot.is_light()) is not None:
        capabilities = replace(capabilities, light=is_light)
    if capabilities.unusable:
        raise UsageError(capabilities.unusable)
    os.environ.update(capabilities.environment())
    return capabilities


def _start(options: argparse.Namespace, capabilities: Capabilities) -> tuple[Hub, Start, Capabilities]:
    """Read settings, state and views; return the Hub, the `Start`, and the capabilities after the settings."""
    read_files = files_read_at_start(os.environ)
    settings, bindings, problems = load_settings()
    hub = hub_of(options)
    state = "demo" if options.demo else ""
    # `pick` does not restore the state of the last run.
    kept = State() if options.picks else read_state(state_file(state), hub.endpoint)
    views = [] if options.picks else read_views(views_file(state), hub.endpoint)
    if not options.picks and (damage := json_file_error(views_file(state))):
        problems = (*problems, damage)
    capabilities = _adapted(capabilities, options.ascii or settings.ascii, kept)
    target = page_of_words(options, hub.endpoint)
    named_tab = options.tab or settings.tab or ""
    options.tab = _tab(options, named_tab, kept, views)
    plain = options.plain or settings.plain
    has_snapshot = not (target or asks_for_listing(options) or options.picks or plain or hub.store is None)
    if options.debug_log:
        from hubtui.cli.debug_log import begin  # few ask for it

        begin(options.debug_log, hub.secrets, capabilities)
    start = Start(
        choices_of(options, {name: one.choice for name, one in kept.listings.items()}),
        options.tab,
        hub.name,
        hub.logged_in,
        endpoint=hub.endpoint,
        state=state,
        account=cached_account(hub.store) if hub.store is not None else "",
        target=target,
        read_only=options.read_only,
        connect_as=hub.connect_as,
        settings=settings,
        bindings=bindings,
        problems=problems,
        picks=options.picks,
        store=hub.store,
        store_as=hub.store_as,
        memory=memory_of(options, settings),
        plain=plain,
        theme=options.theme or settings.theme or capabilities.theme,
        last_state=kept,
        views=tuple(views),
        save_views=partial(write_views, views_file(state), hub.endpoint),
        save_state=None if options.picks else partial(write_state, state_file(state), hub.endpoint),
        save_snapshot=snapshot_saver(read_files, named_tab, state) if has_snapshot else None,
        save_columns=partial(save_columns, config_file()),
    )
    return hub, start, capabilities


def _adapted(capabilities: Capabilities, ascii_only: bool, kept: State) -> Capabilities:
    """Return the capabilities with the user's choice of ASCII, and the background that the last run has seen."""
    if ascii_only:
        capabilities = replace(capabilities, utf8=False)
    if kept.is_light is not None and startup_snapshot.is_light() is None and not os.environ.get("COLORFGBG"):
        # Avoids a flash of the wrong theme until the terminal reports its background.
        capabilities = replace(capabilities, light=kept.is_light)
    return capabilities


def _tab(options: argparse.Namespace, named: str, kept: State, views: Iterable[View]) -> str:
    """Return the tab to open: the named one, else that of the last run; a listing if the arguments narrow one."""
    tabs = (*TABS, *(f"view:{view.name}" for view in views if view.is_tab))
    tab = named or (kept.tab if kept.tab in tabs else "models")
    return "models" if asks_for_listing(options) and tab not in REPO_LISTS else tab


def _print_picked(ids: Iterable[str]) -> int:
    from hubtui.cli.printed_rows import safe_ids  # only for `pick`

    picked = safe_ids(ids)
    for repo_id in picked:
        print(repo_id, flush=True)
    return 0 if picked else _NOTHING_PICKED
