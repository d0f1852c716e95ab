"""The folders and files of hubtui on this machine, where the platform wants them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC


def log_folder() -> Path:
    """Return the folder for crash reports and logs."""
    return _folders().user_log_path


def cache_folder() -> Path:
    """Return the folder of cached answers."""
    return _folders().user_cache_path


def config_file() -> Path:
    """Return the settings file."""
    return _folders().user_config_path / "config.toml"


def state_folder() -> Path:
    """Return the folder of the state that is saved between runs."""
    return _folders().user_state_path


def _folders() -> PlatformDirsABC:
    from platformdirs import PlatformDirs  # not needed in a run that neither reads nor writes files

    return PlatformDirs("hubtui")


def state_file(state: str = "") -> Path:
    """Return the file with the state of the last run.

    `state` is a subfolder of the state folder, for a Hub that is not the user's own (the demo Hub); "" for the usual
    one.
    """
    return state_folder() / state / "state.json"


def views_file(state: str = "") -> Path:
    """Return the file of saved views. `state` is a subfolder of the state folder, "" for the usual one."""
    return state_folder() / state / "views.json"


def memory_file() -> Path:
    """Return the file with the chosen and found memory; it is the same for all Hubs."""
    return state_folder() / "memory.json"


def journal_file(endpoint: str, state: str = "") -> Path:
    """Return the journal of changes at an endpoint.

    `state` is a subfolder of the state folder, "" for the usual one.
    """
    return state_folder() / state / f"journal-{_short(endpoint)}.jsonl"


def unsaved_folder(endpoint: str, state: str = "") -> Path:
    """Return the outbox: the folder of changes at an endpoint that are not confirmed.

    `state` is a subfolder of the state folder, "" for the usual one.
    """
    return state_folder() / state / f"unsaved-{_short(endpoint)}"


def history_file(endpoint: str, account: str, collection: str, state: str = "") -> Path:
    """Return the file of the undo history of an account for one collection.

    `state` is a subfolder of the state folder, "" for the usual one.
    """
    return state_folder() / state / f"undo-{_short(endpoint)}" / f"{_short(f'{account} {collection}')}.json"


def _short(endpoint: str) -> str:
    from hashlib import sha256

    return sha256(endpoint.encode()).hexdigest()[:12]
