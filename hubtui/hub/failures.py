"""From a request that brought no good answer to the error, and whether another try makes sense."""

import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from hubtui.hub import protocol
from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import BadEnvironment, HubError, OddAnswer, Offline
from hubtui.hub.proxies import Proxy

_UNSURE = "whether it was done is unknown, look before you try again"


@dataclass(frozen=True, slots=True)
class Failure:
    """`error` is what to tell; `again` whether another try could help; `asked` the seconds to wait before it."""

    error: HubError
    again: bool = True
    asked: float | None = None

    @property
    def status(self) -> int:
        """The HTTP status, 0 without an answer."""
        return self.error.status

    @classmethod
    def told(cls, call: Call, answer: Answer, error: HubError) -> "Failure":
        """The Hub answered with an error."""
        asked = protocol.asked_wait(answer.headers, answer.status, datetime.now(UTC))
        return cls(error, answer.status in protocol.RETRIED, asked)


@dataclass(frozen=True, slots=True)
class Way:
    """How a call went out: the host that it was sent to, the proxy, and the variable that names the certificates."""

    host: str
    proxy: Proxy | None = None
    certificates: str = ""

    @property
    def through(self) -> str:
        """The proxy in words that follow the host, empty without one."""
        return f" through the proxy in {self.proxy.variable}" if self.proxy is not None else ""


def failure_of(call: Call, error: httpx.TransportError, way: Way) -> Failure:
    """What a connection that failed means for the call."""
    if isinstance(error, httpx.ProxyError):
        return _refused_by_proxy(error, way)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return _no_connection(error, way)
    there = f"{way.host}{way.through}"
    if isinstance(error, httpx.RemoteProtocolError) and "closed" not in str(error) and "disconnected" not in str(error):
        return Failure(OddAnswer(f"{there} does not speak HTTP: it does not look like a Hugging Face Hub"), again=False)
    if isinstance(error, httpx.LocalProtocolError | httpx.UnsupportedProtocol):
        return Failure(OddAnswer(f"the request to {there} cannot be sent: {error}"), again=False)
    does = "does not answer" if isinstance(error, httpx.TimeoutException) else "broke off the connection"
    return Failure(_lost(call, f"{there} {does}"))


def out_of_time(call: Call, seconds: float, through: str = "") -> HubError:
    """The call took longer than it may in all; `through` names the proxy."""
    return _lost(call, f"no whole answer within {seconds:g} s{through}")


def proxy_wants_login(proxy: Proxy | None) -> BadEnvironment:
    """A proxy does not let anybody through without a user name and a password, or not with these."""
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
    return Failure(BadEnvironment(f"the proxy in {variable} does not let us through to {way.host}: {error}"), False)


def _no_connection(error: httpx.TransportError, way: Way) -> Failure:
    causes = _causes(error)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Failure(_not_trusted(cause, way), again=False)
        if isinstance(cause, ssl.SSLError):
            reason = cause.reason or "TLS fails"
            return Failure(Offline(f"the connection to {way.host}{way.through} is not safe: {reason}"), again=False)
    unknown = any(isinstance(cause, socket.gaierror) for cause in causes)
    refused = any(isinstance(cause, ConnectionRefusedError) for cause in causes)
    if way.proxy is not None:
        reason = "its host is not known" if unknown else "nobody listens there" if refused else "it does not answer"
        words = f"the proxy in {way.proxy.variable} ({way.proxy.url}) cannot be reached: {reason}"
        return Failure(BadEnvironment(f"{words}; set {way.proxy.variable} right, or unset it"))
    if unknown:
        return Failure(Offline(f"no address is known for {way.host}: offline, or the name is wrong"))
    return Failure(Offline(f"nobody listens at {way.host}" if refused else f"{way.host} cannot be reached"))


def _not_trusted(error: ssl.SSLCertVerificationError, way: Way) -> HubError:
    reason = error.verify_message or "it cannot be checked"
    words = f"the connection to {way.host}{way.through} is not safe: {reason}"
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
