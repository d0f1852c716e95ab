"""The hosts that the user agreed to reach without encryption; hubtui asks once for each."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from hubtui.config.private_folder import make_private

_FILE = "plain-http-hosts"


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine, by its name or address (an IPv6 address without brackets)."""
    name = host.lower().removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def exposed_host(endpoint: str) -> str:
    """Return the host of an endpoint if requests to it can be read on the way (plain http, no loopback), else ""."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    return host if parts.scheme.lower() == "http" and not is_loopback(host) else ""


def agreed_hosts(folder: Path) -> frozenset[str]:
    """Return the hosts that the user agreed to reach without encryption."""
    try:
        return frozenset((folder / _FILE).read_text(encoding="utf-8-sig").split())
    except (OSError, ValueError):
        return frozenset()


def agree(host: str, folder: Path) -> None:
    """Save that the user allows plain HTTP to a host. If it cannot be saved, the next run asks the user again."""
    try:
        make_private(folder)
        with (folder / _FILE).open("a", encoding="utf-8") as file:
            file.write(f"{host}\n")
    except OSError:
        return
