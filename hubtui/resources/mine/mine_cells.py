"""The cells of the tab Mine, and the lines about the account above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hubtui.hub.kinds import KINDS
from hubtui.presentation.lines import Line, flow
from hubtui.presentation.rights import scope_lines
from hubtui.presentation.values import UNKNOWN, ago, number, state
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.hub.models.account import Account
    from hubtui.hub.models.collection import Collection
    from hubtui.hub.models.rows import Row

_WIDE, _NARROW = 100, 80
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A repo, a collection or a like; `kind` is model, dataset, space or collection; `storage` is in bytes.

    `row` or `collection` is the data about it from a list of the Hub.
    """

    kind: str
    id: str
    title: str = ""
    visibility: str = ""
    storage: int | None = None
    downloads: int | None = None
    likes: int | None = None
    updated: str | None = None
    size: str = ""
    row: Row | None = None
    collection: Collection | None = None


SORTS: tuple[tuple[str, str, Callable[[Item], Any], bool], ...] = (
    ("updated", "updated", lambda item: item.updated or "", True),
    ("id", "id", lambda item: item.id.casefold(), False),
    ("storage", "storage", lambda item: item.storage or 0, True),
    ("downloads", "downloads", lambda item: item.downloads or 0, True),
    ("likes", "likes", lambda item: item.likes or 0, True),
)


def columns_for(section: str, width: int) -> list[Column]:
    """Return the columns of a section for `width` terminal cells."""
    columns = [
        Column("kind", "", 10),
        Column("id", "Collection" if section == "collections" else "Repo", 0, is_name=True),
    ]
    if section == "repos":
        columns.append(Column("visibility", "", 9))
        columns += [Column("storage", "Storage", 9, right=True)] if width >= _NARROW else []
        columns += [Column("downloads", "Downl.", 7, right=True)] if width >= _WIDE else []
    if section == "collections":
        columns += [Column("visibility", "", 8), Column("size", "Items", 6, right=True)]
    if section != "likes" and width >= _NARROW:
        columns.append(Column("likes", "Likes", 6, right=True))
    return [*columns, Column("updated", "Liked" if section == "likes" else "Updated", 8, right=True)]


def cells(item: Item, columns: Sequence[Column], now: datetime) -> list[Cell]:
    """Return the cells of an item."""
    made = {
        "kind": Cell(KINDS[item.kind].noun if item.kind in KINDS else item.kind, "dim"),
        "id": Cell(item.title or item.id),
        "visibility": state(item.visibility) if item.visibility != "public" else Cell(""),
        "storage": UNKNOWN if item.storage is None else Cell(short_bytes(item.storage)),
        "downloads": number(item.downloads),
        "likes": number(item.likes),
        "size": Cell(item.size),
        "updated": ago(item.updated, now),
    }
    return [made[column.key] for column in columns]


def account_lines(account: Account, width: int) -> list[Line]:
    """Return the lines about the account: its names, its organisations and roles, its token and the rights of that."""
    full = f"{account.fullname} ({account.name})" if account.fullname else account.name
    plan = "PRO" if account.is_pro else ""
    lines = flow([Cell(full, "accent"), *([plan] if plan else []), *_token_words(account)], width)
    orgs = [f"{org.name} ({org.role or 'member'})" for org in account.organizations]
    if orgs:
        lines += flow([Cell("organisations", "dim"), *orgs], width)
    for what, permissions in scope_lines(account):
        lines += flow([Cell(what, "dim"), permissions], width)
    return lines[:_MOST_LINES]


def _token_words(account: Account) -> list[str]:
    token = account.token
    return [] if token is None else [f'token "{token.name}"' if token.name else "token", token.role]
