"""What the shells complete."""

import shutil
import subprocess
from pathlib import Path

import pytest

from hubtui.cli.completion import completion

TRIED = {"li": "list", "serve": "serve-demo", "--th": "--theme", "--theme l": "light", "list da": "datasets"}
TRIED |= {"list --js": "--json", "pick --sea": "--search"}


def completed(shell: str, words: str, script: Path) -> str:
    """What the shell makes of `hubtui` and these words."""
    parts = ["hubtui", *words.split()]
    if shell == "bash":
        line = f"source {script}; COMP_WORDS=({' '.join(parts)}); COMP_CWORD={len(parts) - 1}; _shtab_hubtui; "
        command = ["bash", "--norc", "-c", line + 'printf "%s\\n" "${COMPREPLY[@]}"']
    else:
        command = ["fish", "--no-config", "-c", f"source {script}; complete -C 'hubtui {words}'"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_commands_options_and_values_are_completed(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    script = tmp_path / "completion"
    script.write_text(completion(shell))
    for words, wanted in TRIED.items():
        found = [line.split("\t")[0].strip() for line in completed(shell, words, script).splitlines()]
        assert wanted in found, (words, found)


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs zsh")
def test_zsh_takes_its_script(tmp_path: Path) -> None:
    script = tmp_path / "_hubtui"
    script.write_text(completion("zsh"))
    ran = subprocess.run(["zsh", "-f", "-n", str(script)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert all(name in script.read_text() for name in ("serve-demo", "--theme", "high-contrast", "datasets"))
