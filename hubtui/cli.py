"""The command line: arguments, exit codes, and nothing imported before it is needed."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from hubtui.arguments import parsed
from hubtui.config.usage import UsageError
from hubtui.registry.resources import REPO_LISTS, TABS
from hubtui.terminal import standing
from hubtui.terminal.surroundings import drop, say

if TYPE_CHECKING:
    import argparse

    from hubtui.app.hub_app import HubApp
    from hubtui.config.memory_budget import MemoryBudget
    from hubtui.config.settings import Settings
    from hubtui.connection import Hub
    from hubtui.fit.verdict import Budget
    from hubtui.hub.client import HubClient
    from hubtui.presentation.choice import Choice
    from hubtui.printed_rows import Form
    from hubtui.registry.target import Target

USAGE_ERROR = 2
FAILED = 1
_MOST_PAGES_OF_SOME = 40
NOBODY_READS = 141  # 128 + SIGPIPE, as shells have it


def run(arguments: list[str]) -> int:
    """Do what the arguments ask for.

    Returns:
        The exit code: 0 for an ordinary end; 1 where the doctor found something wrong, the Hub did not give what was
        asked for, or nothing was picked; 2 where the arguments, the environment or the terminal do not allow it; 141
        where nobody reads.
    """
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except UsageError as error:
        standing.give_back()
        say(str(error))
        return USAGE_ERROR
    except BrokenPipeError:
        drop(1)
        return NOBODY_READS
    except OSError as error:
        # Whatever else reads or writes a file has words of its own for this.
        standing.give_back()
        drop(1)
        what = f"{error.filename} cannot be used" if error.filename else "standard output cannot be written"
        say(f"{what}: {error.strerror}")
        return FAILED


def _run(arguments: list[str]) -> int:
    try:
        command, options = parsed(arguments)
    except SystemExit as end:  # argparse has printed the help or the version
        return int(end.code or 0)
    return _RUNS[command](options)


def _doctor(options: argparse.Namespace) -> int:
    from hubtui.doctor import findings

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # the locale may be what is wrong
    wrong = 0
    for finding in findings(os.environ, options.endpoint):
        print(finding.line, flush=True)
        wrong += finding.wrong
    return 1 if wrong else 0


def _list(options: argparse.Namespace) -> int:
    from hubtui.listing_options import choices_of
    from hubtui.presentation.column_table import fields_of
    from hubtui.presentation.words import Looked, count_words
    from hubtui.printed_rows import Layout
    from hubtui.printing import print_listing

    choice = choices_of(options)[options.tab]
    columns = _printed(options, choice)
    fields = dict.fromkeys((*choice.fields, *(fields_of(choice.repo_type, columns) if columns else ())))
    queries = choice.queries(tuple(fields), choice.rows_a_request(min(options.limit, 1000)))
    if len(queries) > 1:
        raise UsageError("list prints one listing: give one author, and filters without alternatives")
    form: Form = "columns" if options.form == "text" and not sys.stdout.isatty() else options.form
    judges = choice.fits or "fits" in (*columns, choice.sort_loaded.removeprefix("-"))
    memory = _memory(options) if judges or options.vram else None

    async def ask(hub: HubClient, write: Callable[[str], object]) -> None:
        from hubtui.presentation.row_filter import looked_words, sieve_of
        from hubtui.presentation.row_order import RowOrder

        budget = await _budget(memory) if memory is not None else None
        sieve = sieve_of(choice, budget)
        order = RowOrder(choice.repo_type, choice.sort_loaded, budget) if choice.sort_loaded else None
        layout = Layout(form, budget, columns)
        most = {"most_pages": _MOST_PAGES_OF_SOME} if choice.fits else {}
        await print_listing(hub, queries[0], layout, options.limit, write, sieve, order, **most)
        sys.stdout.flush()
        if sieve is not None:
            say(count_words(sieve.passed, True, Looked(sieve.looked_at, sieve.unknown, looked_words(choice))))
        if order is not None:
            say(f"sorted by {order.words}")

    return _print(_hub(options), ask)


def _printed(options: argparse.Namespace, choice: Choice) -> tuple[str, ...]:
    """Return the keys of the columns that the arguments ask for."""
    from hubtui.presentation.column_table import printed_keys

    if not options.columns:
        return ()
    if options.form in ("json", "ids"):
        raise UsageError(f"argument --columns: not with --{options.form}, which has no columns")
    try:
        return printed_keys(choice.repo_type, options.columns)
    except ValueError as error:
        raise UsageError(f"argument --columns: {error}") from None


def _memory(options: argparse.Namespace, settings: Settings | None = None) -> MemoryBudget:
    """Return the memory that models have to fit into, as far as it is known without looking at this machine."""
    from hubtui.config.memory_budget import MemoryBudget
    from hubtui.config.paths import config_file, memory_file
    from hubtui.config.settings import read_settings

    if options.vram:
        from hubtui.fit.hardware import written_memory

        try:
            return MemoryBudget(written_memory(options.vram), memory_file(), tells_all=True)
        except ValueError as error:
            raise UsageError(f"argument --vram: {error}") from None
    return MemoryBudget((settings or read_settings(config_file())).vram, memory_file())


async def _budget(memory: MemoryBudget) -> Budget:
    """Return the memory that models have to fit into.

    Raises:
        UsageError: nobody knows how much there is.
    """
    if memory.budget is None:
        await memory.find()
    if memory.budget is None:
        raise UsageError("the memory of this machine is not known: give --vram 24GB")
    return memory.budget


def _show(options: argparse.Namespace) -> int:
    from hubtui.addresses import target_of
    from hubtui.printing import print_page

    hub = _hub(options)
    target = _target(target_of, options.target, hub.endpoint)
    return _print(hub, lambda client, write: print_page(client, target, options.json, write))


def _print(hub: Hub, ask: Callable[[HubClient, Callable[[str], object]], Awaitable[None]]) -> int:
    """What `ask` writes to standard output; 1 where the Hub does not give it."""
    import asyncio

    from hubtui.hub.errors import HubError

    async def run() -> None:
        client = await hub.connect(lambda _: None)
        try:
            await ask(client, sys.stdout.write)
        finally:
            await client.aclose()

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # the locale may not know a letter
    gc.enable()  # a long listing makes much that can go
    try:
        asyncio.run(run())
        sys.stdout.flush()
    except HubError as error:
        sys.stdout.flush()
        say(str(error))
        return FAILED
    return 0


def _hub(options: argparse.Namespace) -> Hub:
    from hubtui.connection import demo_hub, hub_at

    if options.demo:
        return demo_hub()
    return hub_at(options.endpoint, os.environ, keeps=not getattr(options, "no_cache", True))


def _keys(_options: argparse.Namespace) -> int:
    from hubtui.key_table import key_lines
    from hubtui.start import settings_in_force

    _, bindings, problems = settings_in_force()
    for line in key_lines(bindings):
        print(line)
    for problem in problems:
        print(f"hubtui: {problem}", file=sys.stderr)
    return 0


def _serve_demo(options: argparse.Namespace) -> int:
    from hubtui.demo import DemoError
    from hubtui.demo.server import serve

    gc.enable()  # a server runs for long
    try:
        return serve(
            host=options.host,
            port=options.port,
            repos=options.repos,
            seed=options.seed,
            db=options.db,
            latency_ms=options.latency,
            fail_percent=options.fail,
            rate_limit=options.rate_limit,
        )
    except DemoError as error:
        raise UsageError(str(error)) from None


def _browse(options: argparse.Namespace, picks: bool = False) -> int:
    from dataclasses import replace
    from functools import partial

    from hubtui.config.column_file import keep_columns
    from hubtui.config.kept_json import damage_of
    from hubtui.config.paths import config_file, log_folder, state_file, views_file
    from hubtui.config.state import State, read_state, write_state
    from hubtui.config.views import read_views, write_views
    from hubtui.first_picture import keeper, read_at_start
    from hubtui.listing_options import asks_for_listing, choices_of, page_of_words
    from hubtui.start import Start, settings_in_force
    from hubtui.terminal.capabilities import detect
    from hubtui.terminal.lifecycle import run as run_on_terminal
    from hubtui.terminal.modes import terminal_size
    from hubtui.worker.cached_account import cached_account

    if not picks and not os.isatty(1):
        raise UsageError("standard output is no terminal, and hubtui draws on one")
    size = terminal_size()
    capabilities = detect(os.environ, terminal=size is not None)
    if (is_light := standing.is_light()) is not None:
        capabilities = replace(capabilities, light=is_light)
    if capabilities.unusable:
        raise UsageError(capabilities.unusable)
    # Textual reads these when it is imported.
    os.environ.update(capabilities.environment())
    begun = read_at_start(os.environ)
    settings, bindings, problems = settings_in_force()
    if options.ascii or settings.ascii:
        capabilities = replace(capabilities, utf8=False)
    hub = _hub(options)
    state = "demo" if options.demo else ""
    # What is picked for a command is looked for anew each time.
    kept = State() if picks else read_state(state_file(state), hub.endpoint)
    views = [] if picks else read_views(views_file(state), hub.endpoint)
    if not picks and (damage := damage_of(views_file(state))):
        problems = (*problems, damage)
    if kept.is_light is not None and standing.is_light() is None and not os.environ.get("COLORFGBG"):
        # As it was told the last time: until it is told again nothing flashes.
        capabilities = replace(capabilities, light=kept.is_light)
    tabs = (*TABS, *(f"view:{view.name}" for view in views if view.is_tab))
    first_tab = options.tab or settings.tab or ""
    target = page_of_words(options, hub.endpoint)
    options.tab = first_tab or (kept.tab if kept.tab in tabs else "models")
    if asks_for_listing(options) and options.tab not in REPO_LISTS:
        options.tab = "models"
    choices = choices_of(options, {name: one.choice for name, one in kept.listings.items()})
    plain = options.plain or settings.plain
    as_left = not (target or asks_for_listing(options) or picks or plain or hub.store is None)
    keep_picture = keeper(begun, first_tab, state) if as_left else None
    if options.debug_log:
        from hubtui.debug_log import begin

        begin(options.debug_log, hub.secrets, capabilities)

    start = Start(
        choices,
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
        picks=picks,
        store=hub.store,
        store_as=hub.store_as,
        memory=_memory(options, settings),
        plain=plain,
        theme=options.theme or settings.theme or capabilities.theme,
        kept=kept,
        views=tuple(views),
        keep_views=partial(write_views, views_file(state), hub.endpoint),
        keep=None if picks else partial(write_state, state_file(state), hub.endpoint),
        keep_picture=keep_picture,
        keep_columns=partial(keep_columns, config_file()),
    )
    if size is not None:
        from hubtui import first_frame

        first_frame.show(start, capabilities, size)

    def make() -> HubApp:
        from hubtui.app.hub_app import HubApp

        # Mono is what it asks for; Textual would take the colours of any theme.
        os.environ.pop("NO_COLOR", None)
        return HubApp(start, hub.connect, capabilities)

    mouse = settings.mouse and not options.no_mouse
    ending = run_on_terminal(
        make, crash_folder=log_folder, mouse=mouse, debug_log=options.debug_log, secrets=hub.secrets
    )
    if ending.words:
        say(ending.words)
    if not picks or ending.status:
        return ending.status
    from hubtui.printed_rows import safe_ids

    picked = safe_ids(ending.answer or ())
    for repo_id in picked:
        print(repo_id, flush=True)
    return 0 if picked else FAILED


def _target(parse: Callable[[str, str], Target], text: str, endpoint: str) -> Target:
    try:
        return parse(text, endpoint)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _completion(options: argparse.Namespace) -> int:
    from hubtui.arguments import completion

    print(completion(options.shell))
    return 0


def _pick(options: argparse.Namespace) -> int:
    return _browse(options, picks=True)


_RUNS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "": _browse,
    "list": _list,
    "show": _show,
    "pick": _pick,
    "doctor": _doctor,
    "keys": _keys,
    "completion": _completion,
    "serve-demo": _serve_demo,
}
