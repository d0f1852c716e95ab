"""config.toml: what may be set holds, and what may not is named with its place while the rest works."""

from pathlib import Path

import pytest

from hubtui.bindings import Bindings
from hubtui.config.settings import Settings, read_settings
from hubtui.pages.keyed import KeyedScreen
from hubtui.presentation.column_table import column_keys
from hubtui.presentation.columns import columns_for, unknown_columns
from hubtui.user_keys import PLACE_SETS, with_user_keys


def settings_of(folder: Path, text: str) -> Settings:
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    return read_settings(file)


def test_without_a_file_all_is_as_it_comes(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config.toml") == Settings()


def test_what_is_set_holds(tmp_path: Path) -> None:
    found = settings_of(
        tmp_path,
        'tab = "spaces"\nmouse = false\npreview = true\npage_size = 50\nvram = "2x80GB"\n'
        '[keys]\nsort = ["S", "f5"]\ncopy = "ctrl+y"\n[columns]\nmodels = ["likes", "params"]\n',
    )
    assert (found.tab, found.mouse, found.preview, found.page_size) == ("spaces", False, True, 50)
    assert found.vram is not None
    assert found.vram.memory == 160 * 10**9
    assert found.keys == {"sort": ("S", "f5"), "copy": ("ctrl+y",)}
    assert found.columns == {"models": ("likes", "params")}
    assert found.problems == ()


BAD = {
    'tab = "model"': 'config.toml:1: tab = "model": it must be one of models, datasets',
    "tab = 3": "config.toml:1: tab = 3: it must be one of models",
    'theme = "solarized"': 'config.toml:1: theme = "solarized": it must be one of auto, dark, light, high-contrast',
    "theme = true": "config.toml:1: theme = true: it must be one of auto",
    'ascii = "yes"': 'config.toml:1: ascii = "yes": it must be true or false',
    "clipboard = 1979-05-27": "config.toml:1: clipboard = 1979-05-27: it must be one of auto, tmux",
    'mouse = "no"': 'config.toml:1: mouse = "no": it must be true or false',
    "mouse = 0": "config.toml:1: mouse = 0: it must be true or false",
    "preview = []": "config.toml:1: preview = []: it must be true or false",
    "page_size = 5": "config.toml:1: page_size = 5: it must be a whole number from 10 to 1000",
    "page_size = 5000": "config.toml:1: page_size = 5000: it must be a whole number",
    "page_size = 12.5": "config.toml:1: page_size = 12.5: it must be a whole number",
    "page_size = true": "config.toml:1: page_size = true: it must be a whole number",
    'vram = "lots"': 'config.toml:1: vram = "lots": it must be a size of memory: "24GB"',
    "vram = 24": "config.toml:1: vram = 24: it must be a size of memory",
    "colour = 1": "config.toml:1: colour: there is no such setting: theme, mouse, ascii, plain",
    "\n\nfoo = 1": "config.toml:3: foo: there is no such setting",
    "[other]\nx = 1": "config.toml:1: other: there is no such setting",
    "keys = 1": "config.toml:1: keys: it is a table: [keys]",
    "columns = []": "config.toml:1: columns: it is a table: [columns]",
    "[keys]\nsort = 3": "config.toml:2: keys.sort = 3: it must be a word in quotes",
    "[keys]\nsort = []": "config.toml:2: keys.sort = []: it must be a word in quotes",
    '[keys]\nsort = ["s", 1]': "config.toml:2: keys.sort = ['s', 1]: it must be a word in quotes",
    'keys.sort = ""': 'config.toml:1: keys.sort = "": it must be a word in quotes',
    "mouse = ": "config.toml:1: invalid value; the line is left out",
    "mouse": "config.toml:1: expected '=' after a key",
    'vram = "24GB': "config.toml:1: ",
    "a = 1\na = 2": "config.toml:2: cannot overwrite a value",
    "page_size = [1,": "config.toml:1: ",
    "\x00 = 1": "config.toml:1: ",
}


@pytest.mark.parametrize(("text", "problem"), BAD.items(), ids=repr)
def test_what_may_not_be_is_named_and_the_rest_works(tmp_path: Path, text: str, problem: str) -> None:
    first = "" if text.startswith(("[", "\n")) else text
    table = "" if first else text
    found = settings_of(tmp_path, f"{first}\ntab = 'mine'\n" if first and "tab" not in first else f"{first}{table}\n")
    assert any(line.startswith(problem) for line in found.problems), found.problems
    if first and "tab" not in first and "[1," not in first:
        assert found.tab == "mine"


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"tab = '\xff'")
    assert read_settings(tmp_path / "config.toml").problems == ("config.toml is no text in UTF-8: save it as such",)


BAD_KEYS = {
    ("sort_all", "x"): "there is no such action: perhaps sort",
    ("sort", "ctrl+enter+x"): "is no key",
    ("sort", "ss"): "is no key",
    ("sort", "g x y"): "is no key",
    ("sort", "/"): "is taken there: search",
    ("quit", "q"): "",
    ("quit", "j"): "is taken there: down",
    ("sort", "g"): "is taken there: ",
    ("sort", "g g"): "is taken there: to_start",
    ("section", "x"): "its keys are fixed",
    ("apply", "x"): "is text in a field",
}


@pytest.mark.parametrize(("bound", "why"), BAD_KEYS.items(), ids=repr)
def test_keys_that_cannot_be_are_named_and_stay(bound: tuple[str, str], why: str) -> None:
    name, key = bound
    table, problems = with_user_keys({name: (key,)}, lambda name: f"config.toml:9: keys.{name}")
    if not why:
        assert problems == []
        assert next(action for action in table.actions if action.name == name).keys == (key,)
        return
    assert table == Bindings()
    (problem,) = problems
    assert problem.startswith(f"config.toml:9: keys.{name} = ")
    assert why in problem


def test_two_actions_change_places_when_the_first_goes_out_of_the_way() -> None:
    table, problems = with_user_keys({"mark_range": ("X",), "transfers": ("v",)})
    assert problems == []
    assert {action.keys for action in table.actions if action.name == "mark_range"} == {("X",)}


def test_all_places_of_all_screens_are_known() -> None:
    import hubtui.managing.plan_screen
    import hubtui.resources.collection.adding
    import hubtui.resources.repos.screen  # noqa: F401  # so that their screens are there

    def below(kind: type) -> list[type]:
        return [one for direct in kind.__subclasses__() for one in (direct, *below(direct))]

    for screen in below(KeyedScreen):
        places = screen.PLACES  # type: ignore[attr-defined]
        assert any(set(places) <= set(stand) for stand in PLACE_SETS), screen


def test_columns_are_those_that_were_chosen_and_the_one_that_sorts() -> None:
    shown = [column.key for column in columns_for("model", 120, "downloads", ("likes", "params"))]
    assert shown == ["id", "state", "likes", "params", "downloads"]
    assert unknown_columns({"models": ("likes", "size"), "papers": ("x",)}, lambda tab: f"at {tab}") == [
        f"at models has no size: {', '.join(column_keys('model'))}",
        "at papers: there is no such listing: models, datasets, spaces",
    ]
