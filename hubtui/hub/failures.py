"""From a request that brought no good answer to the error, and whether another try makes sense."""

import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from hubtui.hub import protocol
from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import HubError, OddAnswer, Offline

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


def failure_of(call: Call, error: httpx.TransportError, host: str) -> Failure:
    """What a connection that failed means for the call."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.ProxyError):
        return _no_connection(error, host)
    if isinstance(error, httpx.RemoteProtocolError) and "closed" not in str(error) and "disconnected" not in str(error):
        return Failure(OddAnswer(f"{host} does not speak HTTP: it does not look like a Hugging Face Hub"), again=False)
    if isinstance(error, httpx.LocalProtocolError | httpx.UnsupportedProtocol):
        return Failure(OddAnswer(f"the request to {host} cannot be sent: {error}"), again=False)
    what = "does not answer" if isinstance(error, httpx.TimeoutException) else "broke off the connection"
    return Failure(_lost(call, f"{host} {what}"))


def out_of_time(call: Call, seconds: float) -> HubError:
    """The call took longer than it may in all."""
    return _lost(call, f"no whole answer within {seconds:g} s")


def _lost(call: Call, words: str) -> HubError:
    if call.method in protocol.READING:
        return Offline(words)
    return Offline(f"{words}: {_UNSURE}", unsure=True)


def _no_connection(error: httpx.TransportError, host: str) -> Failure:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            reason = getattr(cause, "verify_message", "") or cause.reason or "TLS fails"
            return Failure(Offline(f"the connection to {host} is not safe: {reason}"), again=False)
        if isinstance(cause, socket.gaierror):
            return Failure(Offline(f"no address is known for {host}: offline, or the name is wrong"))
        if isinstance(cause, ConnectionRefusedError):
            return Failure(Offline(f"nobody listens at {host}"))
    if isinstance(error, httpx.ProxyError):
        return Failure(Offline(f"the proxy does not let us through to {host}: {error}"), again=False)
    return Failure(Offline(f"{host} cannot be reached"))


def _causes(error: BaseException) -> list[BaseException]:
    causes: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in causes and len(causes) < 10:
        causes.append(current)
        current = current.__cause__ or current.__context__
    return causes
