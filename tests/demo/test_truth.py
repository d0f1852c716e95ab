"""What the demo Hub says of its files is true of their bytes: sizes, hashes, headers and sums."""

import hashlib
import io
import json
import struct
from typing import Any

import pyarrow.parquet
import pytest

from hubtui.demo.box import COLUMNS, Repo
from hubtui.demo.content import gguf
from hubtui.demo.content.blobs import Blob, Segment, plain
from hubtui.demo.content.files import made
from hubtui.demo.content.parquet import encode_table
from hubtui.demo.content.tensors import transformer
from hubtui.demo.content.trees import seeded_files
from hubtui.demo.digests import CHECKED
from tests.demo.boxed import Hub, make_hub

MASK = "*" * 64


async def tree(hub: Hub, name: str, kind: str = "models") -> dict[str, dict[str, Any]]:
    rows = await hub.rows(f"/api/{kind}/{name}/tree/main?recursive=true")
    return {row["path"]: row for row in rows if row["type"] == "file"}


async def head_of(hub: Hub, name: str, path: str) -> dict[str, Any]:
    """The header of a safetensors file."""
    length = struct.unpack(
        "<Q", (await hub.get(f"/{name}/resolve/main/{path}", headers={"Range": "bytes=0-7"})).content
    )
    part = {"Range": f"bytes=8-{length[0] + 7}"}
    found = json.loads((await hub.get(f"/{name}/resolve/main/{path}", headers=part)).content)
    found["end"] = 8 + length[0]
    return dict(found)


@pytest.mark.parametrize("name", ["Qwen/Qwen3-8B", "Qwen/Qwen3-32B-AWQ", "Qwen/Qwen3-0.6B", "openai-community/gpt2"])
async def test_safetensors_files_have_as_many_parameters_as_the_info_tells(hub: Hub, name: str) -> None:
    info = (await hub.get(f"/api/models/{name}")).json()
    files, counted, total = await tree(hub, name), dict.fromkeys(info["safetensors"]["parameters"], 0), 0
    for path in (path for path in files if path.endswith(".safetensors")):
        head = await head_of(hub, name, path)
        end = head.pop("end")
        head.pop("__metadata__")
        for tensor in head.values():
            size = 1
            for side in tensor["shape"]:
                size *= side
            counted[tensor["dtype"]] += size
        last = max(tensor["data_offsets"][1] for tensor in head.values())
        assert files[path]["size"] == end + last
        total += last
    assert counted == info["safetensors"]["parameters"]
    index = "model.safetensors.index.json"
    if index in files:
        told = json.loads((await hub.get(f"/{name}/resolve/main/{index}")).content)
        assert told["metadata"]["total_size"] == total
        assert set(told["weight_map"].values()) == {path for path in files if path.endswith(".safetensors")}


async def test_weights_in_mxfp4_are_told_one_by_one_and_stored_in_blocks(hub: Hub) -> None:
    info = (await hub.get("/api/models/openai/gpt-oss-20b")).json()
    files = await tree(hub, "openai/gpt-oss-20b")
    size = sum(row["size"] for path, row in files.items() if path.endswith(".safetensors"))
    counted = info["safetensors"]["parameters"]
    assert size == pytest.approx(2 * counted["BF16"] + counted["U8"] * 17 / 32, rel=0.001)
    assert {"mxfp4", "8-bit"} <= set(info["tags"])


async def test_the_storage_of_a_repo_is_the_sum_of_its_files(hub: Hub) -> None:
    for kind, name in (("models", "Qwen/Qwen3-8B"), ("datasets", "openai/gsm8k"), ("spaces", "Qwen/Qwen3-Demo")):
        told = (await hub.get(f"/api/{kind}/{name}?expand=usedStorage")).json()["usedStorage"]
        assert told == sum(row["size"] for row in (await tree(hub, name, kind)).values()) > 0


def test_every_generated_file_has_as_many_bytes_as_its_size_says(hub: Hub) -> None:
    checked: dict[str, int] = {}
    for row in hub.box.all(f"SELECT {COLUMNS} FROM repo"):
        repo = Repo._make(row)
        for file in seeded_files(repo, hub.box.traits(repo.traits)).values():
            ending = file.path.rpartition(".")[2]
            if file.known_size is not None and checked.setdefault(ending, 0) < 3:
                checked[ending] += 1
                assert made(file).size == file.known_size, f"{repo.name}/{file.path}"
    assert checked.keys() >= {"bin", "onnx", "png", "wav"}


async def gguf_repo(hub: Hub) -> str:
    rows = await hub.rows("/api/models?filter=gguf&num_parameters=min:200M,max:2B&gated=false")
    return next(row["id"] for row in rows if not row["private"])


async def test_quantisations_are_as_large_as_their_bits(hub: Hub) -> None:
    tensors = transformer(1_240_000_000, "F32")
    bits = {quant: gguf.data_size(tensors, quant) * 8 / 1_240_000_000 for quant in gguf.QUANTS}
    assert sorted(list(gguf.QUANTS)[: gguf.USUAL], key=bits.__getitem__) == [
        "Q2_K", "Q3_K_M", "IQ4_XS", "Q4_0", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "BF16",
    ]  # fmt: skip
    assert len(gguf.QUANTS) == 20
    assert bits["Q8_0"] == pytest.approx(8.5, 0.01)
    assert bits["BF16"] == pytest.approx(16, 0.01)
    sizes = [row["size"] for path, row in (await tree(hub, await gguf_repo(hub))).items() if path.endswith("gguf")]
    assert len(set(sizes)) == len(sizes) > 2


async def test_a_gguf_header_tells_of_tensors_that_fill_the_file(hub: Hub) -> None:
    name = await gguf_repo(hub)
    path, row = next(
        (path, row) for path, row in (await tree(hub, name)).items() if path.endswith("Q4_0.gguf") or "Q2_K" in path
    )
    data = (await hub.get(f"/{name}/resolve/main/{path}", headers={"Range": "bytes=0-99999"})).content
    magic, version, tensors, _ = struct.unpack_from("<4sIQQ", data)
    assert (magic, version) == (b"GGUF", 3)
    assert data.count(b".weight") == tensors
    assert b"general.architecture" in data
    assert row["size"] > 10**7


async def test_a_gguf_of_a_gigabyte_is_what_its_hash_says() -> None:
    hub = make_hub(600, 7)
    name = await gguf_repo(hub)
    files = {path: row for path, row in (await tree(hub, name)).items() if path.endswith(".gguf")}
    path, row = min(files.items(), key=lambda one: one[1]["size"])
    told = (await hub.ask("POST", f"/api/models/{name}/paths-info/main", {"paths": [path]})).json()[0]["lfs"]["oid"]
    assert told != MASK
    head = await hub.ask("HEAD", f"/{name}/resolve/main/{path}")
    assert head.headers["etag"] == f'"{told}"'
    hasher, size = hashlib.sha256(), 0
    async with hub.client() as client, client.stream("GET", f"/{name}/resolve/main/{path}?stored=1") as answer:
        async for piece in answer.aiter_bytes():
            hasher.update(piece)
            size += len(piece)
    assert (hasher.hexdigest(), size) == (told, row["size"])
    assert (await tree(hub, name))[path]["lfs"]["oid"] == told


async def test_what_is_too_large_to_hash_is_masked_everywhere_and_named_by_no_hash(hub: Hub) -> None:
    path, row = next((path, row) for path, row in (await tree(hub, "Qwen/Qwen3-8B")).items() if row["size"] > CHECKED)
    assert (row["lfs"]["oid"], row["oid"]) == (MASK, "*" * 40)
    head = await hub.ask("HEAD", f"/Qwen/Qwen3-8B/resolve/main/{path}")
    assert head.headers["etag"].startswith('"unhashed-')
    raw = await hub.get(f"/Qwen/Qwen3-8B/raw/main/{path}")
    assert raw.status_code == 501
    assert "2 GB" in raw.text


async def test_a_pointer_is_read_in_parts_too(hub: Hub) -> None:
    path = "/Qwen/Qwen3-8B/raw/main/tokenizer.json"
    whole = (await hub.get(path)).content
    part = await hub.get(path, headers={"Range": "bytes=8-19"})
    assert (part.status_code, part.content) == (206, whole[8:20])
    assert part.headers["content-range"] == f"bytes 8-19/{len(whole)}"


async def test_text_formats_hold_text_and_pictures_are_pictures(hub: Hub) -> None:
    tokenizer = json.loads((await hub.get("/Qwen/Qwen3-8B/resolve/main/tokenizer.json")).content)
    assert len(tokenizer["model"]["merges"]) > 10**5
    rows = await hub.rows("/api/datasets?filter=format:imagefolder&expand=disabled&expand=gated&full=false")
    name = next(row["id"] for row in rows if not row["disabled"] and not row["gated"])
    path = next(path for path in await tree(hub, name, "datasets") if path.startswith("images/"))
    assert (await hub.get(f"/datasets/{name}/resolve/main/{path}")).content.startswith(b"\x89PNG\r\n")


def test_a_large_parquet_file_repeats_its_rows() -> None:
    blob = encode_table({"n": [1, 2, 3], "text": ["a", "名前", "c"]}, times=40)
    table = pyarrow.parquet.read_table(io.BytesIO(blob.whole()))
    assert table.to_pydict() == {"n": [1, 2, 3] * 40, "text": ["a", "名前", "c"] * 40}


@pytest.mark.parametrize(("start", "end"), [(0, 0), (0, 3), (2, 9), (3, 7), (6, 1000), (0, 1_000_003), (999, 600_000)])
def test_any_range_of_a_blob_is_that_part_of_the_whole(start: int, end: int) -> None:
    blob = Blob((*plain(b"abc").segments, Segment(b"0123456", 1_000_000)))
    whole = b"abc" + (b"0123456" * 142_858)[:1_000_000]
    assert b"".join(blob.read(start, end)) == whole[start:end]
    assert blob.sha256() == hashlib.sha256(whole).hexdigest()
