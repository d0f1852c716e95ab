"""Endpoints of discussions and pull requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.hub.answers import Page, object_of, odd
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.models.discussion import Discussion, Discussions
from hubtui.hub.query import Cursor
from hubtui.hub.urls import named, repo_path

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType


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
        asked = {"search": self.words, "status": self.status, "type": self.kind, "sort": self.sort}
        pairs = {name: value for name, value in asked.items() if value} | {"p": self.cursor or "0"}
        subject = f"the discussions of {named(self.repo_type, self.repo_id)}"
        path = f"{repo_path(self.repo_type, self.repo_id)}/discussions"
        return Call("GET", path, tuple(pairs.items()), subject=subject)

    def read(self, answer: Answer) -> FoundDiscussions:
        page = object_of(answer, Discussions)
        if not isinstance(page.sent.get("discussions"), list):
            raise odd(answer, "answers with what is no list of discussions")
        seen = (page.start or 0) + len(page.sent["discussions"])
        has_more = bool(page.sent["discussions"]) and page.count is not None and seen < page.count
        cursor = Cursor(str(int(self.cursor or 0) + 1)) if has_more else None
        return FoundDiscussions([row for row in page.rows if row.num], cursor, page.count)


@dataclass(frozen=True, slots=True)
class DiscussionOf(Endpoint[Discussion]):
    """The request for a discussion with its events, and `with_diff` also with the diff of a pull request."""

    repo_type: RepoType
    repo_id: str
    num: int
    with_diff: bool = False

    @property
    def call(self) -> Call:
        path = f"{repo_path(self.repo_type, self.repo_id)}/discussions/{self.num}"
        pairs = (("diff", "1"),) if self.with_diff else ()
        return Call("GET", path, pairs, subject=f"the discussion {self.repo_id}#{self.num}")

    def read(self, answer: Answer) -> Discussion:
        found = object_of(answer, Discussion)
        return found if found.num == self.num else Discussion({**found.sent, "num": self.num})
