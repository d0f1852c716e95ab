"""The repos that a user owns, and the repos that a user likes."""

from hubtui.hub.models.base import Field, Wire, count, one, text, text_or_empty


class OwnRepo(Wire):
    """An own repo, from the settings: `storage` in bytes, `visibility` is "public", "private" or "protected"."""

    id = Field(text_or_empty)
    type = Field(text)
    visibility = Field(text)
    storage = Field(count)


class LikedRepo(Wire):
    """A repo that a user likes; `type` is "model", "dataset" or "space"."""

    name = Field(text_or_empty)
    type = Field(text)


class Like(Wire):
    """A like: the repo, and the time of the like."""

    created_at = Field(text)
    repo = Field(one(LikedRepo))
