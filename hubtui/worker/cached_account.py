"""Caches the text that shows the account, for the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.cache.store import Store

_NAME = "account"


def save_account(store: Store, words: str) -> None:
    """Save the text that shows the account."""
    if cached_account(store) != words:
        store.put(_NAME, words.encode())


def cached_account(store: Store) -> str:
    """Return the cached text that shows the account, or ""."""
    cached = store.get(_NAME)
    return cached.body.decode() if cached is not None else ""
