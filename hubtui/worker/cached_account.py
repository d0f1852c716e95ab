"""Who the owner of a token is, in words, kept so that the first paint can say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.cache.store import Store

_NAME = "account"


def save_account(store: Store, words: str) -> None:
    """Keep it beside what the account has seen."""
    if cached_account(store) != words:
        store.put(_NAME, words.encode())


def cached_account(store: Store) -> str:
    """What was kept; empty where nothing is."""
    kept = store.get(_NAME)
    return kept.body.decode() if kept is not None else ""
