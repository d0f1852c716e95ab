"""The Spaces: those that everyone knows, and made-up ones that use the models of the catalogue."""

from functools import partial
from random import Random

from hubtui.demo.names import DATASET, MODEL, SPACE
from hubtui.demo.seed.known import KnownSpace, known_spaces, words
from hubtui.demo.seed.rows import OUR_OWNERS, Batch, Traits, known_modified, people, usual_dates, usual_figures

STAGES = (
    "RUNNING", "RUNNING", "RUNNING", "SLEEPING", "RUNTIME_ERROR", "PAUSED", "BUILD_ERROR", "STOPPED", "BUILDING",
    "APP_STARTING", "RUNNING_BUILDING", "RUNNING_APP_STARTING", "CONFIG_ERROR", "NO_APP_FILE", "DELETING",
)  # fmt: skip
HARDWARE = ("cpu-basic", "cpu-basic", "cpu-basic", "zero-a10g", "cpu-upgrade", "t4-small", "a10g-small", "l40sx1")
SDKS = ("gradio", "gradio", "gradio", "static", "docker", "streamlit")
EXTRA = ((), (), (), ("mcp-server",), ("leaderboard",), ("region:eu",), ("agents-course",), ("mcp-server", "tool"))


def traits_of(sdk: str, tags: tuple[str, ...], stage: str, hardware: str) -> Traits:
    region = [] if "region:eu" in tags else ["region:us"]
    runs_on = None if sdk == "static" else hardware
    stage = "RUNNING" if sdk == "static" else stage
    return {"tags": [sdk, *tags, *region], "sdk": sdk, "stage": stage, "hardware": runs_on, "extra": list(tags)}


def _known_traits(one: KnownSpace) -> Traits:
    found = traits_of(one.sdk, tuple(one.tags), one.stage, one.hardware)
    return found | {"title": one.title, "emoji": one.emoji}


def add_known(batch: Batch, chance: Random, at_most: int, numbers: dict[str, int]) -> None:
    for one in known_spaces()[:at_most]:
        batch.take(SPACE, one.id)
        number = batch.add(
            SPACE, one.id, one.created, batch.traits_id(SPACE, one.id, partial(_known_traits, one)),
            likes=one.likes, trending=one.likes // 50, modified=known_modified(chance, one.created, batch.today),
        )  # fmt: skip
        batch.uses += [(numbers[name], number) for name in one.models if name in numbers]


def add_spaces(batch: Batch, number: int, seed: int) -> None:
    """So many Spaces; more than half use one to three models, some a dataset."""
    chance, start = Random(f"{seed}/spaces"), len(batch.rows)
    models = [row for row in batch.rows if row[1] == MODEL and not row[10]]
    datasets = [row[0] for row in batch.rows if row[1] == DATASET and not row[10]]
    add_known(batch, chance, max(1, number * 9 // 10), {row[2]: row[0] for row in models})
    own = len(batch.rows) + min(15, number // 10)
    users = people(max(20, number // 3), chance)
    titles = words()["spaces"]
    stems = [row[2].rpartition("/")[2] for row in models[:120]]
    while len(batch.rows) - start < number:
        ours = len(batch.rows) < own
        owner = OUR_OWNERS[len(batch.rows) % 5] if ours else users[int(chance.random() ** 1.5 * len(users))]
        title = chance.choice(titles).replace(" ", "-")
        name = f"{owner}/{chance.choice(stems)}-{title}" if chance.random() < 0.5 else f"{owner}/{title}"
        if not batch.take(SPACE, name):
            continue
        space = _add_one(batch, chance, name, ours)
        for _ in range(int(chance.random() * 4) if models else 0):
            batch.uses.append((models[int(chance.random() ** 3 * len(models))][0], space))
        if datasets and chance.random() < 0.2:
            batch.uses.append((datasets[int(chance.random() ** 3 * len(datasets))], space))


def _add_one(batch: Batch, chance: Random, name: str, ours: bool) -> int:
    _, likes, trending = usual_figures(chance)
    created, modified = usual_dates(chance, batch.today)
    key = (
        chance.choice(SDKS), chance.choice(EXTRA),
        STAGES[int(chance.random() ** 1.4 * len(STAGES))], HARDWARE[int(chance.random() ** 1.4 * len(HARDWARE))],
    )  # fmt: skip
    odd = chance.random()
    return batch.add(
        SPACE, name, created, batch.traits_id(SPACE, key, partial(traits_of, *key)), likes=likes,
        trending=0 if ours else trending, modified=modified, private=int(odd < 0.02 or (ours and odd < 0.3)),
        disabled=int(0.02 < odd < 0.024 and not trending),
    )  # fmt: skip
