"""Rows hold what the columns need, whatever is missing or odd."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hubtui.hub.decode import rows_of
from hubtui.hub.jsontext import MOST_PIECES, TooMuch
from hubtui.hub.models.rows import DatasetRow, ModelRow, SpaceRow, known_date


def body(*rows: Any, ensure_ascii: bool = True) -> bytes:
    return json.dumps(rows, ensure_ascii=ensure_ascii).encode()


def model(**fields: Any) -> ModelRow:
    (row,) = rows_of(body({"id": "a/b", **fields}), "model")
    assert isinstance(row, ModelRow)
    return row


def test_a_model() -> None:
    row = model(
        pipeline_tag="fill-mask",
        library_name="transformers",
        safetensors={"parameters": {"F32": 7}, "total": 8},
        downloads=9,
        likes=1,
        trendingScore=3.5,
        lastModified="2024-02-19T11:06:12.000Z",
        createdAt="2022-03-02T23:29:04.000Z",
        gated="auto",
        private=False,
        disabled=True,
        tags=["x"],
        author="other",
    )
    assert row == ModelRow(
        "a/b", "other", 1, 3.5, "2024-02-19T11:06:12.000Z", "2022-03-02T23:29:04.000Z", False, True, ["x"],
        pipeline_tag="fill-mask", library_name="transformers", parameters={"F32": 7}, parameter_total=8, downloads=9,
        gated="auto",
    )  # fmt: skip


def test_a_gguf_model_counts_its_parameters_too() -> None:
    assert model(gguf={"total": 5, "architecture": "llama"}).parameter_total == 5


def test_a_gguf_model_names_its_quants_where_its_files_are_told() -> None:
    files = ["m-Q8_0.gguf", "m-Q4_K_M-00001-of-00002.gguf", "m-Q4_K_M-00002-of-00002.gguf", "mmproj-F16.gguf", "x.md"]
    row = model(gguf={"total": 5, "totalFileSize": 7}, siblings=[{"rfilename": name} for name in files])
    assert (row.gguf_bytes, row.quants) == (7, ("Q4_K_M", "Q8_0"))


@pytest.mark.parametrize("files", [None, 3, {}, [], ["x"], [{"rfilename": 3}], [{}], [None]])
def test_odd_lists_of_files_name_no_quants(files: object) -> None:
    assert model(siblings=files).quants == ()


def test_a_dataset_has_one_line_of_description() -> None:
    (row,) = rows_of(
        body({"id": "squad", "mainSize": 5, "description": "\n\t\n\t\tTwo\n  lines " + "x" * 900}), "dataset"
    )
    assert isinstance(row, DatasetRow)
    assert (row.id, row.author, row.main_size) == ("squad", None, 5)
    assert row.description is not None
    assert row.description.startswith("Two lines x")
    assert len(row.description) == 300


def test_a_space_has_its_title_from_the_card_and_the_hardware_it_waits_for() -> None:
    runtime = {"stage": "BUILDING", "hardware": {"current": None, "requested": "cpu-basic"}}
    (row,) = rows_of(body({"id": "a/b", "cardData": {"title": "T 🚀"}, "runtime": runtime, "models": ["m"]}), "space")
    assert isinstance(row, SpaceRow)
    assert (row.title, row.stage, row.hardware, row.models) == ("T 🚀", "BUILDING", "cpu-basic", ["m"])
    (row,) = rows_of(body({"id": "a/b", "title": "outside", "runtime": None, "cardData": ["odd"]}), "space")
    assert isinstance(row, SpaceRow)
    assert (row.title, row.stage, row.hardware) == ("outside", None, None)


@pytest.mark.parametrize("odd", [None, "text", [], {}, [[1]], {"total": "many"}, float("nan"), 10**30, True])
def test_an_odd_field_is_unknown_and_the_rest_stays(odd: Any) -> None:
    for name in (
        "downloads",
        "likes",
        "trendingScore",
        "safetensors",
        "lastModified",
        "gated",
        "private",
        "tags",
        "author",
    ):
        (row,) = rows_of(body({"id": "a/b", "pipeline_tag": "kept", name: odd}), "model")
        assert isinstance(row, ModelRow)
        assert (row.id, row.pipeline_tag) == ("a/b", "kept"), name
        for count in (row.downloads, row.likes, row.parameter_total):
            assert count is None or count < 2**63
        assert row.trending_score is None or row.trending_score < 1e31


def test_odd_tags_go_and_good_ones_stay() -> None:
    assert model(tags=["a", None, 3, ["b"], "c"]).tags == ["a", "c"]


def test_a_row_without_an_id_has_its_old_name_or_none() -> None:
    rows = rows_of(body({"modelId": "a/b"}, {"id": None, "likes": 3}, {}, 7, None, "x", {"id": "c"}), "model")
    assert [row.id for row in rows] == ["a/b", "", "", "c"]
    assert rows[1].likes == 3


def test_names_stay_as_they_were_sent() -> None:
    hostile = "a\x1b[2Jb\u202ec\nd\u202fe\u200cf"
    for ensure_ascii in (True, False):
        sent = body({"id": hostile, "author": hostile, "tags": [hostile], "safetensors": {"parameters": {hostile: 1}}},
            ensure_ascii=ensure_ascii)  # fmt: skip
        (row,) = rows_of(sent, "model")
        assert isinstance(row, ModelRow)
        assert (row.id, row.author, row.tags, row.parameters) == (hostile, hostile, [hostile], {hostile: 1})


def test_more_rows_than_any_page_has_are_refused() -> None:
    with pytest.raises(TooMuch):
        rows_of(b"[" + b'{"id":"a"},' * 4 * MOST_PIECES + b'{"id":"b"}]', "model")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-02-19T11:06:12.000Z", datetime(2024, 2, 19, 11, 6, 12, tzinfo=UTC)),
        ("2024-02-19T11:06:12Z", datetime(2024, 2, 19, 11, 6, 12, tzinfo=UTC)),
        ("2024-02-19T12:06:12+01:00", datetime(2024, 2, 19, 11, 6, 12, tzinfo=UTC)),
        ("2022-03-02T23:29:04.000Z", None),
        ("2022-03-02T23:29:05.000Z", None),
        ("2022-03-02T23:29:22.000Z", None),
        ("2022-03-02T23:29:59Z", None),
        ("2022-03-02T23:30:00.000Z", datetime(2022, 3, 2, 23, 30, tzinfo=UTC)),
        ("2022-03-02T23:28:59.000Z", datetime(2022, 3, 2, 23, 28, 59, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_the_wire(text: str | None, moment: datetime | None) -> None:
    assert known_date(text) == moment
