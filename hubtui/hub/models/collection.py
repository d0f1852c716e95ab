"""Collections and their items."""

from typing import Any, Literal

from pydantic import Field

from hubtui.hub.models.base import Count, Flag, Several, Text, Wire, Word
from hubtui.hub.models.repo import Runtime

ItemType = Literal["model", "dataset", "space", "paper", "collection", "bucket"]


class Owner(Wire):
    """The user or organisation that owns a collection."""

    object_id: str | None = Field(None, alias="_id")
    name: str = ""
    fullname: Word | None = None
    type: str | None = None
    avatar_url: str | None = None


class Note(Wire):
    """The note on an item, written by the owner of the collection."""

    text: Text | None = None
    html: str | None = None


class CollectionItem(Wire):
    """An item of a collection.

    `item_object_id` identifies it within the collection; `item_id` is the id of the repo, the number of the paper or
    the slug of the collection. Fields that items of this type do not have are None. `position` may have gaps: only the
    order of the items counts.
    """

    item_object_id: str = Field("", alias="_id")
    item_id: str = Field("", alias="id")
    item_type: str | None = Field(None, alias="type")
    position: Count | None = None
    note: Note | None = None
    repo_type: str | None = None
    author: str | None = None
    title: Word | None = None
    slug: str | None = None
    downloads: Count | None = None
    likes: Count | None = None
    upvotes: Count | None = None
    last_modified: str | None = None
    pipeline_tag: str | None = None
    num_parameters: Count | None = None
    private: Flag | None = None
    gated: Flag | str | None = None
    sdk: str | None = None
    runtime: Runtime | None = None
    datasets_server_info: Any = None
    number_items: Count | None = None


class Collection(Wire):
    """A collection. In a listing it has at most four items, and neither `position` nor `share_url`."""

    slug: str = ""
    title: Word | None = None
    description: Text | None = None
    last_updated: str | None = None
    gating: Any = None
    owner: Owner | None = None
    items: Several[CollectionItem] = Field(default_factory=list)
    theme: str | None = None
    private: Flag | None = None
    upvotes: Count | None = None
    is_upvoted_by_user: Flag | None = None
    position: Count | None = None
    share_url: str | None = None
