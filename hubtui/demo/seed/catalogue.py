"""A whole catalogue out of a number and a seed."""

import sqlite3
import time

from hubtui.demo.names import DATASET, MODEL
from hubtui.demo.seed.datasets import add_datasets
from hubtui.demo.seed.known import DAY
from hubtui.demo.seed.models import add_models
from hubtui.demo.seed.rows import Batch
from hubtui.demo.seed.shelves import add_collections, add_papers
from hubtui.demo.seed.spaces import add_spaces

DEFAULT_MODELS = 2000
COLUMNS = 17
OLD_NAMES = (
    (MODEL, "gpt2", "openai-community/gpt2"),
    (MODEL, "bert-base-uncased", "google-bert/bert-base-uncased"),
    (MODEL, "t5-small", "google-t5/t5-small"),
    (DATASET, "squad", "rajpurkar/squad"),
    (DATASET, "glue", "nyu-mll/glue"),
)


def fill(connection: sqlite3.Connection, repos: int, seed: int, today: int | None = None) -> None:
    """So many models, three datasets and two Spaces to ten models; `today` (seconds) is what "lately" counts from."""
    batch = Batch(today=(int(time.time()) if today is None else today) // DAY * DAY)
    add_models(batch, repos, seed)
    add_datasets(batch, max(1, repos * 3 // 10), seed)
    add_spaces(batch, max(1, repos // 5), seed)
    lasting = {(kind, now) for kind, _, now in OLD_NAMES}
    numbers = {(row[1], row[2]): row[0] for row in batch.rows if (row[1], row[2]) in lasting}
    batch.rows.sort()
    connection.executemany(f"INSERT INTO repo VALUES ({','.join('?' * COLUMNS)})", batch.rows)
    connection.executemany("INSERT INTO traits VALUES (?, ?, ?)", batch.traits_rows)
    connection.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", batch.tag_rows)
    connection.executemany("INSERT OR IGNORE INTO uses VALUES (?, ?)", batch.uses)
    old = [(kind, before, numbers[kind, now]) for kind, before, now in OLD_NAMES if (kind, now) in numbers]
    connection.executemany("INSERT INTO redirect VALUES (?, ?, ?)", old)
    papers = add_papers(connection)
    add_collections(connection, batch, papers, min(1000, max(40, repos // 16)), seed)
    facts = (("seed", str(seed)), ("repos", str(repos)))
    connection.executemany("INSERT INTO meta VALUES (?, ?)", facts)
