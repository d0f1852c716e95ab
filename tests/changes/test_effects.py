"""What a change does to a listing at once: the row changes, goes, or comes to its place."""

import random
from typing import Any

import pytest

from hubtui.changes.change import Change
from hubtui.changes.effects import with_changes
from hubtui.changes.repo_changes import CreateRepo, DeleteRepo, MoveRepo, SetRepoAccess
from hubtui.hub.models.rows import ModelRow, Row
from hubtui.hub.query import ListingQuery


def rows(*names: str, **fields: Any) -> list[Row]:
    return [
        ModelRow(name, author=name.partition("/")[0], likes=100 - 10 * place, **fields)
        for place, name in enumerate(names)
    ]


def after(
    change: Change, before: list[Row], query: ListingQuery, known: Row | None = None, whole: bool = True
) -> list[str]:
    return [row.id for row in with_changes(before, query, [(change, known)], whole)]


LIKES = ListingQuery("model", sort="likes")
THREE = rows("ada/a", "ada/b", "grace/c")


def test_a_deleted_repo_is_gone_and_the_rest_stays_in_its_order() -> None:
    assert after(DeleteRepo("model", "ada/b"), THREE, LIKES) == ["ada/a", "grace/c"]


def test_the_listing_of_another_kind_is_the_very_same() -> None:
    assert with_changes(THREE, LIKES, [(DeleteRepo("dataset", "ada/b"), None)], True) is THREE


def test_a_renamed_repo_keeps_its_place() -> None:
    assert after(MoveRepo("model", "ada/b", "ada/new"), THREE, LIKES) == ["ada/a", "ada/new", "grace/c"]


@pytest.mark.parametrize(
    "query", [ListingQuery("model", author="ada", sort="likes"), ListingQuery("model", search="ada/b", sort="likes")]
)
def test_a_listing_that_does_not_hold_it_any_more_loses_it(query: ListingQuery) -> None:
    assert "acme-lab/c" not in after(MoveRepo("model", "ada/b", "acme-lab/c"), THREE, query)


def test_a_listing_that_should_hold_it_gains_it_in_its_place() -> None:
    query = ListingQuery("model", author="acme-lab", sort="likes")
    there = rows("acme-lab/x", "acme-lab/y")
    known = ModelRow("ada/b", author="ada", likes=95)
    assert after(MoveRepo("model", "ada/b", "acme-lab/b"), there, query, known) == [
        "acme-lab/x",
        "acme-lab/b",
        "acme-lab/y",
    ]


def test_a_new_repo_is_first_among_the_newest_and_waits_for_its_page_among_the_liked() -> None:
    newest = ListingQuery("model", sort="createdAt")
    dated = rows("ada/a", "ada/b", created_at="2025-01-01T00:00:00.000Z")
    assert after(CreateRepo("model", "ada/new"), dated, newest) == ["ada/new", "ada/a", "ada/b"]
    assert after(CreateRepo("model", "ada/new"), THREE, LIKES, whole=False) == ["ada/a", "ada/b", "grace/c"]
    assert after(CreateRepo("model", "ada/new"), THREE, LIKES) == ["ada/a", "ada/b", "grace/c", "ada/new"]


def test_a_new_repo_without_tags_is_not_in_a_listing_of_a_tag() -> None:
    assert after(CreateRepo("model", "ada/new"), THREE, ListingQuery("model", filters=("mit",))) == [
        "ada/a", "ada/b", "grace/c",
    ]  # fmt: skip


def test_visibility_and_gating_show_in_the_row() -> None:
    change = SetRepoAccess("model", "ada/b", ("public", "private"), (False, "auto"))
    changed = with_changes(THREE, LIKES, [(change, None)], True)[1]
    assert (changed.private, getattr(changed, "gated", None)) == (True, "auto")
    assert THREE[1].private is None, "what the Hub told is not touched"
    query = ListingQuery("model", sort="likes", gated=False)
    assert after(change, THREE, query) == ["ada/a", "grace/c"]


def test_changes_follow_each_other() -> None:
    first, second = MoveRepo("model", "ada/b", "ada/x"), SetRepoAccess("model", "ada/x", ("public", "private"))
    changed = with_changes(THREE, LIKES, [(first, None), (second, None), (DeleteRepo("model", "ada/a"), None)], True)
    assert [(row.id, row.private) for row in changed] == [("ada/x", True), ("grace/c", None)]


def test_a_move_onto_an_id_that_the_rows_still_hold_shows_it_once() -> None:
    assert after(MoveRepo("model", "ada/a", "ada/b"), THREE, LIKES) == ["ada/b", "grace/c"]


def test_many_changes_in_many_rows_are_those_of_a_list() -> None:
    """Against the plain way: a list, changed one by one."""
    rng = random.Random(7)
    for _ in range(300):
        many = rng.choice([0, 1, 5, 40, 40, 600])
        before = [ModelRow(f"ada/{number}", author="ada", likes=100 - number) for number in range(many)]
        changes: list[tuple[Change, Row | None]] = []
        expected = {row.id: row for row in before}
        for step in range(rng.randrange(6)):
            name = f"ada/{rng.randrange(max(45, many))}"
            if rng.random() < 0.5:
                changes.append((DeleteRepo("model", name), None))
                expected.pop(name, None)
            elif name in expected:
                new = f"ada/new{step}"
                changes.append((MoveRepo("model", name, new), None))
                expected = {new if key == name else key: value for key, value in expected.items()}
        assert [row.id for row in with_changes(before, LIKES, changes, True)] == list(expected)


def test_a_new_row_finds_its_place_among_very_many() -> None:
    many = [ModelRow(f"ada/{number}", author="ada", likes=20_000 - 2 * number) for number in range(10_000)]
    known = ModelRow("ada/there", author="ada", likes=20_000 - 2 * 7_001 + 1)
    found = with_changes(many, LIKES, [(MoveRepo("model", "ada/there", "ada/here"), known)], True)
    assert len(found) == 10_001
    assert [row.id for row in found[6_999:7_003]] == ["ada/6999", "ada/7000", "ada/here", "ada/7001"]
