"""The evaluation results of a model: `model-index` of its card, and `evalResults` of the Hub.

Sources: the form of `model-index` is that of `huggingface_hub.model_index_to_eval_results`, that of `evalResults` is in
the Hub's documentation, "Evaluation results".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubtui.presentation.compare.repo import MAX_NUMBER
from hubtui.text.sanitize import clean_line

Results = dict[str, int | float | str]
MAX_RESULTS = 5_000
"""The largest number of results of a repo: cards of embedding models have thousands."""
_MAX_NAME_LENGTH = 120


def results_of(model_index: Any, eval_results: Any = None) -> Results:
    """Return the results by "benchmark, metric". If a name occurs twice the first counts, and the Hub's come first."""
    found: Results = {}
    for name, value in (*_of_hub(eval_results), *_of_card(model_index)):
        if len(found) >= MAX_RESULTS:
            break
        if _is_result(value):
            found.setdefault(clean_line(name)[:_MAX_NAME_LENGTH], value)
    return found


def result_text(value: float | str) -> str:
    """Return a result as text, with at most four decimals."""
    return clean_line(str(value))[:200] if isinstance(value, str | int) else f"{value:.4f}".rstrip("0").rstrip(".")


def _is_result(value: Any) -> bool:
    """Return whether a value can be shown and exported: a text, or a finite number that is not huge."""
    if type(value) is str:
        return bool(value.strip())
    return type(value) in (int, float) and -MAX_NUMBER < value < MAX_NUMBER


def _of_hub(entries: Any) -> Iterator[tuple[str, Any]]:
    for entry in _objects(entries):
        dataset = entry.get("dataset")
        facts = dataset if isinstance(dataset, Mapping) else {}
        name, task = _text(facts.get("id")), _text(facts.get("task_id"))
        if name:
            yield f"{name}, {task}" if task and task != "default" else name, entry.get("value")


def _of_card(model_index: Any) -> Iterator[tuple[str, Any]]:
    for model in _objects(model_index):
        for result in _objects(model.get("results")):
            benchmark = _benchmark(result)
            for metric in _objects(result.get("metrics")):
                name = _text(metric.get("name")) or _text(metric.get("type")) or "result"
                yield f"{benchmark}, {name}", metric.get("value")


def _benchmark(result: Mapping[str, Any]) -> str:
    """Return the name of a dataset, with its config and split if these are not the usual ones."""
    dataset, task = result.get("dataset"), result.get("task")
    facts = dataset if isinstance(dataset, Mapping) else {}
    name = _text(facts.get("name")) or _text(facts.get("type"))
    if not name:
        name = _text(task.get("name")) if isinstance(task, Mapping) else ""
    config, split = _text(facts.get("config")), _text(facts.get("split"))
    more = [part for part in (config, split) if part and part not in ("default", "test", "validation")]
    return " ".join([name or "evaluation", *more])


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value[:MAX_RESULTS] if isinstance(item, Mapping))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
