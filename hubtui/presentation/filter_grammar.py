"""Convert between filters and the text that users type for them.

The query line, `--filter`, the filter picker and the palette share this grammar. A filter has a name, as
"tag:license:mit", "parameters:..9b", "app:vllm", "access:gated", "inference:warm" or "fits:now"; after the colon there
may be alternatives separated by |. A minus before the name ("-tag:license:mit", "-word:gguf") excludes loaded rows that
match. Text that the user types becomes such a name, and `words_of` returns text with the same meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.hub.query import parameter_range
from hubtui.presentation.languages import CODES
from hubtui.presentation.model_size import is_range, size_range
from hubtui.presentation.query_terms import APPS, FITS_VALUES, filter_of_term, starts_tag, term_named
from hubtui.presentation.tags import is_language, tag_for_label

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType

# A word that is an app and a tag means the tag; "app:transformers" means the app.
_APP_WORDS = frozenset(APPS) - {"transformers"}
_ACCESS = {"gated": "access:gated", "open": "access:open", "not gated": "access:open", "ungated": "access:open"}
_GROUPS = ("tag", "parameters", "app", "access", "inference", "fits")
# The groups that can be checked on a loaded row.
_EXCLUDABLE = ("tag", "word", "author", "access", "parameters")
FITS = {
    "fits": "fits:now",
    "fits at 8 bits": "fits:8",
    "fits at 4 bits": "fits:4",
    "fits or unknown": "fits:unknown",
}
"""The text that the user types for a filter by memory, and the name of the filter. The Hub has no such filter."""
_FITS_WORDS = {name: words for words, name in FITS.items()}


def filter_of(text: str, repo_type: RepoType) -> str:
    """Return the name of the filter that a text means; an unknown word is a tag.

    Raises:
        ValueError: The text is no filter. The message says in one line how to write one.
    """
    text = text.strip()
    if text.startswith("-") and text[1:].strip():
        return exclusion_of(text[1:].strip(), repo_type)
    return _joined(text, [_one(part.strip(), repo_type) for part in text.split("|") if part.strip()])


def exclusion_of(text: str, repo_type: RepoType) -> str:
    """Return the name of the filter that excludes loaded rows by a text: a plain word, or a named term.

    Raises:
        ValueError: Rows cannot be excluded by this.
    """
    parts = [part.strip() for part in text.split("|") if part.strip()]
    name = _joined(text, [_one_excluded(part, repo_type) for part in parts])
    group = name.partition(":")[0]
    if group not in _EXCLUDABLE:
        raise ValueError(
            f"rows cannot be left out by {group}; a minus takes a word, a tag, license, author, params, gated"
        )
    return f"-{name}"


def is_known(text: str, repo_type: RepoType) -> bool:
    """Return whether a text means something other than a tag of the same text."""
    try:
        return bool(text.strip()) and filter_of(text, repo_type) != f"tag:{text.strip()}"
    except ValueError:
        return False


def words_of(name: str, repo_type: RepoType) -> str:
    """Return the shortest text that means the filter with this name: "..9b", "vllm", "gated"; else the name itself."""
    if name in _FITS_WORDS:
        return _FITS_WORDS[name]
    value = name.partition(":")[2]
    try:
        return value if filter_of(value, repo_type) == name else name
    except ValueError:
        return name


def _joined(text: str, names: list[str]) -> str:
    if not names:
        raise ValueError("a filter is needed: a tag, a size as ..9b or 4GB, an app as vllm, gated or open")
    groups = {name.partition(":")[0] for name in names}
    if groups == {"fits"} and len(set(names)) > 1:
        raise ValueError(f"one of these is enough: {', '.join(FITS)}")
    if len(groups) > 1:
        raise ValueError(f'"{text}" mixes {" and ".join(sorted(groups))}: give each a filter of its own')
    return f"{groups.pop()}:{'|'.join(dict.fromkeys(name.partition(':')[2] for name in names))}"


def _one(text: str, repo_type: RepoType) -> str:
    group, _, value = text.partition(":")
    if group in _GROUPS and value:
        return _checked(group, value, repo_type)
    if value and (named := _named(group, value, repo_type)):
        return named
    words = " ".join(text.lower().split())
    if size := _size(words, repo_type):
        return f"parameters:{size}"
    if repo_type == "model" and words in _APP_WORDS:
        return f"app:{words}"
    if repo_type == "model" and words in FITS:
        return FITS[words]
    if repo_type == "model" and words == "warm":
        return "inference:warm"
    if repo_type != "space" and words in _ACCESS:
        return _ACCESS[words]
    if repo_type != "space" and (code := CODES.get(words, "")):
        return f"tag:{tag_for_label(code, repo_type)}"
    return f"tag:{tag_for_label(words if is_language(words) else text, repo_type)}"


def _one_excluded(text: str, repo_type: RepoType) -> str:
    name, _, value = text.partition(":")
    if value and name.lower() in ("author", "user", "org"):
        return f"author:{value}"
    if value and name == "word":
        return f"word:{value}"
    return (
        _one(text, repo_type) if value and (name in _GROUPS or term_named(name) or starts_tag(name)) else f"word:{text}"
    )


def _named(name: str, value: str, repo_type: RepoType) -> str:
    """Return the filter of a named term ("license:mit"), or "" if `name` is no term."""
    term = term_named(name)
    if term is None or (starts_tag(name) and repo_type not in term.kinds):
        return ""
    if term.name in ("author", "sort"):
        raise ValueError(f"{term.name}: is no filter; it belongs into the search, or to --{term.name}")
    return filter_of_term(term, value, repo_type)


def _checked(group: str, value: str, repo_type: RepoType) -> str:
    """Return the name of a filter from its group and value.

    Raises:
        ValueError: The repo type has no such filter, or the value is invalid.
    """
    if group in ("parameters", "app", "inference", "fits") and repo_type != "model":
        raise ValueError(f"only models can be filtered by {group}")
    if group == "fits":
        value = FITS_VALUES.get(value.lower(), value)
    if group == "fits" and f"fits:{value}" not in _FITS_WORDS:
        raise ValueError(f"how a model fits is one of: {', '.join(FITS)}")
    if group == "access" and (repo_type == "space" or value not in ("gated", "open")):
        raise ValueError('the access to models and datasets is "gated" or "open"')
    if group == "inference" and value != "warm":
        raise ValueError('of inference there is "warm" alone')
    if group == "parameters":
        parameter_range(value)
    return f"{group}:{value}"


def _size(words: str, repo_type: RepoType) -> str:
    """Return the range of parameters that a size means, "" if it is none.

    Raises:
        ValueError: It looks like a size but is invalid, or the repo type has no parameters.
    """
    if repo_type == "model":
        return size_range(words)
    if is_range(words):
        raise ValueError("only models can be filtered by their size")
    return ""  # for a dataset, "7b" may be a tag
