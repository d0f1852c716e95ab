"""The dialogs of a collection itself: made, described anew, duplicated, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.hub.drafts import LONGEST_DESCRIPTION, LONGEST_TITLE, THEMES, Draft, DraftItem, length_of
from hubtui.hub.errors import BadRequest, Forbidden, HubError, Missing, NameTaken
from hubtui.screens.dialogs.form import Form
from hubtui.screens.managing.create import owner_options
from hubtui.screens.work import start_work
from hubtui.widgets.choice_field import ChoiceField, Option
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.screens.desk import Desk
    from hubtui.worker.collections.editor import CollectionEditor

_WHO = {"public": "everyone sees it", "private": "only you, or your organisation, see it"}


def _too_long(text: str, most: int) -> str:
    over = length_of(text) - most
    return f"{over} character{'' if over == 1 else 's'} too many: it may have {most}" if over > 0 else ""


def _theme(name: str) -> Option:
    return Option(name, name or "none", role=f"theme-{name}" if name in THEMES else "")


class _Described(Form):
    """Title, description and visibility, checked as they are typed. A title and one enter are enough."""

    one_enter = True

    def __init__(self, heading: str, verb: str, title: str, description: str, private: bool) -> None:
        super().__init__(heading, verb)
        self.title_field = Field(title, f"1 to {LONGEST_TITLE} characters", id="title")
        self.description_field = Field(description, f"at most {LONGEST_DESCRIPTION} characters", id="description")
        options = [Option(name, name, words=words) for name, words in _WHO.items()]
        self.who_field = ChoiceField(options, "private" if private else "public", id="visibility")

    @property
    def is_complete(self) -> bool:
        """It needs a title."""
        return bool(self.title_field.value.strip())

    def problems(self) -> Mapping[str, str]:
        """What is too long."""
        found = {
            "title": _too_long(self.title_field.value.strip(), LONGEST_TITLE),
            "description": _too_long(self.description_field.value.strip(), LONGEST_DESCRIPTION),
        }
        return {name: words for name, words in found.items() if words}

    def facts(self) -> Sequence[tuple[str, str]]:
        """How long the texts are."""
        title, description = (length_of(field.value.strip()) for field in (self.title_field, self.description_field))
        return [(f"title {title}/{LONGEST_TITLE}, description {description}/{LONGEST_DESCRIPTION}", "dim")]


class AboutForm(_Described):
    """What a collection says of itself; saved like every other change, so that undo takes it back."""

    begins_at = "title"

    def __init__(self, editor: CollectionEditor) -> None:
        about = editor.wanted.about
        super().__init__("Title and the rest", "Save", about.title, about.description, about.private)
        self._editor = editor
        themes = [*THEMES, *([about.theme] if about.theme not in THEMES else [])]
        self._theme = ChoiceField([_theme(name) for name in themes], about.theme, id="theme")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """All that the Hub keeps of it."""
        yield "title", "Title", self.title_field
        yield "description", "Description", self.description_field
        yield "theme", "Theme", self._theme
        yield "visibility", "Visibility", self.who_field

    def send(self) -> None:
        """Want it so."""
        wanted = self._editor.wanted
        about = replace(
            wanted.about,
            title=self.title_field.value.strip(),
            description=self.description_field.value.strip(),
            theme=self._theme.value,
            private=self.who_field.value == "private",
        )
        self._editor.change(replace(wanted, about=about), "title and the rest")
        self.answer(None)


class CreateCollection(_Described):
    """A new collection, empty, with a first item, or with all of another one; `made` is called with its slug."""

    def __init__(
        self, desk: Desk, made: Callable[[str], None], *, title: str = "", source: Draft | None = None
    ) -> None:
        about = source.about if source is not None else Draft().about
        heading, verb = ("Duplicate", "Duplicate") if source is not None else ("New collection", "Create")
        super().__init__(heading, verb, title, about.description, about.private if source is not None else True)
        self._desk = desk
        self._made = made
        self._source = source
        self._owner = ChoiceField(owner_options(desk), id="owner")
        theme = about.theme if about.theme in THEMES else THEMES[0]
        self._theme = ChoiceField([_theme(name) for name in THEMES], theme, id="theme")
        self._first = Field("", "a repo id, datasets/ID, papers/ID, a URL; or nothing", id="first")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """A duplicate has its items already."""
        yield "owner", "Owner", self._owner
        yield "title", "Title", self.title_field
        yield "description", "Description", self.description_field
        yield "theme", "Theme", self._theme
        yield "visibility", "Visibility", self.who_field
        yield "first", "First item", self._first

    def hidden(self) -> Sequence[str]:
        """A duplicate has its items already."""
        return ("first",) if self._source is not None else ()

    def problems(self) -> Mapping[str, str]:
        """And the owner, and the first item."""
        found = dict(super().problems())
        if self._owner.option.why_not:
            found["owner"] = self._owner.option.why_not
        try:
            self._first_item()
        except ValueError as error:
            found["first"] = str(error)
        return found

    def _first_item(self) -> tuple[str, str] | None:
        from hubtui.hub.targets import item_path, target_of

        text = self._first.value.strip()
        if not text:
            return None
        target = target_of(text, self._desk.endpoint)
        item_path(target)
        return target.kind, target.id

    def send(self) -> None:
        """Make it."""
        self.sending()
        start_work(self.app, self._create, "create-collection")

    async def _create(self) -> None:
        hub = await self._desk.worker.hub()
        title, private = self.title_field.value.strip(), self.who_field.value == "private"
        try:
            collection = await hub.collections.create(
                title,
                self._owner.value,
                description=self.description_field.value.strip() or None,
                private=private,
                item=self._first_item(),  # type: ignore[arg-type]  # the kinds of targets are types of items
            )
        except HubError as error:
            found = await self._find(title) if error.unsure else None
            if found is None:
                self._refuse(error)
                return
            collection = found
        self._finish(collection)

    async def _find(self, title: str) -> Collection | None:
        """What was made, where only the answer was lost."""
        hub = await self._desk.worker.hub()
        try:
            page = await hub.collections.page(owner=[self._owner.value], search=title)
        except HubError:
            return None
        return next((one for one in page.rows if one.title == title), None)

    def _refuse(self, error: HubError) -> None:
        if isinstance(error, NameTaken):
            self.refused(f"{self._owner.value} has a collection of this title already", "title")
        elif isinstance(error, Missing):
            self.refused(str(error), "first")
        else:
            names = ((BadRequest, "title"), (Forbidden, "owner"))
            self.refused(str(error), next((name for kind, name in names if isinstance(error, kind)), ""))

    def _finish(self, collection: Collection) -> None:
        """Theme and items are saved like every other change."""
        from hubtui.hub.drafts import draft_of

        editor = self._desk.editors.of(collection.slug)
        editor.take(collection)
        draft = draft_of(collection)
        items = [DraftItem(item.type, item.id, item.note) for item in self._source.items] if self._source else []
        wanted = replace(draft, about=replace(draft.about, theme=self._theme.value)).with_items(items)
        editor.change(wanted, "what it was made of")
        self.answer(None)
        self._made(collection.slug)


class DeleteCollection(Form):
    """Wants the title typed; `deleted` is called afterwards."""

    def __init__(self, desk: Desk, slug: str, title: str, deleted: Callable[[], None]) -> None:
        super().__init__(f"Delete {title}", "Delete for good")
        self._desk = desk
        self._slug = slug
        self._named = title
        self._deleted = deleted
        self._typed = Field("", title, id="typed")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """The title."""
        yield "typed", "Its title", self._typed

    @property
    def is_complete(self) -> bool:
        """The whole title stands there."""
        return self._typed.value.strip() == self._named

    def problems(self) -> Mapping[str, str]:
        """Letters that are not its title's."""
        return {} if self._named.startswith(self._typed.value.strip()) else {"typed": f"its title is {self._named}"}

    def facts(self) -> Sequence[tuple[str, str]]:
        """What is lost."""
        return [("Its order and its notes are gone then; x exports them before. What is in it stays where it is.", "")]

    def send(self) -> None:
        """Delete it."""
        self.sending()
        start_work(self.app, self._delete, "delete-collection")

    async def _delete(self) -> None:
        hub = await self._desk.worker.hub()
        try:
            await hub.collections.delete(self._slug)
        except Missing:
            pass  # gone is gone
        except HubError as error:
            if not (error.unsure and await self._is_gone()):
                self.refused(str(error), "typed")
                return
        self._desk.editors.drop(self._slug)
        self.answer(None)
        self._deleted()

    async def _is_gone(self) -> bool:
        hub = await self._desk.worker.hub()
        try:
            await hub.collections.get(self._slug)
        except Missing:
            return True
        except HubError:
            return False
        return False
