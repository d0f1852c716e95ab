"""The activity log's rows, and a request in full."""

from types import SimpleNamespace
from typing import Any

from hubtui.hub.calls import Exchange
from hubtui.resources.request import request_cells
from hubtui.resources.request.list import ActivityList
from hubtui.text.width import cell_width
from hubtui.worker.activity import Activity


def exchange(method: str = "GET", path: str = "/api/whoami-v2", content: str = "", **more: Any) -> Exchange:
    fields: dict[str, Any] = {
        "status": 200, "seconds": 0.012, "bytes": 1234, "tries": 1, "request_headers": {}, "response_headers": {},
    }  # fmt: skip
    return Exchange(method, path, content=content, **(fields | more))


def test_a_row_says_what_went_wrong_and_is_found_by_its_words() -> None:
    bad = exchange("DELETE", "/api/repos/delete", status=0, error="broke off", tries=2, seconds=12.0)
    cells = request_cells.cells(bad, request_cells.columns_for(100))
    assert [cell.text for cell in cells] == ["DELETE", "/api/repos/delete", "none", "12.0 s", "1.2 kB", "2"]
    session: Any = SimpleNamespace(worker=SimpleNamespace(activity=Activity()))
    assert "broke off" in ActivityList(session).text(bad)
    page = request_cells.detail(bad, 80)
    text = [page.text(index) for index in range(len(page))]
    assert "broke off" in text


def test_what_failed_stands_out_and_nothing_else_does() -> None:
    def role(status: int) -> str:
        columns = request_cells.columns_for(100)
        (found,) = [
            cell.role
            for cell, column in zip(request_cells.cells(exchange(status=status), columns), columns, strict=True)
            if column.key == "status"
        ]
        return found

    assert {role(status) for status in (0, 400, 404, 429, 503)} == {"failed"}
    assert "failed" not in {role(status) for status in (200, 204, 302, 307)}


def test_all_of_a_long_address_and_a_long_header_can_be_read_on_a_narrow_terminal() -> None:
    path = "/api/models?search=" + "0123456789" * 30
    header = "abcdefghij" * 30
    page = request_cells.detail(exchange(path=path, response_headers={"link": header}), 40)
    text = [page.text(index) for index in range(len(page))]
    assert all(cell_width(line) <= 40 for line in text)
    assert path in "".join(text)
    assert header in "".join(text)
