"""The datasets: those that everyone knows, and made-up ones by topic, language and size."""

from functools import partial
from random import Random

from hubtui.demo.names import DATASET
from hubtui.demo.seed.known import KnownDataset, known_datasets, words
from hubtui.demo.seed.rows import OUR_OWNERS, Batch, Traits, known_modified, people, usual_dates, usual_figures

SIZES = ("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M", "100M<n<1B", "1B<n<10B", "10B<n<100B")
TASKS = ("text-generation", "text-classification", "question-answering", "token-classification", "translation",
         "image-classification", "automatic-speech-recognition", "summarization", "text-retrieval", "")  # fmt: skip
MODALITY_OF = {"image-classification": "image", "automatic-speech-recognition": "audio"}
TASK_IDS = {"question-answering": "extractive-qa", "text-classification": "sentiment-classification",
            "token-classification": "named-entity-recognition", "text-generation": "language-modeling"}  # fmt: skip
LICENCES = ("mit", "apache-2.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "odc-by", "other", "")
LANGUAGES = ("en", "de", "fr", "es", "zh", "ja", "pt", "hi", "ar", "ru", "uk", "ko", "sw", "vi", "tr", "it")
FORMATS = ("parquet", "json", "csv", "text", "imagefolder")


def size_category(rows: int) -> str:
    return SIZES[min(len(SIZES) - 1, max(0, len(str(rows)) - 3))]


def traits_of(one: KnownDataset) -> Traits:
    """What a dataset is, with its tags in the order of the Hub."""
    tags = [f"task_categories:{one.task}"] * bool(one.task)
    tags += [f"task_ids:{TASK_IDS[one.task]}"] if one.task in TASK_IDS else []
    tags += ["annotations_creators:no-annotation"]
    tags += [f"language:{code}" for code in one.languages] + [f"license:{one.licence}"] * bool(one.licence)
    tags += [f"size_categories:{size_category(one.rows)}", f"format:{one.format}", f"modality:{one.modality}"]
    tags += ["library:datasets", "library:mlcroissant"] + ["library:pandas"] * (one.rows < 10**8)
    tags += [f"arxiv:{one.arxiv}"] * bool(one.arxiv) + ["region:us"]
    return {
        "tags": tags, "task": one.task, "license": one.licence, "languages": one.languages, "rows": one.rows,
        "format": one.format, "modality": one.modality, "arxiv": one.arxiv,
    }  # fmt: skip


def bytes_of(rows: int, modality: str) -> int:
    return rows * {"text": 1500, "image": 90_000, "audio": 60_000}.get(modality, 120)


def add_known(batch: Batch, chance: Random, at_most: int) -> None:
    for one in known_datasets()[:at_most]:
        batch.take(DATASET, one.id)
        trending = one.likes // 30 if one.downloads > 10_000 else 0
        batch.add(
            DATASET, one.id, one.created + 18 * (one.created == 1646263744),
            batch.traits_id(DATASET, one.id, partial(traits_of, one)), downloads=one.downloads, likes=one.likes,
            trending=trending, modified=known_modified(chance, one.created, batch.today), gated=one.gated,
            size=bytes_of(one.rows, one.modality),
        )  # fmt: skip


def invented(chance: Random) -> KnownDataset:
    """One of a few thousand kinds of dataset that users make."""
    task = chance.choice(TASKS)
    rows = 10 ** int(chance.random() * 7 + 2) * 4
    return KnownDataset(
        "", task, chance.choice(LICENCES), [LANGUAGES[int(chance.random() ** 2 * len(LANGUAGES))]], rows,
        FORMATS[int(chance.random() ** 2 * len(FORMATS))], MODALITY_OF.get(task, "text"), 0, 0, 0, 0, "",
    )  # fmt: skip


def add_datasets(batch: Batch, number: int, seed: int) -> None:
    """So many datasets, a tenth of them (at most 20) of the owners that ada has a say in."""
    chance, start = Random(f"{seed}/datasets"), len(batch.rows)
    add_known(batch, chance, max(1, number * 9 // 10))
    own = len(batch.rows) + min(20, number // 10)
    users = people(max(20, number // 6), chance)
    topics = words()["topics"]
    kinds = [invented(chance) for _ in range(min(1500, max(30, number // 4)))]
    while len(batch.rows) - start < number:
        ours = len(batch.rows) < own
        owner = OUR_OWNERS[len(batch.rows) % 5] if ours else users[int(chance.random() ** 1.5 * len(users))]
        kind = int(chance.random() * len(kinds))
        name = f"{owner}/{chance.choice(topics)}-{kinds[kind].languages[0]}" + chance.choice(
            ("", "-v2", "-clean", "-10k")
        )
        if not batch.take(DATASET, name):
            name += f"-{int(chance.random() * 99999)}"
            if not batch.take(DATASET, name):
                continue
        _add_one(batch, chance, name, kind, kinds[kind])


def _add_one(batch: Batch, chance: Random, name: str, place: int, kind: KnownDataset) -> None:
    downloads, likes, trending = usual_figures(chance)
    created, modified = usual_dates(chance, batch.today)
    odd = chance.random()
    ours = name.startswith(OUR_OWNERS)
    batch.add(
        DATASET, name, created, batch.traits_id(DATASET, place, partial(traits_of, kind)),
        downloads=0 if ours else downloads // 3, likes=likes, trending=0 if ours else trending, modified=modified,
        private=int(odd < 0.02 or (ours and odd < 0.3)), gated=1 if odd > 0.97 else 0,
        disabled=int(0.02 < odd < 0.024 and not trending), size=-1 if odd > 0.9 else bytes_of(kind.rows, kind.modality),
    )  # fmt: skip
