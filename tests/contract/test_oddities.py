"""Each oddity of our own answers, which fixtures/answers/README.md lists, is read as what it means."""

from typing import Any

import pytest

from hubtui.hub.calls import Answer, Call
from hubtui.hub.decode import rows_of
from hubtui.hub.error_mapping import error_of
from hubtui.hub.errors import (
    BadRequest,
    Forbidden,
    Gated,
    HubError,
    Missing,
    Moved,
    RateLimited,
    ServerFault,
    SortRefused,
)
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.account import Account
from hubtui.hub.models.collection import Collection
from hubtui.hub.models.files import FileEntry, file_entry
from hubtui.hub.models.paper import Paper
from hubtui.hub.models.repo import DatasetInfo, ModelInfo, Runtime
from hubtui.hub.models.viewer import FirstRows, Splits
from tests.answers import OWN, Exchange, content, exchanges, own


def rows(name: str, repo_type: RepoType) -> list[Any]:
    return list(rows_of(content(OWN / f"{name}.json"), repo_type))


def entries(name: str) -> list[FileEntry]:
    return [entry for value in own(name) if (entry := file_entry(value))]


def test_an_id_without_a_slash_has_no_author() -> None:
    assert [row.author for row in rows("models-list-default-no-author", "model")] == [
        "river-lab",
        "tide",
        None,
        "river-lab",
    ]
    assert rows("datasets-list-full-2023-no-author-and-empty-key", "dataset")[0].author is None


def test_a_trending_score_may_be_a_float_or_missing() -> None:
    assert [row.trending_score for row in rows("models-list-default-no-author", "model")] == [14, 0, 2.5, 0]
    assert [row.trending_score for row in rows("models-list-search-no-trending-score", "model")] == [None, None]
    assert [row.trending_score for row in rows("spaces-semantic-search-float-scores", "space")] == [3.5, 0]


def test_the_dates_of_repos_older_than_the_records_are_unknown() -> None:
    models = [ModelInfo.read(value) for value in own("models-list-default-no-author")]
    assert [model.created is None for model in models] == [False, False, True, True]
    datasets = [DatasetInfo.read(value) for value in own("datasets-list-full-2023-no-author-and-empty-key")]
    assert [dataset.created is None for dataset in datasets] == [True, True, True, False]


def test_sizes_gates_and_flags_of_a_full_row() -> None:
    found = rows("models-list-full-with-figures", "model")
    assert [row.parameter_total for row in found] == [7000000129, 7000000129, None]
    assert [row.parameters for row in found] == [{"BF16": 7000000001, "F32": 128}, None, None]
    assert [row.gated for row in found] == ["auto", False, "manual"]
    assert [(row.private, row.disabled) for row in found] == [(False, False), (False, True), (True, False)]


def test_a_row_of_nulls_is_an_id_without_figures() -> None:
    only, nulls, no_total = rows("models-odd-only-an-id-or-all-null", "model")
    assert (only.id, nulls.id, nulls.author, nulls.downloads, nulls.tags) == (
        "tide/only-an-id",
        "all-null",
        None,
        None,
        [],
    )
    assert no_total.parameter_total is None


def test_card_data_is_kept_whatever_it_is() -> None:
    sent = own("models-odd-card-data-of-any-type")
    assert [ModelInfo.read(value).card_data for value in sent] == [value["cardData"] for value in sent]
    assert len(rows("models-odd-card-data-of-any-type", "model")) == len(sent)


def test_a_description_is_one_line() -> None:
    cut, missing = rows("datasets-list-expand-cut-description", "dataset")
    assert cut.description.startswith("Shells Pictures of shells, and where they lay… See the full description")
    assert (missing.description, missing.main_size, missing.gated) == (None, 0, "manual")


def test_spaces_of_every_stage() -> None:
    assert [(row.title, row.stage, row.hardware) for row in rows("spaces-list-full-runtimes", "space")] == [
        ("Paints 🎨", "RUNNING", "zero-a10g"),
        (None, "BUILD_ERROR", "t4-small"),
        (None, "SLEEPING", "cpu-basic"),
        (None, "A_STAGE_OF_TOMORROW", "a-machine-of-tomorrow"),
        (None, "RUNNING", None),
        (None, None, None),
    ]
    broken = Runtime.read(own("spaces-list-full-runtimes")[1]["runtime"])
    assert broken.error_message == "Job failed\nwith exit code: 1"


def test_masked_hashes_are_no_hashes() -> None:
    readme, weights = entries("tree-masked-hashes")
    assert (readme.is_masked, weights.is_masked, weights.sha256) == (False, True, None)
    folder, _, large = entries("tree-folders-first-with-xet-hashes")
    assert (folder.is_folder, folder.size, large.is_masked, len(large.sha256 or "")) == (True, 0, False, 64)


def test_a_scan_says_whether_a_file_is_safe() -> None:
    unsafe, empty = entries("tree-expanded-with-scans")
    assert (unsafe.security, unsafe.last_commit and unsafe.last_commit.title) == ("unsafe", "Add weights")
    assert (empty.security, empty.last_commit, empty.size) == (None, None, 0)


def test_the_viewer_tells_types_and_rows() -> None:
    table = FirstRows.read(own("viewer-first-rows-truncated-cells"))
    assert [feature.type for feature in table.features] == [
        *("timestamp[s]", "list of float32", "list of list of uint8", "ClassLabel", "Image", "list of struct")
    ]
    assert [row[1] for row in table.rows] == ["[1.5, 2.25, 3", []]
    splits = Splits.read(own("viewer-size-with-row-counts")["size"]).splits or []
    assert [(split.split, split.num_rows) for split in splits] == [("train", 10), ("test", None)]
    with pytest.raises(TypeError):
        FirstRows.read(own("viewer-splits-500-empty-dataset"))


def test_an_account_with_words_that_nobody_knows_yet() -> None:
    account = Account.read(own("whoami-v2-period-end-is-a-number"))
    assert account.token is not None
    assert (account.is_pro, account.token.role) == (True, "fineGrained")
    assert account.token.everywhere == ("discussion.write", "a.permission.of.tomorrow")
    assert [org.role for org in account.organizations] == ["a-role-of-tomorrow"]
    assert Account.read(own("whoami-v2-oauth-has-no-token")).token is None


def test_a_collection_holds_every_kind_of_item_in_its_order() -> None:
    collection = Collection.read(own("collection-of-every-kind-gaps-in-positions"))
    assert [item.item_type for item in collection.items] == [
        *("model", "dataset", "space", "paper", "collection", "bucket", "a-kind-of-tomorrow")
    ]
    assert [item.position for item in collection.items] == [0, 2, 3, 9, 10, 44, 45]
    assert [item.note and item.note.text for item in collection.items[:2]] == ["first", None]
    assert (collection.description, collection.position) == ("", 3)
    assert [found.position for found in map(Collection.read, own("collections-list-without-position"))] == [None, None]


def test_a_paper_names_all_its_authors() -> None:
    paper = Paper.read(own("paper-info-every-field"))
    assert " ".join((paper.title or "").split()) == "Stones: a study"
    assert paper.author_names == ["Ada Ek", "B. Hidden"]


ERRORS: list[tuple[type[HubError], str]] = [
    (Missing, "private ones log in"),
    (Missing, "is not there, or it is private"),
    (Missing, "no such revision"),
    (Missing, "is not there"),
    (Gated, "log in"),
    (Gated, "log in"),
    (Forbidden, "disabled by the Hub"),
    (Forbidden, "rights to create"),
    (Forbidden, "paid plan"),
    (SortRefused, "does not sort"),
    (BadRequest, "limit: not a number; limit: too small"),
    (BadRequest, "filter: not closed; try without it"),
    (BadRequest, "The login has ended"),
    (RateLimited, "in 42 s"),
    (ServerFault, "502"),
    (Moved, "it is new/name now"),
]


@pytest.mark.parametrize(("exchange", "expected"), zip(exchanges(OWN / "http-errors.http"), ERRORS, strict=True))
def test_an_error_says_what_is_wrong(exchange: Exchange, expected: tuple[type[HubError], str]) -> None:
    path, _, query = exchange.path.partition("?")
    parameters = tuple((name, value) for name, _, value in (pair.partition("=") for pair in query.split("&")))
    call = Call(exchange.method, path, parameters, subject="the model")
    error = error_of(call, Answer(exchange.status, exchange.headers, exchange.body.encode()), has_token=False)
    assert (type(error), expected[1] in str(error)) == (expected[0], True), str(error)
