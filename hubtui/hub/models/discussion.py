"""Discussions and pull requests, and their events."""

from __future__ import annotations

from collections.abc import Sequence

from hubtui.hub.models.base import Field, Wire, is_true, natural, some, text_or_empty, texts

NOBODY = "deleted user"
"""The name that is shown for an author whose account was deleted."""
_BRANCH = "refs/heads/"


class Reaction(Wire):
    """An emoji, and how many people have reacted with it."""

    emoji = Field(text_or_empty, "reaction")
    count = Field(natural)


class Event(Wire):
    """An event of a discussion: a comment, a commit, or a change of the status or the title.

    `kind` is the Hub's name of its type ("comment", "commit", "status-change" …); `author` is "" if the account was
    deleted; `created_at` is a date (ISO 8601). A field that events of this type do not have is empty.
    """

    kind = Field(text_or_empty, "type")
    author = Field(text_or_empty, "author", "name")
    created_at = Field(text_or_empty)
    is_hidden = Field(is_true, "data", "hidden")
    is_edited = Field(is_true, "data", "edited")
    reactions = Field(some(Reaction), "data", "reactions")
    status = Field(text_or_empty, "data", "status")
    old_title = Field(text_or_empty, "data", "from")
    new_title = Field(text_or_empty, "data", "to")
    commit = Field(text_or_empty, "data", "oid")
    commit_title = Field(text_or_empty, "data", "subject")
    _raw = Field(text_or_empty, "data", "latest", "raw")
    _html = Field(text_or_empty, "data", "latest", "html")

    @property
    def comment(self) -> str:
        """The Markdown text of a comment, or ""."""
        return self._raw or self._html


class Discussion(Wire):
    """A discussion or a pull request. In a list it has no events.

    `num` is its number within the repo, 0 if the Hub sent none; `status` is "open", "closed", "merged" or "draft".
    """

    num = Field(lambda value: natural(value) or 0)
    title = Field(lambda value: " ".join(text_or_empty(value).split()) or "(no title)")
    status = Field(text_or_empty)
    author = Field(text_or_empty, "author", "name")
    created_at = Field(text_or_empty)
    is_pull_request = Field(is_true)
    is_pinned = Field(is_true, "pinned")
    is_locked = Field(is_true, "locked")
    events = Field(some(Event))
    base = Field(lambda value: text_or_empty(value).removeprefix(_BRANCH), "changes", "base")
    merge_commit = Field(text_or_empty, "changes", "mergeCommitId")
    num_comments = Field(natural)
    diff = Field(text_or_empty)

    @property
    def comments(self) -> int | None:
        """The number of comments, or None if it is unknown."""
        if isinstance(self.sent.get("events"), list):
            return sum(event.kind == "comment" for event in self.events)
        return self.num_comments

    @property
    def first_comment(self) -> Event | None:
        """The comment that opened the discussion, or None."""
        return next((event for event in self.events if event.kind == "comment"), None)

    def count_of(self, author: str, text: str) -> int:
        """Return how many comments of an author have this text, whatever its white space."""
        comments = (event.comment for event in self.events if event.kind == "comment" and event.author == author)
        return sum(comment.split() == text.split() for comment in comments)

    @property
    def conflicts(self) -> Sequence[str] | None:
        """The files with merge conflicts: empty if the Hub does not name them, None if there are no conflicts."""
        files = self.sent.get("filesWithConflicts")
        return texts(files) or (() if files is True else None)


class Discussions(Wire):
    """A page of discussions, with the number of all matching ones and the number of the first on the page."""

    rows = Field(some(Discussion), "discussions")
    count = Field(natural)
    start = Field(natural)
