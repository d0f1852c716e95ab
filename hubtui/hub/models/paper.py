"""Papers."""

from typing import Any

from hubtui.hub.models.base import Count, Text, Wire, Word


class Paper(Wire):
    """A paper; `published_at` as the wire has it, `authors` objects with `name`."""

    id: str = ""
    title: Word | None = None
    summary: Text | None = None
    upvotes: Count | None = None
    published_at: str | None = None
    authors: list[dict[str, Any]] | None = None

    @property
    def author_names(self) -> list[str]:
        """The names, in their order."""
        names = (author.get("name") for author in self.authors or ())
        return [name for name in names if isinstance(name, str)]


class FoundPaper(Wire):
    """A paper in a list; what the list says about it besides is kept."""

    paper: Paper | None = None
    title: Word | None = None
