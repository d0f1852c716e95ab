"""Endpoints of the revisions of a repo: refs and commits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hubtui.formats.texts import decoded
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.urls import named, repo_path, segment

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.history import Commit as Commit
    from hubtui.hub.models.history import GitRefs as GitRefs
    from hubtui.hub.query import Cursor

MOST_CHANGES = 65536


@dataclass(frozen=True, slots=True)
class Refs(Endpoint["GitRefs"]):
    """The branches, tags, converted branches and pull requests of a repo."""

    model: ClassVar[str] = "hubtui.hub.models.history:GitRefs"

    repo_type: RepoType
    repo_id: str

    @property
    def call(self) -> Call:
        """Ask for the refs."""
        path = f"{repo_path(self.repo_type, self.repo_id)}/refs"
        subject = f"the revisions of {named(self.repo_type, self.repo_id)}"
        return Call("GET", path, (("include_prs", "1"),), subject=subject)


@dataclass(frozen=True, slots=True)
class Commits(ListEndpoint["Commit"]):
    """A page of the commits of a revision, the newest first."""

    model: ClassVar[str] = "hubtui.hub.models.history:Commit"

    repo_type: RepoType
    repo_id: str
    revision: str = "main"
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        """Ask for the page."""
        path = f"{repo_path(self.repo_type, self.repo_id)}/commits/{segment(self.revision)}"
        subject = f"the commits of {named(self.repo_type, self.repo_id)}"
        return Call("GET", path, target=self.cursor or "", subject=subject)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two revisions: a text in the form of git's diff, its first `length` bytes if it `is_cut`.

    `text` is None if the Hub does not tell.
    """

    text: str | None
    length: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Compared(Endpoint[Changes]):
    """The changes of a repo between two revisions, at most `MOST_CHANGES` bytes of them."""

    repo_type: RepoType
    repo_id: str
    before: str
    after: str

    @property
    def call(self) -> Call:
        """Ask for the changes."""
        subject = f"the changes of {named(self.repo_type, self.repo_id)}"
        revisions = f"{segment(self.before)}..{segment(self.after)}"
        path = f"{repo_path(self.repo_type, self.repo_id)}/compare/{revisions}"
        return Call("GET", path, subject=subject, at_most=MOST_CHANGES, cut=True)

    def read(self, answer: Answer) -> Changes:
        """Return the beginning of the changes."""
        is_cut = len(answer.body) >= MOST_CHANGES
        return Changes(decoded(answer.body, is_cut), len(answer.body), is_cut)
