"""What a TARGET, a link or anything pasted means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.addresses import owner_of, page_of, target_of, target_of_link, url_of
from hubtui.registry.names import is_repo_id
from hubtui.registry.target import Target
from hubtui.resources.repos.address import place_of

HUB = "https://huggingface.co"
OWN = "http://127.0.0.1:8765"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        ("gpt2", Target("model", "gpt2")),
        ("models/Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        ("datasets/openai/gsm8k", Target("dataset", "openai/gsm8k")),
        ("datasets/squad", Target("dataset", "squad")),
        ("spaces/a/b", Target("space", "a/b")),
        ("papers/2505.09388", Target("paper", "2505.09388")),
        ("collections/ada/small-0123456789abcdef01234567", Target("collection", "ada/small-0123456789abcdef01234567")),
        ("ada/small-0123456789abcdef01234567", Target("collection", "ada/small-0123456789abcdef01234567")),
        (f"{HUB}/Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        ("huggingface.co/Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        (f"{HUB}/Qwen/Qwen3-8B/tree/v1", Target("model", "Qwen/Qwen3-8B", "v1")),
        (f"{HUB}/Qwen/Qwen3-8B/tree/main", Target("model", "Qwen/Qwen3-8B", section="files")),
        ("2505.09388", Target("paper", "2505.09388")),
        ("arxiv:2505.09388v2", Target("paper", "2505.09388")),
        ("arXiv:2505.09388", Target("paper", "2505.09388")),
        ("https://arxiv.org/abs/cs/0112017", Target("paper", "cs/0112017")),
        ("arxiv.org/html/2505.09388v1", Target("paper", "2505.09388")),
        ("hf://Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        ("hf://models/a/b", Target("model", "a/b")),
        ("hf://a/b/x/y.txt", Target("model", "a/b", path="x/y.txt")),
        ("hf://datasets/a/b@v1/data/x.csv", Target("dataset", "a/b", "v1", "data/x.csv")),
        ("hf://datasets/a/b@refs%2Fpr%2F1/x", Target("dataset", "a/b", "refs/pr/1", "x")),
        ("hf://datasets/a/b@refs/convert/parquet/x", Target("dataset", "a/b", "refs/convert/parquet", "x")),
        ("hf://spaces/a/b@main", Target("space", "a/b")),
        ("hf://gpt2@main/config.json", Target("model", "gpt2", path="config.json")),
        ("a/b@v1", Target("model", "a/b", "v1")),
        ("gpt2@refs/pr/3", Target("model", "gpt2", "refs/pr/3")),
        ("datasets/a/b@dev", Target("dataset", "a/b", "dev")),
        ("a/b.git", Target("model", "a/b")),
        (f"{HUB}/datasets/a/b.git", Target("dataset", "a/b")),
        ("git@hf.co:a/b.git", Target("model", "a/b")),
        ("git@hf.co:datasets/a/b", Target("dataset", "a/b")),
        ("ssh://git@huggingface.co/spaces/a/b.git", Target("space", "a/b")),
        ("hf.co/a/b", Target("model", "a/b")),
        ("https://hf.co/datasets/a/b/raw/v1/x", Target("dataset", "a/b", "v1", "x")),
        (f"{HUB}/a/b/blob/refs/pr/1/x", Target("model", "a/b", "refs/pr/1", "x")),
        (f"{HUB}/a/b/blob/main/x%20y%23%E2%80%AF.txt", Target("model", "a/b", path="x y#\u202f.txt")),
        (f"{HUB}/a/b/tree/main/x/y", Target("model", "a/b", path="x/y", section="files")),
        (
            f"{HUB}/datasets/a/b/viewer/default/train?row=3",
            Target("dataset", "a/b", section="rows", config="default", split="train"),
        ),
        (f"{HUB}/datasets/a/b/viewer", Target("dataset", "a/b", section="parquet")),
        (f"{HUB}/a/b/commit/0123abc", Target("model", "a/b", "0123abc", section="revisions")),
        (f"{HUB}/a/b/commits/main", Target("model", "a/b", section="revisions")),
        ("/Qwen", Target("owner", "Qwen")),
        ("/Qwen/datasets", Target("listing", "dataset", author="Qwen")),
        ("/models?search=x&sort=likes", Target("listing", "model", search="x", sort="likes")),
        ("datasets?author=ada", Target("listing", "dataset", author="ada")),
        (f"{HUB}/api/models/a/b", Target("model", "a/b")),
        (f"{HUB}/a/b/blob/v1/x/y.txt", Target("model", "a/b", "v1", "x/y.txt")),
        (f"{HUB}/a/b/tree/refs%2Fpr%2F1/x", Target("model", "a/b", "refs/pr/1", "x", "files")),
        (f"{HUB}/datasets/a/b/resolve/main/d.csv?download=true", Target("dataset", "a/b", "", "d.csv")),
        (f"{HUB}/a/b/settings", Target("model", "a/b")),
        (f"{HUB}/a/b/discussions/3#top", Target("discussion", "a/b#3")),
        (f"{HUB}/gpt2/discussions/3", Target("discussion", "gpt2#3")),
        (f"{HUB}/datasets/a/b/discussions/3", Target("discussion", "datasets/a/b#3")),
        (f"{HUB}/api/spaces/a/b/discussions/3", Target("discussion", "spaces/a/b#3")),
        (f"{HUB}/a/b/discussions?status=closed", Target("discussions", "a/b")),
        (f"{HUB}/a/b/discussions/none", Target("discussions", "a/b")),
        ("datasets/a/b/discussions", Target("discussions", "datasets/a/b")),
        ("datasets/a/b#3", Target("discussion", "datasets/a/b#3")),
        (f"{HUB}/spaces/a/b", Target("space", "a/b")),
        (f"{HUB}/papers/2505.09388", Target("paper", "2505.09388")),
        ("https://arxiv.org/abs/2505.09388", Target("paper", "2505.09388")),
        ("https://arxiv.org/pdf/2505.09388.pdf", Target("paper", "2505.09388")),
        (f"{HUB}/Qwen", Target("owner", "Qwen")),
        (f"{HUB}/Qwen/collections", Target("owner", "Qwen", section="collections")),
        (f"{OWN}/ada/papers", Target("owner", "ada", section="papers")),
        (f"{HUB}/Qwen/models?sort=likes", Target("listing", "model", author="Qwen", sort="likes")),
        (f"{HUB}/datasets?search=math", Target("listing", "dataset", search="math")),
        (
            f"{HUB}/models?pipeline_tag=text-generation&library=mlx&license=license:mit&sort=modified&apps=vllm",
            Target(
                "listing",
                "model",
                filters=("tag:text-generation", "tag:mlx", "tag:license:mit", "app:vllm"),
                sort="lastModified",
            ),
        ),
        (
            f"{HUB}/models?num_parameters=min:6B,max:12B&sort=nonsense",
            Target("listing", "model", filters=("parameters:6b..12b",)),
        ),
        (f"{OWN}/a/b", Target("model", "a/b")),
        (f"{OWN}/datasets/a/b", Target("dataset", "a/b")),
    ],
)
def test_every_form(text: str, target: Target) -> None:
    assert target_of(text, OWN) == target


@pytest.mark.parametrize(
    "text",
    ["", "a/b/c", "foo bar", "-x", "a--b/c", "../etc", "datasets", "https://example.com/a/b", "ftp://huggingface.co/a/b",
     "papers/x", "collections/x", "javascript:alert(1)", "http://[", "hf://", "hf://a/b/../x", "git@hf.co:", "@x",
     "a/b@", "git@evil.org:a/b", f"{HUB}/settings/tokens", "x" * 200],
)  # fmt: skip
def test_what_is_none_is_told_what_would_have_been_right(text: str) -> None:
    with pytest.raises(ValueError, match="give a repo id, datasets/ID"):
        target_of(text, OWN)


@pytest.mark.parametrize(
    "target",
    [
        Target("model", "a/b"),
        Target("dataset", "a/b", "v1"),
        Target("space", "a/b"),
        Target("model", "a/b", "refs/pr/1"),
        Target("paper", "2505.09388"),
        Target("collection", "ada/small-0123456789abcdef01234567"),
        Target("owner", "ada"),
        Target("owner", "ada", section="collections"),
        Target("listing", "dataset", author="ada"),
        Target("listing", "model", search="a & b, c?#é", author="Qwen", sort="likes"),
        Target("listing", "model", filters=("tag:transformers", "tag:license:mit", "app:vllm", "parameters:6b..9.5b")),
        Target("listing", "model", filters=("tag:gguf", "fits:4")),
        Target("listing", "model", filters=("parameters:..3b",), sort="createdAt"),
    ],
)
def test_a_page_is_found_again_by_its_url(target: Target) -> None:
    assert target_of(url_of(target, OWN), OWN) == target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Qwen", Target("owner", "Qwen")),
        (" ada ", Target("owner", "ada")),
        ("models/gpt2", Target("model", "gpt2")),
        ("gpt2@v1", Target("model", "gpt2", "v1")),
        ("Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        (f"{HUB}/Qwen", Target("owner", "Qwen")),
    ],
)
def test_on_the_command_line_a_single_name_is_an_owner(text: str, target: Target) -> None:
    assert page_of(text, OWN) == target


@pytest.mark.parametrize(
    ("target", "owner"),
    [
        (Target("space", "ada/demo"), "ada"),
        (Target("collection", "ada/small-0123456789abcdef01234567"), "ada"),
        (Target("listing", "model", author="Qwen"), "Qwen"),
        (Target("owner", "Qwen"), "Qwen"),
        (Target("model", "gpt2"), ""),
        (Target("paper", "cs/0112017"), ""),
        (Target("web", "https://example.org/a/b"), ""),
    ],
)
def test_the_owner_of_a_page(target: Target, owner: str) -> None:
    assert owner_of(target) == owner


def test_the_path_of_the_endpoint_is_part_of_it_and_no_beginning_of_a_name() -> None:
    endpoint = "https://proxy.example/hub"
    assert target_of(f"{endpoint}/a/b", endpoint) == Target("model", "a/b")
    for other in ("https://proxy.example/a/b", "https://proxy.example/hubs/a/b", "https://proxy.example.org/hub/a/b"):
        with pytest.raises(ValueError, match="no page of this Hub"):
            target_of(other, endpoint)


NAME = st.from_regex(r"[A-Za-z0-9_]{1,8}", fullmatch=True)
REPO_ID = st.one_of(NAME, st.builds("{}/{}".format, NAME, NAME)).filter(is_repo_id)
SEGMENT = st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda text: text not in (".", "..")
)
REVISION = st.one_of(st.just(""), SEGMENT, st.just("refs/pr/7"), st.builds("{}/{}".format, SEGMENT, SEGMENT)).filter(
    lambda text: text not in ("main", "refs")
)
PATH = st.lists(SEGMENT, min_size=1, max_size=3).map("/".join)
KIND = st.sampled_from(["model", "dataset", "space"])
REPOS = st.one_of(
    st.builds(Target, KIND, REPO_ID, REVISION),
    st.builds(Target, KIND, REPO_ID, REVISION, PATH),
    st.builds(Target, KIND, REPO_ID, REVISION, PATH, st.just("files")),
    st.builds(Target, KIND, REPO_ID, REVISION, section=st.just("revisions")),
    st.builds(Target, st.just("dataset"), REPO_ID, section=st.just("rows"), config=SEGMENT, split=SEGMENT),
)


IN_REPO = st.builds("{}{}".format, st.sampled_from(["", "datasets/", "spaces/"]), REPO_ID)
DISCUSSIONS = st.one_of(
    st.builds(Target, st.just("discussions"), IN_REPO),
    st.builds(Target, st.just("discussion"), st.builds("{}#{}".format, IN_REPO, st.integers(1, 99_999))),
)


@given(st.one_of(REPOS, DISCUSSIONS), st.sampled_from([HUB, OWN, "https://proxy.example/some/hub"]))
def test_the_url_of_any_page_leads_back_to_it(target: Target, endpoint: str) -> None:
    if target.kind == "model" and "/" not in target.id and not place_of(target):
        return  # On the web a single name is its owner's page.
    assert target_of(url_of(target, endpoint), endpoint) == target
    assert target_of_link(url_of(target, endpoint), endpoint) == target


@given(st.text(max_size=80))
def test_any_text_is_a_target_or_a_value_error(text: str) -> None:
    try:
        found = target_of(text, OWN)
    except ValueError:
        return
    assert found.id


@given(st.text(max_size=80), st.sampled_from(["", "https://", f"{HUB}/", f"{OWN}/", "//"]))
def test_any_link_leads_somewhere_or_to_the_web(text: str, before: str) -> None:
    found = target_of_link(before + text, OWN)
    assert found.kind != "web" or found.id == before + text
