"""Discussions and pull requests as the Hub tells of them, and the endpoints for them."""

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
"""Stands for an author whose account is gone."""
_BRANCH = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Told:
    """An object of an answer; a field of an odd type counts as missing."""

    sent: Mapping[str, Any]

    def text(self, *names: str) -> str:
        """Return the text at a path of names, "" if there is none."""
        value: Any = self.sent
        for name in names:
            value = value.get(name) if isinstance(value, Mapping) else None
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """Return a number that is not negative, None if there is none."""
        value = self.sent.get(name)
        return value if type(value) is int and value >= 0 else None

    def objects(self, name: str) -> list[Mapping[str, Any]]:
        """Return the objects of a list."""
        value = self.sent.get(name)
        return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

    @property
    def author(self) -> str:
        """The name of the account, "" if it is gone."""
        return self.text("author", "name")

    @property
    def created_at(self) -> str:
        """The date (ISO 8601), or ""."""
        return self.text("createdAt")


@dataclass(frozen=True, slots=True)
class Event(Told):
    """A comment, a commit, or a change of the status or the title."""

    @property
    def kind(self) -> str:
        """The name of the kind, as the Hub has it."""
        return self.text("type")

    @property
    def data(self) -> Told:
        """The fields that an event of its kind has."""
        value = self.sent.get("data")
        return Told(value if isinstance(value, dict) else {})

    @property
    def comment(self) -> str:
        """The Markdown of a comment."""
        return self.data.text("latest", "raw") or self.data.text("latest", "html")


@dataclass(frozen=True, slots=True)
class Discussion(Told):
    """A discussion or a pull request: in a list without its events."""

    @classmethod
    def read(cls, value: Any) -> Discussion:
        """Return the discussion of a JSON value.

        Raises:
            TypeError: it is no object.
        """
        if not isinstance(value, dict):
            raise TypeError("no object")
        return cls(value)

    @property
    def num(self) -> int:
        """The number, 0 if there is none."""
        return self.number("num") or 0

    @property
    def title(self) -> str:
        """The title in one line."""
        return " ".join(self.text("title").split()) or "(no title)"

    @property
    def status(self) -> str:
        """ "open", "closed", "merged" or "draft"."""
        return self.text("status")

    @property
    def is_pull_request(self) -> bool:
        """Whether it is a pull request."""
        return self.sent.get("isPullRequest") is True

    @property
    def events(self) -> list[Event]:
        """What happened, in order."""
        return [Event(one) for one in self.objects("events")]

    @property
    def comments(self) -> int | None:
        """The number of comments, None if that is not known."""
        if isinstance(self.sent.get("events"), list):
            return sum(one.kind == "comment" for one in self.events)
        return self.number("numComments")

    @property
    def first_comment(self) -> Event | None:
        """The text that the discussion was opened with."""
        return next((one for one in self.events if one.kind == "comment"), None)

    def count_of(self, author: str, text: str) -> int:
        """Return how many comments of an author have this text; the Hub may end its lines in another way."""
        comments = (one for one in self.events if one.kind == "comment" and one.author == author)
        return sum(one.comment.split() == text.split() for one in comments)

    @property
    def base(self) -> str:
        """The branch that a pull request is for."""
        return self.text("changes", "base").removeprefix(_BRANCH)

    @property
    def conflicts(self) -> Sequence[str] | None:
        """The files with conflicts, empty if they are not told, None if there are no conflicts."""
        told = self.sent.get("filesWithConflicts")
        if isinstance(told, list):
            return [one for one in told if isinstance(one, str)] or None
        return () if told is True else None


@dataclass(frozen=True, slots=True)
class FoundDiscussions(Page[Discussion]):
    """A page of a list; `count` is how many match in all, None if that is not told."""

    count: int | None


@dataclass(frozen=True, slots=True)
class DiscussionsOf(ListEndpoint[Discussion]):
    """A page of the discussions of a repo; `cursor` is its number from 0. The Hub chooses where a text is empty."""

    repo_type: RepoType
    repo_id: str
    words: str = ""
    status: str = ""
    kind: str = ""
    sort: str = ""
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        """Ask for the page."""
        asked = {"search": self.words, "status": self.status, "type": self.kind, "sort": self.sort}
        pairs = {name: value for name, value in asked.items() if value} | {"p": self.cursor or "0"}
        subject = f"the discussions of {named(self.repo_type, self.repo_id)}"
        path = f"{repo_path(self.repo_type, self.repo_id)}/discussions"
        return Call("GET", path, tuple(pairs.items()), subject=subject)

    def read(self, answer: Answer) -> FoundDiscussions:
        """Return the discussions, and where the next page is."""
        told = json_of(answer)
        if not isinstance(told, dict) or not isinstance(told.get("discussions"), list):
            raise odd(answer, "answers with what is no list of discussions")
        page, number = Told(told), len(told["discussions"])
        rows = [one for one in map(Discussion.read, page.objects("discussions")) if one.num]
        count, start = page.number("count"), page.number("start") or 0
        more = bool(number) and count is not None and start + number < count
        return FoundDiscussions(rows, Cursor(str(int(self.cursor or 0) + 1)) if more else None, count)


@dataclass(frozen=True, slots=True)
class DiscussionOf(Endpoint[Discussion]):
    """A discussion with its events; of a pull request also the diff, if it is asked for."""

    repo_type: RepoType
    repo_id: str
    num: int
    with_diff: bool = False

    @property
    def call(self) -> Call:
        """Ask for the discussion."""
        path = f"{repo_path(self.repo_type, self.repo_id)}/discussions/{self.num}"
        pairs = (("diff", "1"),) if self.with_diff else ()
        return Call("GET", path, pairs, subject=f"the discussion {self.repo_id}#{self.num}")

    def read(self, answer: Answer) -> Discussion:
        """Return the discussion."""
        found = object_of(answer, Discussion)
        return found if found.num == self.num else Discussion({**found.sent, "num": self.num})
