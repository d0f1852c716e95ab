"""Collections and their items."""

from hubtui.hub.models.base import Field, Wire, count, flag, flag_or_text, line, lines, one, some, text, text_or_empty
from hubtui.hub.models.repo import Runtime


class Owner(Wire):
    """The user or organisation that owns a collection."""

    name = Field(text_or_empty)


class Note(Wire):
    """The note on an item, written by the owner of the collection."""

    text = Field(lines)


class CollectionItem(Wire):
    """An item of a collection.

    `item_object_id` identifies it within the collection; `item_id` is the id of the repo, the number of the paper or
    the slug of the collection. Fields that items of this type do not have are None. `position` may have gaps: only the
    order of the items counts.
    """

    item_object_id = Field(text_or_empty, "_id")
    item_id = Field(text_or_empty, "id")
    item_type = Field(text, "type")
    position = Field(count)
    note = Field(one(Note))
    repo_type = Field(text)
    author = Field(text)
    title = Field(line)
    slug = Field(text)
    downloads = Field(count)
    likes = Field(count)
    upvotes = Field(count)
    last_modified = Field(text)
    published_at = Field(text)
    pipeline_tag = Field(text, "pipeline_tag")
    num_parameters = Field(count)
    private = Field(flag)
    gated = Field(flag_or_text)
    sdk = Field(text)
    runtime = Field(one(Runtime))
    number_items = Field(count)


class Collection(Wire):
    """A collection. In a listing it has at most four items, and no `position`."""

    slug = Field(text_or_empty)
    title = Field(line)
    description = Field(lines)
    last_updated = Field(text)
    owner = Field(one(Owner))
    items = Field(some(CollectionItem))
    theme = Field(text)
    private = Field(flag)
    upvotes = Field(count)
    position = Field(count)
