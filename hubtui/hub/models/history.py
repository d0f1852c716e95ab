"""Branches, tags and commits of a repo."""

from typing import Any

from pydantic import Field

from hubtui.hub.models.base import Several, Text, Wire, Word


class GitRef(Wire):
    """A branch, tag, converted branch or pull request; `ref` is its full name ("refs/heads/main")."""

    name: str = ""
    ref: str = ""
    target_commit: str | None = None


class GitRefs(Wire):
    """The refs of a repo by type. Pull requests are included only if they were asked for."""

    branches: Several[GitRef] = Field(default_factory=list)
    tags: Several[GitRef] = Field(default_factory=list)
    converts: Several[GitRef] = Field(default_factory=list)
    pull_requests: Several[GitRef] = Field(default_factory=list)


class Commit(Wire):
    """A commit; `date` is as the Hub sent it (ISO 8601), each of the `authors` is an object with the field `user`."""

    id: str = ""
    title: Word | None = None
    message: Text | None = None
    date: str | None = None
    authors: list[dict[str, Any]] | None = None
