"""The command `hubtui doctor`: a report on this machine with advice on every problem. It contains no secret."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

from hubtui import __version__
from hubtui.cli.standard_output import take_any_letter
from hubtui.config.auth import BadSetting, Token, find_endpoint, find_token, hf_home, is_offline
from hubtui.config.hardware import find_hardware
from hubtui.config.memory_budget import MemoryBudget
from hubtui.config.paths import cache_folder, config_file, log_folder, memory_file, state_folder
from hubtui.config.plain_http import agreed_hosts
from hubtui.hub import certificates, proxies
from hubtui.hub.account import WhoAmI
from hubtui.hub.client import HubClient
from hubtui.hub.errors import BadEnvironment, HubError, NotLoggedIn
from hubtui.hub.listings import ListingPage
from hubtui.hub.protocol import rate_limit
from hubtui.hub.query import ListingQuery
from hubtui.presentation.account import account_words
from hubtui.start import load_settings
from hubtui.terminal.capabilities import Capabilities, detect
from hubtui.terminal.clipboard import ways_of
from hubtui.terminal.modes import terminal_size
from hubtui.text.humanize import short_bytes
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    import argparse

    from hubtui.config.settings import Settings
    from hubtui.hub.calls import Exchange

_DEADLINE_SECONDS = 15.0
_ABOUT_WIDTH = 10
_FOLDER_VARIABLES = {
    "state": "XDG_STATE_HOME (or HOME)",
    "logs": "XDG_STATE_HOME (or HOME)",
    "cache": "XDG_CACHE_HOME (or HOME)",
    "hf home": "HF_HOME",
}


class Finding(NamedTuple):
    """A line of the report: its subject, the result, and whether something is wrong."""

    about: str
    words: str
    wrong: bool = False

    @property
    def line(self) -> str:
        """The line as it is printed."""
        return f"{'!!' if self.wrong else 'ok'}  {self.about:{_ABOUT_WIDTH}}{clean_line(self.words)}"


def run(options: argparse.Namespace) -> int:
    """Print the report, and return the exit code: 1 if something is wrong."""
    take_any_letter()  # a wrong locale must not stop the report
    wrong = False
    for finding in findings(os.environ, options.endpoint):
        print(finding.line, flush=True)
        wrong |= finding.wrong
    return int(wrong)


def findings(environ: Mapping[str, str], endpoint: str | None = None) -> Iterator[Finding]:
    """Yield the results of all checks, one after the other. `endpoint` replaces that of the environment."""
    yield Finding("versions", f"hubtui {__version__}, {_versions()}")
    settings, _, problems = load_settings()
    yield from _settings(problems)
    yield _memory(settings)
    yield from _hub({**environ, "HF_ENDPOINT": endpoint} if endpoint else environ)
    terminal = detect(environ, terminal=terminal_size() is not None)
    yield from _terminal(environ, terminal)
    yield from _clipboard(environ, settings.clipboard)
    yield from _folders(environ)


def _versions() -> str:
    found = [f"Python {sys.version.split()[0]}"]
    for name in ("textual", "httpx"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} of unknown version")
    return ", ".join(found)


def _settings(problems: Sequence[str]) -> Iterator[Finding]:
    file = config_file()
    if not problems:
        yield Finding("settings", f"{file}{'' if file.exists() else ' (there is none: all is as it comes)'}")
    for problem in problems:
        yield Finding("settings", problem, wrong=True)


def _memory(settings: Settings) -> Finding:
    """Return how much memory models have to fit into."""
    hardware = MemoryBudget(settings.vram, memory_file()).hardware or asyncio.run(find_hardware())
    if hardware is None:
        return Finding("memory", 'not known: set vram = "24GB" in config.toml, or press M in hubtui', wrong=True)
    return Finding("memory", f"{hardware.words or 'as set'}: {short_bytes(hardware.memory)} for models to fit into")


# The Hub


def _hub(environ: Mapping[str, str]) -> Iterator[Finding]:
    try:
        endpoint = find_endpoint(environ)
    except BadSetting as error:
        yield Finding("endpoint", f"{error}: set HF_ENDPOINT, or unset it for https://huggingface.co", wrong=True)
        return
    token: Token | None = None
    try:
        token = find_token(environ)
    except BadSetting as error:
        yield Finding("token", str(error), wrong=True)
    else:
        if token is None:
            words = "none: only what is public is seen, and nothing is changed; hf auth login, or in hubtui 6 then a"
            yield Finding("token", words, wrong=True)
        else:
            yield Finding("token", f"found in {token.source}")
    if is_offline(environ):
        yield Finding("endpoint", f"{endpoint} is not asked: HF_HUB_OFFLINE is set; unset it to go online", wrong=True)
        return
    way = list(_way_to(endpoint, environ))
    yield from way
    if any(finding.wrong for finding in way):
        return
    yield from asyncio.run(_ask(endpoint, token.value if token is not None else None))


async def _ask(endpoint: str, token: str | None) -> list[Finding]:
    exchanges: list[Exchange] = []
    found: list[Finding] = []
    hub: HubClient | None = None
    try:
        hub = HubClient(
            endpoint,
            token,
            on_exchange=exchanges.append,
            plain_hosts=agreed_hosts(state_folder()),
            deadline=_DEADLINE_SECONDS,
        )
        if token is not None:
            found.append(Finding("account", account_words(await hub.get(WhoAmI()))))
        await hub.get(ListingPage(ListingQuery("model", limit=1)))
    except NotLoggedIn as error:
        found.append(Finding("account", f"the token is not accepted ({error}): hf auth login with another", wrong=True))
    except BadEnvironment as error:
        return [*found, Finding("endpoint", f"{endpoint}: {error}", wrong=True)]
    except HubError as error:
        remedy = "look at the line and at HF_ENDPOINT" if not error.status else "try again later"
        return [*found, Finding("endpoint", f"{endpoint}: {error}; {remedy}", wrong=True)]
    finally:
        if hub is not None:
            await hub.aclose()
    return [*found, Finding("endpoint", f"{endpoint} {_answer(exchanges)}")]


def _answer(exchanges: list[Exchange]) -> str:
    answered = [exchange for exchange in exchanges if exchange.status]
    words = f"answers in {min(exchange.seconds for exchange in answered) * 1000:,.0f} ms"
    limit = rate_limit(answered[-1].response_headers.get("ratelimit", ""))
    return f"{words}; {limit.remaining:,} requests left, more in {limit.seconds} s" if limit is not None else words


def _way_to(endpoint: str, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Yield which variables for proxies and certificates are set, and which of them are used.

    Their values may be secrets and are not shown.
    """
    named = [name for name in proxies.VARIABLES if environ.get(name)]
    if named:
        try:
            proxy = proxies.proxy_for(endpoint, environ)
        except BadEnvironment as error:
            yield Finding("proxy", f"{_set(named)}; {error}", wrong=True)
        else:
            way = f"{endpoint} is reached through {proxy.url} ({proxy.variable})" if proxy else f"none for {endpoint}"
            yield Finding("proxy", f"{_set(named)}; {way}")
    named = [name for name in certificates.VARIABLES if environ.get(name)]
    if named and not endpoint.lower().startswith("https:"):
        yield Finding("trust", f"{_set(named)}; {endpoint} needs no certificates")
    elif named:
        variable = certificates.variable_in_use(environ)
        words = f"{_set(named)}; those of {environ[variable]} ({variable}) are trusted"
        try:
            certificates.tls_context(environ)
        except BadEnvironment as error:
            yield Finding("trust", str(error), wrong=True)
        else:
            yield Finding("trust", words)


def _set(names: Sequence[str]) -> str:
    return f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} set"


# The terminal


def _terminal(environ: Mapping[str, str], terminal: Capabilities) -> Iterator[Finding]:
    if terminal.unusable:
        yield Finding("terminal", f"{terminal.unusable}: start hubtui in one, with TERM as it sets it", wrong=True)
        return
    inside = "in tmux, " if terminal.tmux else "in screen, " if terminal.screen else ""
    line = "over SSH, " if terminal.remote else ""
    colours = "NO_COLOR is set" if terminal.no_color else f"colours: {terminal.colours}"
    yield Finding("terminal", f"{environ.get('TERM', '')}, {inside}{line}{_size()}, {colours}")
    if terminal.utf8:
        yield Finding("text", "UTF-8")
    else:
        yield Finding("text", "the locale is not UTF-8: export LANG=C.UTF-8", wrong=True)


def _size() -> str:
    for stream in (1, 2, 0):
        try:
            columns, lines = os.get_terminal_size(stream)
        except OSError:
            continue
        return f"{columns}×{lines}"
    return "size not told"


def _clipboard(environ: Mapping[str, str], setting: str) -> Iterator[Finding]:
    ways, in_doubt = ways_of(environ, setting)
    if ways[0] == "show" and setting != "show":
        words = "this terminal has no way to it: what is copied is shown; use tmux, or a terminal that knows OSC 52"
        yield Finding("clipboard", words, wrong=True)
    elif ways[0] == "show":
        yield Finding("clipboard", "texts are shown to be selected, as clipboard in config.toml says")
    else:
        doubt = "; shown as well, for it may not arrive (clipboard in config.toml)" if in_doubt else ""
        yield Finding("clipboard", f"by {', then '.join(ways)}{doubt}")


# Folders


def _folders(environ: Mapping[str, str]) -> Iterator[Finding]:
    folders = {"state": state_folder(), "logs": log_folder(), "cache": cache_folder()}
    try:
        folders["hf home"] = hf_home(environ)
    except BadSetting as error:
        yield Finding("hf home", str(error), wrong=True)
    for about, folder in folders.items():
        if _can_write(folder):
            yield Finding(about, str(folder))
        else:
            variable = _FOLDER_VARIABLES[about]
            words = f"{folder} cannot be written: set {variable} to a folder that can, or give yourself the right"
            yield Finding(about, words, wrong=True)


def _can_write(folder: Path) -> bool:
    """Return whether a folder can be written, or created if it does not exist. Leaves nothing behind."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), None)
    try:
        TemporaryFile(dir=there).close()
    except OSError:
        return False
    return True
