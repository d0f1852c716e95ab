"""Find the token and the endpoint where the official client does, so that one login serves both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from os.path import expandvars
from pathlib import Path
from urllib.parse import urlsplit

from hubtui.text.sanitize import clean_line

DEFAULT_ENDPOINT = "https://huggingface.co"
_TRUE = ("1", "ON", "YES", "TRUE")
_MAX_TOKEN_FILE_BYTES = 65536


class BadSetting(Exception):
    """A setting that cannot be used. Its text is one line for the user and contains no secret."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and where it was found: the name of an environment variable, or a file."""

    value: str = field(repr=False)
    source: str


def find_token(environ: Mapping[str, str]) -> Token | None:
    """Return the token that the official client would use; None without one, or if implicit tokens are disabled.

    Raises:
        BadSetting: The token cannot be sent in a header, or its file cannot be read.
    """
    if is_true(environ.get("HF_HUB_DISABLE_IMPLICIT_TOKEN")):
        return None
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        if value := _checked(environ.get(name, ""), name):
            return Token(value, name)
    path = token_path(environ)
    value = _checked(_read(path), f"the file {clean_line(str(path))}")
    return Token(value, str(path)) if value else None


def token_path(environ: Mapping[str, str]) -> Path:
    """Return the file in which the official client keeps the token."""
    given = environ.get("HF_TOKEN_PATH")
    return _path(given) if given else hf_home(environ) / "token"


def hf_home(environ: Mapping[str, str]) -> Path:
    """Return the folder of the official client (HF_HOME)."""
    given = environ.get("HF_HOME")
    return _path(given) if given else _path(environ.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface"


def find_endpoint(environ: Mapping[str, str]) -> str:
    """Return the base URL of the Hub, without a slash at its end.

    Raises:
        BadSetting: It is no http or https URL, or contains a user name, a query or invalid characters.
    """
    endpoint = environ.get("HF_ENDPOINT", "").strip().rstrip("/") or DEFAULT_ENDPOINT
    shown = clean_line(endpoint.split("@")[-1])
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise BadSetting(f"the endpoint {shown} is no URL") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise BadSetting(f"the endpoint {shown} is no http or https URL")
    if "@" in parts.netloc:
        raise BadSetting(f"the endpoint {shown} must not hold a user name or a password")
    if parts.query or parts.fragment or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise BadSetting(f"the endpoint {shown} must be a plain URL: no query, blanks or unusual characters")
    return endpoint


def is_offline(environ: Mapping[str, str]) -> bool:
    """Return whether the environment forbids all requests (HF_HUB_OFFLINE)."""
    return is_true(environ.get("HF_HUB_OFFLINE")) or is_true(environ.get("TRANSFORMERS_OFFLINE"))


def is_true(value: str | None) -> bool:
    """Return whether the official client takes the value of an environment variable as "on"."""
    return (value or "").upper() in _TRUE


def _path(text: str) -> Path:
    path = Path(text)
    try:
        path = path.expanduser()
    except RuntimeError:
        raise BadSetting(f"no home folder to find {clean_line(text)} in; set HF_HOME") from None
    return Path(expandvars(path))


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_TOKEN_FILE_BYTES).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no text in UTF-8"
        raise BadSetting(f"the token file {clean_line(str(path))} cannot be read: {reason}") from None


def _checked(value: str, place: str) -> str:
    """Return the token without blanks around it.

    Raises:
        BadSetting: It has characters that cannot be in a token. `place` says where it is from.
    """
    token = value.strip()
    if not token.isascii():
        raise BadSetting(f"the token in {place} holds characters that no token has; copy it again")
    if not token.isprintable() or " " in token:
        raise BadSetting(f"the token in {place} has a blank or a line end in it; copy it again")
    return token
