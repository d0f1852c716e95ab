"""The revisions of a repo: refs and commits."""

from dataclasses import dataclass

from hubtui.formats.texts import decoded
from hubtui.hub.answers import Page, object_of, page_of
from hubtui.hub.calls import Call
from hubtui.hub.family import Family
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.history import Commit, GitRefs
from hubtui.hub.query import Cursor
from hubtui.hub.urls import named, repo_path, segment

MOST_CHANGES = 65536


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two revisions: a text in the form of git's diff, its first `length` bytes if it `is_cut`.

    `text` is None if the Hub does not tell.
    """

    text: str | None
    length: int = 0
    is_cut: bool = False


class History(Family):
    """What a repo was before."""

    async def refs(self, repo_type: RepoType, repo_id: str) -> GitRefs:
        """Branches, tags, converts and pull requests.

        Raises:
            Missing: no such repo, or it is private.
        """
        subject = f"the revisions of {named(repo_type, repo_id)}"
        path = f"{repo_path(repo_type, repo_id)}/refs"
        return object_of(await self.ask(Call("GET", path, (("include_prs", "1"),), subject=subject)), GitRefs)

    async def commits_page(
        self, repo_type: RepoType, repo_id: str, revision: str = "main", cursor: Cursor | None = None
    ) -> Page[Commit]:
        """A page of commits, the newest first.

        Raises:
            Missing: no such repo or revision.
        """
        subject = f"the commits of {named(repo_type, repo_id)}"
        if cursor is not None:
            return page_of(await self.ask(Call("GET", target=cursor, subject=subject)), Commit)
        path = f"{repo_path(repo_type, repo_id)}/commits/{segment(revision)}"
        return page_of(await self.ask(Call("GET", path, subject=subject)), Commit)

    async def compare(self, repo_type: RepoType, repo_id: str, before: str, after: str) -> Changes:
        """What changed between two revisions, at most `MOST_CHANGES` bytes of it.

        Raises:
            Missing: no such repo or revision.
        """
        subject = f"the changes of {named(repo_type, repo_id)}"
        path = f"{repo_path(repo_type, repo_id)}/compare/{segment(before)}..{segment(after)}"
        answer = await self.ask(Call("GET", path, subject=subject, at_most=MOST_CHANGES, cut=True))
        is_cut = len(answer.body) >= MOST_CHANGES
        return Changes(decoded(answer.body, is_cut), len(answer.body), is_cut)
