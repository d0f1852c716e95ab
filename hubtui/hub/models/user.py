"""What is a user's own, and what a user likes."""

from hubtui.hub.models.base import Count, Wire, Word


class OwnRepo(Wire):
    """A repo of one's own as the settings list it: `storage` in bytes, `visibility` public, private or protected."""

    id: Word = ""
    type: Word | None = None
    updated_at: Word | None = None
    visibility: Word | None = None
    storage: Count | None = None


class LikedRepo(Wire):
    """What was liked; `type` is model, dataset or space."""

    name: Word = ""
    type: Word | None = None


class Like(Wire):
    """A like, and when it was given."""

    created_at: Word | None = None
    repo: LikedRepo | None = None
