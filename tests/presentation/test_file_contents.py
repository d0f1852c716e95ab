"""What a file holds, as lines for the preview."""

import random

import pytest

from hubtui.demo.content.tensors import Tensor, header
from hubtui.formats.contents import Contents, Image, NotShown, contents_of, kind_of
from hubtui.formats.gguf import Array, Gguf
from hubtui.formats.parquet import footer_length, read_footer
from hubtui.presentation.file_contents import contents_pieces
from hubtui.text.width import cell_width
from tests.formats.test_headers import a_parquet_file


def shown(path: str, contents: Contents, width: int = 60) -> str:
    lines = [line for piece in contents_pieces(path, contents, width) for line in piece.lines]
    return "\n".join("".join(cell.text for cell in line) for line in lines)


def of_bytes(path: str, data: bytes, is_cut: bool = False) -> Contents:
    return contents_of(kind_of(path), data, is_cut)


LONG = "model.layers.12.self_attn.rotary_embedding.inverse_frequencies"
TENSORS = header([Tensor("wte", "F16", (8, 4)), Tensor("norm", "F32", (4,)), Tensor("scale", "F32", ())])
FOOTER = a_parquet_file(groups=2)
PARQUET = read_footer(FOOTER[-footer_length(FOOTER[-8:]) - 8 : -8])
GGUF = Gguf(
    3, 291, (("general.name", "a\nb\x1b[2J"), ("tokens", Array("string", 151936)), ("x" * 90, 0.5)), is_complete=False
)


def test_short_names_are_beside_their_values() -> None:
    text = shown("m.safetensors", of_bytes("m.safetensors", TENSORS))
    assert text.startswith("3 tensors, 37 parameters\nF16 32 · F32 5\nformat: pt\n\n")
    assert "wte    F16 8 × 4" in text
    assert text.endswith("scale  F32")


def test_a_name_that_is_too_long_has_its_value_below_it() -> None:
    text = shown("m.safetensors", of_bytes("m.safetensors", header([Tensor(LONG, "F16", (8,))])), 40)
    assert text.endswith(f"{LONG[:40]}\n{LONG[40:]}\n  F16 8")


def test_a_parquet_schema_is_indented_by_its_depth() -> None:
    text = shown("t.parquet", PARQUET)
    assert text.startswith("2 rows, 7 columns, 4 row groups\n")
    assert "\nbox          struct\n  x          int64\n  name       string\n" in text


def test_gguf_metadata_tell_that_they_go_on() -> None:
    text = shown("m.gguf", GGUF, 120)
    assert text.startswith("GGUF version 3, 291 tensors\nmore metadata follow")
    assert "151,936 × string" in text
    assert "\x1b" not in text


def test_an_image_and_what_is_not_shown_are_one_line() -> None:
    assert shown("a.png", Image("PNG", 10, 20, "RGB, 8 bits")) == "PNG · 10 × 20 pixels · RGB, 8 bits"
    assert shown("a.bin", NotShown("")) == ""
    assert shown("a.x", NotShown("no text: a ZIP archive")) == "no text: a ZIP archive"


def test_json_in_one_long_line_is_laid_out_and_broken_json_is_not() -> None:
    long = b'{"a": "' + b"x" * 300 + b'", "b": [1, "\xc3\xa9"]}'
    assert '\n  "b": [\n    1,\n    "é"\n  ]\n}' in shown("a.json", of_bytes("a.json", long))
    assert shown("a.json", of_bytes("a.json", long[:-1]), 1000) == long[:-1].decode()
    short = b'{"a":   1}'
    assert shown("a.json", of_bytes("a.json", short)) == short.decode()


def test_markdown_is_rendered() -> None:
    assert shown("docs/a.md", of_bytes("docs/a.md", b"# Title\n\nSome *text*.")) == "Title\n━━━━━\n\nSome text."


@pytest.mark.parametrize("width", [1, 2, 7, 40, 200])
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    noise = random.Random(3).choices("ab \n\t{}\"'é名\u0301\u202e\U0001f600", k=3000)
    texts = {name: of_bytes(name, "".join(noise).encode(), True) for name in ("a.py", "a.json", "a.txt", "a.c")}
    contents = {"t.parquet": PARQUET, "m.gguf": GGUF, "m.safetensors": of_bytes("m.safetensors", TENSORS), **texts}
    for name, one in contents.items():
        for line in shown(name, one, width).split("\n"):
            assert cell_width(line) <= max(width, 3), (name, line)
