"""Reports of crashes."""

import base64
from pathlib import Path
from urllib.parse import quote

import pytest

from hubtui.terminal.crash import crash_line, hide, report, write_report

SECRET = "t0ken with/odd+signs="


def crash() -> BaseException:
    local_value = "value of a local variable"
    try:
        raise ValueError("hf_abcdefghijklmnop is in the words") from KeyError(local_value[:5])
    except ValueError as error:
        return error


def test_a_report_has_the_traceback_and_no_local_variables() -> None:
    text = report(crash())
    assert "in crash" in text
    assert "KeyError" in text
    assert "hf_abc" not in text
    assert "value of a local variable" not in text.replace('local_value = "value of a local variable"', "")


@pytest.mark.parametrize(
    "form",
    [SECRET, base64.b64encode(SECRET.encode()).decode(), quote(SECRET, safe=""), "Bearer abcdef", "hf_0123456789"],
)
def test_a_secret_is_hidden_in_every_form(form: str) -> None:
    assert form not in hide(f"words {form} words", [SECRET])


def test_short_words_are_no_secrets() -> None:
    assert hide("a word", ["a", ""]) == "a word"


def test_only_the_user_can_read_a_report(tmp_path: Path) -> None:
    path = write_report(crash(), tmp_path / "logs")
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_one_line_says_where_the_report_is() -> None:
    line = crash_line(crash(), Path("/logs/crash.log"))
    assert line == "hubtui crashed (ValueError); the report is in /logs/crash.log"


def test_a_screen_that_an_upgrade_has_taken_away_is_named_as_such() -> None:
    with pytest.raises(ImportError) as caught:
        from hubtui.text.width import no_such_name  # type: ignore[attr-defined]  # noqa: F401
    line = crash_line(caught.value, Path("/logs/crash.log"))
    assert line.startswith("hubtui was upgraded or removed while it ran, and ended: start it again")
    assert "/logs/crash.log" in line
