"""Croissant 1.1 metadata of a dataset: its Parquet files, and the fields of their rows."""

from typing import Any

from hubtui.demo.box import Repo, Traits
from hubtui.demo.content.cards import shade
from hubtui.demo.content.tables import NUMBERS, columns_of, layout
from hubtui.demo.seed.known import words

HOME = "https://huggingface.co"
CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "arrayShape": "cr:arrayShape", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo", "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/", "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/", "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet",
    "format": "cr:format", "includes": "cr:includes", "key": "cr:key", "path": "cr:path", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "sc": "https://schema.org/", "source": "cr:source",
    "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip


def croissant(repo: Repo, traits: Traits) -> dict[str, Any]:
    """The JSON-LD of the dataset. A licence that nobody named is left out, as on the Hub."""
    configs = layout(repo)
    url = f"{HOME}/datasets/{repo.name}"
    repository = {
        "@type": "cr:FileObject", "@id": "repo", "name": "repo", "description": "The Hugging Face git repository.",
        "contentUrl": f"{url}/tree/refs%2Fconvert%2Fparquet", "encodingFormat": "git+https",
        "sha256": "https://github.com/mlcommons/croissant/issues/80",
    }  # fmt: skip
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "distribution": [repository, *(_files(config) for config in configs)],
        "recordSet": [
            one for config, splits in configs.items() for one in _records(repo, traits, config, list(splits))
        ],
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": repo.name.rpartition("/")[2],
        "description": words()["sentences"][shade(repo, "first", 20)],
        "alternateName": [repo.name],
        "creator": {"@type": "Organization", "name": repo.owner or "huggingface", "url": f"{HOME}/{repo.owner}"},
        "keywords": [tag.partition(":")[2] or tag for tag in traits["tags"][:6]] + ["🇺🇸 Region: US"],
        "url": url,
    }
    if traits.get("license"):
        found["license"] = f"https://choosealicense.com/licenses/{traits['license']}/"
    return found


def _files(config: str) -> dict[str, Any]:
    name = f"parquet-files-for-config-{config}"
    return {
        "@type": "cr:FileSet", "@id": name, "containedIn": {"@id": "repo"},
        "encodingFormat": "application/x-parquet", "includes": f"{config}/*/*.parquet",
    }  # fmt: skip


def _records(repo: Repo, traits: Traits, config: str, splits: list[str]) -> list[dict[str, Any]]:
    key = f"{config}_splits/split_name"
    files = {"@id": f"parquet-files-for-config-{config}"}
    listed = {
        "@type": "cr:RecordSet", "dataType": "cr:Split", "key": {"@id": key}, "@id": f"{config}_splits",
        "name": f"{config}_splits", "description": f"Splits for the {config} config.",
        "field": [{"@type": "cr:Field", "@id": key, "dataType": "sc:Text"}],
        "data": [{key: split} for split in splits],
    }  # fmt: skip
    fields = [
        {
            "@type": "cr:Field", "@id": f"{config}/{column}",
            "dataType": "sc:Integer" if column in NUMBERS else "sc:Text",
            "source": {"fileSet": files, "extract": {"column": column}},
        }
        for column in columns_of(traits)
    ]  # fmt: skip
    rows = {"@type": "cr:RecordSet", "@id": config, "description": f"{repo.name} - '{config}' subset", "field": fields}
    return [listed, rows]
