"""Every change is listed once, and what an earlier version stored of it can still be read."""

import json
from typing import Any

import pytest

from hubtui.changes.change import Change
from hubtui.changes.registry import CHANGES, from_json
from hubtui.registry.resource import load

# As version 0.1 stored them. Entries are never changed, only added.
STORED: list[tuple[dict[str, Any], str]] = [
    (
        {"kind": "Create", "repo_type": "space", "repo_id": "ada/a", "visibility": "private", "sdk": "static",
         "template": None, "readme": "# a"},
        "ada/a: created as a private Space",
    ),
    ({"kind": "Move", "repo_type": "model", "repo_id": "ada/a", "new_id": "ada/b"}, "ada/a → ada/b"),
    (
        {"kind": "SetAccess", "repo_type": "model", "repo_id": "ada/a", "visibility": ["public", "private"],
         "gating": [False, "manual"]},
        "ada/a: public → private, not gated → gated, let in by hand",
    ),
    ({"kind": "Delete", "repo_type": "dataset", "repo_id": "ada/a"}, "ada/a: deleted"),
    (
        {"kind": "ActOnSpace", "repo_id": "ada/a", "verb": "sleep", "value": "3600", "before": "-1",
         "repo_type": "space"},
        "ada/a: sleeps after 1 hour",
    ),
    (
        {"kind": "PlaceCollection", "repo_id": "ada/one-0123", "place": 2, "before": 0, "title": "One",
         "repo_type": "collection"},
        "One: place 3 on your profile",
    ),
    (
        {"kind": "CreateCollection", "repo_id": "", "namespace": "ada", "title": "One", "description": "", "theme": "",
         "private": True, "items": [["model", "ada/a", "good"]], "first": ["model", "ada/a"],
         "repo_type": "collection"},
        "the collection One: created",
    ),
    (
        {"kind": "DeleteCollection", "repo_id": "ada/one-0123", "namespace": "ada", "title": "One", "description": "",
         "theme": "", "private": True, "items": [], "first": None, "repo_type": "collection"},
        "the collection One: deleted",
    ),
    (
        {"kind": "Comment", "repo_type": "model", "repo_id": "ada/a", "num": 3, "text": "Thanks", "author": "ada",
         "before": 1},
        "ada/a#3: commented",
    ),
    (
        {"kind": "SetStatus", "repo_type": "model", "repo_id": "ada/a", "num": 3, "status": "closed", "before": "open"},
        "ada/a#3: closed",
    ),
]  # fmt: skip


def all_changes(of: type[Change] = Change) -> set[str]:
    """The names of all classes of the program that can be stored: dataclasses with slots are made twice."""
    found = {one for kind in of.__subclasses__() for one in all_changes(kind)}
    return found | ({of.__qualname__} if "kind" in vars(of) and of.__module__.startswith("hubtui.") else set())


def test_every_change_is_listed_once_and_stored_by_a_name_of_its_own() -> None:
    listed = {kind: load(path) for kind, path in CHANGES.items()}
    assert {kind: one.kind for kind, one in listed.items()} == {kind: kind for kind in CHANGES}
    assert {one.__qualname__ for one in listed.values()} == all_changes()
    assert sorted(stored["kind"] for stored, _ in STORED) == sorted(CHANGES)


@pytest.mark.parametrize(("stored", "summary"), STORED, ids=[stored["kind"] for stored, _ in STORED])
def test_what_an_earlier_version_stored_is_read_and_stored_alike(stored: dict[str, Any], summary: str) -> None:
    change = from_json(stored)
    assert change.summary == summary
    assert json.loads(json.dumps(change.to_json())) == stored
    assert change.request.path.startswith("/api/")
