"""Hosts that the user has agreed to talk to without encryption, asked once for each."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from hubtui.config.private_folder import make_private

_FILE = "plain-http-hosts"


def exposed_host(endpoint: str) -> str:
    """The host of an endpoint where what is sent can be read on the way: plain http to another machine; else empty."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    return host if parts.scheme.lower() == "http" and not _is_loopback(host) else ""


def agreed_hosts(folder: Path) -> frozenset[str]:
    """The hosts that the user has agreed to."""
    try:
        return frozenset((folder / _FILE).read_text(encoding="utf-8-sig").split())
    except (OSError, ValueError):
        return frozenset()


def agree(host: str, folder: Path) -> None:
    """Remember that the user has agreed; where it cannot be written it is asked again next time."""
    try:
        make_private(folder)
        with (folder / _FILE).open("a", encoding="utf-8") as file:
            file.write(f"{host}\n")
    except OSError:
        return


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
