"""The account in words in the cache, so that the first paint can show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.cache.store import Store

_NAME = "account"


def save_account(store: Store, words: str) -> None:
    """Cache the words."""
    if cached_account(store) != words:
        store.put(_NAME, words.encode())


def cached_account(store: Store) -> str:
    """Return the cached words, or ""."""
    cached = store.get(_NAME)
    return cached.body.decode() if cached is not None else ""
