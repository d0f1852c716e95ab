"""The edge of the server, around all endpoints: who may come in, what goes wrong, and the headers of every answer."""

import asyncio
import base64
import hashlib
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hubtui.demo.accounts import Tokens, viewer_of
from hubtui.demo.errors import Refusal, one_line
from hubtui.demo.faults import WORDS, Faults
from hubtui.demo.guard import allowed_names, check_source

HTML_503 = "<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>\n"


def refusal_response(path: str, refusal: Refusal) -> Response:
    """JSON for the API; a line of text where files are fetched."""
    headers = refusal.headers | refusal.fields.pop("headers", {})
    if path.startswith("/api/"):
        return JSONResponse({"error": refusal.message, **refusal.fields}, refusal.status, headers)
    return PlainTextResponse(refusal.message, refusal.status, headers)


class Edge:
    """Checks the source, waits, counts, fails on demand, finds the viewer; then lets the endpoint answer."""

    def __init__(self, app: ASGIApp, tokens: Tokens, faults: Faults, bound: str) -> None:
        self.app, self.tokens, self.faults = app, tokens, faults
        self.bound, self.names = bound, allowed_names(bound)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        outgoing = Outgoing(scope, send)
        try:
            await self._enter(scope, outgoing)
        except Refusal as refusal:
            await refusal_response(scope["path"], refusal)(scope, receive, outgoing)
            return
        await self.app(scope, receive, outgoing)

    async def _enter(self, scope: Scope, outgoing: "Outgoing") -> None:
        headers = Headers(scope=scope)
        left, seconds, too_many = self.faults.count(headers.get("authorization") or (scope.get("client") or ["-"])[0])
        outgoing.headers |= self.faults.headers(left, seconds)
        check_source(scope["headers"], self.bound, self.names)
        if "\0" in scope["path"]:
            raise Refusal(400, "Invalid path")
        if self.faults.latency_ms:
            await asyncio.sleep(self.faults.latency_ms / 1000)
        if too_many:
            raise Refusal(429, self.faults.limited_words(), headers={"Retry-After": str(seconds)})
        if status := self.faults.failure():
            raise self._failure(status, outgoing)
        scope.setdefault("state", {})["viewer"] = viewer_of(headers.get("authorization"), self.tokens)

    def _failure(self, status: int, outgoing: "Outgoing") -> Refusal:
        if status == 429:
            outgoing.headers |= self.faults.headers(0, 1)
        return Refusal(status, WORDS[status], headers={"Retry-After": "1"} if status != 500 else {})


class Outgoing:
    """Sends an answer with the headers that each has: request id, rate limit, a weak ETag; 304 where that is known."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.send, self.method = send, scope["method"]
        asked = Headers(scope=scope)
        self.known = asked.get("if-none-match", "")
        trace = one_line(asked.get("x-amzn-trace-id", ""))[:120]
        root = f"Root=1-{int(time.time()):08x}-{secrets.token_hex(12)}"
        self.headers = {"X-Request-Id": f"{root};{trace}" if trace else root, "Vary": "Origin"}
        self.start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        if self.start is not None:
            start, self.start = self.start, None
            message = self._completed(start, message)
            await self.send(start)
        if self.method == "HEAD":
            message = {**message, "body": b""}
        await self.send(message)

    def _completed(self, start: Message, message: Message) -> Message:
        headers = MutableHeaders(raw=start["headers"])
        for key, value in self.headers.items():
            headers.setdefault(key, value)
        if not message.get("more_body"):
            headers.setdefault("ETag", weak_tag(message.get("body", b"")))
        if start["status"] == 200 and self.method in ("GET", "HEAD") and matches(self.known, headers.get("etag", "")):
            start["status"] = 304
            headers["Content-Length"] = "0"
            message = {"type": "http.response.body", "body": b"", "more_body": message.get("more_body", False)}
        return message


def weak_tag(body: bytes) -> str:
    digest = hashlib.sha1(body, usedforsecurity=False).digest()
    return f'W/"{len(body):x}-{base64.b64encode(digest).decode().rstrip("=")[:27]}"'


def matches(known: str, tag: str) -> bool:
    """Whether If-None-Match names this tag; the comparison is weak."""
    wanted = tag.removeprefix("W/")
    return bool(tag) and (known == "*" or wanted in [one.strip().removeprefix("W/") for one in known.split(",")])
