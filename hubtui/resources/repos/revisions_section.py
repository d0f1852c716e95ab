"""The section Revisions: branches, tags, converted branches, pull requests, then commits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from hubtui.hub.errors import HubError
from hubtui.hub.pagination import PageGuard
from hubtui.hub.revisions import Commits, Refs
from hubtui.pages.work import start_work
from hubtui.places import LIST, PREVIEW, REVISIONS
from hubtui.presentation import values
from hubtui.presentation.values import ago
from hubtui.resources.repos.list_section import ListSection
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.revision_preview import Revision, RevisionPreview
from hubtui.resources.repos.section import failure_words
from hubtui.text.columns import Cell, Column

if TYPE_CHECKING:
    from hubtui.hub.models.history import Commit, GitRef, GitRefs
    from hubtui.hub.query import Cursor

_SHA_WIDTH = 8
_ROWS_AHEAD = 50


class _Rows:
    def __init__(self, revisions: Sequence[Revision]) -> None:
        self.revisions = revisions

    def __len__(self) -> int:
        return len(self.revisions)

    def id_at(self, index: int) -> str:
        revision = self.revisions[index]
        return f"{revision.kind} {revision.revision}"

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        row = self.revisions[index]
        name = row.words if row.kind == "commit" else row.revision
        cells = {
            "kind": Cell(row.kind, "dim"),
            "name": Cell(name, "" if row.kind == "commit" else "accent"),
            "commit": Cell(row.commit[:_SHA_WIDTH], "dim"),
            "date": ago(row.date, values.utc_now()) if row.date else Cell(""),
        }
        return [cells[column.key] for column in columns]


class RevisionsSection(ListSection):
    """Lists the revisions; opening one shows the repo at it."""

    PLACES: ClassVar[tuple[str, ...]] = (REVISIONS, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, _columns, id="revisions")
        self._revisions: list[Revision] = []
        self._next: Cursor | None = None
        self._loading = False
        self._guard = PageGuard()

    def begin(self) -> None:
        """Load the refs and the newest commits."""
        self.say("Loading the revisions…")
        self.show_preview(RevisionPreview(self.page, self.preview.draw, self._parent_of))
        start_work(self, self._load, "revisions")

    async def _load(self) -> None:
        page = self.page
        refs = await self.ask(Refs(page.repo_type, page.repo_id))
        if refs is None:
            return
        self._revisions = list(_revisions(refs))
        self.list.show_rows(_Rows(self._revisions))
        self.follow()
        self.count = str(len(self._revisions))
        page.show_counts()
        self._guard = PageGuard()
        await self._load_commits(None)

    async def _load_commits(self, cursor: Cursor | None) -> None:
        page = self.page
        self._loading = True
        self.say("Loading commits…")
        try:
            answer = await page.ask(Commits(page.repo_type, page.repo_id, page.revision, cursor))
        except HubError as error:
            self.say(f"the commits: {failure_words(error)}", "failed")
            return
        finally:
            self._loading = False
        known = {revision.revision for revision in self._revisions if revision.kind == "commit"}
        new = [_of_commit(commit) for commit in answer.rows if commit.id not in known]
        self._revisions += new
        self.preview.load_again()
        self._next = answer.next if self._guard.goes_on(answer.next, new) else None
        commits = sum(revision.kind == "commit" for revision in self._revisions)
        self.say("" if self._next else f"that is all, {commits:,} commit{'' if commits == 1 else 's'}")

    def on_row_list_view_moved(self) -> None:
        """Load older commits before the end of the list is in view."""
        rows = self.list
        near = rows.top_line + rows.page_lines + _ROWS_AHEAD >= len(self._revisions)
        if self._next is not None and near and not self._loading:
            cursor, self._next = self._next, None
            start_work(self, partial(self._load_commits, cursor), "commits")

    @property
    def item(self) -> Revision | None:
        """The revision under the cursor, or None."""
        return self._revisions[self.list.cursor] if self._revisions else None

    def _parent_of(self, revision: Revision) -> str:
        """Return the commit before the one under the cursor, "" if it is not known."""
        behind = self.list.cursor + 1
        if self.item is not revision or revision.kind != "commit" or behind >= len(self._revisions):
            return ""
        return self._revisions[behind].commit

    def do_open_row(self) -> None:
        """Open the repo at the revision under the cursor."""
        if self._revisions:
            revision = self._revisions[self.list.cursor].revision
            self.page.routes.open(replace(self.page.target, revision=revision, section="card", path=""))


def _columns(width: int) -> list[Column]:
    columns = [
        Column("kind", "", 8),
        Column("name", "Revision", 0, is_name=True),
        Column("commit", "Commit", _SHA_WIDTH),
    ]
    return [*columns, Column("date", "Date", 7, right=True)] if width >= 50 else columns


def _revisions(refs: GitRefs) -> Iterator[Revision]:
    groups: tuple[tuple[str, Sequence[GitRef]], ...] = (
        ("branch", refs.branches),
        ("tag", refs.tags),
        ("convert", refs.converts),
        ("pull", refs.pull_requests),
    )
    for kind, group in groups:
        for ref in group:
            # The revision of a branch or a tag is its name, that of other refs the full ref.
            revision = ref.name if kind in ("branch", "tag") else ref.ref
            yield Revision(kind, revision, ref.target_commit or "")


def _of_commit(commit: Commit) -> Revision:
    return Revision("commit", commit.id, commit.id, commit.title or "", commit.date or "", commit)
