"""The texts about repos and other pages that can be copied: ids, URLs, commands and code."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from hubtui.fit.quants import quant_of
from hubtui.text.sanitize import clean_line

_MAX_FILES = 40
_WEIGHTS = (".safetensors", ".bin")
_TEXT_TASKS = frozenset(("text-generation", "image-text-to-text", "text2text-generation", "conversational"))
_PLACE = {"model": "", "dataset": "datasets/", "space": "spaces/"}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text to copy, its title, and the key that chooses it."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The repo (and files) that snippets are for.

    `files` are the paths of the repo (empty: unknown), `chosen` the marked ones; `tags`, `library` and `task` are as
    the Hub has them; `quant` is the best GGUF quant that fits ("Q4_K_M").
    """

    repo_type: str
    repo_id: str
    endpoint: str
    revision: str = ""
    library: str = ""
    task: str = ""
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    quant: str = ""


def snippets(subject: Subject) -> list[Snippet]:
    """Return the snippets for a subject, in the order of the menu."""
    made = [
        Snippet("y", "id", plain_name(subject.repo_id)),
        Snippet("u", "URL", _url(subject)),
        Snippet("d", "hf download", _download(subject)),
        Snippet("b", "best quant", _best_quant(subject)),
        Snippet("p", "Python", _python(subject)),
        Snippet("v", "vllm serve", _vllm(subject)),
        Snippet("l", "llama-server", _llama(subject)),
        Snippet("g", "git clone", _clone(subject)),
        Snippet("m", "Markdown link", f"[{escaped_markdown(clean_line(subject.repo_id))}]({_url(subject)})"),
    ]
    return [snippet for snippet in made if snippet.text]


def is_safe(word: str) -> bool:
    """Return whether a word can be an argument of a command: without NUL, and not like an option."""
    return bool(word) and "\0" not in word and not word.startswith("-")


def plain_name(name: str) -> str:
    """Return a name to copy by itself, quoted for the shell if it has unprintable characters."""
    return name if name.isprintable() else _quoted(name)


def shell_command(words: Iterable[str]) -> str:
    """Return a shell command, with each word quoted for bash and zsh."""
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    return shell_quoted(word) if word.isprintable() else "$'" + "".join(map(_escaped, word)) + "'"


def shell_quoted(text: str) -> str:
    """Return text as one word for the shell, with its characters unchanged."""
    # zsh replaces "=ls" by the path of ls; shlex.quote does not know that.
    return f"'{text}'" if text.startswith("=") and shlex.quote(text) == text else shlex.quote(text)


def _escaped(character: str) -> str:
    """Return a character as it is written inside $'…'."""
    if character.isprintable() and character not in "\\'!":
        return character
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "replace"))


def _url(subject: Subject) -> str:
    url = f"{subject.endpoint}/{_PLACE[subject.repo_type]}{quote(subject.repo_id)}"
    return f"{url}/tree/{quote(subject.revision, safe='')}" if subject.revision else url


def _download(subject: Subject) -> str:
    chosen = subject.chosen[:_MAX_FILES] if len(subject.chosen) <= _MAX_FILES else ()
    if not all(is_safe(word) for word in (subject.repo_id, *chosen)):
        return ""
    return shell_command(["hf", "download", subject.repo_id, *chosen, *_type(subject), *_revision(subject)])


def _best_quant(subject: Subject) -> str:
    """Return the command that downloads only the best quant, by the paths of its files or by their names."""
    if not subject.quant or not is_safe(subject.repo_id):
        return ""
    paths = [path for path in subject.files if path.lower().endswith(".gguf") and quant_of(path) == subject.quant]
    if paths and len(paths) <= _MAX_FILES and all(map(is_safe, paths)):
        return shell_command(["hf", "download", subject.repo_id, *paths, *_revision(subject)])
    names = dict.fromkeys((subject.quant, subject.quant.lower()))
    patterns = [part for name in names for part in ("--include", f"*[-._]{name}[-.]*gguf")]
    return shell_command(["hf", "download", subject.repo_id, *patterns, *_revision(subject)])


def _type(subject: Subject) -> list[str]:
    return [] if subject.repo_type == "model" else ["--repo-type", subject.repo_type]


def _revision(subject: Subject) -> list[str]:
    return ["--revision", subject.revision] if is_safe(subject.revision) else []


def _vllm(subject: Subject) -> str:
    """Return the command for vllm; "" if the model is no text model with weights that vllm loads."""
    if subject.repo_type != "model" or not is_safe(subject.repo_id) or _has_adapter(subject) or _has_gguf(subject):
        return ""
    is_text = subject.task in _TEXT_TASKS or (not subject.task and subject.library == "transformers")
    loads = not subject.files or (
        "config.json" in subject.files and any(path.endswith(_WEIGHTS) for path in subject.files)
    )
    return shell_command(["vllm", "serve", subject.repo_id, *_revision(subject)]) if is_text and loads else ""


def _llama(subject: Subject) -> str:
    """Return the command for llama-server with the marked GGUF file or the best quant; "" without GGUF files."""
    if subject.repo_type != "model" or not _has_gguf(subject) or not is_safe(subject.repo_id):
        return ""
    marked = [path for path in subject.chosen if path.endswith(".gguf")]
    if len(marked) == 1 and is_safe(marked[0]):
        return shell_command(["llama-server", "--hf-repo", subject.repo_id, "--hf-file", marked[0]])
    quant = f":{subject.quant}" if subject.quant else ""
    return shell_command(["llama-server", "-hf", subject.repo_id + quant])


def _clone(subject: Subject) -> str:
    url = f"{subject.endpoint}/{_PLACE[subject.repo_type]}{subject.repo_id}"
    if not is_safe(url):
        return ""
    if not subject.revision:
        return shell_command(["git", "clone", url])
    folder = subject.repo_id.rpartition("/")[2]
    if not is_safe(subject.revision) or not is_safe(folder):
        return ""
    fetch = shell_command(["git", "-C", folder, "fetch", "origin", subject.revision])
    checkout = shell_command(["git", "-C", folder, "checkout", "FETCH_HEAD"])
    return f"{shell_command(['git', 'clone', url])} && {fetch} && {checkout}"


def escaped_markdown(text: str) -> str:
    """Escape text for Markdown."""
    return "".join(f"\\{character}" if character in "[]()*_`<>\\!" else character for character in text)


def _has_gguf(subject: Subject) -> bool:
    return any(path.endswith(".gguf") for path in subject.files) or "gguf" in subject.tags


def _has_adapter(subject: Subject) -> bool:
    return subject.library == "peft" or "adapter_config.json" in subject.files


# Python


def _python(subject: Subject) -> str:
    if subject.repo_type == "dataset":
        return _lines("from datasets import load_dataset", f"dataset = load_dataset({_arguments(subject)})")
    if subject.repo_type == "space":
        client = f"client = Client({python_literal(subject.repo_id)})"
        return _lines("from gradio_client import Client", client, "client.view_api()")
    if _has_gguf(subject) and subject.library in ("", "gguf", "llama.cpp", "llama-cpp-python", "transformers"):
        return _gguf(subject)
    return _LIBRARIES.get(subject.library, _snapshot)(subject)


def _gguf(subject: Subject) -> str:
    marked = [path for path in (*subject.chosen, *subject.files) if path.endswith(".gguf")]
    name = python_literal(marked[0]) if len(subject.chosen) == 1 and marked else '"*Q4_K_M.gguf"'
    return _lines(
        "from llama_cpp import Llama",
        f"llm = Llama.from_pretrained(repo_id={python_literal(subject.repo_id)}, filename={name})",
    )


def _transformers(subject: Subject) -> str:
    if _has_adapter(subject):
        return _peft(subject)
    task = f"{python_literal(subject.task)}, " if subject.task else ""
    return _lines("from transformers import pipeline", f"pipe = pipeline({task}model={_arguments(subject)})")


def _sentence_transformers(subject: Subject) -> str:
    return _lines(
        "from sentence_transformers import SentenceTransformer",
        f"model = SentenceTransformer({_arguments(subject)})",
        'embeddings = model.encode(["A sentence", "Another one"])',
    )


def _diffusers(subject: Subject) -> str:
    return _lines(
        "from diffusers import DiffusionPipeline", f"pipe = DiffusionPipeline.from_pretrained({_arguments(subject)})"
    )


def _peft(subject: Subject) -> str:
    return _lines("from peft import AutoPeftModel", f"model = AutoPeftModel.from_pretrained({_arguments(subject)})")


def _timm(subject: Subject) -> str:
    name = python_literal(f"hf-hub:{subject.repo_id}" + (f"@{subject.revision}" if subject.revision else ""))
    return _lines("import timm", f"model = timm.create_model({name}, pretrained=True)")


def _snapshot(subject: Subject) -> str:
    return _lines("from huggingface_hub import snapshot_download", f"folder = snapshot_download({_arguments(subject)})")


_LIBRARIES = {
    "transformers": _transformers,
    "sentence-transformers": _sentence_transformers,
    "diffusers": _diffusers,
    "peft": _peft,
    "timm": _timm,
}


def _arguments(subject: Subject) -> str:
    revision = f", revision={python_literal(subject.revision)}" if subject.revision else ""
    return python_literal(subject.repo_id) + revision


def python_literal(text: str) -> str:
    """Return a Python literal of ASCII characters, which cannot look like others or change the direction of text."""
    return '"' + "".join({'"': '\\"', "'": "'"}.get(one) or ascii(one)[1:-1] for one in text) + '"'


def _lines(*lines: str) -> str:
    return "\n".join(lines)


def subject_of(
    repo_type: str,
    row: object,
    endpoint: str,
    revision: str = "",
    files: Sequence[str] = (),
    chosen: Sequence[str] = (),
    quant: str = "",
) -> Subject:
    """Return the subject for a row of a listing or for a repo's info."""
    return Subject(
        repo_type,
        str(getattr(row, "id", "")),
        endpoint,
        revision,
        getattr(row, "library_name", None) or "",
        getattr(row, "pipeline_tag", None) or "",
        tuple(getattr(row, "tags", ())),
        tuple(files),
        tuple(chosen),
        quant,
    )


def link_snippets(name: str, what: str, title: str, url: str) -> list[Snippet]:
    """Return snippets of a name, its URL, and a Markdown link with `title`. `what` names the first ("slug")."""
    link = f"[{escaped_markdown(clean_line(title or name))}]({url})"
    return [Snippet("y", what, plain_name(name)), Snippet("u", "URL", url), Snippet("m", "Markdown link", link)]


def combined_snippets(copied: Sequence[Sequence[Snippet]]) -> list[Snippet]:
    """Combine the snippets of several rows: those that every row has, with a line for each row.

    Snippets of several lines are left out. The snippets of a single row are returned unchanged.
    """
    if len(copied) < 2:
        return list(copied[0]) if copied else []
    by_key = [{snippet.key: snippet for snippet in snippets if "\n" not in snippet.text} for snippets in copied]
    common = [key for key in by_key[0] if all(key in known for known in by_key)]
    made = [_together(key, [known[key] for known in by_key]) for key in common]
    if "y" in common:
        names = ", ".join(python_literal(known["y"].text) for known in by_key)
        made.append(Snippet("s", "Python list", f"[{names}]"))
    return made


def _together(key: str, snippets: Sequence[Snippet]) -> Snippet:
    bullet = "- " if key == "m" else ""
    lines = "\n".join(bullet + snippet.text for snippet in snippets)
    return Snippet(key, snippets[0].title, lines)
