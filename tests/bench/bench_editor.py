"""A row dragged over 30 rows of a collection, and grabbed and moved over as many: bytes a step, time to the last."""

from statistics import median

from huggingface_hub import HfApi

from tests.bench.figures import Figure
from tests.bench.program import Program
from tests.bench.programs import REST_SECONDS, a_home, hubtui
from tests.demo_hub import DemoHub, start_demo

_ITEMS = 60
_STEPS = 30
_FIRST_LINE = 4
_NOTE = "what I think of it, in a line of its own"


def run(runs: int) -> list[Figure]:
    """Figures of promise "Editor"."""
    found: dict[str, list[tuple[float, float]]] = {"dragged": [], "with notes, dragged": [], "grabbed": []}
    with a_home() as home, start_demo() as hub:
        (home / "hf").mkdir()
        (home / "hf" / "token").write_text(hub.token)
        plain, noted = _collection(hub, "Plain", ""), _collection(hub, "Noted", _NOTE)
        for _ in range(runs):
            for name, slug in (("dragged", plain), ("with notes, dragged", noted)):
                with hubtui(hub.endpoint, f"collections/{slug}", home=home) as program:
                    _open(program)
                    found[name].append(_drag(program, lines=1 if slug == plain else 2))
            with hubtui(hub.endpoint, f"collections/{plain}", home=home) as program:
                _open(program)
                program.press("m")
                found["grabbed"].append(_steps(program, ["down"] * _STEPS))
                program.send("\x1b")
                program.settle(REST_SECONDS)
    figures = []
    for name, costs in found.items():
        figures.append(Figure(f"{name}: bytes a step", [written for written, _ in costs], "B", 500))
        figures.append(Figure(f"{name}: to the last byte", [last for _, last in costs], "ms", None))
    return figures


def _collection(hub: DemoHub, title: str, note: str) -> str:
    api = HfApi(hub.endpoint, token=hub.token)
    slug = api.create_collection(title, namespace="ada").slug
    for model in api.list_models(limit=_ITEMS):
        api.add_collection_item(slug, item_id=model.id, item_type="model", note=note or None)
    return slug


def _open(program: Program) -> None:
    program.wait_for("  saved")
    program.wait_for("ada ·")
    program.settle(REST_SECONDS)


def _drag(program: Program, lines: int) -> tuple[float, float]:
    """A row of so many lines over as many rows as are in view, at most 30."""
    steps = _STEPS // lines
    program.send(f"\x1b[<0;20;{_FIRST_LINE}M")
    program.settle(REST_SECONDS)
    reports = [f"\x1b[<32;20;{_FIRST_LINE + step * lines}M" for step in range(1, steps + 1)]
    costs = _steps(program, reports)
    program.send(f"\x1b[<0;20;{_FIRST_LINE + steps * lines}m")
    program.wait_for("  saved")
    return costs


def _steps(program: Program, keys: list[str]) -> tuple[float, float]:
    answers = [program.press(key) for key in keys][1:]
    return median(answer.written for answer in answers), median(answer.last for answer in answers) * 1000
