"""Sends HTTP requests to the Hub: with a deadline, retries, safe redirects, and a record of each request."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from platform import python_version

import httpx

from hubtui import __version__
from hubtui.hub import protocol
from hubtui.hub.bodies import Received
from hubtui.hub.calls import READING, Answer, Call, Exchange, OnExchange, OnWait, Wait
from hubtui.hub.connections import TIMEOUT, Connections
from hubtui.hub.error_mapping import Failure, Way, error_of, failure_of, out_of_time, proxy_wants_login
from hubtui.hub.errors import BadRequest, HubError, OddAnswer, Offline, PlainHttp, RateLimited
from hubtui.hub.redaction import shown_headers, without_query, without_token
from hubtui.hub.streams import OpenBody

USER_AGENT = f"hubtui/{__version__}; python/{python_version()}"
DEADLINE = 30.0
_KEPT_CONTENT = 4096
_ERROR_BODY = 1 << 16
_ANNOUNCED = 1.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of a session: it sends nothing if `offline`, and plain http only to this machine and `plain_hosts`.

    `deadline` is the number of seconds that all attempts of one call may take together, without the pauses between.
    Clock, sleep and jitter (a random number from 0 to 1) are for tests.
    """

    offline: bool = False
    plain_hosts: frozenset[str] = frozenset()
    deadline: float = DEADLINE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    jitter: Callable[[], float] = random.random


class HttpSession:
    """Sends calls to one endpoint. The token goes only to its origin, and to the dataset viewer of the Hub."""

    def __init__(
        self,
        endpoint: str,
        token: str | None,
        transport: httpx.AsyncBaseTransport | None,
        on_exchange: OnExchange | None,
        rules: Rules,
    ) -> None:
        self.endpoint = httpx.URL(endpoint)
        self._prefix = self.endpoint.raw_path.decode("ascii").rstrip("/")
        self.has_token = token is not None
        self._token = token
        self._on_exchange = on_exchange
        self._rules = rules
        self._transport = transport
        self._service_session: HttpSession | None = None
        self._connections = Connections(transport)
        self._connections.prepare(self.endpoint)

    async def aclose(self) -> None:
        """Close all connections."""
        if self._service_session is not None:
            await self._service_session.aclose()
        await self._connections.aclose()

    def session_of_service(self, services: Mapping[str, str], path: str) -> tuple[HttpSession, str]:
        """Return the session for a service of the Hub, and the prefix of the paths of its calls.

        `services` maps endpoints to the address of their service; an endpoint that is not in it has the service below
        `path`. That address is the only other one that gets the token: without it, the service does not answer for
        private and gated repos.
        """
        other = services.get(str(self.endpoint).rstrip("/"))
        if other is None:
            return self, path
        if self._service_session is None:
            record = partial(self._record_of_service, other)
            self._service_session = HttpSession(other, self._token, self._transport, record, self._rules)
        return self._service_session, ""

    async def ask(self, call: Call, on_wait: OnWait | None) -> Answer:
        """Send a call, and retry it if that is safe. Return an answer with a status below 300.

        Raises:
            HubError: all attempts failed, or the Hub asks to wait for more than a minute.
        """
        answer = await self._ask(call, on_wait, streams=False)
        assert isinstance(answer, Answer)
        return answer

    @asynccontextmanager
    async def stream(self, call: Call, on_wait: OnWait | None) -> AsyncIterator[OpenBody]:
        """Send a call and yield its body as a stream, which may take any time. Only the request is retried.

        Raises:
            HubError: as for `ask`.
        """
        body = await self._ask(call, on_wait, streams=True)
        assert isinstance(body, OpenBody)
        try:
            yield body
        finally:
            await body.aclose()

    async def _ask(self, call: Call, on_wait: OnWait | None, streams: bool) -> Answer | OpenBody:
        self._check_rules()
        left = self._rules.deadline
        tries = 1
        while True:
            begun = asyncio.get_running_loop().time()
            outcome = await self._try(call, tries, left, streams)
            if not isinstance(outcome, Failure):
                return outcome
            left -= asyncio.get_running_loop().time() - begun
            if not outcome.again or left <= 0 or not protocol.may_retry(call.method, outcome.status, tries):
                raise outcome.error
            await self._wait(outcome, tries, on_wait)
            tries += 1

    def _check_rules(self) -> None:
        if self._rules.offline:
            raise Offline("HF_HUB_OFFLINE is set: nothing is sent")
        try:
            protocol.check_plain(self.endpoint, self._rules.plain_hosts)
        except protocol.Refused as refused:
            raise PlainHttp(str(refused), refused.host) from None

    async def _wait(self, outcome: Failure, tries: int, on_wait: OnWait | None) -> None:
        seconds = protocol.wait_before(tries, outcome.asked, self._rules.jitter())
        if seconds > protocol.LONGEST_WAIT:
            if isinstance(outcome.error, RateLimited):
                raise outcome.error
            raise RateLimited(
                f"{outcome.error}; it asks to be left alone for {outcome.asked:.0f} s",
                outcome.asked or seconds,
                status=outcome.status,
                request_id=outcome.error.request_id,
            )
        if seconds > _ANNOUNCED and on_wait is not None:
            on_wait(Wait(seconds, outcome.error))
        await self._rules.sleep(seconds)

    async def _try(self, call: Call, tries: int, seconds: float, streams: bool) -> Answer | OpenBody | Failure:
        try:
            async with asyncio.timeout(seconds):
                answer = await self._follow(call, tries, streams)
        except TimeoutError:
            through = self._way(self.endpoint).through
            return Failure(out_of_time(call, self._rules.deadline, through), again=False)
        except httpx.TransportError as error:
            return failure_of(call, error, self._way(_url_of(error, self.endpoint)))
        except (httpx.InvalidURL, UnicodeError):
            # httpx parses the target of a redirect even if it does not follow it; a host name may be invalid.
            return Failure(OddAnswer(f"{call.subject or 'the Hub'} redirects to what is no URL"), again=False)
        if answer.status < 300 or (answer.status == protocol.NOT_MODIFIED and "If-None-Match" in call.headers):
            return answer
        assert isinstance(answer, Answer)
        if answer.status == protocol.PROXY_LOGIN:
            return Failure(proxy_wants_login(self._connections.proxy_of(self.endpoint)), again=False)
        answer = self._redacted(answer)
        return Failure.of_answer(call, answer, error_of(call, answer, self.has_token))

    def _way(self, url: httpx.URL) -> Way:
        connections = self._connections
        return Way(url.host, connections.proxy_of(url), connections.certificates, url.port)

    async def _follow(self, call: Call, tries: int, streams: bool) -> Answer | OpenBody:
        """Send a call, and follow redirects if it is a reading call."""
        url = self._url(call)
        headers = self._headers(call)
        hops = 0
        endpoint_headers: dict[str, str] = {}
        while True:
            answer = await self._exchange(call, url, headers, tries, streams)
            if protocol.same_origin(url, self.endpoint):
                endpoint_headers |= answer.headers
            if isinstance(answer, OpenBody):
                answer.all_headers = {**answer.headers, **endpoint_headers}
            if answer.status not in protocol.REDIRECTS or call.method not in READING:
                return answer
            hops += 1
            location = answer.headers.get("location", "")
            if protocol.same_origin(url, self.endpoint):
                location = protocol.with_prefix(location, self._prefix)
            try:
                url = protocol.redirected(url, location, hops, self._rules.plain_hosts)
            except protocol.Refused as refused:
                words = f"{call.subject or 'the Hub'}: {without_token(str(refused), self._token)}"
                raise PlainHttp(words, refused.host) if refused.host else OddAnswer(words) from None
            if not protocol.same_origin(url, self.endpoint):
                # Once another origin was asked, the token is not sent again, even if a redirect leads back.
                headers = httpx.Headers(protocol.headers_for_other_origin(headers))

    async def _exchange(
        self, call: Call, url: httpx.URL, headers: httpx.Headers, tries: int, streams: bool
    ) -> Answer | OpenBody:
        """Send one request. If `streams`, return the body of a good answer to read, and record it when it is closed."""
        request = httpx.Request(
            call.method, url, headers=headers, content=call.content, extensions={"timeout": TIMEOUT.as_dict()}
        )
        record = partial(self._record, request, self._rules.clock(), tries)
        received = Received()
        response: httpx.Response | None = None
        body: OpenBody | None = None
        failure = "cancelled"
        try:
            client = await self._connections.to(url)
            response = await client.send(request, stream=True, auth=None, follow_redirects=False)
            good = response.status_code < 300
            if streams and good:
                body = OpenBody(response, partial(record, response))
                return body
            try:
                await received.read(response, call.at_most if good else _ERROR_BODY, call.cut or not good)
            finally:
                await response.aclose()
            failure = ""
        except (httpx.TransportError, HubError) as error:
            failure = str(error) or type(error).__name__
            raise
        finally:
            if body is None:
                record(response, received.size, failure)
        link = response.headers.get("link", "")
        return Answer(
            response.status_code,
            {name.lower(): value for name, value in response.headers.items()},
            bytes(received.content),
            protocol.next_page(link, url, self._prefix) if link else None,
        )

    def _record(
        self, request: httpx.Request, begun: float, tries: int, response: httpx.Response | None, size: int, error: str
    ) -> None:
        if self._on_exchange is None:
            return
        url = request.url
        path = url.raw_path.decode("ascii")
        if protocol.same_origin(url, self.endpoint) and path.startswith(f"{self._prefix}/"):
            path = path.removeprefix(self._prefix)
        else:
            path = without_query(str(url))
        self._on_exchange(
            Exchange(
                method=request.method,
                path=without_token(path, self._token),
                status=response.status_code if response is not None else 0,
                seconds=self._rules.clock() - begun,
                bytes=size,
                tries=tries,
                request_headers=shown_headers(request.headers, self._token),
                response_headers=shown_headers(response.headers, self._token) if response is not None else {},
                error=without_token(error, self._token),
                content=without_token(_short(request), self._token),
            )
        )

    def _record_of_service(self, other: str, exchange: Exchange) -> None:
        """Record a request to the dataset viewer with its full address; its query contains no signature."""
        if self._on_exchange is not None:
            path = f"{other}{exchange.path}" if exchange.path.startswith("/") else exchange.path
            self._on_exchange(replace(exchange, path=without_token(path, self._token)))

    def _url(self, call: Call) -> httpx.URL:
        try:
            query = str(httpx.QueryParams(call.parameters))
            place = call.path + (f"?{query}" if query else "")
            if call.target:
                place = httpx.URL(call.target).raw_path.decode("ascii")
            return self.endpoint.copy_with(raw_path=(self._prefix + place).encode("ascii"))
        except (httpx.InvalidURL, ValueError):
            raise BadRequest(f"{call.subject or 'this'} cannot be asked for: it makes no address") from None

    def _headers(self, call: Call) -> httpx.Headers:
        headers = httpx.Headers({"user-agent": USER_AGENT, "accept-encoding": "gzip", "accept": "*/*"})
        headers.update(dict(call.headers))
        if call.content is not None:
            headers["content-type"] = "application/x-ndjson" if call.lines else "application/json"
        if self._token is not None:
            headers["authorization"] = f"Bearer {self._token}"
        return headers

    def _redacted(self, answer: Answer) -> Answer:
        if self._token is None:
            return answer
        headers = {name: without_token(value, self._token) for name, value in answer.headers.items()}
        return replace(answer, headers=headers, body=answer.body.replace(self._token.encode(), b"[token]"))


def _url_of(error: httpx.TransportError, endpoint: httpx.URL) -> httpx.URL:
    """Return the URL of the request that failed. If the body broke off, httpx does not know it: return the endpoint."""
    try:
        return error.request.url
    except RuntimeError:
        return endpoint


def _short(request: httpx.Request) -> str:
    """Return the body that was sent, or "" if it is long."""
    content = request.content if request.method not in READING else b""
    return content.decode("utf-8", "replace") if len(content) <= _KEPT_CONTENT else ""
