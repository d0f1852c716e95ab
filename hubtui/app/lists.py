"""The lists beside those of repos, by their names: what tabs, pages and saved views show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hubtui.app.session import AppSession
    from hubtui.browser.list_model import ListModel


def _papers(session: AppSession) -> ListModel[Any]:
    from hubtui.resources.paper.list import PapersList

    return PapersList(session)


def _collections(session: AppSession) -> ListModel[Any]:
    from hubtui.resources.collection.list import CollectionsList

    return CollectionsList(session)


def _mine(session: AppSession) -> ListModel[Any]:
    from hubtui.resources.mine.list import MineList

    return MineList(session)


def _activity(session: AppSession) -> ListModel[Any]:
    from hubtui.resources.request.list import ActivityList

    return ActivityList(session.worker.activity)


def _transfers(session: AppSession) -> ListModel[Any]:
    from hubtui.resources.transfer.list import TransfersList

    return TransfersList(session.downloads)


def _quants(session: AppSession) -> ListModel[Any]:
    from hubtui.resources.quants.list import QuantsList

    return QuantsList(session)


LISTS: dict[str, Callable[[AppSession], ListModel[Any]]] = {
    "papers": _papers,
    "collections": _collections,
    "mine": _mine,
    "activity": _activity,
    "transfers": _transfers,
    "quants": _quants,
}
"""Each is imported when it is first shown."""
