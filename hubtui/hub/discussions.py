"""Discussions and pull requests, and their endpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hubtui.hub.answers import Page, json_of, object_of, odd
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.query import Cursor
from hubtui.hub.urls import named, repo_path

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType

NOBODY = "deleted user"
"""The name that is shown for an author whose account was deleted."""
_BRANCH = "refs/heads/"


@dataclass(frozen=True, slots=True)
class SentObject:
    """A JSON object that the Hub sent; fields of a wrong type count as missing."""

    sent: Mapping[str, Any]

    def text(self, *names: str) -> str:
        """Return the text at a path of field names, or "" if there is none."""
        value: Any = self.sent
        for name in names:
            value = value.get(name) if isinstance(value, Mapping) else None
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """Return the integer in a field, or None if there is none or it is negative."""
        value = self.sent.get(name)
        return value if type(value) is int and value >= 0 else None

    def objects(self, name: str) -> list[Mapping[str, Any]]:
        """Return the objects in the list of a field; other elements are left out."""
        value = self.sent.get(name)
        return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

    @property
    def author(self) -> str:
        """The account name of the author, or "" if the account was deleted."""
        return self.text("author", "name")

    @property
    def created_at(self) -> str:
        """The date of creation (ISO 8601), or ""."""
        return self.text("createdAt")


@dataclass(frozen=True, slots=True)
class Event(SentObject):
    """An event of a discussion: a comment, a commit, or a change of the status or the title."""

    @property
    def kind(self) -> str:
        """The Hub's name of the type of event ("comment", "commit", "status-change" …)."""
        return self.text("type")

    @property
    def data(self) -> SentObject:
        """The fields that events of this type have."""
        value = self.sent.get("data")
        return SentObject(value if isinstance(value, dict) else {})

    @property
    def comment(self) -> str:
        """The Markdown text of a comment, or ""."""
        return self.data.text("latest", "raw") or self.data.text("latest", "html")


@dataclass(frozen=True, slots=True)
class Discussion(SentObject):
    """A discussion or a pull request. In a list it has no events."""

    @classmethod
    def read(cls, value: Any) -> Discussion:
        """Return the discussion in a JSON value.

        Raises:
            TypeError: the value is not an object.
        """
        if not isinstance(value, dict):
            raise TypeError("no object")
        return cls(value)

    @property
    def num(self) -> int:
        """The number of the discussion within its repo, 0 if the Hub sent none."""
        return self.number("num") or 0

    @property
    def title(self) -> str:
        """The title as one line."""
        return " ".join(self.text("title").split()) or "(no title)"

    @property
    def status(self) -> str:
        """The status: "open", "closed", "merged" or "draft"."""
        return self.text("status")

    @property
    def is_pull_request(self) -> bool:
        """Whether it is a pull request."""
        return self.sent.get("isPullRequest") is True

    @property
    def events(self) -> list[Event]:
        """The events of the discussion, the oldest first."""
        return [Event(one) for one in self.objects("events")]

    @property
    def comments(self) -> int | None:
        """The number of comments, or None if it is unknown."""
        if isinstance(self.sent.get("events"), list):
            return sum(one.kind == "comment" for one in self.events)
        return self.number("numComments")

    @property
    def first_comment(self) -> Event | None:
        """The comment that opened the discussion, or None."""
        return next((one for one in self.events if one.kind == "comment"), None)

    def count_of(self, author: str, text: str) -> int:
        """Return how many comments of an author have this text, whatever its white space."""
        comments = (one for one in self.events if one.kind == "comment" and one.author == author)
        return sum(one.comment.split() == text.split() for one in comments)

    @property
    def base(self) -> str:
        """The branch that a pull request would be merged into, or ""."""
        return self.text("changes", "base").removeprefix(_BRANCH)

    @property
    def conflicts(self) -> Sequence[str] | None:
        """The files with merge conflicts: empty if the Hub does not name them, None if there are no conflicts."""
        files = self.sent.get("filesWithConflicts")
        if isinstance(files, list):
            return [one for one in files if isinstance(one, str)] or None
        return () if files is True else None


@dataclass(frozen=True, slots=True)
class FoundDiscussions(Page[Discussion]):
    """A page of discussions; `count` is the number of all matching ones, or None if the Hub does not send it."""

    count: int | None


@dataclass(frozen=True, slots=True)
class DiscussionsOf(ListEndpoint[Discussion]):
    """The request for a page of the discussions of a repo; `cursor` is the number of the page, from 0.

    `words` are searched for; an empty `status`, `kind` or `sort` means the Hub's default.
    """

    repo_type: RepoType
    repo_id: str
    words: str = ""
    status: str = ""
    kind: str = ""
    sort: str = ""
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        """The request for the page."""
        asked = {"search": self.words, "status": self.status, "type": self.kind, "sort": self.sort}
        pairs = {name: value for name, value in asked.items() if value} | {"p": self.cursor or "0"}
        subject = f"the discussions of {named(self.repo_type, self.repo_id)}"
        path = f"{repo_path(self.repo_type, self.repo_id)}/discussions"
        return Call("GET", path, tuple(pairs.items()), subject=subject)

    def read(self, answer: Answer) -> FoundDiscussions:
        """Return the discussions in the answer, and the cursor of the next page."""
        value = json_of(answer)
        if not isinstance(value, dict) or not isinstance(value.get("discussions"), list):
            raise odd(answer, "answers with what is no list of discussions")
        page, number = SentObject(value), len(value["discussions"])
        rows = [one for one in map(Discussion.read, page.objects("discussions")) if one.num]
        count, start = page.number("count"), page.number("start") or 0
        more = bool(number) and count is not None and start + number < count
        return FoundDiscussions(rows, Cursor(str(int(self.cursor or 0) + 1)) if more else None, count)


@dataclass(frozen=True, slots=True)
class DiscussionOf(Endpoint[Discussion]):
    """The request for a discussion with its events, and `with_diff` also with the diff of a pull request."""

    repo_type: RepoType
    repo_id: str
    num: int
    with_diff: bool = False

    @property
    def call(self) -> Call:
        """The request for the discussion."""
        path = f"{repo_path(self.repo_type, self.repo_id)}/discussions/{self.num}"
        pairs = (("diff", "1"),) if self.with_diff else ()
        return Call("GET", path, pairs, subject=f"the discussion {self.repo_id}#{self.num}")

    def read(self, answer: Answer) -> Discussion:
        """Return the discussion in the answer."""
        found = object_of(answer, Discussion)
        return found if found.num == self.num else Discussion({**found.sent, "num": self.num})
