"""Files: what the tree tells is what comes, whole, in part, and at any revision."""

import hashlib
import io

import pyarrow.parquet
import pytest

from hubtui.demo.content.parquet import Column, encode_table
from tests.demo.boxed import Hub


async def readable(hub: Hub, kind: str) -> list[str]:
    rows = await hub.rows(
        f"/api/{kind}?expand=gated&expand=disabled&limit=200" if kind != "spaces" else "/api/spaces?expand=disabled"
    )
    return [row["id"] for row in rows if not row.get("gated") and not row["disabled"]]


def place(kind: str, name: str) -> str:
    return f"/{name}" if kind == "models" else f"/{kind}/{name}"


@pytest.mark.parametrize("kind", ["models", "datasets", "spaces"])
async def test_small_files_are_as_long_as_told_and_have_the_ids_of_their_bytes(hub: Hub, kind: str) -> None:
    for name in (await readable(hub, kind))[::29]:
        for entry in (await hub.get(f"/api/{kind}/{name}/tree/main?recursive=true&limit=12")).json():
            if entry["type"] == "file" and entry["size"] < 10**6:
                answer = await hub.get(f"{place(kind, name)}/resolve/main/{entry['path']}")
                assert len(answer.content) == entry["size"], (name, entry)
                if "lfs" in entry:
                    assert hashlib.sha256(answer.content).hexdigest() == entry["lfs"]["oid"]
                raw = (await hub.get(f"{place(kind, name)}/raw/main/{entry['path']}")).content
                assert hashlib.sha1(b"blob %d\0" % len(raw) + raw).hexdigest() == entry["oid"]
                assert answer.headers["etag"] == f'"{entry["lfs"]["oid"] if "lfs" in entry else entry["oid"]}"'


async def test_large_files_come_in_parts_that_fit_together(hub: Hub) -> None:
    path = "/Qwen/Qwen3-8B/resolve/main/tokenizer.json"
    whole = (await hub.get(path)).content
    assert len(whole) > 11_000_000
    for start, end in ((0, 0), (0, 65_535), (65_530, 65_550), (11_000_000, 11_000_999)):
        answer = await hub.get(path, headers={"Range": f"bytes={start}-{end}"})
        assert answer.status_code == 206
        assert answer.content == whole[start : end + 1]
        assert answer.headers["content-range"] == f"bytes {start}-{end}/{len(whole)}"
    assert (await hub.get(path, headers={"Range": "bytes=-9"})).content == whole[-9:]
    assert (await hub.get(path, headers={"Range": f"bytes={len(whole) - 5}-"})).content == whole[-5:]


async def test_a_range_outside_of_the_file_is_refused_and_an_odd_one_ignored(hub: Hub) -> None:
    answer = await hub.get("/Qwen/Qwen3-8B/resolve/main/config.json", headers={"Range": "bytes=99999-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"].startswith("bytes */")
    assert (await hub.get("/Qwen/Qwen3-8B/resolve/main/config.json", headers={"Range": "lines=1-2"})).status_code == 200


async def test_head_tells_what_get_would_and_no_more(hub: Hub) -> None:
    path = "tokenizer.json"
    entry = next(e for e in (await hub.get("/api/models/Qwen/Qwen3-8B/tree/main")).json() if e["path"] == path)
    answer = await hub.ask("HEAD", f"/Qwen/Qwen3-8B/resolve/main/{path}")
    info = (await hub.get("/api/models/Qwen/Qwen3-8B")).json()
    assert answer.content == b""
    assert int(answer.headers["content-length"]) == entry["size"] == int(answer.headers["x-linked-size"])
    assert answer.headers["x-linked-etag"] == f'"{entry["lfs"]["oid"]}"'
    assert answer.headers["x-repo-commit"] == info["sha"]


async def test_shards_are_numbered_and_add_up(hub: Hub) -> None:
    tree = (await hub.get("/api/models/Qwen/Qwen3-8B/tree/main")).json()
    shards = [entry for entry in tree if entry["path"].endswith(".safetensors")]
    total = (await hub.get("/api/models/Qwen/Qwen3-8B")).json()["safetensors"]["total"] * 2
    assert [entry["path"] for entry in shards] == [
        f"model-{number + 1:05d}-of-{len(shards):05d}.safetensors" for number in range(len(shards))
    ]
    assert sum(entry["size"] for entry in shards) == pytest.approx(total, rel=0.01)


async def test_a_tree_of_hundreds_of_files_comes_in_pages_folders_first(hub: Hub) -> None:
    names = [
        row["id"]
        for row in await hub.rows("/api/datasets?filter=format:imagefolder&gated=false&expand=disabled")
        if not row["disabled"]
    ]
    path = f"/api/datasets/{names[0]}/tree/main?recursive=true"
    every = await hub.rows(path)
    paged = await hub.rows(path + "&limit=7")
    assert every == paged
    kinds = [entry["type"] for entry in every]
    assert kinds == sorted(kinds)
    folder = next(entry["path"] for entry in every if entry["type"] == "directory" and "/" in entry["path"])
    inside = await hub.rows(f"/api/datasets/{names[0]}/tree/main/{folder}")
    assert {entry["path"] for entry in inside} == {e["path"] for e in every if e["path"].startswith(folder + "/")}
    assert (await hub.get(f"/api/datasets/{names[0]}/tree/main/images/no-such")).headers[
        "x-error-code"
    ] == "EntryNotFound"


async def test_expanded_trees_tell_commits_and_scans(hub: Hub) -> None:
    for entry in (await hub.get("/api/models/Qwen/Qwen3-8B/tree/main?expand=true")).json():
        assert entry["lastCommit"].keys() == {"id", "title", "date"}
        assert entry["securityFileStatus"]["status"] == "safe"


async def test_some_paths_by_form_and_by_json(hub: Hub) -> None:
    path = "/api/models/Qwen/Qwen3-8B/paths-info/main"
    form = await hub.ask(
        "POST",
        path,
        b"paths=README.md&paths=no-such&expand=false",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    told = await hub.ask("POST", path, {"paths": ["README.md", "no-such"], "expand": False})
    assert form.json() == told.json()
    assert [entry["path"] for entry in told.json()] == ["README.md"]
    assert (await hub.ask("POST", path, {"paths": ["x"] * 2001})).status_code == 400


async def test_revisions_by_branch_tag_whole_and_short_sha_and_ref(hub: Hub) -> None:
    refs = (await hub.get("/api/models/Qwen/Qwen3-8B/refs?include_prs=true")).json()
    for ref in (ref for group in refs.values() for ref in group):
        for name in (ref["ref"].replace("/", "%2F"), ref["targetCommit"]):
            info = await hub.get(f"/api/models/Qwen/Qwen3-8B/revision/{name}")
            assert info.json()["sha"] == ref["targetCommit"], name
    commits = await hub.rows("/api/models/Qwen/Qwen3-8B/commits/main?limit=3")
    short = await hub.get(f"/api/models/Qwen/Qwen3-8B/revision/{commits[-1]['id'][:7]}")
    assert short.json()["sha"] == commits[-1]["id"]
    missing = await hub.get("/api/models/Qwen/Qwen3-8B/tree/no-such")
    assert (missing.status_code, missing.headers["x-error-code"]) == (404, "RevisionNotFound")


async def test_a_missing_file_tells_the_commit_and_the_code(hub: Hub) -> None:
    answer = await hub.get("/Qwen/Qwen3-8B/resolve/main/no-such")
    assert (answer.status_code, answer.headers["x-error-code"]) == (404, "EntryNotFound")
    assert answer.headers["x-repo-commit"] == (await hub.get("/api/models/Qwen/Qwen3-8B")).json()["sha"]
    assert answer.headers["content-type"].startswith("text/plain")


async def test_gated_files_are_for_those_who_were_let_in(hub: Hub) -> None:
    path = "/meta-llama/Llama-3.1-8B-Instruct/resolve/main/config.json"
    for token, status in (("", 401), ("hf_write", 403)):
        answer = await hub.get(path, token)
        assert (answer.status_code, answer.headers["x-error-code"]) == (status, "GatedRepo")
    assert (await hub.get("/google/gemma-3-4b-it/resolve/main/config.json", "hf_write")).status_code == 200
    assert (await hub.get("/api/models/meta-llama/Llama-3.1-8B-Instruct/tree/main")).status_code == 200


async def test_what_was_taken_down_has_an_info_but_no_files(hub: Hub) -> None:
    rows = await hub.rows("/api/models?expand=disabled")
    name = next(row["id"] for row in rows if row["disabled"])
    assert (await hub.get(f"/api/models/{name}")).json()["disabled"] is True
    answer = await hub.get(f"/{name}/resolve/main/config.json")
    assert (answer.status_code, answer.text) == (403, "Access to this resource is disabled.")


async def test_shards_of_a_dataset_are_parquet_that_others_read(hub: Hub) -> None:
    found = (await hub.get("/api/datasets/openai/gsm8k/parquet")).json()
    urls = [url for splits in found.values() for urls in splits.values() for url in urls]
    async with hub.client() as client:
        for url in urls:
            answer = await client.get(url, follow_redirects=True)
            assert answer.history[0].status_code == 302
            table = pyarrow.parquet.read_table(io.BytesIO(answer.content))
            assert table.num_rows >= 100
            assert table.column_names
            assert all(None not in table.column(name).to_pylist() for name in table.column_names)


@pytest.mark.parametrize(
    "columns",
    [
        {"n": [1, -1, 2**63 - 1, -(2**63)]},
        {"text": ["", "a", "名前 🤗", "x" * 70_000]},
        {f"c{number}": list(range(number, number + 300)) for number in range(20)},
    ],
)
def test_the_encoder_says_what_it_was_told(columns: dict[str, Column]) -> None:
    assert pyarrow.parquet.read_table(io.BytesIO(encode_table(columns).whole())).to_pydict() == columns


async def test_shards_that_are_not_there(hub: Hub) -> None:
    start = "/api/datasets/openai/gsm8k/parquet"
    found = (await hub.get(start)).json()
    config, splits = next(iter(found.items()))
    split, urls = next(iter(splits.items()))
    assert (await hub.get(f"{start}/{config}/{split}")).json() == urls
    for path in (
        f"{config}/{split}/{len(urls)}",
        f"{config}/none/0",
        f"none/{split}/0",
        f"{config}/{split}/00",
        f"{config}/{split}/x",
    ):
        assert (await hub.get(f"{start}/{path}.parquet")).status_code == 404, path


async def test_croissant_names_the_columns_of_the_shards(hub: Hub) -> None:
    found = (await hub.get("/api/datasets/openai/gsm8k/croissant")).json()
    assert found["@type"] == "sc:Dataset"
    columns = {
        field["source"]["extract"]["column"]
        for one in found["recordSet"]
        for field in one["field"]
        if "source" in field
    }
    async with hub.client() as client:
        first = next(iter((await hub.get("/api/datasets/openai/gsm8k/parquet")).json().values()))
        body = (await client.get(next(iter(first.values()))[0], follow_redirects=True)).content
    assert columns == set(pyarrow.parquet.read_table(io.BytesIO(body)).column_names)
