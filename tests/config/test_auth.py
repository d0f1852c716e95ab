"""Token and endpoint are found where the official client finds them; a bad one is one line that holds no secret."""

from pathlib import Path

import pytest

from hubtui.config.auth import BadSetting, Token, find_endpoint, find_token, is_offline

SECRET = "hf_secretsecretsecret"


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return str(path)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    write(tmp_path / "token", "hf_of_the_file")
    environ = {"HF_HOME": str(tmp_path), "HUGGING_FACE_HUB_TOKEN": "hf_older"}
    assert find_token(environ | {"HF_TOKEN": f" {SECRET}\r\n"}) == Token(SECRET, "HF_TOKEN")
    assert find_token(environ | {"HF_TOKEN": ""}) == Token("hf_older", "HUGGING_FACE_HUB_TOKEN")


@pytest.mark.parametrize(
    ("place", "environ"),
    [
        ("elsewhere", {"HF_TOKEN_PATH": "{tmp}/elsewhere"}),
        ("home/token", {"HF_HOME": "{tmp}/home"}),
        ("cache/huggingface/token", {"XDG_CACHE_HOME": "{tmp}/cache"}),
        ("vars/token", {"HF_HOME": "$HUBTUI_TEST_FOLDER/vars"}),
    ],
)
def test_the_file_is_looked_for_in_the_official_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, environ: dict[str, str]
) -> None:
    monkeypatch.setenv("HUBTUI_TEST_FOLDER", str(tmp_path))
    path = write(tmp_path / place, f"{SECRET}\n")
    token = find_token({name: value.format(tmp=tmp_path) for name, value in environ.items()})
    assert token == Token(SECRET, path)


def test_without_a_login_there_is_no_token(tmp_path: Path) -> None:
    assert find_token({"HF_HOME": str(tmp_path)}) is None
    write(tmp_path / "token", " \n")
    assert find_token({"HF_HOME": str(tmp_path)}) is None
    assert find_token({"HF_TOKEN": SECRET, "HF_HUB_DISABLE_IMPLICIT_TOKEN": "yes"}) is None


@pytest.mark.parametrize("inside", ["\n", " ", "\t", "\x00", "é", "\u202e"])
def test_a_token_that_no_header_takes_is_refused_without_showing_it(tmp_path: Path, inside: str) -> None:
    broken = f"hf_first{inside}secondhalf"
    for place, environ in (("HF_TOKEN", {"HF_TOKEN": broken}), ("token", {"HF_HOME": str(tmp_path)})):
        (tmp_path / "token").write_text(broken)
        with pytest.raises(BadSetting) as caught:
            find_token(environ)
        words = str(caught.value)
        assert place in words
        assert "\n" not in words
        assert "first" not in words
        assert "secondhalf" not in words


def test_a_token_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "token").mkdir()
    with pytest.raises(BadSetting, match=r"token file .*token cannot be read: "):
        find_token({"HF_HOME": str(tmp_path)})


def test_a_token_file_of_bytes_is_named(tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadSetting, match="cannot be read: it is no text"):
        find_token({"HF_HOME": str(tmp_path)})


def test_a_token_does_not_show_itself() -> None:
    assert SECRET not in repr(Token(SECRET, "HF_TOKEN"))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("", "https://huggingface.co"),
        ("https://hub.example/", "https://hub.example"),
        ("http://127.0.0.1:8765//", "http://127.0.0.1:8765"),
        ("https://hub.example/hf", "https://hub.example/hf"),
    ],
)
def test_the_endpoint_is_taken_from_the_environment(given: str, found: str) -> None:
    assert find_endpoint({"HF_ENDPOINT": given}) == found


def test_the_default_endpoint() -> None:
    assert find_endpoint({}) == "https://huggingface.co"


@pytest.mark.parametrize(
    "endpoint",
    [
        *["ftp://x", "x", "http://", "https://[::1", "http://host:port", "https://a b", "https://ä.example"],
        *["https://h/?q=1", "https://h/#x", "https://h\x1b[2J", "file:///etc/passwd", "javascript:alert(1)"],
    ],
)
def test_an_endpoint_that_is_none_is_one_clear_line(endpoint: str) -> None:
    with pytest.raises(BadSetting, match="the endpoint") as caught:
        find_endpoint({"HF_ENDPOINT": endpoint})
    assert str(caught.value).isprintable()


def test_a_password_in_the_endpoint_is_not_shown() -> None:
    with pytest.raises(BadSetting, match="must not hold a user name") as caught:
        find_endpoint({"HF_ENDPOINT": f"https://ada:{SECRET}@hub.example"})
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(("value", "offline"), [("1", True), ("on", True), ("Yes", True), ("0", False), ("", False)])
def test_offline_as_the_official_client_has_it(value: str, offline: bool) -> None:
    assert is_offline({"HF_HUB_OFFLINE": value}) is offline
    assert is_offline({"TRANSFORMERS_OFFLINE": value}) is offline
