"""The revisions of a repo: refs and commits."""

from hubtui.hub.answers import Page, object_of, page_of
from hubtui.hub.calls import Call
from hubtui.hub.family import Family
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.history import Commit, GitRefs
from hubtui.hub.query import Cursor
from hubtui.hub.urls import named, repo_path, segment


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
