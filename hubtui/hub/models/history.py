"""Branches, tags and commits of a repo."""

from typing import Any

from pydantic import Field, field_validator

from hubtui.hub.models.base import Several, Wire, Word


class GitRef(Wire):
    """A branch, a tag, a convert or a pull request; `ref` is its whole name ("refs/heads/main")."""

    name: Word = ""
    ref: Word = ""
    target_commit: Word | None = None


class GitRefs(Wire):
    """The refs of a repo by what they are; pull requests are there where they were asked for."""

    branches: Several[GitRef] = Field(default_factory=list)
    tags: Several[GitRef] = Field(default_factory=list)
    converts: Several[GitRef] = Field(default_factory=list)
    pull_requests: Several[GitRef] = Field(default_factory=list)


class Commit(Wire):
    """A commit; `date` as the wire has it, `authors` objects with `user`."""

    id: Word = ""
    title: Word | None = None
    message: str | None = None
    date: Word | None = None
    authors: list[dict[str, Any]] | None = None

    @field_validator("message")
    @classmethod
    def _lines(cls, value: str | None) -> str | None:
        from hubtui.text.sanitize import clean_text

        return clean_text(value) if value else value
