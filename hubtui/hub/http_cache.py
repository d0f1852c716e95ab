"""Cached answers: checked with their ETag, and used as they are where the Hub cannot be reached."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from hubtui.hub import protocol
from hubtui.hub.calls import READING, Answer, Call
from hubtui.hub.errors import Offline

Ask = Callable[[Call], Awaitable[Answer]]
_HEADERS = ("content-type", "content-range", "content-length", "etag", "last-modified")


class KeptAnswer(Protocol):
    """What a store gives: the body, what was told beside it, and when it was last true."""

    @property
    def body(self) -> bytes:
        """The body as it was."""
        ...

    @property
    def told(self) -> Mapping[str, Any]:
        """Status, headers and the next page."""
        ...

    @property
    def time(self) -> float:
        """Seconds since 1970."""
        ...


class Store(Protocol):
    """Where answers are kept by their names; none of these raises."""

    def get(self, name: str) -> Any:
        """A KeptAnswer, or None."""
        ...

    def put(self, name: str, body: bytes, told: Mapping[str, Any]) -> None:
        """Keep it."""
        ...

    def confirm(self, kept: Any) -> None:
        """It is still true."""
        ...

    def forget(self, matches: Callable[[str], bool]) -> None:
        """Everything whose name matches is not kept any more."""
        ...


class HttpCache:
    """Between the families and the line; `on_kept` is told the moment (seconds since 1970) of an answer that stands in
    for one that could not be had. An answer with the `secret` in it is not kept.
    """

    def __init__(self, store: Store, secret: str | None = None) -> None:
        self._store = store
        self._secret = secret.encode() if secret else b""
        self.on_kept: Callable[[float], None] = lambda _: None

    async def ask(self, call: Call, ask: Ask) -> Answer:
        """The Hub's answer to a reading call, which is kept; where it cannot be reached the one that was kept.

        Raises:
            HubError: as the line.
        """
        if not _may_be_kept(call):
            return await ask(call)
        name = _name(call)
        kept = self._store.get(name)
        etag = kept.told["headers"].get("etag", "") if kept is not None else ""
        try:
            answer = await ask(replace(call, headers={**call.headers, "If-None-Match": etag}) if etag else call)
        except Offline:
            if kept is None:
                raise
            self.on_kept(kept.time)
            return _answer_of(kept)
        if answer.status == protocol.NOT_MODIFIED and kept is not None:
            self._store.confirm(kept)
            return _answer_of(kept)
        if self._secret and self._secret in answer.body:
            return answer
        headers = {name: value for name, value in answer.headers.items() if _is_kept(name)}
        self._store.put(name, answer.body, {"status": answer.status, "headers": headers, "next": answer.next})
        return answer

    async def told(self, call: Call) -> None:
        """After a write, what was kept of the same thing, and of every listing, is not true any more."""
        if not call.reads:
            about = _about(call)
            # Their names are in the files: too many to read between two keys.
            await asyncio.to_thread(
                self._store.forget, lambda name: _is_listing(name) or any(map(name.__contains__, about))
            )

    def recall(self, call: Call) -> tuple[Answer, float]:
        """The answer that is kept, and when it was last true, without a word to the Hub.

        Raises:
            Offline: none is.
        """
        kept = self._store.get(_name(call)) if call.method in READING and _may_be_kept(call) else None
        if kept is None:
            raise Offline("it has not been seen yet")
        return _answer_of(kept), kept.time


def _about(call: Call) -> list[str]:
    """What a write changes: the ids that it names, in its path and its body."""
    body = call.body if isinstance(call.body, dict) else {}
    texts = [str(value) for value in body.values() if isinstance(value, str)]
    return [text for text in (*texts, "/".join(call.path.split("/")[3:5])) if "/" in text]


def _is_listing(name: str) -> bool:
    return "?" in name


def _may_be_kept(call: Call) -> bool:
    return "authorization" not in {name.lower() for name in call.headers}


def _is_kept(name: str) -> bool:
    return name in _HEADERS or name.startswith("x-")


def _name(call: Call) -> str:
    """What makes an answer another one: method, path and query, and the headers that were asked with."""
    query = "&".join(f"{key}={value}" for key, value in call.parameters)
    place = call.target or (f"{call.path}?{query}" if query else call.path)
    asked = ",".join(f"{name}:{value}" for name, value in sorted(call.headers.items()))
    return f"{call.method} {place} {asked}{' cut ' + str(call.at_most) if call.cut else ''}".rstrip()


def _answer_of(kept: KeptAnswer) -> Answer:
    told = kept.told
    return Answer(int(told["status"]), dict(told["headers"]), kept.body, told["next"])
