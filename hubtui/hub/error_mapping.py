"""Turns HTTP errors and failed connections into HubErrors with a message for the user."""

from __future__ import annotations

import math
import re
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from hubtui.hub import jsontext, protocol
from hubtui.hub.answers import is_web_page, odd
from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import (
    BadEnvironment,
    BadRequest,
    Forbidden,
    Gated,
    HubError,
    Missing,
    Moved,
    NameTaken,
    NotLoggedIn,
    OddAnswer,
    Offline,
    RateLimited,
    ServerFault,
    SortRefused,
)
from hubtui.hub.proxies import Proxy
from hubtui.hub.sorts import known_sort

LOG_IN = "log in with 'hf auth login' or set HF_TOKEN"
_MISSING = {
    "RepoNotFound": ("is not there, or it is private", "are not there, or they are private"),
    "RevisionNotFound": ("has no such revision", "have no such revision"),
    "EntryNotFound": ("is not there", "are not there"),
}
_PLURAL = re.compile(r"(?:the|your) (?:commits|files|first rows|likes|papers|repos|revisions|splits)\b")
_NO_SORT = re.compile(r"invalid sort\b", re.IGNORECASE)
_MOVED_IN_API = re.compile(r"/api/(?:models|datasets|spaces)/([\w.-]+/[\w.-]+)(?:/|$)")
_MOVED_PAGE = re.compile(r"/(?:datasets/|spaces/)?([\w.-]+/[\w.-]+)$")
_UNSURE = "whether it was done is unknown, look before you try again"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed attempt. `again`: another attempt may help; `asked`: the seconds that the Hub asks to wait, or None."""

    error: HubError
    again: bool = True
    asked: float | None = None

    @property
    def status(self) -> int:
        """The HTTP status, 0 without an answer."""
        return self.error.status

    @classmethod
    def of_answer(cls, call: Call, answer: Answer, error: HubError) -> Failure:
        """Return the failure for an answer with an error status; `error` is the error for the user."""
        asked = protocol.asked_wait(answer.headers, answer.status, datetime.now(UTC))
        return cls(error, answer.status in protocol.RETRIED, asked)


@dataclass(frozen=True, slots=True)
class Way:
    """How a request was sent: host, proxy, and the environment variable that names the certificates.

    `port` is None if it is the default of the scheme.
    """

    host: str
    proxy: Proxy | None = None
    certificates: str = ""
    port: int | None = None

    @property
    def server(self) -> str:
        """The host and its port, such as "127.0.0.1:8765"; the host alone if the port is the default."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    @property
    def through(self) -> str:
        """The words about the proxy that follow the host in a message, or "" without a proxy."""
        return f" through the proxy in {self.proxy.variable}" if self.proxy is not None else ""


def failure_of(call: Call, error: httpx.TransportError, way: Way) -> Failure:
    """Return the failure of a call for an error of its connection."""
    if isinstance(error, httpx.ProxyError):
        return _refused_by_proxy(error, way)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return _no_connection(error, way)
    there = f"{way.server}{way.through}"
    if isinstance(error, httpx.RemoteProtocolError) and "closed" not in str(error) and "disconnected" not in str(error):
        return Failure(OddAnswer(f"{there} does not speak HTTP: it does not look like a Hugging Face Hub"), again=False)
    if isinstance(error, httpx.LocalProtocolError | httpx.UnsupportedProtocol):
        return Failure(OddAnswer(f"the request to {there} cannot be sent: {error}"), again=False)
    does = "does not answer" if isinstance(error, httpx.TimeoutException) else "broke off the connection"
    return Failure(_lost(call, f"{there} {does}"))


def out_of_time(call: Call, seconds: float, through: str = "") -> HubError:
    """Return the error of a call that took longer than `seconds`; `through` are words about the proxy."""
    return _lost(call, f"no whole answer within {seconds:g} s{through}")


def proxy_wants_login(proxy: Proxy | None) -> BadEnvironment:
    """Return the error for a proxy that asks for a user name and a password, or rejects those that it got."""
    named = f"the proxy in {proxy.variable}" if proxy is not None else "a proxy on the way"
    given = "does not take the user name and password given" if proxy and proxy.user else "wants a user name"
    return BadEnvironment(f"{named} {given} (407): write it as http://user:password@host:port")


def _lost(call: Call, words: str) -> HubError:
    if call.reads:
        return Offline(words)
    return Offline(f"{words}: {_UNSURE}", unsure=True)


def _refused_by_proxy(error: httpx.ProxyError, way: Way) -> Failure:
    if str(error).startswith("407"):
        return Failure(proxy_wants_login(way.proxy), again=False)
    variable = way.proxy.variable if way.proxy is not None else "the environment"
    return Failure(BadEnvironment(f"the proxy in {variable} does not let us through to {way.server}: {error}"), False)


def _no_connection(error: httpx.TransportError, way: Way) -> Failure:
    causes = _causes(error)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Failure(_not_trusted(cause, way), again=False)
        if isinstance(cause, ssl.SSLError):
            reason = cause.reason or "TLS fails"
            return Failure(Offline(f"the connection to {way.server}{way.through} is not safe: {reason}"), again=False)
    unknown = any(isinstance(cause, socket.gaierror) for cause in causes)
    refused = any(isinstance(cause, ConnectionRefusedError) for cause in causes)
    if way.proxy is not None:
        reason = "its host is not known" if unknown else "nobody listens there" if refused else "it does not answer"
        words = f"the proxy in {way.proxy.variable} ({way.proxy.url}) cannot be reached: {reason}"
        return Failure(BadEnvironment(f"{words}; set {way.proxy.variable} right, or unset it"))
    if unknown:
        return Failure(Offline(f"no address is known for {way.host}: offline, or the name is wrong"))
    return Failure(Offline(f"nobody listens at {way.server}" if refused else f"{way.server} cannot be reached"))


def _not_trusted(error: ssl.SSLCertVerificationError, way: Way) -> HubError:
    reason = error.verify_message or "it cannot be checked"
    words = f"the connection to {way.server}{way.through} is not safe: {reason}"
    if way.certificates:
        return BadEnvironment(f"{words}; {way.certificates} names the certificates that are trusted")
    return Offline(f"{words}; behind a company's proxy set SSL_CERT_FILE to the file with its certificates")


def _causes(error: BaseException) -> list[BaseException]:
    causes: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in causes and len(causes) < 10:
        causes.append(current)
        current = current.__cause__ or current.__context__
    return causes


@dataclass(frozen=True, slots=True)
class Case:
    """An answer with an error status, with its call."""

    call: Call
    answer: Answer
    has_token: bool

    @property
    def reads(self) -> bool:
        """Whether the call only reads."""
        return self.call.reads

    @property
    def subject(self) -> str:
        """The name of the thing that the call was about."""
        return self.call.subject or "what was asked for"

    @property
    def is_plural(self) -> bool:
        """Whether the subject is plural: "the commits of a model ARE gated"."""
        return _PLURAL.match(self.call.subject) is not None

    @property
    def code(self) -> str:
        """The Hub's code of the error: "RepoNotFound", "GatedRepo" …, or ""."""
        return self.answer.headers.get("x-error-code", "")

    @property
    def words(self) -> str:
        """The Hub's own error message, or ""."""
        return own_words(self.answer)


def error_of(call: Call, answer: Answer, has_token: bool, now: datetime | None = None) -> HubError:
    """Return the error for an answer with a status of 300 or more."""
    status = answer.status
    case = Case(call, answer, has_token)
    if status < 400:
        error = _redirect(case)
    elif status == 429:
        error = _rate_limited(protocol.asked_wait(answer.headers, status, now or datetime.now(UTC)))
    elif status >= 500 or status == 408:
        error = _server_fault(case)
    elif is_web_page(answer) and not case.code and status in (404, 405):
        error = odd(answer, "answers with a web page")
    else:
        error = _BY_STATUS.get(status, _bad_request)(case)
    error.status, error.request_id = status, request_id(answer)
    return error


def request_id(answer: Answer) -> str:
    """Return the Hub's id of the request, which its support asks for, or ""."""
    return answer.headers.get("x-request-id") or answer.headers.get("x-amzn-trace-id") or ""


def own_words(answer: Answer) -> str:
    """Return the Hub's own error message, or "" if there is none that can be shown."""
    message = answer.headers.get("x-error-message", "").strip()
    if message:
        return message
    if is_web_page(answer):
        return ""
    body = _body(answer)
    if body is None:
        text = jsontext.decode(answer.body).strip()
        return text if "\n" not in text and "{" not in text else ""
    return _words_in(body)


def _words_in(body: Any, depth: int = 0) -> str:
    if isinstance(body, str):
        return body.strip()
    if isinstance(body, list):
        return "; ".join(filter(None, (_words_in(item, depth + 1) for item in body[:5] if depth < 5)))
    if not isinstance(body, dict) or depth > 5:
        return ""
    names = ("error_description", "error", "message", "errors", "detail")
    return next((words for name in names if (words := _words_in(body.get(name), depth + 1))), "")


def _body(answer: Answer) -> Any:
    try:
        return jsontext.read(answer.body)
    except jsontext.NotJson:
        return None


def _redirect(case: Case) -> HubError:
    if case.reads:
        return OddAnswer(f"the Hub redirects {case.subject} to nowhere")
    place = case.answer.headers.get("location", "").split("?")[0]
    match = (_MOVED_IN_API if "/api/" in place else _MOVED_PAGE).search(place)
    where = f"it is {match[1]} now" if match else "its address has changed"
    return Moved(f"{case.subject}: {where}; nothing was changed")


def _unauthorized(case: Case) -> HubError:
    if case.code == "GatedRepo":
        return _gated(case)
    if case.code in _MISSING:
        return _missing(case)
    if case.has_token:
        return NotLoggedIn(f"the Hub does not accept your token ({case.words or 401}): {LOG_IN} anew")
    if case.call.subject and case.reads:
        return _missing(case)
    return NotLoggedIn(f"you are not logged in: {LOG_IN}")


def _missing(case: Case) -> HubError:
    why = _MISSING.get(case.code, _MISSING["RepoNotFound"])[case.is_plural]
    hint = f"; to see private ones {LOG_IN}" if "private" in why and not case.has_token else ""
    return Missing(f"{case.subject} {why}{hint}")


def _gated(case: Case) -> HubError:
    its, verb = ("the repo's", "are") if case.is_plural else ("its", "is")
    way = f"accept {its} terms on its page on the Hub" if case.has_token else f"{LOG_IN} and accept {its} terms"
    return Gated(f"{case.subject} {verb} gated: {way}")


def _forbidden(case: Case) -> HubError:
    if case.code == "GatedRepo":
        return _gated(case)
    if "disabled" in case.words.lower():
        verb = "are" if case.is_plural else "is"
        return Forbidden(f"{case.subject} {verb} disabled by the Hub: {case.words}")
    return Forbidden(f"your token may not do this: {case.words or 'the Hub gives no reason'}")


def _plan(case: Case) -> HubError:
    return Forbidden(f"your plan does not hold this: {case.words or 'payment required'}")


def _conflict(case: Case) -> HubError:
    return NameTaken(case.words or f"{case.subject} exists already")


def _bad_request(case: Case) -> HubError:
    words = case.words
    if "already exists" in words:
        return _conflict(case)
    if case.reads and _NO_SORT.search(words):
        sort = dict(case.call.parameters).get("sort", "")
        return SortRefused(f"the Hub does not sort {case.subject} by {known_sort(sort).words if sort else 'that'}")
    return BadRequest(f"the Hub does not take this: {words or f'status {case.answer.status}, without a reason'}")


def _rate_limited(seconds: float | None) -> HubError:
    when = "a little later" if seconds is None or not math.isfinite(seconds) else f"in {math.ceil(seconds)} s"
    return RateLimited(f"too many requests for the Hub; it takes more {when}", seconds or 0.0)


def _server_fault(case: Case) -> HubError:
    request = request_id(case.answer)
    words = f"the Hub answered {case.answer.status}" + (f" (req {request})" if request else "")
    return ServerFault(words if case.reads else f"{words}; {_UNSURE}", unsure=not case.reads)


_BY_STATUS: dict[int, Callable[[Case], HubError]] = {
    401: _unauthorized,
    402: _plan,
    403: _forbidden,
    404: _missing,
    409: _conflict,
}
