"""The command line: arguments, exit codes, and nothing imported before it is needed."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from hubtui import __version__
from hubtui.config.tabs import LISTINGS, TABS
from hubtui.config.themes import THEMES
from hubtui.config.usage import UsageError

if TYPE_CHECKING:
    from hubtui.app import HubApp
    from hubtui.hub.client import HubClient
    from hubtui.hub.targets import Target
    from hubtui.reaching import Hub
    from hubtui.screens.listing.choice import Choice

USAGE_ERROR = 2
FAILED = 1
NOBODY_READS = 141  # 128 + SIGPIPE, as shells have it


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def run(arguments: list[str]) -> int:
    """Do what the arguments ask for.

    Returns:
        The exit code: 0 for an ordinary end; 1 where the doctor found something wrong, the Hub did not give what was
        asked for, or nothing was picked; 2 where the arguments, the environment or the terminal do not allow it; 141
        where nobody reads.
    """
    try:
        if "serve-demo" in arguments[:1]:
            return _serve_demo(_serve_parser().parse_args(arguments[1:]))
        if "doctor" in arguments[:1]:
            return _doctor(_doctor_parser().parse_args(arguments[1:]))
        if "list" in arguments[:1]:
            return _list(_list_parser().parse_args(arguments[1:]))
        if "show" in arguments[:1]:
            return _show(_show_parser().parse_args(arguments[1:]))
        if "pick" in arguments[:1]:
            return _browse(_pick_parser().parse_args(arguments[1:]), picks=True)
        return _browse(_parser().parse_args(arguments))
    except UsageError as error:
        print(f"hubtui: {error}", file=sys.stderr)
        return USAGE_ERROR
    except BrokenPipeError:
        # Python would complain of it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return NOBODY_READS


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="hubtui",
        description="Browse the Hugging Face Hub in a terminal.",
        epilog="hubtui list KIND, show TARGET, pick: on standard output. hubtui doctor: what is wrong here. "
        "hubtui serve-demo: the embedded Hub over TCP. Each has a --help of its own.",
    )
    parser.add_argument(
        "target",
        metavar="TARGET",
        nargs="?",
        default="",
        help="the page to open: a repo id, datasets/ID, spaces/ID, papers/ID, or any URL of the Hub",
    )
    _add_hub(parser)
    parser.add_argument("--version", action="version", version=f"hubtui {__version__}")
    parser.add_argument("--tab", choices=TABS, help="the listing to open")
    _add_narrowing(parser)
    parser.add_argument("--read-only", action="store_true", help="no action that changes the Hub")
    _add_looks(parser)
    return parser


def _add_looks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.add_argument("--theme", metavar="NAME", choices=THEMES, help=", ".join(THEMES))
    parser.add_argument("--debug-log", metavar="FILE", type=Path, help="write down what happens, without secrets")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII alone")
    parser.add_argument(
        "--plain", action="store_true", help="for screen readers: a row is a sentence, nothing is drawn"
    )


def _add_hub(parser: argparse.ArgumentParser) -> None:
    hub = parser.add_mutually_exclusive_group()
    hub.add_argument("--demo", action="store_true", help="the embedded Hub; nothing leaves the machine")
    hub.add_argument(
        "--endpoint", metavar="URL", help="another Hub (default: HF_ENDPOINT, else https://huggingface.co)"
    )


def _add_narrowing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--search", metavar="TEXT", default="", help="search the listing for a text")
    parser.add_argument("--author", metavar="NAME", default="", help="only the repos of a user or an organisation")
    parser.add_argument("--filter", metavar="TAG", action="append", default=[], help="only what has it (repeatable)")
    orders = "trending, downloads, likes, updated, created, author"
    parser.add_argument("--sort", metavar="ORDER", default="", help=f"{orders} (default: trending)")


def _pick_parser() -> argparse.ArgumentParser:
    words = "A listing on the terminal; enter prints the id, or all that are marked: hf download $(hubtui pick)"
    pick = _Parser(prog="hubtui pick", description=f"{words}. Exit 1 where nothing was chosen.")
    pick.add_argument("tab", metavar="KIND", choices=LISTINGS, nargs="?", default="models", help=", ".join(LISTINGS))
    _add_hub(pick)
    _add_narrowing(pick)
    _add_looks(pick)
    pick.set_defaults(target="", read_only=False)
    return pick


def _list_parser() -> argparse.ArgumentParser:
    listing = _Parser(prog="hubtui list", description="A listing on standard output.")
    listing.add_argument("tab", metavar="KIND", choices=LISTINGS, help=", ".join(LISTINGS))
    _add_hub(listing)
    _add_narrowing(listing)
    form = listing.add_mutually_exclusive_group()
    for name, words in (("json", "an object a line"), ("ids", "an id a line"), ("tsv", "columns with tabs between")):
        form.add_argument(f"--{name}", action="store_const", dest="form", const=name, default="text", help=words)
    listing.add_argument("--limit", type=_whole(1, 10_000_000), metavar="N", default=100, help="at most so many rows")
    return listing


def _show_parser() -> argparse.ArgumentParser:
    show = _Parser(prog="hubtui show", description="What the Hub tells of one page, on standard output.")
    show.add_argument("target", metavar="TARGET", help="a repo id, datasets/ID, spaces/ID, papers/ID, or any URL")
    _add_hub(show)
    show.add_argument("--json", action="store_true", help="every field")
    return show


def _serve_parser() -> argparse.ArgumentParser:
    serve = _Parser(prog="hubtui serve-demo", description="The embedded Hub over TCP, for any Hub client.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_whole(0, 65535), default=8765, help="0 picks one")
    serve.add_argument("--repos", type=_whole(1, 10_000_000), metavar="N", help="how many models the catalogue has")
    serve.add_argument("--seed", type=int, metavar="S", default=0, help="another catalogue for another number")
    serve.add_argument("--db", metavar="FILE", help="keep what is changed in this file")
    serve.add_argument("--latency", type=_whole(0, 600_000), metavar="MS", default=0, help="answer that much later")
    serve.add_argument("--fail", type=_whole(0, 100), metavar="PERCENT", default=0, help="answer so many with an error")
    serve.add_argument("--rate-limit", type=_whole(1, 10_000_000), metavar="N", help="requests in five minutes")
    return serve


def _doctor_parser() -> argparse.ArgumentParser:
    doctor = _Parser(prog="hubtui doctor", description="What hubtui finds here; exit 1 if something is wrong.")
    doctor.add_argument("--endpoint", metavar="URL", help="another Hub than HF_ENDPOINT names")
    return doctor


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
    from hubtui.hub.kinds import KINDS
    from hubtui.printing import print_listing

    choice = _choices(options)[options.tab]
    queries = choice.queries(KINDS[choice.repo_type].listing_fields, min(options.limit, 1000))
    if len(queries) > 1:
        raise UsageError("list prints one listing: give one author, and filters without |")
    query = queries[0]
    return _print(_hub(options), lambda hub, write: print_listing(hub, query, options.form, options.limit, write))


def _show(options: argparse.Namespace) -> int:
    from hubtui.printing import print_page

    hub = _hub(options)
    target = _target(options.target, hub.endpoint)
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
        print(f"hubtui: {error}", file=sys.stderr)
        return FAILED
    return 0


def _hub(options: argparse.Namespace) -> Hub:
    from hubtui.reaching import demo_hub, hub_at

    return demo_hub() if options.demo else hub_at(options.endpoint, os.environ)


def _whole(least: int, most: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} to {most}")
        return int(text)

    return whole


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

    from hubtui.config.paths import log_folder, state_file, views_file
    from hubtui.config.state import State, read_state, write_state
    from hubtui.config.views import read_views, write_views
    from hubtui.start import settings_in_force
    from hubtui.terminal.capabilities import detect
    from hubtui.terminal.lifecycle import run as run_on_terminal
    from hubtui.terminal.modes import has_terminal

    if not picks and not os.isatty(1):
        raise UsageError("standard output is no terminal, and hubtui draws on one")
    capabilities = detect(os.environ, terminal=has_terminal())
    if capabilities.unusable:
        raise UsageError(capabilities.unusable)
    # Textual reads these when it is imported.
    os.environ.update(capabilities.environment())
    settings, bindings, problems = settings_in_force()
    if options.ascii or settings.ascii:
        capabilities = replace(capabilities, utf8=False)
    hub = _hub(options)
    state = "demo" if options.demo else ""
    # What is picked for a command is looked for anew each time.
    kept = State() if picks else read_state(state_file(state), hub.endpoint)
    views = [] if picks else read_views(views_file(state), hub.endpoint)
    tabs = (*TABS, *(f"view:{view.name}" for view in views if view.is_tab))
    options.tab = options.tab or settings.tab or (kept.tab if kept.tab in tabs else "models")
    choices = _choices(options, {name: one.choice for name, one in kept.listings.items()})
    target = _target(options.target, hub.endpoint) if options.target else None
    if options.debug_log:
        from hubtui.debug_log import begin

        begin(options.debug_log, hub.secrets, capabilities)

    def make() -> HubApp:
        from hubtui.app import HubApp
        from hubtui.start import Start

        # Mono is what it asks for; Textual would take the colours of any theme.
        os.environ.pop("NO_COLOR", None)
        return HubApp(
            Start(
                choices,
                options.tab,
                hub.name,
                hub.logged_in,
                endpoint=hub.endpoint,
                state=state,
                target=target,
                read_only=options.read_only,
                connect_as=hub.connect_as,
                settings=settings,
                bindings=bindings,
                problems=problems,
                picks=picks,
                plain=options.plain or settings.plain,
                theme=options.theme or settings.theme or capabilities.theme,
                kept=kept,
                views=tuple(views),
                keep_views=partial(write_views, views_file(state), hub.endpoint),
                keep=None if picks else partial(write_state, state_file(state), hub.endpoint),
            ),
            hub.connect,
            capabilities,
        )

    mouse = settings.mouse and not options.no_mouse
    ending = run_on_terminal(
        make, crash_folder=log_folder, mouse=mouse, debug_log=options.debug_log, secrets=hub.secrets
    )
    if ending.words:
        with suppress(OSError):  # the terminal may be gone
            print(f"hubtui: {ending.words}", file=sys.stderr, flush=True)
    if not picks or ending.status:
        return ending.status
    from hubtui.printing import safe_ids

    picked = safe_ids(ending.answer or ())
    for repo_id in picked:
        print(repo_id, flush=True)
    return 0 if picked else FAILED


def _target(text: str, endpoint: str) -> Target:
    from hubtui.hub.targets import target_of

    try:
        return target_of(text, endpoint)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _choices(options: argparse.Namespace, kept: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Choice]:
    """A choice a listing: what the arguments say of the one that they open, of the others what was `kept`."""
    from hubtui.hub.kinds import KINDS
    from hubtui.presentation.filters import sort_of
    from hubtui.presentation.tags import tag_of
    from hubtui.screens.listing.choice import Choice, from_json

    choices = {kind.path: from_json(repo_type, (kept or {}).get(kind.path, {})) for repo_type, kind in KINDS.items()}
    told = options.search or options.author or options.filter or options.sort
    if options.tab not in choices or not told:
        return choices
    repo_type = choices[options.tab].repo_type
    try:
        sort = sort_of(options.sort or "trending", repo_type)
    except ValueError as error:
        raise UsageError(f"argument --sort: {error}") from None
    choices[options.tab] = Choice(
        repo_type,
        text=options.search,
        author=options.author,
        filters=tuple(f"tag:{tag_of(text, repo_type)}" for text in options.filter),
        sort=sort,
    )
    return choices
