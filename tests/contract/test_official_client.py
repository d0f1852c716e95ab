"""The official client over the demo Hub: list, search, info, create, move, delete, collections, download."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.official import run_job
from tests.demo_hub import DemoHub, start_demo

pytest.importorskip("huggingface_hub")

JOBS = {
    "list": """
assert len(set(ids(anyone.list_models()))) > 150
assert len(set(ids(anyone.list_datasets()))) > 40
assert len(set(ids(anyone.list_spaces()))) > 30
likes = [row.likes for row in anyone.list_models(sort="likes", limit=120)]
assert likes == sorted(likes, reverse=True) and len(likes) == 120
row = next(iter(anyone.list_models(expand=["safetensors", "gated"], author="Qwen", limit=1)))
assert row.safetensors.total > 0 and row.tags is None
""",
    "search": """
found = ids(anyone.list_models(search="qwen3", filter="text-generation", gated=False))
assert "Qwen/Qwen3-8B" in found and "Qwen/Qwen3-235B-A22B" not in found
assert ids(anyone.list_models(search="no-such-thing")) == []
assert all("gguf" in row.tags for row in anyone.list_models(apps="llama.cpp", limit=20))
assert ids(anyone.list_models(num_parameters="min:6B,max:9B", inference="warm"))
""",
    "info": """
found = anyone.model_info("gpt2", files_metadata=True)
assert found.id == "openai-community/gpt2" and found.safetensors.total > 10**8
assert all(file.size >= 0 and file.blob_id for file in found.siblings)
assert anyone.dataset_info("openai/gsm8k").card_data.pretty_name
assert anyone.space_info("Qwen/Qwen3-Demo").runtime.stage == "RUNNING"
try: anyone.model_info("Qwen/Qwen3-8B", revision="no-such")
except errors.RevisionNotFoundError: pass
else: raise AssertionError
assert api.whoami()["name"] == "ada"
""",
    "manage": """
url = api.create_repo("acme-lab/from-client", repo_type="space", space_sdk="gradio", private=True)
assert url.repo_id == "acme-lab/from-client"
assert not anyone.repo_exists("acme-lab/from-client", repo_type="space")
api.update_repo_settings("acme-lab/from-client", repo_type="space", private=False)
api.move_repo("acme-lab/from-client", "ada/moved", repo_type="space")
assert anyone.space_info("acme-lab/from-client").id == "ada/moved"
api.delete_repo("ada/moved", repo_type="space")
assert not api.repo_exists("ada/moved", repo_type="space")
try: api.create_repo("Qwen/not-mine")
except errors.HfHubHTTPError as error: assert "rights to create a model" in str(error)
else: raise AssertionError
""",
    "collections": """
made = api.create_collection("Of the client", namespace="ada")
for kind, name in (("model", "Qwen/Qwen3-8B"), ("paper", "2505.09388"), ("dataset", "openai/gsm8k")):
    made = api.add_collection_item(made.slug, name, kind, note=kind)
api.update_collection_item(made.slug, made.items[2].item_object_id, position=0)
api.delete_collection_item(made.slug, made.items[1].item_object_id)
found = anyone.get_collection(made.slug)
assert [(item.item_id, item.note) for item in found.items] == [("openai/gsm8k", "dataset"), ("Qwen/Qwen3-8B", "model")]
renamed = api.update_collection_metadata(made.slug, title="Renamed", theme="pink")
assert anyone.get_collection(made.slug).slug == renamed.slug != made.slug
assert made.slug[-24:] in [one.slug[-24:] for one in anyone.list_collections(item="models/Qwen/Qwen3-8B")]
api.delete_collection(made.slug)
""",
    "download": """
path = anyone.hf_hub_download("Qwen/Qwen3-8B", "README.md")
assert "# Qwen3-8B" in open(path).read()
path = anyone.hf_hub_download("Qwen/Qwen3-8B", "tokenizer.json")
tree = {entry.path: entry for entry in anyone.list_repo_tree("Qwen/Qwen3-8B")}
assert os.path.getsize(path) == tree["tokenizer.json"].size
try: anyone.hf_hub_download("meta-llama/Llama-3.1-8B-Instruct", "config.json")
except errors.GatedRepoError: pass
else: raise AssertionError
""",
}


@pytest.fixture(scope="module")
def server() -> Iterator[DemoHub]:
    with start_demo(repos=200) as hub:
        yield hub


@pytest.mark.parametrize("job", JOBS)
def test_the_official_client_does_its_job(server: DemoHub, job: str, tmp_path: Path) -> None:
    run_job(server, JOBS[job], tmp_path)
