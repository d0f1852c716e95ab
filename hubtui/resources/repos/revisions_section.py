"""The section Revisions: branches, tags, converted branches, pull requests, then commits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from hubtui.browser.loaded_preview import LoadedPreview
from hubtui.hub.errors import HubError
from hubtui.hub.pagination import PageGuard
from hubtui.hub.revisions import Changes, Commits, Compared, Refs
from hubtui.pages.work import start_work
from hubtui.places import LIST, PREVIEW, REVISIONS
from hubtui.presentation import values
from hubtui.presentation.commits import change_pieces, commit_lines
from hubtui.presentation.lines import flow
from hubtui.presentation.values import ago
from hubtui.resources.repos.list_section import ListSection
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import failure_words
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line, Lines
from hubtui.text.humanize import counted

if TYPE_CHECKING:
    from hubtui.hub.endpoint import Request
    from hubtui.hub.models.history import Commit, GitRef, GitRefs
    from hubtui.hub.query import Cursor

_SHA_WIDTH = 8
_ROWS_AHEAD = 50


@dataclass(frozen=True, slots=True)
class Revision:
    """A row: the kind of revision, its name for requests, its commit, a text, and its date as in the Hub's answer.

    `details` is the data of the Hub about a commit, None for branches and tags.
    """

    kind: str
    revision: str
    commit: str
    words: str = ""
    date: str = ""
    details: Commit | None = None


class RevisionsSection(ListSection[Revision]):
    """Lists the revisions; opening one shows the repo at it."""

    PLACES: ClassVar[tuple[str, ...]] = (REVISIONS, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, _columns, id="revisions")
        self._next: Cursor | None = None
        self._loading = False
        self._guard = PageGuard()
        draw, unknown = self.previewing.draw, Changes(None)
        self._changes = LoadedPreview(
            page.worker, "preview:revisions", draw, _pieces, missing=unknown, answers=page.previewed
        )

    def begin(self) -> None:
        """Load the refs and the newest commits."""
        super().begin()
        self.say("Loading the revisions…")
        start_work(self, self._load, "revisions")

    async def _load(self) -> None:
        refs = await self.ask(Refs(self.page.repo_type, self.page.repo_id))
        if refs is None:
            return
        self.show_items(list(_revisions(refs)))
        self.show_count(str(len(self.items)))
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
        known = {revision.revision for revision in self.items if revision.kind == "commit"}
        new = [_of_commit(commit) for commit in answer.rows if commit.id not in known]
        self.show_items([*self.items, *new])
        self.previewing.load_again()
        self._next = answer.next if self._guard.goes_on(answer.next, new) else None
        commits = sum(revision.kind == "commit" for revision in self.items)
        self.say("" if self._next else f"that is all, {counted(commits, 'commit')}")

    def on_row_list_view_moved(self) -> None:
        """Load older commits before the end of the list is in view."""
        rows = self.list
        near = rows.top_line + rows.page_lines + _ROWS_AHEAD >= len(self.items)
        if self._next is not None and near and not self._loading:
            cursor, self._next = self._next, None
            start_work(self, partial(self._load_commits, cursor), "commits")

    def _parent_of(self, revision: Revision) -> str:
        """Return the commit before the one under the cursor, "" if it is not known."""
        behind = self.list.cursor + 1
        if self.item is not revision or revision.kind != "commit" or behind >= len(self.items):
            return ""
        return self.items[behind].commit

    def open(self, item: Revision) -> None:
        """Open the repo at a revision."""
        self.page.routes.open(replace(self.page.target, revision=item.revision, section="card", path=""))

    def key(self, item: Revision) -> str:
        """Return the kind and the name of a revision."""
        return f"{item.kind} {item.revision}"

    def cells(self, item: Revision, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a revision."""
        is_commit = item.kind == "commit"
        return [
            Cell(item.kind, "dim"),
            Cell(item.words) if is_commit else Cell(item.revision, "accent"),
            Cell(item.commit[:_SHA_WIDTH], "dim"),
            ago(item.date, values.utc_now()) if item.date else Cell(""),
        ]

    # The preview

    def preview(self, item: Revision, width: int) -> Iterator[Line]:
        """Yield the facts about a revision, and the part of its changes that is loaded."""
        if item.details is not None:
            yield from commit_lines(item.details, width)
        else:
            yield from flow([Cell(item.kind, "dim"), Cell(item.revision, "accent")], width, " ")
            yield from flow([Cell(f"commit {item.commit}" if item.commit else "", "dim")], width)
        request = self._request(item)
        if request is not None and (lines := self._changes.lines(request, width)):
            yield ()
            yield from lines

    async def load_preview(self, item: Revision, width: int) -> None:
        """Load the changes of a commit."""
        if (request := self._request(item)) is not None:
            await self._changes.load(request, width)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._changes.leave()

    def _request(self, item: Revision) -> Compared | None:
        parent = self._parent_of(item)
        return Compared(self.page.repo_type, self.page.repo_id, parent, item.commit) if parent else None


def _pieces(_request: Request[Changes], changes: Changes, width: int) -> Iterator[Lines]:
    return change_pieces(changes, width)


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
