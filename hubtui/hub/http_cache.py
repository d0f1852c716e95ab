"""Caches answers. They are revalidated with their ETag, and used as they are while the Hub is unreachable."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.hub import protocol
from hubtui.hub.calls import READING, Answer, Ask, Call
from hubtui.hub.errors import Offline

if TYPE_CHECKING:
    from hubtui.cache.store import CachedAnswer, Store

_HEADERS = ("content-type", "content-range", "content-length", "etag", "last-modified")


class HttpCache:
    """Caches the answers to reading calls, except those that contain the `secret`, and those of the dataset viewer.

    `on_stale` is called with the time of each cached answer that is used because the Hub cannot be reached, in seconds
    since 1970.
    """

    def __init__(self, store: Store, secret: str | None = None) -> None:
        self._store = store
        self._secret = secret.encode() if secret else b""
        self.on_stale: Callable[[float], None] = lambda _: None

    async def ask(self, call: Call, ask: Ask) -> Answer:
        """Return the Hub's answer to a reading call, or the cached one if the Hub cannot be reached.

        Raises:
            HubError: the Hub refused, or cannot be reached and there is no cached answer.
        """
        if not _may_be_cached(call):
            return await ask(call)
        name = _name(call)
        cached = self._store.get(name)
        etag = cached.metadata["headers"].get("etag", "") if cached is not None else ""
        try:
            answer = await ask(replace(call, headers={**call.headers, "If-None-Match": etag}) if etag else call)
        except Offline:
            if cached is None:
                raise
            self.on_stale(cached.time)
            return _answer_of(cached)
        if answer.status == protocol.NOT_MODIFIED and cached is not None:
            self._store.set_confirmed(cached)
            return _answer_of(cached)
        self._save(name, answer)
        return answer

    def _save(self, name: str, answer: Answer) -> None:
        if self._secret and self._secret in answer.body:
            return
        headers = {name: value for name, value in answer.headers.items() if name in _HEADERS or name.startswith("x-")}
        self._store.put(name, answer.body, {"status": answer.status, "headers": headers, "next": answer.next})

    async def forget_changed(self, call: Call) -> None:
        """After a write, remove the cached answers about the changed thing, and all cached lists."""
        if not call.reads:
            ids = _ids_in(call)
            # A list has parameters. The names are in the files: reading them all would delay key presses.
            await asyncio.to_thread(
                self._store.remove_matching, lambda name: "?" in name or any(map(name.__contains__, ids))
            )

    def cached(self, call: Call) -> tuple[Answer, float]:
        """Return the cached answer to a call and its time (seconds since 1970), without asking the Hub.

        Raises:
            Offline: no answer is cached.
        """
        found = self._store.get(_name(call)) if call.method in READING and _may_be_cached(call) else None
        if found is None:
            raise Offline("it has not been seen yet")
        return _answer_of(found), found.time


def _ids_in(call: Call) -> list[str]:
    """Return the ids in the path and the body of a write."""
    body = call.body if isinstance(call.body, dict) else {}
    texts = [value for value in body.values() if isinstance(value, str)]
    return [text for text in (*texts, "/".join(call.path.split("/")[3:5])) if "/" in text]


def _may_be_cached(call: Call) -> bool:
    return not call.service and "authorization" not in {name.lower() for name in call.headers}


def _name(call: Call) -> str:
    """Return the name of a call in the store: method, path, query and headers, on which its answer depends."""
    query = "&".join(f"{key}={value}" for key, value in call.parameters)
    place = call.target or (f"{call.path}?{query}" if query else call.path)
    headers = ",".join(f"{name}:{value}" for name, value in sorted(call.headers.items()))
    return f"{call.method} {place} {headers}{' cut ' + str(call.at_most) if call.cut else ''}".rstrip()


def _answer_of(cached: CachedAnswer) -> Answer:
    fields = cached.metadata
    return Answer(int(fields["status"]), dict(fields["headers"]), cached.body, fields["next"])
