"""The dialogs that create, edit, duplicate and delete a collection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.addresses import item_path, target_of
from hubtui.changes.collection_changes import CreateCollection, DeleteCollection, deletion_of
from hubtui.dialogs.form import Form
from hubtui.hub.collections import CollectionOf
from hubtui.hub.drafts import LONGEST_DESCRIPTION, LONGEST_TITLE, THEMES, About, Draft, draft_of, length_of
from hubtui.hub.errors import BadRequest, Forbidden, HubError, Missing, NameTaken
from hubtui.managing.change_form import ChangeForm
from hubtui.managing.create import owner_options
from hubtui.pages.work import start_work
from hubtui.text.humanize import counted
from hubtui.widgets.choice_field import ChoiceField, Option
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.changes.queue import QueuedChange
    from hubtui.pages.session import EditServices

_WHO = {"public": "everyone sees it", "private": "only you, or your organisation, see it"}


def _too_long(text: str, most: int) -> str:
    over = length_of(text) - most
    return f"{counted(over, 'character')} too many: it may have {most}" if over > 0 else ""


def _theme(name: str) -> Option:
    return Option(name, name or "none", role=f"theme-{name}" if name in THEMES else "")


class _Texts:
    """The fields for title, description and visibility, checked as they are typed."""

    def __init__(self, title: str, description: str, private: bool) -> None:
        self._title = Field(title, f"1 to {LONGEST_TITLE} characters", id="title")
        self._description = Field(description, f"at most {LONGEST_DESCRIPTION} characters", id="description")
        options = [Option(name, name, words=words) for name, words in _WHO.items()]
        self._visibility = ChoiceField(options, "private" if private else "public", id="visibility")

    @property
    def title(self) -> str:
        """The typed title."""
        return self._title.value.strip()

    @property
    def description(self) -> str:
        """The typed description."""
        return self._description.value.strip()

    @property
    def is_private(self) -> bool:
        """Whether "private" is chosen."""
        return self._visibility.value == "private"

    def fields(self, theme: ChoiceField) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Return the rows of the form."""
        yield "title", "Title", self._title
        yield "description", "Description", self._description
        yield "theme", "Theme", theme
        yield "visibility", "Visibility", self._visibility

    def missing(self) -> dict[str, str]:
        """Return that a title is missing, if there is none."""
        return {} if self.title else {"title": "a title is missing"}

    def problems(self) -> dict[str, str]:
        """Return the errors: which texts are too long."""
        found = {
            "title": _too_long(self.title, LONGEST_TITLE),
            "description": _too_long(self.description, LONGEST_DESCRIPTION),
        }
        return {name: words for name, words in found.items() if words}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the lengths of the texts."""
        title, description = length_of(self.title), length_of(self.description)
        return [(f"title {title}/{LONGEST_TITLE}, description {description}/{LONGEST_DESCRIPTION}", "dim")]


class AboutForm(Form):
    """Changes title, description, theme and visibility of a collection. The change can be undone."""

    begins_at = "title"

    def __init__(self, editor: CollectionEditor) -> None:
        super().__init__("Title and the rest", "Save")
        about = editor.edits.wanted.about
        self._edits = editor.edits
        self._texts = _Texts(about.title, about.description, about.private)
        themes = [*THEMES, *([about.theme] if about.theme not in THEMES else [])]
        self._theme = ChoiceField([_theme(name) for name in themes], about.theme, id="theme")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Return the rows of the form."""
        return self._texts.fields(self._theme)

    def missing(self) -> Mapping[str, str]:
        """Return that a title is missing, if there is none."""
        return self._texts.missing()

    def problems(self) -> Mapping[str, str]:
        """Return the errors: which texts are too long."""
        return self._texts.problems()

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the lengths of the texts."""
        return self._texts.facts()

    def send(self) -> None:
        """Pass the change to the editor of the collection."""
        texts, wanted = self._texts, self._edits.wanted
        about = About(texts.title, texts.description, self._theme.value, texts.is_private)
        self._edits.change(replace(wanted, about=about), "title and the rest")
        self.answer(None)


class CreateForm(ChangeForm):
    """Creates a collection: empty, with a first item, or with the items of `source`. Calls `made` with its slug."""

    def __init__(
        self, services: EditServices, made: Callable[[str], None], *, title: str = "", source: Draft | None = None
    ) -> None:
        heading, verb = ("Duplicate", "Duplicate") if source is not None else ("New collection", "Create")
        super().__init__(heading, verb, services)
        about = source.about if source is not None else About(private=True)
        self._made = made
        self._source = source
        self._texts = _Texts(title, about.description, about.private)
        self._owner = ChoiceField(owner_options(services), id="owner")
        theme = about.theme if about.theme in THEMES else THEMES[0]
        self._theme = ChoiceField([_theme(name) for name in THEMES], theme, id="theme")
        self._first = Field("", "a repo id, datasets/ID, papers/ID, a URL; or nothing", id="first")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Return the rows of the form."""
        yield "owner", "Owner", self._owner
        yield from self._texts.fields(self._theme)
        yield "first", "First item", self._first

    def hidden(self) -> Sequence[str]:
        """Return the names of hidden fields: "first" for a duplicate, which has its items already."""
        return ("first",) if self._source is not None else ()

    def missing(self) -> Mapping[str, str]:
        """Return that a title is missing, if there is none."""
        return self._texts.missing()

    def problems(self) -> Mapping[str, str]:
        """Return the error of each field that has one."""
        found = self._texts.problems()
        if self._owner.option.why_not:
            found["owner"] = self._owner.option.why_not
        try:
            self._first_item()
        except ValueError as error:
            found["first"] = str(error)
        return found

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the lengths of the texts."""
        return self._texts.facts()

    def _first_item(self) -> tuple[str, str] | None:
        text = self._first.value.strip()
        if not text:
            return None
        target = target_of(text, self.edit_services.endpoint)
        item_path(target)
        return target.kind, target.id

    def change(self) -> CreateCollection:
        """Return the change that creates the collection."""
        first, texts = self._first_item(), self._texts
        items = tuple((item.type, item.id, item.note) for item in self._source.items) if self._source else ()
        if first is not None:
            items = ((*first, ""),)
        return CreateCollection(
            "", self._owner.value, texts.title, texts.description, self._theme.value, texts.is_private, items, first
        )

    def field_of(self, error: HubError) -> str:
        """Return the name of the field that an error of the Hub is about."""
        names = ((NameTaken, "title"), (Missing, "first"), (BadRequest, "title"), (Forbidden, "owner"))
        return next((name for kind, name in names if isinstance(error, kind)), "")

    def done(self, edit: QueuedChange) -> None:
        """Open the new collection."""
        self._made(edit.change.repo_id)


class DeleteForm(ChangeForm):
    """Deletes a collection after its title was typed, and calls `deleted`.

    `draft` is its contents, which undo needs; without it the form loads the collection first."""

    def __init__(
        self, services: EditServices, slug: str, title: str, deleted: Callable[[], None], draft: Draft | None = None
    ) -> None:
        super().__init__(f"Delete {title}", "Delete it", services)
        self._slug = slug
        self._named = title
        self._deleted = deleted
        self._draft = draft
        self._typed = Field("", "type its whole title", id="typed")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Return the row for the title."""
        yield "typed", "Its title", self._typed

    def missing(self) -> Mapping[str, str]:
        """Return that the whole title is to be typed, if it has not been."""
        is_typed = self._typed.value.strip() == self._named
        return {} if is_typed else {"typed": f"type its whole title: {self._named}"}

    def problems(self) -> Mapping[str, str]:
        """Return an error if the typed text is not the beginning of the title."""
        return {} if self._named.startswith(self._typed.value.strip()) else {"typed": f"its title is {self._named}"}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return what undo restores and what it does not."""
        return [("u makes another one with the same items, notes and order; its address and its likes are lost.", "")]

    def send(self) -> None:
        """Load the collection if undo needs that, and delete it."""
        if self._draft is not None:
            super().send()
            return
        self.begin_sending()
        start_work(self.app, self._read_and_send, "delete-collection")

    async def _read_and_send(self) -> None:
        try:
            self._draft = draft_of(await self.edit_services.worker.get(CollectionOf(self._slug)))
        except HubError as error:
            self.show_error(str(error), "typed")
            return
        super().send()

    def change(self) -> DeleteCollection:
        """Return the change that deletes the collection, with the data that undo needs."""
        return deletion_of(self._slug, self._draft or Draft())

    def field_of(self, error: HubError) -> str:
        """Return the name of the only field."""
        return "typed"

    def done(self, edit: QueuedChange) -> None:
        """Show a message, and leave the page of the collection."""
        super().done(edit)
        self._deleted()
