"""The query of a saved view."""

from __future__ import annotations

from hubtui.config.views import View
from hubtui.hub.kinds import KINDS
from hubtui.presentation.choice import Choice, from_json

REPO_TYPES = {kind.path: repo_type for repo_type, kind in KINDS.items()}
"""The types of repos by the names of their tabs."""


def choice_of(view: View) -> Choice:
    """Return the query of a saved view of repos."""
    return from_json(REPO_TYPES[view.tab], view.choice)


def words_of(view: View) -> list[str]:
    """Return the query of a saved view in words."""
    if view.tab in REPO_TYPES:
        choice = choice_of(view)
        return [*([choice.text] if choice.text else []), *(chip.label for chip in choice.chips())]
    values = [value for name, value in view.choice.items() if name != "order"]
    return [", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in values if value]
