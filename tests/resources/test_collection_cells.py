"""Collections and their items as cells, lines and text."""

from typing import Any

import pytest

from hubtui.hub.drafts import About, Draft, DraftItem, draft_of
from hubtui.hub.models.collection import Collection, CollectionItem
from hubtui.resources.collection import collection_cells
from hubtui.resources.collection.collection_text import from_lines, to_json, to_lines, to_markdown
from hubtui.resources.mine import mine_cells
from hubtui.text.width import cell_width

ENDPOINT = "https://huggingface.co"


def cells(width: int = 200, **told: Any) -> dict[str, str]:
    item = CollectionItem.read({"_id": "1" * 24, "type": "model", "id": "a/b", **told})
    columns = collection_cells.item_columns(width)
    found = collection_cells.item_cells(1, DraftItem(item.item_type or "", item.item_id), item, columns)
    return {column.key: cell.text for column, cell in zip(columns, found, strict=True)}


def test_an_item_of_which_nothing_is_told_is_missing() -> None:
    assert cells()["id"] == "a/b  not there any more, or private"
    assert cells(likes=0)["id"] == "a/b"


@pytest.mark.parametrize(("told", "word"), [({"private": True}, "private"), ({"gated": "auto"}, "gated")])
def test_what_not_everyone_sees_is_named(told: dict[str, Any], word: str) -> None:
    assert cells(likes=1, **told)["state"] == word
    assert cells(60, likes=1, **told)["id"] == f"a/b  {word}", "behind the id where it has no column"


def test_papers_and_collections_go_by_their_titles() -> None:
    assert cells(type="paper", id="2505.09388", title="Qwen3", upvotes=3)["id"] == "2505.09388  Qwen3"
    assert cells(type="collection", id="2" * 24, title="Small ones", numberItems=4)["task"] == "4 items"


def test_a_listing_never_tells_a_wrong_count() -> None:
    four = Collection.read({"slug": "a/b", "items": [{"id": str(number)} for number in range(4)]})
    assert collection_cells.items_word(four, None) == "4+"
    assert collection_cells.items_word(four, 4) == "4"


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_notes_stay_within_their_lines(width: int) -> None:
    for note in ("word " * 99, "長い注釈" * 80, "👩\u200d💻 " * 60, "x" * 500, "one\ntwo"):
        for whole in (False, True):
            lines = collection_cells.note_lines(note, width, whole=whole)
            assert all(sum(cell_width(cell.text) for cell in line) <= width for line in lines)
            assert whole or len(lines) <= 3


DRAFT = Draft(
    About("A [title]", "about", "blue", True),
    (
        DraftItem("model", "a/b", "first\nsecond", "1" * 24),
        DraftItem("dataset", "c/d", "", "2" * 24),
        DraftItem("paper", "2505.09388", "read", "3" * 24),
        DraftItem("collection", "f" * 24, "", "4" * 24),
        DraftItem("bucket", "e/f", "b", "5" * 24),
    ),
)


def test_lines_that_are_not_touched_change_nothing() -> None:
    found, wrong = from_lines(to_lines(DRAFT), DRAFT, ENDPOINT)
    assert not wrong
    assert found.has_same_contents(DRAFT)


def test_lines_are_read_in_any_form_and_wrong_ones_are_named() -> None:
    text = f"c/d a note\n{ENDPOINT}/datasets/c/d\n\n# nothing\nmodels/a/b\nmodels/a/b again\n:: what\nx/y {'z' * 501}\n"
    found, wrong = from_lines(text, DRAFT, ENDPOINT)
    assert [(item.type, item.id, item.note) for item in found.items] == [
        ("model", "c/d", "a note"), ("dataset", "c/d", ""), ("model", "a/b", ""),
    ]  # fmt: skip
    assert [line.number for line in wrong] == [6, 7, 8]


def test_what_is_exported_holds_all_of_it() -> None:
    text = to_markdown(DRAFT, {}, "ada/a-title-" + "9" * 24, ENDPOINT)
    assert text.startswith("# [A \\[title\\]](https://huggingface.co/collections/ada/a-title-")
    assert "1. [a/b](https://huggingface.co/a/b) (model)" in text
    assert "   second" in text
    assert '"note": "first\\nsecond"' in to_json(DRAFT, "ada/a")


def test_odd_items_are_left_out_of_what_can_be_changed() -> None:
    told = {"slug": "a/b", "items": [{"id": "x/y", "type": "model"}, {"_id": "1" * 24, "type": "model"}, None, 5]}
    assert draft_of(Collection.read(told)).items == ()


def test_likes_of_a_collection_have_the_same_title_in_its_tab_and_on_mine() -> None:
    own = mine_cells.columns_for("collections", 120)
    assert "Likes" in {column.title for column in own} & {column.title for column in collection_cells.list_columns(120)}
