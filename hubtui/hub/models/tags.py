"""The tags that repos can be filtered by, grouped by type."""

from hubtui.hub.models.base import Field, Wire, some, text_or_empty


class Tag(Wire):
    """A tag: repos have its `id`, the screen shows its `label`."""

    id = Field(text_or_empty)
    label = Field(text_or_empty)


class Tags(Wire):
    """The tags of models or datasets: its fields are the types, each a list of tags."""

    def by_type(self) -> dict[str, list[Tag]]:
        """Return the tags of each type, without tags that have no id."""
        return {
            group: [tag for tag in some(Tag)(tags) if tag.id]
            for group, tags in self.sent.items()
            if isinstance(tags, list)
        }
