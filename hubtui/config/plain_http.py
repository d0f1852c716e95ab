"""Hosts to which the user has agreed to send the token without encryption, asked once for each."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

_FILE = "plain-http-hosts"


def is_exposed(endpoint: str) -> bool:
    """Whether what is sent to `endpoint` can be read on the way: plain http to another machine."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    return parts.scheme.lower() == "http" and not _is_loopback(host)


def is_agreed(endpoint: str, folder: Path) -> bool:
    """Whether the user has agreed to this host and port before."""
    try:
        return urlsplit(endpoint).netloc.lower() in (folder / _FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False


def agree(endpoint: str, folder: Path) -> None:
    """Remember that the user has agreed; where it cannot be written it is asked again next time."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / _FILE).open("a", encoding="utf-8") as file:
            file.write(f"{urlsplit(endpoint).netloc.lower()}\n")
    except OSError:
        return


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost" or host.lower().endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
