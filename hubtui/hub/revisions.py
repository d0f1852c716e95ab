"""Endpoints of the revisions of a repo: refs, commits, and the diff between two revisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.formats.texts import decoded
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.models.history import Commit, GitRefs
from hubtui.hub.urls import named, repo_path, segment

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.query import Cursor

MOST_CHANGES = 65536


@dataclass(frozen=True, slots=True)
class Refs(Endpoint[GitRefs]):
    """The request for the branches, tags, converted branches and pull requests of a repo."""

    model = GitRefs

    repo_type: RepoType
    repo_id: str

    @property
    def call(self) -> Call:
        path = f"{repo_path(self.repo_type, self.repo_id)}/refs"
        subject = f"the revisions of {named(self.repo_type, self.repo_id)}"
        return Call("GET", path, (("include_prs", "1"),), subject=subject)


@dataclass(frozen=True, slots=True)
class Commits(ListEndpoint[Commit]):
    """The request for a page of the commits of a revision, the newest first."""

    model = Commit

    repo_type: RepoType
    repo_id: str
    revision: str = "main"
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        path = f"{repo_path(self.repo_type, self.repo_id)}/commits/{segment(self.revision)}"
        subject = f"the commits of {named(self.repo_type, self.repo_id)}"
        return Call("GET", path, target=self.cursor or "", subject=subject)


@dataclass(frozen=True, slots=True)
class Changes:
    """The diff between two revisions, in git's format; if `is_cut`, `text` is only its first `length` bytes.

    `text` is None if the answer is not text.
    """

    text: str | None
    length: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Compared(Endpoint[Changes]):
    """The request for the diff between two revisions of a repo, at most its first MOST_CHANGES bytes."""

    repo_type: RepoType
    repo_id: str
    before: str
    after: str

    @property
    def call(self) -> Call:
        subject = f"the changes of {named(self.repo_type, self.repo_id)}"
        revisions = f"{segment(self.before)}..{segment(self.after)}"
        path = f"{repo_path(self.repo_type, self.repo_id)}/compare/{revisions}"
        return Call("GET", path, subject=subject, at_most=MOST_CHANGES, cut=True)

    def read(self, answer: Answer) -> Changes:
        is_cut = len(answer.body) >= MOST_CHANGES
        return Changes(decoded(answer.body, is_cut), len(answer.body), is_cut)
