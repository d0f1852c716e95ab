"""Papers and collections: of one to a hundred items, by our owners and by others, with notes and gaps in the order."""

import sqlite3
from random import Random
from typing import Any

from hubtui.demo.names import DATASET, MODEL, SPACE
from hubtui.demo.seed.known import DAY, known_datasets, known_models, known_papers
from hubtui.demo.seed.rows import OUR_OWNERS, Batch

THEMES = ("orange", "blue", "green", "purple", "pink", "indigo")
SUBJECTS = (
    "Small models that punch up", "Reading list", "Vision", "Speech in and out", "For code", "Embeddings",
    "Leaderboards", "Datasets worth a look", "Quantised", "Diffusion", "Evaluation", "Multilingual", "Long context",
    "Agents and tools", "Reasoning", "Robotics", "Tabular", "Medical", "Legal", "Favourites 💛",
)  # fmt: skip
NOTES = (
    "",
    "",
    "",
    "best all-rounder; use the -Base for tuning",
    "needs 24 GB",
    "see the discussion about the licence",
)
LENGTHS = (1, 2, 3, 4, 5, 7, 9, 12, 17, 25, 40, 100)


def add_papers(connection: sqlite3.Connection) -> list[str]:
    """The papers that are known by title, and those that a tag names."""
    papers = {row[0]: row for row in known_papers()}
    known = [(one.id, one.arxiv, one.likes) for one in known_models()]
    known += [(one.id, one.arxiv, one.likes) for one in known_datasets()]
    for name, arxiv, likes in known:
        if arxiv and arxiv not in papers:
            title = f"{name.rpartition('/')[2]}: a technical report"
            papers[arxiv] = (arxiv, title, likes % 97, f"20{arxiv[:2]}-{arxiv[2:4]}-11")
    connection.executemany("INSERT INTO paper VALUES (?, ?, ?, ?)", papers.values())
    return list(papers)


def add_collections(connection: sqlite3.Connection, batch: Batch, papers: list[str], number: int, seed: int) -> None:
    """So many collections; the first are ada's own, one of them private and one of a hundred items."""
    chance = Random(f"{seed}/collections")
    shown = sorted((row for row in batch.rows if not row[10]), key=lambda row: -row[8])[:3000]
    kinds = {kind: [row[0] for row in shown if row[1] == kind] for kind in (MODEL, DATASET, SPACE)}
    owners = list(dict.fromkeys(row[3] for row in shown if row[3]))[:80] or ["ada"]
    titles: set[tuple[str, str]] = set()
    collections: list[tuple[Any, ...]] = []
    items: list[tuple[Any, ...]] = []
    for place in range(number):
        owner = OUR_OWNERS[place // 2] if place < 10 else chance.choice(owners)
        title = SUBJECTS[place % len(SUBJECTS)] if place < 20 else f"{chance.choice(SUBJECTS)} {place}"
        titles.add((owner, title))
        created = 1_700_000_000 + place * 40_000
        key = created << 24 | place
        description = f"{title}, as {owner} sees it." if place % 3 else ""
        upvotes = int(chance.random() ** 4 * 700)
        collections.append((
            key, owner, title, description, chance.choice(THEMES), int(place in (1, 4)), place % 7, upvotes,
            int(upvotes * chance.random()), (batch.today - int(chance.random() * 300 * DAY)) * 1000,
            f"{title}\n{description}".casefold(),
        ))  # fmt: skip
        items += _items(chance, key, LENGTHS[place % len(LENGTHS)], kinds, papers, len(items))
    connection.executemany("INSERT INTO collection VALUES (?,?,?,?,?,?,?,?,?,?,?)", collections)
    connection.executemany("INSERT OR IGNORE INTO item VALUES (?,?,?,?,?,?)", items)


def _items(
    chance: Random, collection: int, number: int, kinds: dict[int, list[int]], papers: list[str], start: int
) -> list[tuple[Any, ...]]:
    found = []
    for place in range(number):
        kind = chance.choices((MODEL, DATASET, SPACE, 3), (6, 2, 2, 1))[0]
        known: list[int] | list[str] = papers if kind == 3 else kinds[kind]
        if known:
            word = ("model", "dataset", "space", "paper")[kind]
            key = ((collection >> 24) + place) << 24 | (start + place)
            target = known[int(chance.random() ** 2 * len(known))]
            found.append((key, collection, place * (1 + place % 2), word, target, chance.choice(NOTES)))
    return found
