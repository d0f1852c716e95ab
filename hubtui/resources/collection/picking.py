"""The dialog that adds items to a collection: to one of the user, or to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from hubtui.changes.collection_changes import CreateCollection
from hubtui.dialogs.field_dialog import FieldDialog
from hubtui.dialogs.item_rows import ItemRows
from hubtui.hub.collections import CollectionsPage
from hubtui.hub.drafts import LONGEST_TITLE, DraftItem, length_of
from hubtui.hub.errors import HubError
from hubtui.pages.work import start_work
from hubtui.places import PICKING
from hubtui.resources.collection.collection_cells import items_word
from hubtui.text.columns import Cell, Column
from hubtui.text.fuzzy import rank
from hubtui.text.matches import Matches
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.pages.session import EditServices

_MOST_ASKED = 20
_NEW = "+"


def _columns(_width: int) -> list[Column]:
    return [Column("title", "", 0), Column("owner", "", 18), Column("holds", "", 9)]


class PickCollection(FieldDialog[None]):
    """Adds `items` to the collection that the user chooses, or to a new one with the typed title.

    `about` says where the items come from. `on_added` is called when they were added.
    """

    PLACES: ClassVar[tuple[str, ...]] = (PICKING,)

    def __init__(
        self,
        services: EditServices,
        items: Sequence[DraftItem],
        about: str,
        show_message: Callable[[str, bool], None],
        on_added: Callable[[], None] | None = None,
    ) -> None:
        name = items[0].id if len(items) == 1 else f"{len(items)} items"
        field = Field("", "a collection of yours, or the title of a new one", id="wanted")
        super().__init__(f"Add {name} to", field, _columns, (("choose", "enter", "add"),), about)
        self._services = services
        self._items = items
        self._show_message = show_message
        self._on_added = on_added
        self._found: list[Collection] = []
        self._holding: set[str] = set()
        self._is_adding = False

    def on_mount(self) -> None:
        """Focus the field, and load the collections."""
        super().on_mount()
        self.say("Loading your collections…")
        start_work(self, self._load, "collections")

    # The collections

    async def _load(self) -> None:
        owners = tuple(space.name for space in self._services.rights().namespaces() if space.name and not space.why_not)
        try:
            self._found = await self._all(CollectionsPage(owners, sort="lastModified"))
            self.find_again()
            paths = tuple(f"{item.type}s/{item.id}" for item in self._items[:_MOST_ASKED] if item.type != "bucket")
            self._holding = {one.slug for one in await self._all(CollectionsPage(owners, paths))} if paths else set()
        except HubError as error:
            self.say(f"{error}; a title still makes a new one", "failed")
        else:
            some = "some of them" if len(self._items) > 1 else "it"
            self.say(f"{len(self._holding)} of yours hold {some}" if self._holding else "")
        self.find_again()

    async def _all(self, request: CollectionsPage) -> list[Collection]:
        rows = [one async for page in self._services.worker.pages(request) for one in page.rows]
        return list({one.slug: one for one in rows if one.slug}.values())

    def find(self, wanted: str) -> None:
        """Show the collections whose titles match a text, and a new one of that title."""
        wanted = wanted.strip()
        shown = self._found
        if wanted:
            shown = [self._found[place] for place in rank(wanted, [one.title or one.slug for one in self._found])]
        is_there = any((one.title or "").casefold() == wanted.casefold() for one in shown)
        self.row_list.highlight(Matches(tuple(wanted.split()), is_fuzzy=True))
        new: list[Collection | None] = [None] if wanted and not is_there else []
        self.row_list.show_rows(
            ItemRows([*shown, *new], lambda one: one.slug if one is not None else _NEW, self._cells)
        )

    def _cells(self, one: Collection | None, _columns: Sequence[Column]) -> list[Cell]:
        """Return the cells of a collection; None stands for a new one."""
        if one is None:
            return [Cell(f'a new one: "{self.field.value.strip()}"', "accent"), Cell("private", "dim"), Cell("")]
        holds = Cell("holds it" if one.slug in self._holding else "", "mark")
        owner = one.slug.partition("/")[0]
        return [Cell(one.title or one.slug), Cell(f"{owner}, {items_word(one, None)}", "dim"), holds]

    def on_row_list_chosen(self) -> None:
        """Add the items to the collection that was clicked."""
        self.do_choose()

    # Adding

    def do_choose(self) -> None:
        """Add the items to the collection under the cursor, or to a new one."""
        if self._is_adding:
            return
        self.find_typed()
        slug = self.row_list.cursor_id
        if slug:
            self._is_adding = True
            self.say("adding …")
            start_work(self.app, partial(self._add, slug), "collect")

    async def _add(self, slug: str) -> None:
        if slug == _NEW:
            await self._create(self.field.value.strip())
            return
        editor = self._services.editors.of(slug)
        if not editor.edits.is_loaded:
            editor.save()
            await editor.settled()
        if not editor.edits.is_loaded:
            self._refuse(editor.problem)
            return
        new = [item for item in self._items if item.key not in editor.edits.wanted.by_key]
        known = len(self._items) - len(new)
        if new:
            editor.edits.change(editor.edits.wanted.with_items(new), f"the addition of {len(new)}")
        words = [f"{len(new)} added to {editor.edits.wanted.about.title}"] if new else []
        words += (
            [f"{known} {'was' if known == 1 else 'were'} in {editor.edits.wanted.about.title} already"] if known else []
        )
        self._finish(", ".join(words))

    def _finish(self, words: str) -> None:
        self.answer(None)
        if self._on_added is not None:
            self._on_added()
        self._show_message(words, False)

    async def _create(self, title: str) -> None:
        """Create a private collection with the items."""
        if length_of(title) > LONGEST_TITLE:
            self._refuse(f"a title may have {LONGEST_TITLE} characters")
            return
        owner = next((space.name for space in self._services.rights().namespaces() if not space.why_not), "")
        items = tuple((item.type, item.id, item.note) for item in self._items)
        edit = self._services.queue.submit(CreateCollection("", owner, title, items=items))
        edit.is_reported = True
        await edit.finished()
        if edit.error is not None:
            self._refuse(str(edit.error))
        else:
            self._finish(f"{len(items)} added to {title}")

    def _refuse(self, words: str) -> None:
        self._is_adding = False
        if self._left:
            self._show_message(words, True)
        else:
            self.say(words, "failed")
