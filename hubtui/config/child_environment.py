"""The environment of programs that hubtui starts."""

import os

_SECRET = frozenset(("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HUBTUI_DEMO_TOKEN", "HUBTUI_DEMO_READ_TOKEN"))


def child_environment() -> dict[str, str]:
    """Return the environment variables without those that hold tokens."""
    return {name: value for name, value in os.environ.items() if name not in _SECRET}
