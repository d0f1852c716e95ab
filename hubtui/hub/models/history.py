"""Branches, tags and commits of a repo."""

from hubtui.hub.models.base import Field, Wire, dicts, line, lines, some, text, text_or_empty


class GitRef(Wire):
    """A branch, tag, converted branch or pull request; `ref` is its full name ("refs/heads/main")."""

    name = Field(text_or_empty)
    ref = Field(text_or_empty)
    target_commit = Field(text)


class GitRefs(Wire):
    """The refs of a repo by type. Pull requests are included only if they were asked for."""

    branches = Field(some(GitRef))
    tags = Field(some(GitRef))
    converts = Field(some(GitRef))
    pull_requests = Field(some(GitRef))


class Commit(Wire):
    """A commit; `date` is as the Hub sent it (ISO 8601), each of the `authors` is an object with the field `user`."""

    id = Field(text_or_empty)
    title = Field(line)
    message = Field(lines)
    date = Field(text)
    authors = Field(dicts)
