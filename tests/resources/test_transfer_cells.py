"""The row of a download: each fact in a column of its own."""

import pytest

from hubtui.resources.transfer.transfer_cells import cells, columns_for, details
from hubtui.worker.downloads.queue import Job, State
from hubtui.worker.downloads.source import FileSource
from hubtui.worker.downloads.transfer import FileToGet

SOURCE = FileSource("model", "Qwen/Qwen3-8B", "0" * 40, "model.safetensors", named="main")


def row(width: int, state: State, here: int, size: int | None = 4_000_000_000, rate: float = 0.0) -> dict[str, str]:
    job = Job(SOURCE, FileToGet("model.safetensors", size), "/models", state=state, here=here)
    columns = columns_for(width)
    made = cells(job, rate, columns)
    return {column.title: cell.text for column, cell in zip(columns, made, strict=True)}


def test_a_running_download_shows_how_far_it_is_its_speed_and_the_time_left() -> None:
    shown = row(140, State.RUNNING, 1_000_000_000, rate=50_000_000)
    assert (shown["File"], shown["Repo"]) == ("model.safetensors", "Qwen/Qwen3-8B")
    assert (shown["Done"], shown["Speed"], shown["Left"]) == ("25%", "50 MB/s", "60 s")


@pytest.mark.parametrize(
    ("state", "here", "size", "done"),
    [
        (State.PAUSED, 1, 4, "25%"),
        (State.DONE, 4, 4, "100%"),
        (State.DONE, 0, 0, "100%"),
        (State.RUNNING, 5, None, "–"),
        (State.WAITING, 0, 4, "0%"),
    ],
)
def test_a_download_that_does_not_run_shows_how_far_it_is_alone(
    state: State, here: int, size: int | None, done: str
) -> None:
    shown = row(100, state, here, size)
    assert (shown["Done"], shown["Speed"], shown["Left"]) == (done, "", "")


@pytest.mark.parametrize("width", [50, 80, 110, 160])
def test_the_columns_leave_room_for_the_name_of_a_file(width: int) -> None:
    assert width - sum(column.width + 1 for column in columns_for(width)) >= 16


@pytest.mark.parametrize(("oid", "here", "anew"), [(None, 5, True), (None, 0, False), ("1" * 40, 5, False)])
def test_a_paused_download_that_cannot_be_continued_says_so(oid: str | None, here: int, anew: bool) -> None:
    job = Job(SOURCE, FileToGet("a.bin", 10, oid=oid), "/models", state=State.PAUSED, here=here)
    words = "begins anew when continued: the file has no hash"
    assert (cells(job, 0.0, columns_for(140))[-1].text == words) is anew
    text = "\n".join("".join(cell.text for cell in line) for line in details(job, 0.0, 80))
    assert (words in text) is anew
