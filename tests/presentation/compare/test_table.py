"""A comparison as a table: what its lines say of usual and of odd repos, and how it is looked at."""

from typing import Any

import pytest

from hubtui.fit.verdict import Budget
from hubtui.hub.decode import row_of
from hubtui.hub.errors import Gated, Missing, ServerFault
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.croissant import Croissant
from hubtui.hub.models.repo import INFOS, ModelInfo
from hubtui.hub.models.rows import ModelRow
from hubtui.hub.models.viewer import Splits
from hubtui.presentation.compare.evaluations import result_text, results_of
from hubtui.presentation.compare.facts import MAX_EVALUATIONS, Line, lines_of
from hubtui.presentation.compare.marked import why_not
from hubtui.presentation.compare.repo import (
    COLUMNS,
    CONFIG,
    INFO,
    LOADING,
    MORE,
    QUANTS,
    SPLITS,
    ComparedRepo,
    Value,
)
from hubtui.presentation.compare.table import CompareTable
from hubtui.text.width import cell_width

BUDGET = Budget(24 * 10**9)
QWEN: dict[str, Any] = {
    "id": "Qwen/Qwen3-8B",
    "tags": ["transformers", "license:apache-2.0", "en", "zh", "base_model:finetune:Qwen/Qwen3-8B-Base"],
    "safetensors": {"parameters": {"BF16": 8_000_000_000, "F32": 1000}, "total": 8_000_001_000},
    "config": {"architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3"},
    "pipeline_tag": "text-generation",
    "gated": False,
    "private": False,
    "downloads": 4100,
    "likes": 12,
    "siblings": [{"rfilename": "config.json"}],
}


def known(wire: dict[str, Any], repo_type: RepoType = "model", **answers: Any) -> ComparedRepo:
    """A repo whose info has come, and other answers by their source."""
    repo = ComparedRepo(repo_type, wire["id"])
    info = INFOS[repo_type].read(wire)
    repo.set_info(info, row_of(repo_type, info.sent))
    for source, answer in answers.items():
        repo.set_answer(source, answer)
    return repo


def texts(*repos: ComparedRepo) -> dict[str, list[str]]:
    return {line.key: [value.text for value in line.values] for line in lines_of(repos, BUDGET)}


def test_a_model_shows_what_decides_about_it() -> None:
    more = ModelInfo.read({"id": "x", "childrenModelCount": {"quantized": 3}, "downloadsAllTime": 99})
    rows = [ModelRow("a/b-GGUF", tags=["gguf"]), ModelRow("a/b-AWQ"), ModelRow("c/b-GGUF", library_name="gguf")]
    qwen = known(QWEN, **{MORE: more, CONFIG: {"max_position_embeddings": 40960}, QUANTS: rows})
    shown = {key: values[0] for key, values in texts(qwen).items()}
    assert (
        shown
        | {
            "parameters": "8.0B",
            "dtype": "BF16, F32",
            "size": "16 GB",
            "fits": "fits",
            "licence": "apache-2.0",
            "gated": "no",
            "context": "40,960",
            "architecture": "Qwen3ForCausalLM",
            "base_model": "Qwen/Qwen3-8B-Base",
            "quants": "3: 2 GGUF, 1 AWQ",
            "downloads": "4.1k",
            "downloads_all_time": "99",
            "languages": "en, zh",
        }
        == shown
    )


def test_a_repo_that_only_a_list_knows_shows_its_row_and_waits_for_the_rest() -> None:
    repo = ComparedRepo("model", "a/b", ModelRow("a/b", downloads=5, parameters={"BF16": 10**9}))
    lines = {line.key: line.values[0] for line in lines_of([repo], BUDGET)}
    assert lines["downloads"].text == "5"
    assert lines["dtype"].text == "BF16"
    assert lines["context"] is LOADING
    assert lines["quants"] is LOADING


def test_a_gguf_repo_shows_its_quants_and_the_best_that_fits() -> None:
    files = [{"rfilename": f"m-{quant}.gguf"} for quant in ("Q4_K_M", "Q8_0", "F16")]
    gguf = {"total": 8 * 10**9, "architecture": "qwen3", "context_length": 32768}
    wire = {"id": "a/m-GGUF", "tags": ["gguf"], "gguf": gguf, "siblings": files}
    shown = texts(known(wire))
    assert shown["quants"] == ["3 here: Q4_K_M to F16"]
    assert shown["context"] == ["32,768"]
    assert shown["fits"] == ["fits F16"]
    assert shown["parameters"] == ["8.0B"]


def test_packed_weights_are_counted_as_weights() -> None:
    packed = {"parameters": {"I32": 875_000_000, "BF16": 1_000_000_000}, "total": 1_875_000_000}
    shown = texts(known({"id": "a/m-8B-AWQ", "tags": ["awq", "4-bit"], "safetensors": packed}))
    assert shown["parameters"] == ["about 8.0B"]


def test_a_model_without_config_a_gated_one_and_one_that_is_gone_say_so() -> None:
    no_config = known({"id": "a/plain", "tags": []}, **{CONFIG: None, MORE: ModelInfo.read({"id": "a/plain"})})
    gated = known(QWEN | {"gated": "manual"})
    gated.set_error(CONFIG, Gated("a/gated wants its terms to be accepted"))
    gone = ComparedRepo("model", "a/gone")
    gone.set_error(INFO, Missing("there is no a/gone"))
    broken = ComparedRepo("model", "a/broken")
    broken.set_error(INFO, ServerFault("the Hub failed"))
    shown = texts(no_config, gated, gone, broken)
    assert shown["context"] == ["–", "gated", "not found, or private", "failed"]
    assert shown["gated"] == ["–", "yes, by hand", "not found, or private", "failed"]
    assert shown["architecture"][:2] == ["–", "Qwen3ForCausalLM"]
    assert shown["quants"][2:] == ["not found, or private", "failed"]


def test_answers_of_any_shape_are_compared() -> None:
    odd = {"id": "a/odd", "tags": 5, "config": [1], "gguf": "x", "safetensors": [], "gated": 3, "siblings": {}}
    odd |= {"model-index": {"a": [{}]}, "downloads": "many", "createdAt": 12}
    more = ModelInfo.read({"id": "a/odd", "childrenModelCount": {"quantized": 10**5000}, "evalResults": [1, {}]})
    repo = known(odd, **{MORE: more, CONFIG: {"max_position_embeddings": "long"}})
    assert len(lines_of([repo, known(QWEN)], BUDGET)) >= 20


def test_huge_evaluations_show_the_shared_ones_first_and_never_all() -> None:
    def index(names: range) -> list[Any]:
        def result(number: int) -> dict[str, Any]:
            metrics = [{"type": "acc", "name": "accuracy", "value": number / 3}]
            return {"task": {}, "dataset": {"name": f"bench {number}"}, "metrics": metrics}

        return [{"name": "m", "results": [result(number) for number in names]}]

    one = known(QWEN | {"model-index": index(range(0, 4000))})
    other = known(QWEN | {"model-index": index(range(3990, 6000))})
    lines = [line for line in lines_of([one, other]) if line.key.startswith("evaluation")]
    assert [value.text for value in lines[0].values] == ["4,000", "2,010"]
    assert "the table has 60" in lines[0].values[0].reason
    assert len(lines) == MAX_EVALUATIONS + 1
    assert [line.title for line in lines[1:11]] == [f"bench {number}, accuracy" for number in range(3990, 4000)]
    assert lines[1].values[0].text == "1330"
    assert lines[11].values[1].text == "–"


def test_a_model_with_evaluations_differs_from_one_without() -> None:
    metrics = [{"type": "acc", "name": "accuracy", "value": 0.5}]
    card = [{"name": "m", "results": [{"task": {}, "dataset": {"name": "bench"}, "metrics": metrics}]}]
    counts = next(
        line for line in lines_of([known(QWEN), known(QWEN | {"model-index": card})]) if line.key == "evaluations"
    )
    assert [value.text for value in counts.values] == ["–", "1"]
    assert counts.differs
    assert not counts.is_equal


def test_evaluations_of_a_card_have_their_benchmark_and_metric() -> None:
    dataset = {"name": "HellaSwag (10-Shot)", "type": "hellaswag", "config": "en", "split": "validation"}
    metrics = [{"type": "acc_norm", "name": "normalized accuracy", "value": 84.35570603465445}, {"type": "f1"}]
    found = results_of([{"name": "zephyr", "results": [{"dataset": dataset, "metrics": metrics}]}])
    assert found == {"HellaSwag (10-Shot) en, normalized accuracy": 84.35570603465445}
    assert result_text(84.35570603465445) == "84.3557"


def test_evaluations_of_the_hub_come_before_those_of_the_card() -> None:
    told = [{"dataset": {"id": "cais/hle", "task_id": "default"}, "value": 20.9}, {"error": "bad"}]
    told += [{"dataset": {"id": "gpqa", "task_id": "diamond"}, "value": "half"}]
    assert results_of(None, told) == {"cais/hle": 20.9, "gpqa, diamond": "half"}
    assert (
        results_of([{"results": [{"metrics": [{"value": float("nan")}, {"value": 10**5000}, {"value": True}]}]}]) == {}
    )


def test_a_dataset_shows_rows_splits_and_columns() -> None:
    wire = {"id": "a/d", "tags": ["format:parquet", "size_categories:1K<n<10K"], "mainSize": 5000}
    sizes = [("en", "train", 900), ("en", "test", 90), ("de", "train", 10)]
    splits = Splits.read({"splits": [{"config": a, "split": b, "num_rows": c} for a, b, c in sizes]})
    fields = [{"name": "default/text"}, {"name": "label"}, {"name": "default/split"}]
    croissant = Croissant.read(
        {"recordSet": [{"name": "default_splits", "field": [{"name": "x"}]}, {"name": "default", "field": fields}]}
    )
    shown = texts(known(wire, "dataset", **{SPLITS: splits, COLUMNS: croissant}))
    assert shown["rows"] == ["1.0k"]
    assert shown["size"] == ["5.0 kB"]
    assert shown["splits"] == ["en/train, en/test, de/train"]
    assert shown["columns"] == ["text, label"]
    nothing = texts(known(wire, "dataset", **{SPLITS: None, COLUMNS: None}))
    assert nothing["rows"] == ["1K–10K by its tags"]
    card = {"dataset_info": {"features": [{"name": "a", "dtype": "int64"}, {"name": "b"}, 5]}}
    assert texts(known(wire | {"cardData": card}, "dataset"))["columns"] == ["a, b"]


def test_a_space_shows_what_it_runs_on() -> None:
    runtime = {"stage": "RUNNING", "hardware": {"current": "t4-small"}}
    shown = texts(known({"id": "a/s", "sdk": "gradio", "runtime": runtime, "models": ["x/y"]}, "space"))
    assert [shown[key][0] for key in ("sdk", "hardware", "stage", "models")] == ["gradio", "t4-small", "running", "x/y"]


def test_what_the_info_lacks_stays_as_the_list_knew_it() -> None:
    repo = ComparedRepo("model", "Qwen/Qwen3-8B", ModelRow("Qwen/Qwen3-8B", trending_score=4.0, likes=1))
    info = ModelInfo.read(QWEN)
    repo.set_info(info, row_of("model", info.sent))
    assert repo.row is not None
    assert repo.row.trending_score == 4.0
    assert repo.row.likes == 12


# The table


def table_of(*values: tuple[str, ...], names: int = 3) -> CompareTable:
    """A table of lines with these values."""
    table = CompareTable([f"owner/a-model-with-a-long-name-{number}" for number in range(names)])
    known_lines = [
        Line(f"k{number}", f"Line {number}", tuple(Value(one, "", one) for one in line))
        for number, line in enumerate(values)
    ]
    table.show(known_lines)
    return table


def test_lines_that_differ_are_marked_and_equal_ones_can_be_hidden() -> None:
    table = table_of(("a", "a", "a"), ("a", "b", "a"))
    columns = table.columns_for(76)
    assert [table.cells_at(index, columns)[0].text for index in (0, 1)] == ["  Line 0", "≠ Line 1"]
    table.hide_equal(True)
    assert [line.key for line in table.shown] == ["k1"]
    assert table.hidden == 1


def test_a_line_is_neither_equal_nor_different_while_values_are_missing() -> None:
    line = Line("k", "K", (Value("5", "", 5), LOADING))
    assert not line.is_equal
    assert not line.differs
    assert not Line("k", "K", (Value("5", "", 5), Value("–", "dim"))).differs


def test_the_same_text_for_other_numbers_is_a_difference() -> None:
    assert Line("k", "K", (Value("8.0B", "", 8_000_000_000), Value("8.0B", "", 8_000_000_001))).differs


def test_numbers_end_at_one_place_and_the_best_value_of_a_line_is_marked() -> None:
    small = known(QWEN | {"downloads": 12, "lastModified": "2026-01-05T00:00:00.000Z"})
    large = known(QWEN | {"id": "a/large", "safetensors": {"parameters": {"BF16": 70 * 10**9}}, "lastModified": "2025"})
    unknown = ComparedRepo("model", "a/gone")
    unknown.set_error(INFO, Missing("there is no a/gone"))
    table = CompareTable([small.repo_id, large.repo_id, unknown.repo_id])
    table.show(lines_of([small, large, unknown], BUDGET))
    columns = table.columns_for(100)
    shown = {line.key: table.cells_at(index, columns)[1:] for index, line in enumerate(table.shown)}
    assert [cell.text.split() for cell in shown["downloads"]][:2] == [["12"], ["4.1k", "most"]]
    assert [cell.role for cell in shown["downloads"]][:2] == ["", "strong"]
    assert shown["downloads"][0].text.index("12") + 2 == shown["downloads"][1].text.index("4.1k") + 4
    assert shown["size"][0].text.endswith("16 GB smallest")
    assert shown["fits"][0].text == " fits", "several may fit: none of them is the best"
    assert shown["likes"][0].text.strip() == "12", "equal values are not better than each other"
    assert "(most of these)" in "".join(cell.text for line in moved_to(table, 1, "downloads") for cell in line)


def moved_to(table: CompareTable, place: int, key: str) -> Any:
    """The lines about a value below the table."""
    table.move(place)
    return table.detail_lines([line.key for line in table.shown].index(key), 60, 4)


def test_long_values_get_the_room_that_short_ones_leave() -> None:
    table = table_of(("a", "long " * 12, "c"))
    table.names = ["o/a", "o/b", "o/c"]
    widths = [column.width for column in table.columns_for(120)[1:]]
    assert widths[1] > 60
    assert table.cells_at(0, table.columns_for(120))[2].text.strip() == ("long " * 12).strip()


@pytest.mark.parametrize("width", [36, 76, 120, 156, 300])
@pytest.mark.parametrize("names", [2, 3, 6])
def test_every_repo_is_seen_by_scrolling_and_the_titles_stay(width: int, names: int) -> None:
    table = table_of(tuple(str(number) for number in range(names)), names=names)
    seen = set()
    for step in [0] + [1] * (names - 1) + [-1] * (names - 1):
        table.move(step)
        columns = table.columns_for(width)
        assert columns[0].key == "title"
        assert str(table.current) in [column.key for column in columns]
        assert sum(column.title.startswith("▸") for column in columns) == 1
        taken = sum(column.width for column in columns) + len(columns) - 1
        assert taken < width
        assert all(cell_width(column.title) <= (column.width or width - taken) for column in columns)
        seen |= {column.key for column in columns[1:]}
    assert len(seen) == names
    assert not table.move(-1)


def test_a_long_value_is_read_below_the_table() -> None:
    table = table_of(("word " * 30, "b", "c"))
    lines = table.detail_lines(0, 60, 4)
    assert len(lines) == 4
    assert lines[0][1].text == table.names[0]
    assert table.detail_lines(5, 60, 4) == [()] * 4


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["model"], "mark 2 to 6 rows"),
        (["model"] * 7, "at most 6"),
        (["model", "model", "dataset"], "one kind can be compared, marked are 2 models, 1 dataset;"),
        (["paper", "paper"], "papers cannot be compared"),
        (["space"] * 6, ""),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_line(kinds: list[str], words: str) -> None:
    assert words in why_not(kinds)
    assert bool(words) == bool(why_not(kinds))
