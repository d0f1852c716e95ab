"""What the tests keep in a store; their programs import this, and no tests."""

import json
from pathlib import Path

from hubtui.cache.store import Store


def body_of(number: int) -> bytes:
    return json.dumps([{"id": f"org/repo-{number}", "tags": ["a", "é", "語"] * (number % 40)}]).encode()


def filled(folder: Path, many: int = 12) -> Store:
    store = Store(folder)
    for number in range(many):
        store.put(f"GET /api/models/{number}", body_of(number), {"status": 200, "next": None})
    return store
