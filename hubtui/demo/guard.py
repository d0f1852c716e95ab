"""Whom the server listens to: a browser page of another site, or a name that only pretends to lead here, is refused.

A Hub on loopback would otherwise be open to any page that the user visits (DNS rebinding, cross-site requests).
"""

import re
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from hubtui.demo.errors import Refusal

IN_PROCESS = "demo.localhost"
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?")
Headers = Iterable[tuple[bytes, bytes]]


def allowed_names(bound: str) -> frozenset[str]:
    """The host names that lead here: loopback, the host that the server is bound to, of all interfaces its own name."""
    found = {"localhost", "127.0.0.1", "[::1]", IN_PROCESS, bound.lower(), f"[{bound.lower()}]"}
    if bound in ("0.0.0.0", "::", ""):
        found.add(socket.gethostname().lower())
    return frozenset(found)


def _is_here(host: str, names: frozenset[str], bound: str) -> bool:
    found = _HOST.fullmatch(host)
    if not found:
        return False
    name = found[1].lower()
    if name in names:
        return True
    try:
        address = ip_address(name.strip("[]"))
    except ValueError:
        return False
    return address.is_loopback or bound in ("0.0.0.0", "::", "")


def check_source(headers: Headers, bound: str, names: frozenset[str]) -> str:
    """The Host of a request. Raises a Refusal for a forged Host (403; 400 where there is not one), a foreign Origin."""
    hosts = [value.decode("latin-1") for key, value in headers if key == b"host"]
    if len(hosts) != 1:
        raise Refusal(400, "Exactly one Host header is needed")
    if not _is_here(hosts[0], names, bound):
        raise Refusal(403, "This Host is not served here")
    for key, value in headers:
        text = value.decode("latin-1")
        if key == b"origin" and not _is_own(text, hosts[0]):
            raise Refusal(403, "This Origin may not ask here")
        if key == b"sec-fetch-site" and text not in ("same-origin", "none"):
            raise Refusal(403, "Cross-site requests are not answered")
    return hosts[0]


def _is_own(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()
