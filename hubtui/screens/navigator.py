"""Opens pages on the stack of the tab in front, and goes back and forward through them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.history import History
from hubtui.screens.copying import Copying
from hubtui.screens.frame import FrameScreen

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from hubtui.config.views import View
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.models.paper import Paper
    from hubtui.hub.models.rows import Row
    from hubtui.hub.targets import Target
    from hubtui.presentation.snippets import Snippet, Subject
    from hubtui.screens.accounts.switching import Switching
    from hubtui.screens.frame import FrameState
    from hubtui.screens.listing.choice import Choice
    from hubtui.screens.managing.desk import Desk
    from hubtui.screens.repo.page import RepoPage
    from hubtui.screens.repo.parquet_section import Shard
    from hubtui.worker.downloads.queue import Downloads, Job
    from hubtui.worker.edits.edits import Edits
    from hubtui.worker.outbox import Outbox
    from hubtui.worker.worker import Worker


CONVERTED = "refs/convert/parquet"


class Navigator:
    """Knows the screens by what they show; they know it, and not each other."""

    def __init__(
        self,
        app: App[None],
        frame: FrameState,
        worker: Callable[[], Worker],
        downloads: Callable[[], Downloads],
        edits: Callable[[], Edits],
        desk: Callable[[], Desk],
        switching: Callable[[], Switching | None],
        outbox: Callable[[], Outbox],
        deleted: Callable[[], Collection[str]],
        endpoint: str,
    ) -> None:
        self._app = app
        self._frame = frame
        self._worker = worker
        self._downloads = downloads
        self.edits = edits
        self.desk = desk
        self._switching = switching
        self._outbox = outbox
        self._deleted = deleted
        self._history = History()
        self._copying = Copying(app, frame)
        self.endpoint = endpoint

    # Pages

    def open(self, target: Target, row: Row | None = None) -> None:
        """The page of `target`; `row` is what a listing knows of it."""
        self._history.turned_off(self._app.current_mode)
        if target.kind not in ("listing", "web"):
            self._frame.visited(target.kind, target.id)
        match target.kind:
            case "model" | "dataset" | "space":
                self._open_repo(target, row)
            case "listing":
                self._open_listing(target)
            case "paper":
                self.reopen_paper(target.id, None)
            case "collection":
                self.show_collection(target.id)
            case _:
                self.browse(target)

    def follow(self, url: str) -> None:
        """Where a link leads: a page of ours where there is one, else the browser."""
        from hubtui.hub.targets import target_of_link

        self.open(target_of_link(url, self.endpoint))

    def back(self, reopen: Callable[[], None]) -> None:
        """Leave the page in front; `reopen` is the way forward to it again."""
        self._history.left(self._app.current_mode, reopen)
        self._app.pop_screen()

    def do_forward(self) -> None:
        """To the page that was left last."""
        reopen = self._history.forward(self._app.current_mode) or self._history.ahead(self._here())
        if reopen is not None:
            reopen()
        else:
            self._say("there is nothing to go forward to")

    def do_back(self) -> None:
        """To what stood on the tabs before."""
        reopen = self._history.back(self._here())
        if reopen is not None:
            reopen()
        else:
            self._say("there is nothing to go back to")

    def moves(self) -> None:
        """The tab in front is about to be left, or to show something else."""
        self._history.moved(self._here())

    def _here(self) -> Callable[[], None]:
        """The way back to what the tab in front shows now."""
        tab = self._app.current_mode
        choice = getattr(self._app.screen_stack[0], "choice", None)

        def reopen() -> None:
            self._app.switch_mode(tab)
            screen = self._app.screen_stack[0]
            if choice is not None and hasattr(screen, "show_choice"):
                screen.show_choice(choice)

        return reopen

    def show_repo(self, page: RepoPage) -> None:
        """A repo's page, as it was left where it was open before."""
        from hubtui.screens.repo.screen import RepoScreen

        self._push(RepoScreen(self._frame, page))

    def show_file(self, page: RepoPage, path: str) -> None:
        """A file of a repo as text."""
        from hubtui.screens.repo.file_screen import FileScreen

        self._push(FileScreen(self._frame, page, path))

    def show_paper(self, paper: Paper) -> None:
        """A paper that a list knows."""
        self._history.turned_off(self._app.current_mode)
        self._frame.visited("paper", paper.id)
        self.reopen_paper(paper.id, paper)

    def reopen_paper(self, paper_id: str, paper: Paper | None) -> None:
        """A paper's page; the Hub is asked for it where nothing is known."""
        from hubtui.screens.papers.paper_screen import PaperScreen

        self._push(PaperScreen(self._frame, self._worker(), self, paper_id, paper))

    def show_collection(self, slug: str) -> None:
        """A collection, to read and to edit."""
        from hubtui.screens.collections.screen import CollectionScreen

        self._push(CollectionScreen(self._frame, self.desk(), self, slug))

    def deleted_collections(self) -> Collection[str]:
        """Return the ids of the collections that were deleted in this run."""
        return self._deleted()

    def show_profile_order(self) -> None:
        """The order of one's own collections."""
        from hubtui.screens.collections.profile import ProfileScreen

        self._push(ProfileScreen(self._frame, self.desk(), self))

    def do_collect(self) -> None:
        """Add what is marked, or what the cursor is on, to a collection."""
        screen = self._app.screen
        if isinstance(screen, FrameScreen):
            items = screen.collectable()
            self.collect(items, lambda: screen.marks_used(items))

    def collect(self, items: Sequence[tuple[str, str]], added: Callable[[], None] | None = None) -> None:
        """Ask for the collection that these (type, id) go into; call `added` once they are in it."""
        from hubtui.hub.drafts import DraftItem, collection_id
        from hubtui.screens.collections.picking import PickCollection

        if not items:
            self._say("there is nothing here that a collection can hold")
            return
        drafts = [DraftItem(kind, collection_id(name) if kind == "collection" else name) for kind, name in items]
        about = self._frame.marked_words() if len(items) > 1 else ""
        self._app.push_screen(PickCollection(self.desk(), drafts, about, self._say, added))

    def show_listing(self, choice: Choice, view: View | None = None) -> None:
        """A listing of its own, or that of a saved view."""
        from hubtui.screens.listing.screen import ListingScreen

        self._push(ListingScreen(self._frame, self._worker, self, choice, view=view))

    def _push(self, screen: Screen[None]) -> None:
        self._app.push_screen(screen)

    def _open_repo(self, target: Target, row: Row | None) -> None:
        from hubtui.screens.repo.page import RepoPage

        page = RepoPage(target, row, self._worker(), self)
        if target.path:
            page.section = "files"
        elif target.section == "rows":
            page.section = "parquet"
        self.show_repo(page)
        if target.path and target.section != "files":
            self.show_file(page, target.path)
        elif target.section == "rows":
            self.show_rows(page, target.config, target.split)

    def _open_listing(self, target: Target) -> None:
        from hubtui.screens.listing.choice import Choice

        choice = Choice(target.id, text=target.search, author=target.author, filters=target.filters)  # type: ignore[arg-type]
        self.show_listing(replace(choice, sort=target.sort) if target.sort else choice)

    # Beyond hubtui

    def copy(self, text: str, what: str) -> None:
        """To the clipboard of the user's own machine."""
        self._copying.copy(text, what)

    def offer_copies(self, subject: Subject | None, more: Sequence[Snippet] = ()) -> None:
        """A menu of what can be copied of a repo, and `more`; each shown before it is chosen."""
        from hubtui.presentation.snippets import snippets
        from hubtui.screens.dialogs.copy import Copy

        def chosen(snippet: Snippet | None) -> None:
            if snippet is not None:
                self.copy(snippet.text, snippet.title)

        self._app.push_screen(Copy([*(snippets(subject) if subject is not None else ()), *more]), chosen)

    def browse(self, target: Target) -> None:
        """The page in a browser; far from one its URL, which is copied as well."""
        from hubtui.hub.targets import url_of

        url = url_of(target, self.endpoint)
        if not url.startswith(("https://", "http://")):
            self._say("this link leads nowhere that is safe to go")
        elif _has_browser():
            self._app.open_url(url)
            self._say(f"opened in the browser: {url}")
        else:
            self._copying.show(url, "Open on your own machine")

    def download(self, page: RepoPage, entries: Sequence[FileEntry]) -> None:
        """Ask where to, then fetch files of a repo."""
        from hubtui.screens.transfers.dialog import DownloadDialog, Place, folder_for
        from hubtui.worker.downloads.queue import Job
        from hubtui.worker.downloads.source import FileSource
        from hubtui.worker.downloads.transfer import Wanted

        if not entries:
            self._say("there is nothing to download here")
            return
        commit = (page.info.sha if page.info is not None else None) or page.revision
        size = sum(entry.size or 0 for entry in entries)
        what = entries[0].path if len(entries) == 1 else page.repo_id

        def agreed(place: Place | None) -> None:
            if place is None:
                return
            source = [
                FileSource(page.repo_type, page.repo_id, commit, entry.path, named=page.revision) for entry in entries
            ]
            wanted = [Wanted(entry.path, entry.size, entry.sha256, entry.oid) for entry in entries]
            folder = str(place.folder)
            self.start_downloads(
                Job(one, file, folder, place.in_cache) for one, file in zip(source, wanted, strict=True)
            )

        self._app.push_screen(DownloadDialog(len(entries), size, what, folder_for(page.repo_id)), agreed)

    def download_shards(self, page: RepoPage, shards: Sequence[Shard]) -> None:
        """Ask where to, then fetch Parquet shards of a dataset, each by its number."""
        from hubtui.screens.transfers.dialog import DownloadDialog, Place, folder_for
        from hubtui.worker.downloads.queue import Job
        from hubtui.worker.downloads.source import FileSource
        from hubtui.worker.downloads.transfer import Wanted

        def job(shard: Shard, folder: str) -> Job:
            path = f"{shard.config}/{shard.split}/{shard.number}.parquet"
            place = (shard.config, shard.split, shard.number or 0)
            source = FileSource("dataset", page.repo_id, CONVERTED, path, place)
            entry = shard.entry
            wanted = Wanted(path, entry.size, entry.sha256, entry.oid) if entry is not None else Wanted(path)
            return Job(source, wanted, folder)

        def agreed(place: Place | None) -> None:
            if place is not None and place.in_cache:
                self._say("shards by their number have no place in the cache: give a folder")
            elif place is not None:
                self.start_downloads(job(shard, str(place.folder)) for shard in shards)

        size = sum(shard.size or 0 for shard in shards)
        dialog = DownloadDialog(len(shards), size, page.repo_id, folder_for(page.repo_id))
        self._app.push_screen(dialog, agreed)

    def show_rows(self, page: RepoPage, config: str, split: str) -> None:
        """The first rows of a split."""
        from hubtui.screens.repo.rows_screen import RowsScreen

        self._push(RowsScreen(self._frame, page, config, split))

    def start_downloads(self, jobs: Iterable[Job]) -> None:
        """Begin to fetch."""
        new = self._downloads().add(jobs)
        self._say(
            f"{new:,} download{'' if new == 1 else 's'} begun: w shows them" if new else "they are under way already"
        )

    def show_settings(self) -> None:
        """Where they are written, to be copied."""
        from hubtui.config.paths import config_file

        self._copying.show(str(config_file()), "Settings are written in this file; README tells them all")

    def forget(self) -> None:
        """Pages that were left belong to another account."""
        self._history = History()

    def show_accounts(self) -> None:
        """The stored tokens."""
        switching = self._switching()
        if switching is None:
            self._say("the demo Hub has an account of its own")
            return
        from hubtui.screens.accounts.accounts import AccountsDialog

        self._app.push_screen(AccountsDialog(switching, self.endpoint))

    def do_unsaved(self) -> None:
        """What an earlier run could not bring to its end."""
        from hubtui.screens.managing.unsaved import UnsavedDialog

        account = getattr(self._frame.rights.account, "name", "")
        self._app.push_screen(UnsavedDialog(self.desk(), self._outbox(), account, self.show_collection))

    def do_activity(self) -> None:
        """The requests that were sent."""
        from hubtui.screens.activity.screen import ActivityScreen

        if not any(isinstance(screen, ActivityScreen) for screen in self._app.screen_stack):
            self._push(ActivityScreen(self._frame, self._worker().activity, self))

    def do_transfers(self) -> None:
        """The list of downloads."""
        from hubtui.screens.transfers.screen import TransfersScreen

        self._push(TransfersScreen(self._frame, self._downloads(), lambda: self.back(self.do_transfers)))

    def _say(self, words: str, failed: bool = False) -> None:
        self._frame.say(words, "failed" if failed else "dim")
        show = getattr(self._app.screen, "show_frame", None)
        if show is not None:
            show()


def _has_browser() -> bool:
    """Whether a browser would open before the user's eyes."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) or os.uname().sysname == "Darwin"
