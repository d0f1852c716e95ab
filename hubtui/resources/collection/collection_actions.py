"""The actions on a whole collection: add, edit its texts, edit in $EDITOR, export, duplicate, copy, delete."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.addresses import url_of
from hubtui.changes.merging import merged
from hubtui.changes.steps import moves
from hubtui.dialogs.form import Form
from hubtui.dialogs.menu import Menu, MenuLine
from hubtui.presentation.snippets import Snippet
from hubtui.registry.target import Target
from hubtui.resources.collection import collection_text
from hubtui.resources.collection.adding import AddItems
from hubtui.resources.collection.editor_status import leaving_words
from hubtui.resources.collection.forms import AboutForm, CreateForm, DeleteForm
from hubtui.terminal.external_editor import EditorFailed, edit
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.hub.drafts import Draft
    from hubtui.pages.frame import FrameScreen
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import EditServices

_MOST_SHOWN = 12


class EditPlan(Form):
    """Shows what an edited file would change, and calls `agreed` if the user confirms it.

    `wrong` are messages about lines that cannot be read.
    """

    def __init__(self, lines: Sequence[tuple[str, str]], agreed: Callable[[], None], wrong: Sequence[str]) -> None:
        super().__init__("What the file changes", "Apply")
        self._lines = lines
        self._agreed = agreed
        self._wrong = wrong

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Return no fields."""
        return ()

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the lines that cannot be read, then the first changes."""
        wrong = [(words, "failed") for words in self._wrong[:3]]
        more = len(self._lines) - _MOST_SHOWN
        lines = [*self._lines[:_MOST_SHOWN], *([(f"and {more} more", "dim")] if more > 0 else [])]
        return [*wrong, *lines]

    def send(self) -> None:
        """Make the changes."""
        self._agreed()
        self.answer(None)


class CollectionActions(ActionTarget):
    """Runs the actions on the collection of `editor`, shown by `screen`."""

    def __init__(self, screen: FrameScreen, editor: CollectionEditor, services: EditServices, routes: Routes) -> None:
        self._screen = screen
        self._editor = editor
        self._edits = editor.edits
        self._services = services
        self._routes = routes
        self._unfinished: tuple[Draft, str] | None = None
        """A text that an editor left when it failed, and the draft that it was made from."""

    def do_refresh(self) -> None:
        """Ask the Hub again, and retry changes that could not be saved or were not confirmed."""
        self._edits.forget_theirs()
        self._editor.retry()

    def do_close(self) -> None:
        """Go back; changes go on being saved."""
        if self._edits.is_loaded and not self._edits.is_saved:
            self._screen.frame.say(leaving_words(self._editor), "accent")
        self._routes.back()

    def do_about(self) -> None:
        """Open the dialog for title, description, theme and visibility."""
        self._screen.app.push_screen(AboutForm(self._editor))

    def do_add(self) -> None:
        """Open the dialog that adds items."""
        self._screen.app.push_screen(
            AddItems(self._editor, self._services.worker, self._services.endpoint, self._added)
        )

    def _added(self, words: str) -> None:
        self._screen.notice(words)

    def do_delete_collection(self) -> None:
        """Open the dialog that deletes the collection."""
        slug, title = self._edits.slug, self._edits.wanted.about.title
        form = DeleteForm(self._services, slug, title, self._deleted, self._edits.wanted)
        self._screen.app.push_screen(form)

    def _deleted(self) -> None:
        if self._screen.app.screen is self._screen:
            self._screen.app.pop_screen()

    def do_copy(self) -> None:
        """Offer the texts that can be copied."""
        slug, draft = self._edits.slug, self._edits.wanted
        snippets = [
            Snippet("u", "URL", url_of(Target("collection", slug), self._services.endpoint)),
            Snippet("y", "slug", slug),
            Snippet("i", "ids of all items", collection_text.ids_of(draft.items)),
            Snippet("m", "Markdown", self._markdown),
        ]
        self._routes.offer_copies(snippets)

    @property
    def _markdown(self) -> str:
        edits = self._edits
        return collection_text.to_markdown(edits.wanted, edits.details, edits.slug, self._services.endpoint)

    # Export

    def do_more_ways(self) -> None:
        """Open the menu with export and duplicate."""
        lines = [
            MenuLine("markdown", "export as Markdown"),
            MenuLine("json", "export as JSON"),
            MenuLine("duplicate", "duplicate"),
        ]
        self._screen.app.push_screen(Menu("Export, duplicate", lines, "markdown"), self._chosen)

    def _chosen(self, answer: tuple[str, bool] | None) -> None:
        if answer is None:
            return
        if answer[0] == "duplicate":
            self._duplicate()
            return
        is_markdown = answer[0] == "markdown"
        text = self._markdown if is_markdown else collection_text.to_json(self._edits.wanted, self._edits.slug)
        self._screen.app.push_screen(ExportForm(self._file_name(".md" if is_markdown else ".json"), text, self._added))

    def _file_name(self, ending: str) -> str:
        # Only letters, digits and dashes of the slug: other characters could lead to another folder.
        name = "".join(
            letter for letter in self._edits.slug.rpartition("/")[2][:-25] if letter.isalnum() or letter == "-"
        )
        return (name.strip("-") or "collection") + ending

    def _duplicate(self) -> None:
        if why := self._services.rights().why_not_write():
            self._screen.notice(why, failed=True)
            return
        title = f"{self._edits.wanted.about.title[:52]} (copy)"
        form = CreateForm(self._services, self._open, title=title, source=self._edits.wanted)
        self._screen.app.push_screen(form)

    def _open(self, slug: str) -> None:
        self._routes.open(Target("collection", slug))

    # In $EDITOR

    def do_in_editor(self) -> None:
        """Edit the collection as lines in the user's editor, then show what that changes and ask for confirmation."""
        before, text = self._unfinished or (
            self._edits.wanted,
            collection_text.to_lines(self._edits.wanted),
        )
        try:
            edited = edit(text, self._screen.app.suspend, os.environ)
        except EditorFailed as failed:
            self._screen.notice(
                f"{failed}: nothing is changed{self._save_unfinished(before, failed.text)}", failed=True
            )
            return
        self._unfinished = None
        if not edited.strip() or edited == collection_text.to_lines(before):
            self._screen.notice("the file was not changed")
            return
        wanted, wrong = collection_text.from_lines(edited, before, self._services.endpoint)
        self._show_plan(before, wanted, [f"line {line.number}: {line.words}; left as it is" for line in wrong])

    def _save_unfinished(self, before: Draft, text: str | None) -> str:
        """Keep the text that was written before the editor failed, and return a message that says so."""
        if text is not None and text.strip() and text != collection_text.to_lines(before):
            self._unfinished = before, text
        return "; ctrl+e goes on with what you wrote" if self._unfinished else ""

    def _show_plan(self, before: Draft, wanted: Draft, wrong: Sequence[str]) -> None:
        if wrong:
            # A line that cannot be read may be a misspelled item: do not remove that item.
            kept = [key for key in before.by_key if key not in wanted.by_key]
            wanted = merged(before.without(kept), wanted, before)
        if wanted.has_same_contents(before):
            self._screen.notice(wrong[0] if wrong else "the file changes nothing", failed=bool(wrong))
            return
        lines = collection_text.changes_words(before, wanted, moves(before, wanted))

        def agreed() -> None:
            self._edits.change_since(before, wanted, "what was edited as text")

        self._screen.app.push_screen(EditPlan(lines, agreed, wrong))


class ExportForm(Form):
    """Asks for a path and writes `text` to it. It does not overwrite a file."""

    def __init__(self, name: str, text: str, show_message: Callable[[str], None]) -> None:
        super().__init__("Export", "Write")
        self._text = text
        self._show_message = show_message
        self._path = Field(name, "a file", id="path")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Return the field for the path."""
        yield "path", "File", self._path

    def missing(self) -> Mapping[str, str]:
        """Return that the name of a file is missing, if none was typed."""
        return {} if self._path.value.strip() else {"path": "the name of a file is missing"}

    def send(self) -> None:
        """Write the file."""
        path = Path(self._path.value.strip()).expanduser()
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(self._text)
        except FileExistsError:
            self.show_error("there is a file of this name: give another one", "path")
        except (OSError, ValueError) as error:
            self.show_error(f"it could not be written: {getattr(error, 'strerror', None) or error}", "path")
        else:
            self._show_message(f"written to {path}")
            self.answer(None)
