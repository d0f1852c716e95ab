"""Builds the paths of requests from ids, slugs, revisions and file paths."""

from urllib.parse import quote

from hubtui.hub.errors import BadRequest
from hubtui.hub.kinds import KINDS, RepoType


def repo_path(repo_type: RepoType, repo_id: str) -> str:
    """Return the path of a repo in the API: "/api/models/a/b".

    Raises:
        BadRequest: the id is malformed.
    """
    return f"/api/{KINDS[repo_type].path}/{_id(repo_id, 2, 'repo')}"


def info_path(repo_type: RepoType, repo_id: str, revision: str | None) -> str:
    """Return the path of the info of a repo: "/api/models/a/b", or "/api/models/a/b/revision/refs%2Fpr%2F1"."""
    behind = "" if revision is None else f"/revision/{segment(revision)}"
    return repo_path(repo_type, repo_id) + behind


def file_path(repo_type: RepoType, repo_id: str, revision: str, path: str) -> str:
    """Return the path of the contents of a file: "/datasets/a/b/resolve/main/data/train.csv"."""
    prefix = KINDS[repo_type].page_prefix
    inside = "/".join(segment(part) for part in path.split("/"))
    return f"/{prefix}{_id(repo_id, 2, 'repo')}/resolve/{segment(revision)}/{inside}"


def collection_path(slug: str) -> str:
    """Return the path of a collection in the API: "/api/collections/ada/small-models-0123…"."""
    return f"/api/collections/{_id(slug, 2, 'collection')}"


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


def namespace_and_name(repo_id: str) -> tuple[str | None, str]:
    """Return the namespace and the name in a repo id; the namespace is None if the id has none (an own repo)."""
    namespace, slash, name = repo_id.rpartition("/")
    return (namespace if slash else None), name


def _id(text: str, most: int, what: str) -> str:
    parts = text.split("/")
    if len(parts) > most or any(part in ("", ".", "..") for part in parts):
        raise BadRequest(f'"{text}" is no id of a {what}')
    return "/".join(segment(part) for part in parts)
