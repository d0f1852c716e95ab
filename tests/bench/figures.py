"""A figure: what was measured, what was promised, and whether it holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """`samples` are in `unit`, one a run; with `base`, a peer's samples of the same runs, the promise is their ratio.

    `most` is the promise: the median, or the median of the ratios, is not above it. None: nothing is promised.
    """

    what: str
    samples: Sequence[float]
    unit: str
    most: float | None
    base: Sequence[float] = ()
    note: str = ""

    @property
    def measured(self) -> float:
        """The median."""
        return median(self.samples)

    @property
    def ratio(self) -> float | None:
        """The median of the ratios to the peer, run by run."""
        if not self.base:
            return None
        return median(one / other for one, other in zip(self.samples, self.base, strict=True))

    @property
    def holds(self) -> bool | None:
        """Whether the promise is kept; None where nothing is promised."""
        if self.most is None:
            return None
        return (self.measured if self.ratio is None else self.ratio) <= self.most

    def as_json(self) -> dict[str, Any]:
        """All of it, for a file."""
        return {
            "what": self.what,
            "unit": self.unit,
            "promise": self.most,
            "median": self.measured,
            "ratio": self.ratio,
            "holds": self.holds,
            "note": self.note,
            "samples": list(self.samples),
            "base": list(self.base),
        }


def turn_about(runs: int, measures: Mapping[str, Callable[[], T]]) -> dict[str, list[T]]:
    """Each measure `runs` times, in rounds, every other round in reverse: what the machine does falls on all."""
    results: dict[str, list[T]] = {name: [] for name in measures}
    for number in range(runs):
        for name in sorted(measures, reverse=bool(number % 2)):
            results[name].append(measures[name]())
    return results


_HEAD = ("what", "promise", "measured", "peer", "ratio", "")


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines, a column each for promise, measured, peer, ratio and verdict."""
    lines = [_HEAD, *(_line(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if column in (0, 5) else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _line(figure: Figure) -> tuple[str, str, str, str, str, str]:
    is_ratio = figure.ratio is not None
    promise = "" if figure.most is None else f"≤ {_short(figure.most)} {'×' if is_ratio else figure.unit}"
    peer = f"{_short(median(figure.base))} {figure.unit}" if is_ratio else ""
    ratio = f"{figure.ratio:.3f} ×" if figure.ratio is not None else ""
    verdict = {None: "", True: "ok", False: "missed"}[figure.holds]
    note = f"{verdict}  {figure.note}".strip() if figure.note else verdict
    return figure.what, promise, f"{_short(figure.measured)} {figure.unit}", peer, ratio, note


def _short(number: float) -> str:
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:.2f}" if abs(number) < 10 else f"{number:,.1f}" if abs(number) < 1000 else f"{number:,.0f}"
