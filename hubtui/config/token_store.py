"""The official client's store of tokens: the file `stored_tokens` with a section for each token."""

import configparser
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from hubtui.config.atomic_write import sync, write_atomically
from hubtui.config.auth import BadSetting, find_token, is_true, token_path
from hubtui.config.private_folder import make_private
from hubtui.text.sanitize import clean_line

_FILE = "stored_tokens"
_VALUE = "hf_token"
_ENVIRONMENT = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")


@dataclass(frozen=True, slots=True)
class StoredToken:
    """A token and its name; `is_active` is True for the one in the token file."""

    name: str
    value: str = field(repr=False)
    is_active: bool = False


class TokenStore:
    """Reads and writes the official client's token files, for their owner alone (files 0600, new folders 0700).

    All methods raise BadSetting, one line without a secret, if a file cannot be read or written.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    @property
    def overridden_by(self) -> str:
        """The environment variable that overrides stored tokens; "" if there is none."""
        return next((name for name in _ENVIRONMENT if self._environ.get(name, "").strip()), "")

    def tokens(self) -> list[StoredToken]:
        """Return all stored tokens by name; an active token without a name comes first."""
        active = self._active()
        config = self._read()
        found = [
            StoredToken(clean_line(name), value, value == active)
            for name in config.sections()
            if (value := config.get(name, _VALUE, fallback="").strip())
        ]
        if active and not any(token.is_active for token in found):
            found.insert(0, StoredToken("", active, True))
        return found

    def add(self, name: str, value: str) -> None:
        """Store a token under a name, and make it the active one."""
        name = clean_line(name).strip() or "token"
        config = self._read()
        try:
            if not config.has_section(name):
                config.add_section(name)
            config.set(name, _VALUE, value)
        except ValueError:
            raise BadSetting(f"no token can be stored under the name {name}") from None
        self._write(config)
        self._write_secret(token_path(self._environ), value)

    def switch(self, value: str) -> None:
        """Make a stored token the active one."""
        self._write_secret(token_path(self._environ), value)

    def remove(self, value: str) -> None:
        """Remove a token. If it was active, no token is active afterwards."""
        was_active = value == self._active()
        config = self._read()
        for name in config.sections():
            if config.get(name, _VALUE, fallback="").strip() == value:
                config.remove_section(name)
        if self._file.exists():
            self._write(config)
        if was_active:
            try:
                token_path(self._environ).unlink(missing_ok=True)
            except OSError as error:
                raise _bad("removed", token_path(self._environ), error) from None

    @property
    def _file(self) -> Path:
        return token_path(self._environ).parent / _FILE

    def _active(self) -> str:
        stored = {name: value for name, value in self._environ.items() if name not in _ENVIRONMENT}
        if is_true(stored.get("HF_HUB_DISABLE_IMPLICIT_TOKEN")):
            return ""
        found = find_token(stored)
        return found.value if found is not None else ""

    def _read(self) -> configparser.ConfigParser:
        config = configparser.ConfigParser(interpolation=None)
        try:
            config.read(self._file, encoding="utf-8-sig")
        except (configparser.Error, UnicodeDecodeError):
            raise BadSetting(f"{clean_line(str(self._file))} is no list of tokens: move it away, then log in") from None
        except OSError as error:
            raise _bad("read", self._file, error) from None
        return config

    def _write(self, config: configparser.ConfigParser) -> None:
        text = StringIO()
        config.write(text)
        self._write_secret(self._file, text.getvalue())

    def _write_secret(self, path: Path, text: str) -> None:
        """Replace a file atomically; nobody else can read it at any moment."""
        try:
            path = path.resolve()  # a symbolic link stays one
            make_private(path.parent)
            write_atomically(path, text.encode())
        except OSError as error:
            raise _bad("written", path, error) from None
        except RuntimeError:
            raise BadSetting(f"{clean_line(str(path))} cannot be written: its links lead round in a circle") from None
        sync(path)


def _bad(what: str, path: Path, error: OSError) -> BadSetting:
    return BadSetting(f"{clean_line(str(path))} cannot be {what}: {error.strerror or 'no reason is told'}")
