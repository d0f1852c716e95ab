"""Every column of every kind has its cell; what is unknown is a dash."""

import pytest

from hubtui.fit.verdict import Verdict
from hubtui.presentation import space
from hubtui.presentation.columns import columns_for
from hubtui.presentation.role_styles import STATE_STYLES
from hubtui.presentation.rows import cells
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.worker.downloads.queue import State as JobState


@pytest.fixture
def shown(now):
    """The cells of a row by their column's key."""

    def show(repo_type: str, row, width: int = 140, sort: str = "trendingScore") -> dict[str, Cell]:
        columns = columns_for(repo_type, width, sort)
        return dict(zip([column.key for column in columns], cells(row, columns, now), strict=True))

    return show


def test_a_model_as_drawn(qwen, shown) -> None:
    assert {key: cell.text for key, cell in shown("model", qwen).items()} == {
        "id": "Qwen/Qwen3-8B",
        "state": "",
        "task": "text-generation",
        "params": "8.2B",
        "downloads": "4.1M",
        "likes": "3.2k",
        "updated": "3 d",
    }


def test_a_dataset_shows_bytes_or_the_number_of_rows(dataset_row, shown) -> None:
    tags = ["task_categories:text-generation", "task_categories:other", "size_categories:10K<n<100K"]
    rows = shown("dataset", dataset_row(tags=tags))
    assert (rows["size"].text, rows["tasks"].text) == ("10K–100K", "text-generation +1")
    assert shown("dataset", dataset_row(tags=tags, main_size=54_000_000_000))["size"].text == "54 GB"
    assert shown("dataset", dataset_row(main_size=0))["size"].text == "0 B"


def test_a_space_as_it_runs(space_row, shown) -> None:
    row = space_row(title="A demo", sdk="gradio", stage="RUNNING", hardware="zero-a10g", likes=12)
    known = shown("space", row)
    assert [known[key].text for key in ("title", "sdk", "stage", "hardware", "likes")] == [
        "A demo",
        "gradio",
        "running",
        "zero-a10g",
        "12",
    ]


@pytest.mark.parametrize(
    ("stage", "cell"),
    [
        ("RUNTIME_ERROR", Cell("runtime error", "runtime error")),
        ("SLEEPING", Cell("sleeping", "sleeping")),
        ("RUNNING_BUILDING", Cell("rebuilding", "rebuilding")),
        ("SOME_NEW_STAGE", Cell("some new stage")),
        (None, Cell("–", "dim")),
    ],
)
def test_stages_are_words(space_row, shown, stage, cell) -> None:
    assert shown("space", space_row(stage=stage))["stage"] == cell


def test_every_state_has_a_look_of_its_own() -> None:
    told = [*space.STAGES.values(), *map(str, JobState), *map(str, Verdict), "disabled", "private", "gated"]
    assert [word for word in told if word not in STATE_STYLES] == []
    assert (
        STATE_STYLES["running"] != STATE_STYLES["building"] != STATE_STYLES["paused"] != STATE_STYLES["runtime error"]
    )
    assert len({STATE_STYLES[word].colour for word in ("disabled", "private", "gated")}) == 3


@pytest.mark.parametrize("kind", ["model", "dataset", "space"])
def test_what_is_unknown_is_a_dash(request, shown, kind) -> None:
    known = shown(kind, request.getfixturevalue(f"{kind}_row")("bert"))
    assert known.pop("id") == Cell("bert")
    assert known.pop("state") == Cell("")
    assert set(known.values()) == {Cell("–", "dim")}


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"gated": "auto"}, "gated"),
        ({"gated": True}, "gated"),
        ({"private": True, "gated": "manual"}, "private"),
        ({"disabled": True, "private": True}, "disabled"),
        ({"gated": False, "private": False, "disabled": False}, ""),
    ],
)
def test_the_state_is_a_word_behind_the_id(model_row, shown, values, word) -> None:
    row = model_row(**values)
    assert shown("model", row)["state"] == Cell(word, word)
    narrow = shown("model", row, width=36, sort="downloads")
    assert "state" not in narrow
    assert narrow["id_and_state"] == Cell("ada/thing", word), "in its role where it is narrow"


@pytest.mark.parametrize("text", ["2022-03-02T23:29:04.000Z", "2022-03-02T23:29:05.000Z", "yesterday", "", None])
def test_a_date_that_means_unknown_is_a_dash(model_row, shown, text) -> None:
    assert shown("model", model_row(created_at=text), sort="createdAt")["created"].text == "–"


def test_parameters_are_summed_where_no_total_is_said(model_row, shown) -> None:
    assert shown("model", model_row(parameters={"F32": 1000, "I64": 500}))["params"].text == "1.5k"
    assert shown("model", model_row(parameters={}))["params"].text == "–"
    assert shown("model", model_row(parameter_total=0))["params"].text == "0"


@pytest.mark.parametrize("kind", ["model", "dataset", "space"])
def test_figures_never_outgrow_their_columns(request, now, kind) -> None:
    row = request.getfixturevalue(f"{kind}_row")(disabled=True, likes=10**30, last_modified="1970-01-01T00:00:00Z")
    for name in ("downloads", "parameter_total", "main_size"):
        if hasattr(row, name):
            setattr(row, name, 999_949_999)
    for name in ("sdk", "stage"):
        if hasattr(row, name):
            setattr(row, name, {"sdk": "streamlit", "stage": "RUNTIME_ERROR"}[name])
    columns = columns_for(kind, 200, "trendingScore")
    for column, cell in zip(columns, cells(row, columns, now), strict=True):
        assert column.width == 0 or cell_width(cell.text) <= column.width, column
