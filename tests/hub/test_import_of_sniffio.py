"""httpcore imports sniffio for each request: a failed import would search the whole path each time."""

import tomllib
from importlib.util import find_spec
from pathlib import Path


def test_sniffio_is_installed_with_hubtui() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert any(line.startswith("sniffio") for line in project["dependencies"])
    assert find_spec("sniffio") is not None
