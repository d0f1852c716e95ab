"""The ends of the top line."""

import pytest

from hubtui.presentation.bars import account_cells
from hubtui.text.columns import Cell


@pytest.mark.parametrize(
    ("id_length", "words"),
    [(20, "ada · write · demo Hub"), (60, "ada · write"), (70, "ada"), (75, "")],
)
def test_beside_a_long_id_the_account_gets_shorter_and_keeps_its_distance(id_length: int, words: str) -> None:
    cells = account_cells("ada · write", "demo Hub", [("", [Cell("x" * id_length)])], 80)
    assert "".join(cell.text for cell in cells) == words
