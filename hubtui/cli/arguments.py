"""The arguments of each command."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from hubtui import __version__
from hubtui.config.themes import THEMES
from hubtui.config.usage_error import UsageError
from hubtui.hub import sorts
from hubtui.registry.resources import REPO_LISTS, TABS

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_VERSION = f"hubtui {__version__}"
SHELLS = ("bash", "zsh", "fish")


class _Parser(argparse.ArgumentParser):
    example = ""
    """A whole command, for the message that an argument is missing."""

    def error(self, message: str) -> NoReturn:
        example = f", as in: {self.example}" if self.example and "are required" in message else ""
        message = re.sub(r"^argument (\S+): expected one argument$", r"\1 needs a value", message)
        raise UsageError(f"{message}{example} (see {self.prog} --help)")

    def options_named(self, name: str) -> list[argparse.Action]:
        """Return the options that `name` stands for: the one of this name, else all whose names begin with it."""
        found = self._option_string_actions.get(name)
        if found is not None:
            return [found]
        return [one for other, one in self._option_string_actions.items() if len(name) > 2 and other.startswith(name)]

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print a message; argparse itself would hide the error of a full disk."""
        (file or sys.stdout).write(message)


def parsed(arguments: list[str]) -> tuple[str, argparse.Namespace]:
    """Return the command ("" to browse) and its options.

    Raises:
        UsageError: the arguments are not valid for this command.
    """
    command, rest = _command_of([_as_word(argument) for argument in arguments])
    parser = _parser_of(command)
    _refuse_misplaced(command, rest, parser)
    # The words of a query may come before and after the options.
    options = parser.parse_intermixed_args(rest)
    options.query = vars(options).get("query", [])
    return command, options


def _parser_of(command: str) -> _Parser:
    about = _COMMANDS[command]
    parser = _Parser(prog=f"hubtui {command}".strip(), description=about.description, epilog=about.epilog)
    parser.example = about.example
    about.fill(parser)
    if command:
        parser.add_argument("--version", action="version", version=_VERSION, help=argparse.SUPPRESS)
    return parser


def _command_of(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the command, which may stand after options ("" for none), and the other arguments.

    Raises:
        UsageError: the command stands after a kind of repo.
    """
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    at = _first_word(arguments)
    first, second = (*arguments[at : at + 2], "", "")[:2]
    if first in REPO_LISTS and second in ("list", "pick"):
        raise UsageError(f"the command comes first: hubtui {second} {first}")
    if first not in _COMMANDS:
        return "", arguments
    return first, arguments[:at] + arguments[at + 1 :]


def _first_word(arguments: list[str]) -> int:
    """Return the index of the first argument that is no option and no value of one."""
    if not arguments[:1] or not arguments[0].startswith("-"):
        return 0
    parsers = [_parser_of(command) for command in _COMMANDS]
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        options = [option for parser in parsers for option in parser.options_named(arguments[at])]
        at += 2 if any(option.nargs != 0 for option in options) else 1
    return at


def _refuse_misplaced(command: str, arguments: list[str], parser: _Parser) -> None:
    """Refuse an option that the command does not have.

    argparse would take its value for a word of the command, and call that word wrong.

    Raises:
        UsageError: an option is unknown, or another command has it.
    """
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    for at, name in enumerate(options):
        if not name.startswith("--"):
            continue
        name, equals, _ = name.partition("=")
        found = parser.options_named(name)
        if not found:
            raise UsageError(f"{_why_not(name, command, options[at + 1 :])} (see {parser.prog} --help)")
        if equals and all(option.nargs == 0 for option in found):
            raise UsageError(f"{name} takes no value (see {parser.prog} --help)")


def _why_not(name: str, command: str, following: list[str]) -> str:
    """Return why the command cannot have the option `name`; `following` are the arguments after it."""
    owners = [owner for owner in (_parser_of(other) for other in _COMMANDS) if owner.options_named(name)]
    if not owners:
        return f"{name} is no option"
    if not command and following and following[0] in _COMMANDS:
        return f"{name} needs a value before {following[0]}"
    here = f"for hubtui {command}" if command else "for the browser"
    places = ["the browser" if owner.prog == "hubtui" else owner.prog for owner in owners]
    *others, last = places
    return f"{name} is for {', '.join(others)}{' and ' if others else ''}{last}, not {here}"


def _as_word(argument: str) -> str:
    """Return an argument with a blank before "-gguf" and the like, so that argparse takes it as a word of a query.

    The only option with one dash and a letter is -h.
    """
    return f" {argument}" if re.match(r"-[^-\d\s]", argument) and argument != "-h" else argument


def parser_of_all() -> argparse.ArgumentParser:
    """Return a parser with all commands and their options, for shell completion."""
    parser = _Parser(prog="hubtui")
    _COMMANDS[""].fill(parser, target=False)
    commands = parser.add_subparsers()
    for name, about in _COMMANDS.items():
        if name:
            about.fill(commands.add_parser(name, description=about.description, help=about.description))
    return parser


def _fill_browse(parser: argparse.ArgumentParser, target: bool = True) -> None:
    if target:
        words = (
            "the page to open: a repo id, datasets/ID, spaces/ID, papers/ID, an owner, or any URL of the Hub; "
            "or a query, as under list"
        )
        parser.add_argument("words", metavar="TARGET", nargs="*", default=[], help=words)
    _add_hub(parser)
    parser.add_argument("--version", action="version", version=_VERSION)
    parser.add_argument("--tab", choices=TABS, help="the listing to open")
    _add_narrowing(parser)
    parser.set_defaults(picks=False)
    parser.add_argument("--read-only", action="store_true", help="no action that changes the Hub")
    _add_looks(parser)


def _add_looks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-cache", action="store_true", help="keep nothing of what is seen, and show nothing kept")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII alone")
    words = "for screen readers: a row is a sentence, nothing is drawn"
    parser.add_argument("--plain", action="store_true", help=words)
    parser.add_argument("--theme", metavar="NAME", choices=THEMES, help=", ".join(THEMES))
    parser.add_argument("--debug-log", metavar="FILE", type=Path, help="write down what happens, without secrets")


def _add_hub(parser: argparse.ArgumentParser) -> None:
    hub = parser.add_mutually_exclusive_group()
    hub.add_argument("--demo", action="store_true", help="the embedded Hub; nothing leaves the machine")
    words = "another Hub (default: HF_ENDPOINT, else https://huggingface.co)"
    hub.add_argument("--endpoint", metavar="URL", help=words)


def _add_narrowing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--search", metavar="QUERY", default="", help="the same as a query, in one argument")
    parser.add_argument("--author", metavar="NAME", default="", help="only the repos of a user or an organisation")
    words = "a tag, a size as 7b..9b, ..9b or 4GB, an app as vllm, gated, open, fits, fits at 4 bits (repeatable)"
    parser.add_argument("--filter", metavar="WORDS", action="append", default=[], help=words)
    words = "the memory that models have to fit into, as 24GB or 2x80GB (default: that of this machine)"
    parser.add_argument("--vram", metavar="SIZE", default="", help=words)
    orders = f"{', '.join(sorts.WORDS)} (default: trending)"
    parser.add_argument("--sort", metavar="ORDER", type=_order, choices=sorts.WORDS, default="", help=orders)


def _fill_pick(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "tab", metavar="KIND", choices=REPO_LISTS, nargs="?", default="models", help=", ".join(REPO_LISTS)
    )
    _add_query(parser)
    _add_hub(parser)
    _add_narrowing(parser)
    _add_looks(parser)
    parser.set_defaults(words=[], read_only=False, picks=True)


def _fill_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tab", metavar="KIND", choices=REPO_LISTS, help=", ".join(REPO_LISTS))
    _add_query(parser)
    _add_hub(parser)
    _add_narrowing(parser)
    words = "the columns to print and their order, as id,fits,license (a wrong name lists all)"
    parser.add_argument("--columns", metavar="NAMES", default="", help=words)
    form = parser.add_mutually_exclusive_group()
    for name, words in (("json", "an object a line"), ("ids", "an id a line"), ("tsv", "columns with tabs between")):
        form.add_argument(f"--{name}", action="store_const", dest="form", const=name, default="text", help=words)
    parser.add_argument("--limit", type=_whole(1, 10_000_000), metavar="N", default=100, help="at most so many rows")


def _add_query(parser: argparse.ArgumentParser) -> None:
    words = (
        "words to search for, and terms as author:Qwen license:mit 'params:<9b' lang:de fits sort:downloads; "
        "-gguf leaves out what has it"
    )
    parser.add_argument("query", metavar="QUERY", nargs="*", default=[], help=words)


def _fill_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="a repo id, datasets/ID, spaces/ID, papers/ID, or any URL")
    _add_hub(parser)
    parser.add_argument("--json", action="store_true", help="every field")


def _fill_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_whole(0, 65535), default=8765, help="0 picks one")
    parser.add_argument("--repos", type=_whole(1, 10_000_000), metavar="N", help="how many models the catalogue has")
    parser.add_argument("--seed", type=int, metavar="S", default=0, help="another catalogue for another number")
    parser.add_argument("--db", metavar="FILE", help="keep what is changed in this file")
    parser.add_argument("--latency", type=_whole(0, 600_000), metavar="MS", default=0, help="answer that much later")
    parser.add_argument(
        "--fail", type=_whole(0, 100), metavar="PERCENT", default=0, help="answer so many with an error"
    )
    parser.add_argument("--rate-limit", type=_whole(1, 10_000_000), metavar="N", help="requests in five minutes")


def _fill_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--endpoint", metavar="URL", help="another Hub than HF_ENDPOINT names")


def _fill_keys(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command `keys` takes no arguments."""


def _fill_completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


def _order(text: str) -> str:
    """Return the word for a sort that is given by its word or by the Hub's name for it."""
    return sorts.known_sort(text).words


def _whole(least: int, most: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} to {most}")
        return int(text)

    return whole


class _About(NamedTuple):
    fill: Callable[..., None]
    description: str
    epilog: str = ""
    example: str = ""


_COMMANDS: Mapping[str, _About] = {
    "": _About(
        _fill_browse,
        "Browse the Hugging Face Hub in a terminal.",
        "hubtui list KIND, show TARGET, pick: on standard output. hubtui doctor: what is wrong here. "
        "hubtui keys: every action. hubtui serve-demo: the embedded Hub over TCP. hubtui completion SHELL. "
        "Each has a --help of its own.",
    ),
    "list": _About(_fill_list, "A listing on standard output.", example="hubtui list models"),
    "show": _About(
        _fill_show, "What the Hub tells of one page, on standard output.", example="hubtui show Qwen/Qwen3-8B"
    ),
    "pick": _About(
        _fill_pick,
        "A listing on the terminal; enter prints the id, or all that are marked: hf download $(hubtui pick). "
        "Exit 1 where nothing was chosen.",
    ),
    "doctor": _About(_fill_doctor, "What hubtui finds here; exit 1 if something is wrong."),
    "keys": _About(_fill_keys, "Every action with its keys and its name for [keys] in config.toml."),
    "completion": _About(
        _fill_completion,
        'What makes a shell complete hubtui\'s arguments: for bash, eval "$(hubtui completion bash)".',
        example="hubtui completion bash",
    ),
    "serve-demo": _About(_fill_serve, "The embedded Hub over TCP, for any Hub client."),
}
