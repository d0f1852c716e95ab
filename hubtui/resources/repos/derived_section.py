"""The section Derived: the base models of a model, and the numbers of models made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from hubtui.browser.repo_preview import RepoPreview
from hubtui.hub.repos import RepoInfo
from hubtui.pages.work import start_work
from hubtui.places import DERIVED, LIST, PREVIEW
from hubtui.presentation.lines import flow
from hubtui.presentation.tags import without_prefix
from hubtui.registry.target import Target
from hubtui.resources.repos.list_section import ListSection
from hubtui.resources.repos.page import RepoPage
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.models.repo import ModelInfo

_RELATIONS = (
    ("adapter", "adapters of it"),
    ("finetune", "fine-tuned from it"),
    ("merge", "merges with it"),
    ("quantized", "quantizations of it"),
)
_MADE_OF = {
    "adapter": "adapter for",
    "finetune": "fine-tuned from",
    "merge": "merged from",
    "quantized": "quantized from",
}


@dataclass(frozen=True, slots=True)
class _Related:
    words: str
    id: str
    target: Target | None  # None for its quants, which have a list of their own
    count: int | None = None

    @property
    def is_model(self) -> bool:
        return self.target is not None and self.target.kind == "model"


class DerivedSection(ListSection[_Related]):
    """Lists the relations at once, and loads the numbers of models afterwards."""

    PLACES: ClassVar[tuple[str, ...]] = (DERIVED, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, _columns, id="derived")
        self._cards = RepoPreview(page.worker, "preview:derived", self.previewing.draw)

    def begin(self) -> None:
        """Show the relations, then load the numbers."""
        super().begin()
        self._show({})
        start_work(self, self._load, "derived")

    async def _load(self) -> None:
        info = await self.ask(RepoInfo("model", self.page.repo_id, fields=("childrenModelCount",)), fresh=True)
        if info is not None:
            model: ModelInfo = info  # type: ignore[assignment]  # a model was asked for
            self._show(model.children_model_count)

    def _show(self, counts: Any) -> None:
        known = counts if isinstance(counts, Mapping) else {}
        self.show_items([*self._bases(), *self._children(known)])
        numbers = [row.count for row in self.items if row.count is not None]
        if numbers:
            self.show_count(f"{sum(numbers):,}")

    def _bases(self) -> Iterator[_Related]:
        tags = self.page.row.tags if self.page.row is not None else []
        bases = without_prefix(tags, "base_model:")
        related = [base for base in bases if base.partition(":")[0] in _MADE_OF and ":" in base]
        for base in related or bases:
            relation, colon, repo_id = base.rpartition(":")
            yield _Related(
                _MADE_OF.get(relation, "based on") if colon else "based on", repo_id, Target("model", repo_id)
            )

    def _children(self, counts: Mapping[str, Any]) -> Iterator[_Related]:
        for relation, words in _RELATIONS:
            count = counts.get(relation)
            tag = f"tag:base_model:{relation}:{self.page.repo_id}"
            target = None if relation == "quantized" else Target("listing", "model", filters=(tag,))
            yield _Related(words, self.page.repo_id, target, count if type(count) is int else None)

    def key(self, item: _Related) -> str:
        """Return the relation and the id of the model."""
        return f"{item.words} {item.id}"

    def cells(self, item: _Related, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a relation."""
        count = "" if item.count is None else f"{item.count:,}"
        return [Cell(item.words, "dim"), Cell(item.id, "accent"), Cell(count)]

    def preview(self, item: _Related, width: int) -> Iterator[Line]:
        """Yield the card of a base model, or the number of models made from this one."""
        yield from flow([Cell(item.words, "dim")], width)
        if item.is_model:
            yield from self._cards.lines("model", item.id, None, width)
        elif item.count is not None:
            yield from flow([Cell(f"{item.count:,} models", "accent"), Cell("enter lists them", "dim")], width)

    async def load_preview(self, item: _Related, width: int) -> None:
        """Load the card of a model."""
        if item.is_model:
            await self._cards.load("model", item.id, width)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._cards.leave()

    def open(self, item: _Related) -> None:
        """Open the base model, the quants of the model, or the list of other derived models."""
        if item.target is not None:
            self.page.routes.open(item.target)
        else:
            self.page.routes.show_quants(self.page.repo_id, ())


def _columns(width: int) -> list[Column]:
    return [Column("words", "", 20), Column("id", "Model", 0, is_name=True), Column("count", "Models", 9, right=True)]
