"""Papers."""

from hubtui.hub.models.base import Field, Wire, count, line, lines, one, some, text, text_or_empty


class PaperAuthor(Wire):
    """An author of a paper; `account` is the name of the account at the Hub, "" if there is none."""

    name = Field(text)
    _user = Field(text_or_empty, "user", "user")
    _name = Field(text_or_empty, "user", "name")

    @property
    def account(self) -> str:
        """The name of the account."""
        return self._user or self._name


class Paper(Wire):
    """A paper; `published_at` is as the Hub sent it (ISO 8601)."""

    id = Field(text_or_empty)
    title = Field(line)
    summary = Field(lines)
    upvotes = Field(count)
    published_at = Field(text)
    authors = Field(some(PaperAuthor))

    @property
    def author_names(self) -> list[str]:
        """The names of the authors, in order."""
        return [author.name for author in self.authors if author.name is not None]

    @property
    def accounts(self) -> list[tuple[str, str]]:
        """The authors who have an account at the Hub, as (name of the account, name of the author)."""
        return [(author.account, author.name or author.account) for author in self.authors if author.account]


class FoundPaper(Wire):
    """A row of a list of papers, whose fields are those of the paper if there is no `paper` in it."""

    paper = Field(one(Paper))
