"""Keys held down on a bad line: 20 KB/s to the terminal, or 150 ms to the Hub."""

from math import ceil

from tests.bench.counting import counting
from tests.bench.figures import Figure
from tests.bench.program import LINES, Program
from tests.bench.programs import REST_SECONDS, a_home, first_page, hubtui, load
from tests.demo_hub import start_demo

_BYTES_A_SECOND = 20_000
_LATENCY_MS = 150
_MODELS = 2000
_PAGE = LINES - 5
_SCREENS = ceil(_MODELS / _PAGE)
_MOST_KEYS = 40 * _SCREENS
_ANSWERS_SECONDS = 2.0
_LETTERS = "llama-3.1-"


def run(runs: int) -> list[Figure]:
    """Figures of promises "Listing" about lines."""
    with a_home() as home:
        lags = []
        with start_demo() as hub:
            for _ in range(runs):
                with hubtui(hub.endpoint, home=home, rate=_BYTES_A_SECOND) as program:
                    lags.append(_lag(program))
        waits: list[float] = []
        seconds: list[float] = []
        previews: list[float] = []
        searches: list[float] = []
        with start_demo(repos=_MODELS, latency=_LATENCY_MS) as hub, counting(hub.port) as counted:
            for _ in range(runs):
                with hubtui(counted.endpoint, home=home) as program:
                    first_page(program)
                    waiting, took = _to_the_end(program)
                    waits.append(100 * waiting / _SCREENS)
                    seconds.append(took)
                with hubtui(counted.endpoint, home=home) as program:
                    load(program, 300)
                    counted.clear()
                    program.hold("down", 50)
                    program.settle(_ANSWERS_SECONDS)
                    previews.append(len([path for path in counted.asked if "/api/models?" not in path]))
                    counted.clear()
                    program.send("/")
                    program.settle(REST_SECONDS)
                    _type(program)
                    searches.append(len([path for path in counted.answered if "search=" in path]))
    return [
        Figure("down held on 20 KB/s: lag of the last paint", lags, "s", 0.1),
        Figure("page down held, 2,000 rows, 150 ms: screens that wait", waits, "%", 10),
        Figure("page down held, 2,000 rows, 150 ms: to the end", seconds, "s", None),
        Figure("down held x50: requests for previews", previews, "", 2),
        Figure("ten letters at 8 a second: requests answered", searches, "", 2),
    ]


def _lag(program: Program) -> float:
    """Seconds from the last of 90 keys to the last byte of what they did, the preview's return left out."""
    load(program, 300)
    moment = program.hold("down", 90)
    program.settle(0.06)
    return program.last - moment


def _to_the_end(program: Program) -> tuple[int, float]:
    """Screens that showed that rows were loading, and seconds until the last row stood there."""
    waiting: set[str] = set()
    begun = program.last

    def look() -> None:
        text = program.text()
        if "Loading " in text or "loading the next" in text:
            waiting.add(text.splitlines()[LINES // 2 - 10][3:60])

    for _ in range(_MOST_KEYS):
        moment = program.hold("pagedown", 2, after=look)
        if "that is all" in program.text():
            return len(waiting), moment - begun
    raise RuntimeError(f"never at the end\n{program.text()}")


def _type(program: Program) -> None:
    for letter in _LETTERS:
        program.hold(letter, 1)
        program.settle(0.125)
    program.settle(_ANSWERS_SECONDS)
