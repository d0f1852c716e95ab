"""The folders of this program on this machine, as the platform has them."""

from pathlib import Path


def log_folder() -> Path:
    """Where reports of crashes go."""
    from platformdirs import user_log_path  # not needed unless something is written

    return user_log_path("hubtui")


def cache_folder() -> Path:
    """What was seen, by accounts and Hubs."""
    from platformdirs import user_cache_path

    return user_cache_path("hubtui")


def config_file() -> Path:
    """The settings."""
    from platformdirs import user_config_path

    return user_config_path("hubtui") / "config.toml"


def state_folder() -> Path:
    """What is kept between runs."""
    from platformdirs import user_state_path

    return user_state_path("hubtui")


def state_file(state: str = "") -> Path:
    """Where the user was; `state` is the folder of those that are not this machine's own."""
    return state_folder() / state / "state.json"


def views_file(state: str = "") -> Path:
    """The saved views; `state` as above."""
    return state_folder() / state / "views.json"


def memory_file() -> Path:
    """The memory that models are judged by; the same for all Hubs."""
    return state_folder() / "memory.json"


def journal_file(endpoint: str, state: str = "") -> Path:
    """What was changed at an endpoint; `state` as above."""
    return state_folder() / state / f"journal-{_short(endpoint)}.jsonl"


def unsaved_folder(endpoint: str, state: str = "") -> Path:
    """What was asked for at an endpoint and is not there yet; `state` as above."""
    return state_folder() / state / f"unsaved-{_short(endpoint)}"


def history_file(endpoint: str, account: str, collection: str, state: str = "") -> Path:
    """Return where undo keeps what an account has changed in a collection; `state` as above."""
    return state_folder() / state / f"undo-{_short(endpoint)}" / f"{_short(f'{account} {collection}')}.json"


def _short(endpoint: str) -> str:
    from hashlib import sha256

    return sha256(endpoint.encode()).hexdigest()[:12]
