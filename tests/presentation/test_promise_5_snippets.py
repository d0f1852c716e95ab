"""Promise 5: what is copied runs what it shows and nothing else, whatever the names are."""

import ast
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from hubtui.presentation.snippets import Snippet, Subject, is_safe, snippets

HOSTILE = [
    "$(touch pwned)", "`touch pwned`", "a; touch pwned", "a && touch pwned", "a | touch pwned", "a\ntouch pwned",
    "a > pwned", "'; touch pwned; '", '"; touch pwned; "', "\\", "a\\", "-rf", "--help", "-c", "~", "~root", "*", "?",
    "[a-z]", "{a,b}", "!!", "!x", "#x", "a#b", "a b", " a", "a ", "\ta", "$HOME", "${IFS}", "a=b", "=a", "%s", "\\n",
    "é", "日本語", "аpple", "a\u202eb", "a\u200bb", "\x1b[31m", "a\0b", "'", '"', "''", "$'a'", "<(ls)", "a\rb", "&",
    "a\u202fb", "a\u00a0b", "a\u200cb", "a\x7fb", "a\x85!b", "a\x1b'\\b", "(", ")", "a'b\"c`d$e", "x" * 96,
]  # fmt: skip
NAMES = [*HOSTILE, *(f"ada/{name}" for name in HOSTILE)]
PLAIN = Subject(
    "model",
    "ada/bert",
    "https://huggingface.co",
    library="transformers",
    task="text-generation",
    files=("config.json", "model.safetensors", "bert.Q4_K_M.gguf"),
)
COMMANDS = ("hf", "vllm", "llama-server", "git", "touch")
SHELLS = [shell for shell in ("bash", "zsh") if shutil.which(shell)]


def recording(names: Iterable[str]) -> str:
    """Return the beginning of a script: commands of these names note their words, and do nothing. No process each."""
    return "".join(
        f"""{name}() {{ printf '%s\\0' {name} "$@" >> "$CALLS"; printf '<end>\\0' >> "$CALLS"; }}\n""" for name in names
    )


def subjects() -> list[tuple[str, Subject]]:
    from dataclasses import replace

    gguf = replace(PLAIN, files=("x.gguf",))
    made = []
    for name in NAMES:
        for base in (PLAIN, gguf, replace(PLAIN, repo_type="dataset"), replace(PLAIN, repo_type="space")):
            made.append((name, replace(base, repo_id=name)))
            made.append((name, replace(base, revision=name)))
            made.append((name, replace(base, chosen=(name, "b.json"), files=(*base.files, name))))
    return made


def calls(shell: str, script: str, folder: Path) -> list[list[str]]:
    """The commands that a script runs, each with its arguments."""
    record = folder / "calls"
    record.unlink(missing_ok=True)
    environment = {"PATH": os.environ["PATH"], "CALLS": str(record), "HOME": str(folder)}
    script = recording(COMMANDS) + script
    subprocess.run([shell], input=script.encode(), env=environment, cwd=folder, check=False, timeout=90)
    if not record.exists():
        return []
    words = record.read_bytes().decode("utf-8", "surrogateescape").split("\0")[:-1]
    found: list[list[str]] = [[]]
    for word in words:
        if word == "<end>":
            found.append([])
        else:
            found[-1].append(word)
    return found[:-1]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_command_runs_with_the_names_as_single_words_and_nothing_else_runs(shell: str, tmp_path: Path) -> None:
    scripts: dict[str, Subject] = {}
    for _, subject in subjects():
        for snippet in snippets(subject):
            if snippet.key in "dvlg":
                scripts.setdefault(snippet.text, subject)
    assert len(scripts) > 200
    # All in one shell, each behind a mark: a process a script would take minutes.
    whole = "\n".join(f"touch 'mark {number}'\n{script}" for number, script in enumerate(scripts))
    found = calls(shell, whole, tmp_path)
    assert not (tmp_path / "pwned").exists()
    number = -1
    ran: dict[int, list[list[str]]] = {}
    for call in found:
        if call[0] == "touch":
            assert call[1] == f"mark {number + 1}", call
            number += 1
        else:
            ran.setdefault(number, []).append(call)
    for place, (script, subject) in enumerate(scripts.items()):
        for call in ran[place]:
            assert call[0] in COMMANDS[:-1], script
            values = {subject.repo_id, subject.revision, *subject.chosen}
            assert all(is_safe(value) for value in values & set(call[1:])), script
        assert any(subject.repo_id in word for word in ran[place][0]), script


@pytest.mark.parametrize("name", NAMES)
def test_python_calls_what_it_shows_with_the_names_as_literals(name: str) -> None:
    for _, subject in [one for one in subjects() if one[0] == name]:
        (snippet,) = (one for one in snippets(subject) if one.key == "p")
        assert snippet.text.isascii()
        tree = ast.parse(snippet.text)
        called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert len(called) <= 2
        literals = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        assert subject.repo_id in literals or f"hf-hub:{subject.repo_id}" in literals
        assert all(isinstance(node, ast.ImportFrom | ast.Import | ast.Assign | ast.Expr) for node in tree.body)


def keys(found: list[Snippet]) -> str:
    return "".join(snippet.key for snippet in found)


def test_only_what_fits_is_offered() -> None:
    from dataclasses import replace

    assert keys(snippets(replace(PLAIN, files=("config.json", "model.safetensors")))) == "yudpvgm"
    assert keys(snippets(replace(PLAIN, files=("x.gguf",)))) == "yudplgm"
    assert "v" not in keys(snippets(replace(PLAIN, task="text-to-image", files=("config.json", "model.safetensors"))))
    assert "v" not in keys(snippets(replace(PLAIN, library="peft", files=("adapter_config.json",))))
    assert keys(snippets(replace(PLAIN, repo_type="dataset", files=()))) == "yudpgm"


@pytest.mark.parametrize(
    ("library", "task", "words"),
    [
        ("transformers", "fill-mask", 'pipeline("fill-mask", model="ada/bert")'),
        ("sentence-transformers", "", 'SentenceTransformer("ada/bert")'),
        ("diffusers", "text-to-image", 'DiffusionPipeline.from_pretrained("ada/bert")'),
        ("peft", "", 'AutoPeftModel.from_pretrained("ada/bert")'),
        ("timm", "", 'create_model("hf-hub:ada/bert", pretrained=True)'),
        ("espnet", "", 'snapshot_download("ada/bert")'),
    ],
)
def test_the_snippet_fits_the_library(library: str, task: str, words: str) -> None:
    subject = Subject("model", "ada/bert", "https://huggingface.co", library=library, task=task)
    assert words in next(one.text for one in snippets(subject) if one.key == "p")


def test_a_command_for_what_is_marked_names_it_and_the_revision() -> None:
    subject = Subject("dataset", "ada/data", "https://huggingface.co", "v1", chosen=("a b.csv", "c.csv"))
    command = next(one.text for one in snippets(subject) if one.key == "d")
    assert command == "hf download ada/data 'a b.csv' c.csv --repo-type dataset --revision v1"


@pytest.mark.parametrize("name", ["a\u202fb", "a\u202eb", "a\x1b]0;x\x07", "a\nb", "é\x9b!"])
def test_names_that_cannot_be_seen_are_copied_as_they_are_in_characters_that_can(name: str, tmp_path: Path) -> None:
    subject = Subject("model", "ada/bert", "https://huggingface.co", chosen=(name,))
    command = next(one.text for one in snippets(subject) if one.key == "d")
    assert command.isprintable()
    assert calls("bash", command, tmp_path) == [["hf", "download", "ada/bert", name]]
    own = next(one.text for one in snippets(Subject("model", name, "https://huggingface.co")) if one.key == "y")
    assert calls("bash", f"touch {own}", tmp_path) == [["touch", name]]
