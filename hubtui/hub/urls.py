"""Builds the paths of requests from ids, slugs, revisions and file paths."""

from urllib.parse import quote

from hubtui.hub.errors import BadRequest
from hubtui.hub.kinds import KINDS, RepoType


def repo_path(repo_type: RepoType, repo_id: str) -> str:
    """Return the path of a repo in the API: "/api/models/a/b".

    Raises:
        BadRequest: the id is malformed.
    """
    return f"/api/{KINDS[repo_type].path}/{id_path(repo_id)}"


def collection_path(slug: str) -> str:
    """Return the path of a collection in the API: "/api/collections/ada/small-models-0123…"."""
    return f"/api/collections/{id_path(slug, 'collection')}"


def id_path(name: str, noun: str = "repo") -> str:
    """Return an id of one or two parts ("a/b"), encoded; `noun` is the kind of thing, for the error.

    Raises:
        BadRequest: the id is malformed.
    """
    parts = name.split("/")
    if len(parts) > 2 or any(part in ("", ".", "..") for part in parts):
        raise BadRequest(f'"{name}" is no id of a {noun}')
    return "/".join(map(segment, parts))


def segment(text: str) -> str:
    """Return a text as one segment of a path, with all special characters encoded.

    Raises:
        BadRequest: the text is empty, "." or "..".
    """
    if text in ("", ".", ".."):
        raise BadRequest(f'"{text}" is no name')
    return quote(text, safe="", errors="replace")


def named(repo_type: RepoType, repo_id: str) -> str:
    """Return the name of a repo in error messages: "the model a/b"."""
    return f"the {KINDS[repo_type].noun} {repo_id}"
