"""The lines of a comparison: the facts of each repo type, and their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from hubtui.presentation.compare import models, others
from hubtui.presentation.compare.evaluations import MAX_RESULTS, Results, result_text, results_of
from hubtui.presentation.compare.repo import INFO, LOADING, MORE, UNKNOWN, ComparedRepo, Value
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget

MAX_EVALUATIONS = 60


class Fact(NamedTuple):
    """A line of the table: its key in exports, its title, and a function that returns its value.

    `best` is the word for the highest value ("most"), or for the lowest one if it is in _LOWEST; "" if no value is
    better than another.
    """

    key: str
    title: str
    read: Callable[[ComparedRepo, Budget | None], Value]
    best: str = ""


class Line(NamedTuple):
    """A line of the table with a value for each repo. `best` is the word for the best value, "" if there is none."""

    key: str
    title: str
    values: tuple[Value, ...]
    best: str = ""

    @property
    def is_equal(self) -> bool:
        """Whether all repos have the same value, or none has one."""
        return LOADING not in self.values and len(set(map(_comparable, self.values))) == 1

    @property
    def differs(self) -> bool:
        """Whether known values differ; an unknown value may be the same."""
        return len({_comparable(value) for value in self.values if value.data is not None}) > 1

    @property
    def has_numbers(self) -> bool:
        """Whether all known values are numbers."""
        known = [value.data for value in self.values if value.data is not None]
        return bool(known) and all(type(one) in (int, float) for one in known)

    def word_for(self, value: Value) -> str:
        """Return the word that says that a value is the best of the line ("most", "smallest"), or "".

        Nothing is best while values are loading, or if all known values are equally good.
        """
        ranks = [rank for one in self.values if (rank := self._rank(one)) is not None]
        if not self.best or LOADING in self.values or len(set(ranks)) < 2:
            return ""
        return self.best if self._rank(value) == (min if self.best in _LOWEST else max)(ranks) else ""

    def _rank(self, value: Value) -> float | str | None:
        """Return a key to find the best value by: a number or a date; None for a value without a rank.

        A list of numbers (the sizes of a repo's quants) ranks by its smallest.
        """
        data = min(value.data) if isinstance(value.data, list) and value.data else value.data
        return data if type(data) in (int, float) or (type(data) is str and self.best == _NEWEST) else None


_NEWEST = "newest"
_LOWEST = ("smallest",)
_ACCESS = (
    Fact("licence", "Licence", others.licence),
    Fact("gated", "Gated", others.gated),
    Fact("visibility", "Visibility", others.visibility),
)
_USE = (
    Fact("downloads", "Downloads", others.downloads, "most"),
    Fact("downloads_all_time", "Downloads in all", models.downloads_of_all_time, "most"),
    Fact("likes", "Likes", others.likes, "most"),
    Fact("created", "Created", others.created),
    Fact("updated", "Updated", others.updated, _NEWEST),
)
FACTS: dict[str, tuple[Fact, ...]] = {
    "model": (
        Fact("parameters", "Parameters", models.parameters),
        Fact("dtype", "Data type", models.dtype),
        Fact("size", "Size", models.size, "smallest"),
        Fact("fits", "Fits", models.fits),
        *_ACCESS,
        Fact("task", "Task", models.task),
        Fact("library", "Library", models.library),
        Fact("context", "Context (tokens)", models.context, "longest"),
        Fact("architecture", "Architecture", models.architecture),
        Fact("base_model", "Base model", models.base_model),
        Fact("quants", "Quants", models.quants),
        *_USE,
        Fact("languages", "Languages", others.languages),
    ),
    "dataset": (
        Fact("rows", "Rows", others.rows, "most"),
        Fact("size", "Size", others.size),
        Fact("formats", "Formats", others.formats),
        Fact("modalities", "Modalities", others.modalities),
        Fact("splits", "Splits", others.splits),
        Fact("columns", "Columns", others.columns),
        Fact("tasks", "Tasks", others.tasks),
        *_ACCESS,
        *_USE,
        Fact("languages", "Languages", others.languages),
    ),
    "space": (
        Fact("title", "Title", others.title),
        Fact("sdk", "SDK", others.sdk),
        Fact("hardware", "Hardware", others.hardware),
        Fact("stage", "Stage", others.stage),
        Fact("licence", "Licence", others.licence),
        Fact("visibility", "Visibility", others.visibility),
        Fact("models", "Models", others.models),
        Fact("datasets", "Datasets", others.datasets),
        Fact("likes", "Likes", others.likes, "most"),
        Fact("created", "Created", others.created),
        Fact("updated", "Updated", others.updated, _NEWEST),
        Fact("host", "Address", others.host),
    ),
}


def lines_of(repos: Sequence[ComparedRepo], budget: Budget | None = None) -> list[Line]:
    """Return the lines of a comparison; for models also one for each evaluation, up to MAX_EVALUATIONS."""
    if not repos:
        return []
    facts = FACTS[repos[0].repo_type]
    lines = [Line(fact.key, fact.title, tuple(fact.read(repo, budget) for repo in repos), fact.best) for fact in facts]
    return [*lines, *_evaluation_lines(repos)] if repos[0].repo_type == "model" else lines


def _evaluation_lines(repos: Sequence[ComparedRepo]) -> Iterator[Line]:
    """Yield a line with the number of evaluations, then the evaluations that most of the repos have."""
    found = [_results(repo) for repo in repos]
    counts = (_count(repo, results) for repo, results in zip(repos, found, strict=True))
    yield Line("evaluations", "Evaluations", tuple(counts))
    # Evaluations that equally many repos have keep the order of the first repo that has them.
    shared = Counter(name for results in found for name in results)
    for name, _ in shared.most_common(MAX_EVALUATIONS):
        values = (_result(repo, results, name) for repo, results in zip(repos, found, strict=True))
        yield Line(f"evaluation: {name}", name, tuple(values), "highest")


def _results(repo: ComparedRepo) -> Results:
    info, more = repo.info, repo.answers.get(MORE)
    if repo.repo_type != "model" or info is None:
        return {}
    # Computed once for each answer: a card may have thousands of them.
    known = repo.evaluations
    if known is None or known[0] is not info or known[1] is not more:
        results = results_of(getattr(info, "model_index", None), getattr(more, "eval_results", None))
        known = repo.evaluations = (info, more, results)
    return known[2]


def _count(repo: ComparedRepo, results: Results) -> Value:
    if not results:
        return repo.of(INFO, lambda _: UNKNOWN._replace(data=0))
    number = f"{len(results):,}{' or more' if len(results) == MAX_RESULTS else ''}"
    is_cut = len(results) > MAX_EVALUATIONS
    why = f"the table has {MAX_EVALUATIONS}, first those that most of the repos have" if is_cut else ""
    return Value(number, "", len(results), why)


def _result(repo: ComparedRepo, results: Results, name: str) -> Value:
    if name in results:
        return Value(result_text(results[name]), "", results[name])
    return repo.of(INFO, lambda _: UNKNOWN)


def _comparable(value: Value) -> Any:
    """Return a key to compare values by; equal texts may stand for slightly different numbers."""
    if value.data is None:
        return value.text
    return tuple(value.data) if isinstance(value.data, list) else (clean_line(value.text), value.data)
