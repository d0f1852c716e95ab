"""Finds the proxy for a URL in the environment variables, by the rules that curl and requests share.

`https_proxy` applies to https, `http_proxy` to http, and `all_proxy` to schemes without a variable of their own. The
lower-case name precedes the same name in capitals, and an empty value switches the proxy off. `no_proxy` is a list,
separated by commas or blanks, of: `*`, a host with its subdomains (`example.com`, `.example.com`, `*.example.com`), an
address (`10.0.0.1`, `::1`, `[::1]`), or a network (`10.0.0.0/8`, `::1/128`); each may end with a port (`[::1]:8765`).
This machine is never reached through a proxy, because its name means another machine for the proxy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import unquote, urlsplit

from hubtui.config.plain_http import is_loopback
from hubtui.hub.errors import BadEnvironment

_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
_NAMES = ("https_proxy", "http_proxy", "all_proxy", "no_proxy")
VARIABLES = tuple(form for name in _NAMES for form in (name, name.upper()))


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: the environment variable that names it, its URL without login, the user name and the password."""

    variable: str
    url: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def proxy_for(url: str, environ: Mapping[str, str]) -> Proxy | None:
    """Return the proxy for a URL, or None if the URL is reached directly.

    Raises:
        BadEnvironment: the value of the variable is not a valid proxy.
    """
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    variable, value = _set_for(scheme, environ)
    if not value or is_loopback(host):
        return None
    port = parts.port or _PORTS.get(scheme, 0)
    if any(_excepts(entry, scheme, host, port) for entry in _exceptions(environ)):
        return None
    return _proxy_of(variable, value)


def _set_for(scheme: str, environ: Mapping[str, str]) -> tuple[str, str]:
    """Return the name and the value of the variable for a scheme, both "" if none is set."""
    for name in (f"{scheme}_proxy", "all_proxy"):
        variable, value = _value_of(name, environ)
        if value:
            return variable, value
    return "", ""


def _value_of(name: str, environ: Mapping[str, str]) -> tuple[str, str]:
    for form in (name, name.upper()):
        # A web server passes the header "Proxy" of a request to its CGI programs as HTTP_PROXY: do not trust it.
        if form in environ and not (form == "HTTP_PROXY" and "REQUEST_METHOD" in environ):
            return form, environ[form].strip()
    return name, ""


# no_proxy


def _exceptions(environ: Mapping[str, str]) -> Iterator[str]:
    _, value = _value_of("no_proxy", environ)
    yield from re.split(r"[,\s]+", value.lower())


def _excepts(entry: str, scheme: str, host: str, port: int) -> bool:
    """Return whether an entry of no_proxy matches this scheme, host and port."""
    if entry == "*":
        return True
    given, separator, rest = entry.partition("://")
    if separator:
        if given not in (scheme, "all"):
            return False
        entry = rest
    name, wanted_port = _split(entry)
    if not name or wanted_port not in ("", str(port)):
        return False
    address = _address(host)
    if address is not None:
        return _holds(name, address)
    name = name.lstrip("*").strip(".")
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _split(entry: str) -> tuple[str, str]:
    """Return the host of an entry (an address without its brackets) and the port, "" if it has none."""
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        return (f"{name}{rest}", "") if rest.startswith("/") else (name, rest.removeprefix(":"))
    if entry.count(":") == 1:
        name, _, port = entry.partition(":")
        return name, port
    return entry, ""


def _holds(network: str, address: IPv4Address | IPv6Address) -> bool:
    try:
        return address in ip_network(network, strict=False)
    except ValueError:
        return False


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


# The proxy's own address


def _proxy_of(variable: str, value: str) -> Proxy:
    scheme, separator, rest = value.partition("://")
    if not separator:
        scheme, rest = "http", value
    scheme = scheme.lower()
    rest = re.split(r"[/?#]", rest, maxsplit=1)[0]
    login, _, address = rest.rpartition("@")
    try:
        parts = urlsplit(f"//{address}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _bad(variable) from None
    if scheme not in _PORTS or not host or not re.fullmatch(r"[\w.:%-]+", host):
        raise _bad(variable)
    user, _, password = login.partition(":")
    shown = f"[{host}]" if ":" in host else host
    return Proxy(variable, f"{scheme}://{shown}:{port or _PORTS[scheme]}", unquote(user), unquote(password))


def _bad(variable: str) -> BadEnvironment:
    # The value is not shown: a password may stand in it.
    return BadEnvironment(f"the proxy in {variable} cannot be used: write it as http://host:port")
