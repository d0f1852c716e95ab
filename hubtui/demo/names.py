"""The names that repos, owners and collections may have, and the kinds of repos."""

import re
from typing import Any

from hubtui.demo.errors import bad_request

MODEL, DATASET, SPACE = range(3)
PLURALS = ("models", "datasets", "spaces")
VISIBILITIES = ("public", "private", "protected")
SINGULARS = ("model", "dataset", "space")
PREFIXES = ("", "datasets/", "spaces/")
SDKS = ("gradio", "docker", "static", "streamlit")

_PART = re.compile(r"[A-Za-z0-9_.-]{1,96}")
_NAME_WORDS = (
    "Repo id must use alphanumeric chars, '-', '_' or '.'. The name cannot start or end with '-' or '.' "
    "and the maximum length is 96: {name!r}."
)


def kind_of(word: Any) -> int:
    """The kind by its singular or plural; a model where nothing is said."""
    if word is None:
        return MODEL
    if isinstance(word, str):
        for words in (SINGULARS, PLURALS):
            if word in words:
                return words.index(word)
    raise bad_request(f'Invalid repo type: {str(word)[:40]!r}, expected one of "model", "dataset", "space"')


def checked_name(name: Any) -> str:
    """The last part of a repo id, or a 400 with the rule that it breaks."""
    if not isinstance(name, str):
        raise bad_request('"name" must be a string')
    bad_edges = name.startswith(("-", ".")) or name.endswith(("-", ".", ".git"))
    if bad_edges or "--" in name or ".." in name or not _PART.fullmatch(name):
        raise bad_request(_NAME_WORDS.format(name=name[:120]))
    return name


def split_id(repo_id: str) -> tuple[str, str]:
    """Owner and name; the owner is empty for a repo of the old days."""
    owner, slash, name = repo_id.partition("/")
    return (owner, name) if slash else ("", owner)


def hex_id(number: int) -> str:
    """The 24 hex digits of a number whose upper 32 bits are seconds: they sort as the numbers do."""
    return f"{number >> 24:08x}5eedcafe42{number & 0xFFFFFF:06x}"


def number_of(hex_digits: str) -> int | None:
    """The number of a 24-hex id that this server gave; None for any other text."""
    if not re.fullmatch(r"[0-9a-f]{8}5eedcafe42[0-9a-f]{6}", hex_digits):
        return None
    return int(hex_digits[:8], 16) << 24 | int(hex_digits[18:], 16)


def title_slug(title: str) -> str:
    """A title as it stands in the slug of a collection."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "collection"


def text_field(body: dict[str, Any], key: str, *, at_most: int, at_least: int = 0) -> str | None:
    """A field that must be text of some length, where it is there at all."""
    value = body.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or "\0" in value or not at_least <= len(value) <= at_most:
        raise bad_request(f'"{key}" must be a string of {at_least} to {at_most} characters')
    return value


def flag_field(body: dict[str, Any], key: str) -> bool | None:
    value = body.get(key)
    if value is not None and not isinstance(value, bool):
        raise bad_request(f'"{key}" must be a boolean')
    return value
