"""The command line: arguments, exit codes, and nothing imported before it is needed."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from hubtui import __version__
from hubtui.config.settings import TABS

if TYPE_CHECKING:
    from hubtui.app import HubApp
    from hubtui.hub.client import Exchange, HubClient
    from hubtui.hub.targets import Target
    from hubtui.screens.listing.choice import Choice

    Record = Callable[[Exchange], None]
    Connect = Callable[[Record], Awaitable[HubClient]]

USAGE_ERROR = 2
NOBODY_READS = 141  # 128 + SIGPIPE, as shells have it
DEMO_ENDPOINT = "http://demo.localhost"


class UsageError(Exception):
    """What was asked for on the command line or in the environment cannot be; its text is one line for the user."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def run(arguments: list[str]) -> int:
    """Do what the arguments ask for.

    Returns:
        The exit code: 0 for an ordinary end, 1 where the doctor found something wrong, 2 where the arguments, the
        environment or the terminal do not allow it, 141 where nobody reads on.
    """
    try:
        if "serve-demo" in arguments[:1]:
            return _serve_demo(_serve_parser().parse_args(arguments[1:]))
        if "doctor" in arguments[:1]:
            return _doctor(_doctor_parser().parse_args(arguments[1:]))
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
        epilog="hubtui serve-demo: the embedded Hub over TCP, for any Hub client (hubtui serve-demo --help). "
        "hubtui doctor: what hubtui finds on this machine, and what is wrong with it.",
    )
    parser.add_argument(
        "target",
        metavar="TARGET",
        nargs="?",
        default="",
        help="the page to open: a repo id, datasets/ID, spaces/ID, papers/ID, or any URL of the Hub",
    )
    parser.add_argument("--version", action="version", version=f"hubtui {__version__}")
    hub = parser.add_mutually_exclusive_group()
    hub.add_argument("--demo", action="store_true", help="the embedded Hub; nothing leaves the machine")
    hub.add_argument(
        "--endpoint", metavar="URL", help="another Hub (default: HF_ENDPOINT, else https://huggingface.co)"
    )
    parser.add_argument("--tab", choices=TABS, help="the listing to open")
    parser.add_argument("--search", metavar="TEXT", default="", help="search the listing for a text")
    parser.add_argument("--author", metavar="NAME", default="", help="only the repos of a user or an organisation")
    parser.add_argument("--filter", metavar="TAG", action="append", default=[], help="only what has it (repeatable)")
    orders = "trending, downloads, likes, updated, created, author"
    parser.add_argument("--sort", metavar="ORDER", default="trending", help=orders)
    parser.add_argument("--read-only", action="store_true", help="no action that changes the Hub")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    return parser


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


def _browse(options: argparse.Namespace) -> int:
    from hubtui.bindings import rebound
    from hubtui.config.paths import config_file, log_folder
    from hubtui.config.settings import read_settings
    from hubtui.presentation.columns import unknown_columns
    from hubtui.terminal.capabilities import detect
    from hubtui.terminal.lifecycle import run as run_on_terminal
    from hubtui.terminal.modes import has_terminal

    if not os.isatty(1):
        raise UsageError("standard output is no terminal, and hubtui draws on one")
    capabilities = detect(os.environ, terminal=has_terminal())
    if capabilities.unusable:
        raise UsageError(capabilities.unusable)
    # Textual reads these when it is imported, and the choices bring it.
    os.environ.update(capabilities.environment())
    settings = read_settings(config_file())
    bindings, problems = rebound(settings.keys, lambda name: settings.where("keys", name))
    problems += unknown_columns(settings.columns, lambda tab: settings.where("columns", tab))
    options.tab = options.tab or settings.tab or "models"
    choices = _choices(options)
    hub = _demo() if options.demo else _endpoint(options, os.environ)
    target = _target(options.target, hub.endpoint) if options.target else None

    def make() -> HubApp:
        from hubtui.app import HubApp
        from hubtui.start import Start

        return HubApp(
            Start(
                choices,
                options.tab,
                hub.name,
                hub.logged_in,
                endpoint=hub.endpoint,
                state="demo" if options.demo else "",
                target=target,
                read_only=options.read_only,
                connect_as=hub.connect_as,
                settings=settings,
                bindings=bindings,
                problems=(*settings.problems, *problems),
            ),
            hub.connect,
            capabilities,
        )

    mouse = settings.mouse and not options.no_mouse
    return run_on_terminal(make, crash_folder=log_folder, mouse=mouse, secrets=hub.secrets).status


def _target(text: str, endpoint: str) -> Target:
    from hubtui.hub.targets import target_of

    try:
        return target_of(text, endpoint)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _choices(options: argparse.Namespace) -> dict[str, Choice]:
    from hubtui.hub.kinds import KINDS
    from hubtui.presentation.filters import sort_of
    from hubtui.presentation.tags import tag_of
    from hubtui.screens.listing.choice import Choice

    choices = {kind.path: Choice(repo_type) for repo_type, kind in KINDS.items()}
    if options.tab not in choices:
        return choices
    repo_type = choices[options.tab].repo_type
    try:
        sort = sort_of(options.sort, repo_type)
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


class Hub(NamedTuple):
    """Which Hub to browse: its name in the frame, its address, whether there is a token, and how to reach it."""

    name: str
    endpoint: str
    logged_in: bool
    connect: Connect
    connect_as: Callable[[str | None], Connect] | None = None
    secrets: Sequence[str] = ()


def _demo() -> Hub:
    def make(record: Record) -> HubClient:
        from hubtui.demo import in_process
        from hubtui.hub.client import HubClient

        endpoint, token, transport = in_process()
        return HubClient(endpoint, token, transport=transport, on_exchange=record)

    return Hub("demo Hub", DEMO_ENDPOINT, True, _in_thread(make))


def _endpoint(options: argparse.Namespace, environ: Mapping[str, str]) -> Hub:
    from hubtui.config.auth import DEFAULT_ENDPOINT, BadSetting, find_endpoint, find_token, is_offline

    try:
        endpoint = find_endpoint({**environ, "HF_ENDPOINT": options.endpoint} if options.endpoint else environ)
        found = find_token(environ)
    except BadSetting as error:
        raise UsageError(str(error)) from None
    token = found.value if found else None
    plain_hosts = _agreed_plain_hosts(endpoint)

    secrets: list[str] = []

    def connect_as(token: str | None) -> Connect:
        if token:
            secrets.append(token)

        def make(record: Record) -> HubClient:
            from hubtui.hub.client import HubClient

            offline = is_offline(environ)
            return HubClient(endpoint, token, offline=offline, plain_hosts=plain_hosts, on_exchange=record)

        return _in_thread(make)

    name = "" if endpoint == DEFAULT_ENDPOINT else endpoint.split("://", 1)[1]
    return Hub(name, endpoint, token is not None, connect_as(token), connect_as, secrets)


def _agreed_plain_hosts(endpoint: str) -> frozenset[str]:
    """The hosts that plain http may go to; asks once where the endpoint is another one.

    Raises:
        UsageError: the user said no.
    """
    from hubtui.config.paths import state_folder
    from hubtui.config.plain_http import agree, agreed_hosts, exposed_host

    host = exposed_host(endpoint)
    if not host:
        return frozenset()
    agreed = agreed_hosts(state_folder())
    if host in agreed:
        return agreed
    try:
        answer = input(f"{endpoint} is not encrypted: anyone on the way can read along, your token too. Go on? [y/N] ")
    except (EOFError, KeyboardInterrupt):
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        raise UsageError(f"nothing was sent to {endpoint}; give an https endpoint")
    agree(host, state_folder())
    return agreed | {host}


def _in_thread(make: Callable[[Record], HubClient]) -> Connect:
    # Importing the network takes longer than a frame may.
    async def connect(record: Record) -> HubClient:
        from asyncio import to_thread

        return await to_thread(make, record)

    return connect
