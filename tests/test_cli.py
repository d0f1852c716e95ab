"""The command line: what it answers, and one clear line where it cannot."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hubtui.cli.arguments import _COMMANDS, _parser_of, parsed
from hubtui.config.usage_error import UsageError
from tests import warm
from tests.warm import Ended, hubtui_that_prints, run_on_terminal


def run(*arguments: str, **environ: str) -> Ended:
    """hubtui with a clean environment, on a terminal for its input and pipes for its outputs."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**keep, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ}
    master, slave = os.openpty()
    try:
        return warm.run(hubtui_that_prints(*arguments), environment, stdin=slave)
    finally:
        os.close(master)
        os.close(slave)


def on_terminal(*arguments: str, **environ: str) -> tuple[int, str]:
    """The exit code and all that hubtui writes to a terminal of its own."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**keep, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ}
    return run_on_terminal(hubtui_that_prints(*arguments), environment)


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_it_answers_without_importing_what_draws_or_asks(option: str) -> None:
    code = f"import sys; sys.argv = ['hubtui', '{option}']\nfrom hubtui.__main__ import main\n"
    code += "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0\n"
    code += "print([name for name in ('textual', 'rich', 'httpx', 'pydantic', 'starlette') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=90, check=True)
    assert "hubtui" in answer.stdout
    assert answer.stdout.splitlines()[-1] == "[]"


def test_the_app_is_imported_without_the_network() -> None:
    code = "import sys, hubtui.app.hub_app; print([n for n in ('httpx', 'pydantic', 'starlette') if n in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=90, check=True)
    assert answer.stdout.strip() == "[]"


def test_textual_is_imported_with_what_the_terminal_asks_for() -> None:
    code = """
import os
from hubtui.terminal import lifecycle, modes
modes.terminal_size = lambda: (80, 24)
def run(make, **options):
    make()
    from textual import constants
    print(constants.TEXTUAL_ANIMATIONS, constants.MAX_FPS)
    return lifecycle.Ending(0, None)
lifecycle.run = run
os.isatty = lambda stream: True
from hubtui.cli import main
main.run(["--demo"])
"""
    environ = {**os.environ, "SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22", "TERM": "xterm-256color"}
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=90, env=environ)
    assert answer.stdout.split() == ["none", "15"], answer.stderr


def _spellings(option: argparse.Action) -> list[list[str]]:
    """Return the ways to write an option: its name, and for one with a value also `--name=value`."""
    name = option.option_strings[-1]
    if option.nargs == 0:
        return [[name]]
    value = str(next(iter(option.choices))) if option.choices else "7"
    return [[name, value], [f"{name}={value}"]]


@pytest.mark.parametrize("command", [command for command in _COMMANDS if command])
def test_each_option_of_a_command_may_stand_before_it_and_after_it(command: str) -> None:
    words = {"list": ["models"], "show": ["a/b"], "completion": ["bash"]}.get(command, [])
    for option in _parser_of(command)._actions:
        if option.option_strings and option.dest not in ("help", "version"):
            for spelling in _spellings(option):
                after = parsed([command, *words, *spelling])
                assert parsed([*spelling, command, *words]) == after, spelling
                assert parsed([command, *spelling, *words]) == after, spelling


@pytest.mark.parametrize("command", list(_COMMANDS))
def test_each_option_that_a_command_does_not_have_is_named_wherever_it_stands(command: str) -> None:
    own = _parser_of(command)
    for other in _COMMANDS:
        for option in _parser_of(other)._actions:
            if option.option_strings and not own.options_named(option.option_strings[-1]):
                for spelling in _spellings(option):
                    for arguments in ([*spelling, command], [command, *spelling]):
                        with pytest.raises(UsageError, match=f"^{option.option_strings[-1]} is for .*, not for "):
                            parsed([argument for argument in arguments if argument])


def test_a_standard_output_that_is_no_terminal_is_one_line_and_exit_2() -> None:
    ended = run("--demo")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert "terminal" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--tab", "nope"), "models"),
        (("--sort", "nope"), "downloads"),
        (("--tab", "spaces", "--sort", "downloads"), "trending"),
        (("--nope",), "--nope"),
        (("--endpoint", "ftp://x"), "http"),
        (("--endpoint", "nothing at all"), "http"),
        (("--demo", "--endpoint", "https://x"), "not allowed"),
        (("no/such/page",), "give a repo id, datasets/ID"),
        (("--demo", "https://example.com/a/b"), "give a repo id, datasets/ID"),
        (("serve-demo", "--port", "70000"), "65535"),
        (("list",), "as in: hubtui list models"),
        (("--demo", "list"), "as in: hubtui list models"),
        (("--tab", "datasets", "list"), "--tab is for the browser, not for hubtui list (see hubtui list --help)"),
        (("--demo", "--theme", "mono", "list", "models"), "--theme is for the browser and hubtui pick, not for hubtui"),
        (("--them", "mono", "list", "models"), "--them is for the browser and hubtui pick, not for hubtui list"),
        (("list", "models", "--theme=mono"), "--theme is for the browser and hubtui pick, not for hubtui list"),
        (("list", "--nope", "models"), "--nope is no option (see hubtui list --help)"),
        (("--limit", "2"), "--limit is for hubtui list, not for the browser"),
        (("--limit", "list", "models"), "--limit needs a value before list"),
        (("list", "models", "--limit"), "--limit needs a value (see hubtui list --help)"),
        (("--demo=1", "list", "models"), "--demo takes no value"),
        (("models", "list"), "the command comes first: hubtui list models"),
        (("--demo", "doctor"), "--demo is for the browser, hubtui list, hubtui show and hubtui pick, not"),
        (("serve-demo", "--fail", "x"), "100"),
    ],
)
def test_a_bad_argument_is_one_line_and_exit_2(arguments: tuple[str, ...], says: str) -> None:
    code, written = on_terminal(*arguments)
    assert code == 2
    assert len(written.strip().splitlines()) == 1
    assert written.startswith("hubtui: ")
    assert says in written
    assert "\x1b" not in written


@pytest.mark.parametrize(
    "arguments",
    [
        ("--demo", "list", "models", "--limit", "1", "--ids"),
        ("--limit", "1", "--ids", "--demo", "list", "models"),
        ("list", "--demo", "--limit", "1", "models", "--ids"),
    ],
)
def test_options_may_stand_before_the_command(arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "deepseek-ai/DeepSeek-R1\n", "")


@pytest.mark.parametrize("arguments", [("help", "list"), ("list", "--help")])
def test_help_is_also_a_word(arguments: tuple[str, ...]) -> None:
    assert "usage: hubtui list" in run(*arguments).stdout


def test_a_terminal_that_cannot_draw_is_one_line_and_exit_2() -> None:
    code, written = on_terminal("--demo", TERM="dumb")
    assert code == 2
    assert len(written.strip().splitlines()) == 1
    assert "dumb" in written


def test_a_token_with_a_newline_is_one_line_that_does_not_tell_it() -> None:
    code, written = on_terminal(HF_TOKEN="hf_secret\nvalue")
    assert code == 2
    assert len(written.strip().splitlines()) == 1
    assert "HF_TOKEN" in written
    assert "secret" not in written


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_token_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("hf_x")
    token.chmod(0)
    code, written = on_terminal(HF_TOKEN_PATH=str(token))
    assert code == 2
    assert len(written.strip().splitlines()) == 1


def test_a_token_file_that_is_a_folder_is_one_line(tmp_path: Path) -> None:
    code, written = on_terminal(HF_TOKEN_PATH=str(tmp_path))
    assert code == 2
    assert len(written.strip().splitlines()) == 1
    assert str(tmp_path) in written


def test_an_interrupt_while_it_starts_leaves_no_trace() -> None:
    code = "import sys\nfrom hubtui import __main__\nfrom hubtui.cli import main\n"
    code += "def interrupted(arguments): raise KeyboardInterrupt\nmain.run = interrupted\nsys.exit(__main__.main())"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=90)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


def test_keys_lists_every_action_with_its_name_and_the_keys_of_the_user(tmp_path: Path) -> None:
    from hubtui.actions import ACTIONS

    settings = tmp_path / "hubtui" / "config.toml"
    settings.parent.mkdir()
    settings.write_text('[keys]\nsort = ["f5"]\n')
    ended = run("keys", XDG_CONFIG_HOME=str(tmp_path))
    names = {line.split()[0] for line in ended.stdout.splitlines()[1:]}
    assert names == {action.name for action in ACTIONS}
    sorts = [line.split()[1] for line in ended.stdout.splitlines() if line.startswith("sort ")]
    assert set(sorts) == {"f5"}
    assert (ended.returncode, ended.stderr) == (0, "")
