"""What the official client writes to the demo Hub, and what only its later calls ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.official import run_hf, run_job
from tests.demo_hub import DemoHub, start_demo

pytest.importorskip("huggingface_hub")

JOBS = {
    "files": """
large, repo = bytes(range(256)) * 70_000, "ada/uploads"
api.create_repo(repo)
api.upload_file(path_or_fileobj=b"x" * 3000, path_in_repo="small.bin", repo_id=repo)
api.upload_file(path_or_fileobj=large, path_in_repo="weights/large.bin", repo_id=repo)
[entry] = api.get_paths_info(repo, ["weights/large.bin"])
assert entry.lfs.sha256 == hashlib.sha256(large).hexdigest() and entry.size == len(large)
assert open(api.hf_hub_download(repo, "weights/large.bin"), "rb").read() == large
first = api.repo_info(repo).sha
api.create_commit(repo, commit_message="Move", operations=[
    CommitOperationCopy("small.bin", "copy.bin"), CommitOperationDelete("weights/", is_folder=True),
    CommitOperationAdd("note.txt", b"one"), CommitOperationDelete("small.bin")])
assert set(api.list_repo_files(repo)) == {".gitattributes", "copy.bin", "note.txt"}
assert open(api.hf_hub_download(repo, "copy.bin"), "rb").read() == b"x" * 3000
assert "small.bin" in api.list_repo_files(repo, revision=first)
refused(412, api.create_commit, repo, [CommitOperationAdd("n", b"n")], commit_message="Late", parent_commit=first)
refused(404, api.create_commit, repo, [CommitOperationDelete("never")], commit_message="Gone")
api.create_branch(repo, branch="old", revision=first)
api.create_tag(repo, tag="v1", tag_message="first")
refused(409, api.create_branch, repo, branch="old")
api.upload_file(path_or_fileobj=b"2", path_in_repo="b/only", repo_id=repo, revision="old")
refs = api.list_repo_refs(repo)
assert {one.name for one in refs.branches} == {"main", "old"} and [one.name for one in refs.tags] == ["v1"]
assert api.file_exists(repo, "b/only", revision="old") and not api.file_exists(repo, "b/only")
api.delete_branch(repo, branch="old"); api.delete_tag(repo, tag="v1")
assert not api.revision_exists(repo, "old")
before = set(api.list_repo_files(repo))
api.super_squash_history(repo)
assert len(api.list_repo_commits(repo)) == 1 and set(api.list_repo_files(repo)) == before
assert [file.filename for file in api.list_lfs_files(repo)] == ["copy.bin"]
copy = api.duplicate_repo(repo, "ada/uploads-twice")
assert set(api.list_repo_files(copy.repo_id)) == before
api.permanently_delete_lfs_files(repo, list(api.list_lfs_files(repo)))
assert "copy.bin" not in api.list_repo_files(repo)
assert api.get_user_overview("ada").num_models > 0
storage = {one.id: one.storage for one in api.list_user_repos()}
assert storage[copy.repo_id] == sum(one.size for one in api.list_repo_tree(copy.repo_id, recursive=True))
""",
    "talk": """
repo, main = "Qwen/Qwen3-8B", api.repo_info("Qwen/Qwen3-8B").sha
done = api.upload_file(path_or_fileobj=b"proposal", path_in_repo="proposed.txt", repo_id=repo, create_pr=True)
assert done.pr_num and api.repo_info(repo).sha == main and not api.file_exists(repo, "proposed.txt")
assert open(api.hf_hub_download(repo, "proposed.txt", revision=done.pr_revision)).read() == "proposal"
assert any(one.num == done.pr_num for one in api.get_repo_discussions(repo, discussion_type="pull_request"))
refused(403, api.merge_pull_request, repo, done.pr_num)
api.create_repo("ada/talk")
pull = api.create_commit("ada/talk", [CommitOperationAdd("a.txt", b"a")], commit_message="Add a", create_pr=True)
told = api.get_discussion_details("ada/talk", pull.pr_num)
assert told.status == "open" and told.target_branch == "refs/heads/main" and "+a" in told.diff
api.merge_pull_request("ada/talk", pull.pr_num, comment="Good")
told = api.get_discussion_details("ada/talk", pull.pr_num)
assert told.status == "merged" and told.merge_commit_oid == api.repo_info("ada/talk").sha
assert api.file_exists("ada/talk", "a.txt")
one = api.create_discussion("ada/talk", "A question", description="Why?")
said = api.comment_discussion("ada/talk", one.num, "Because")
assert api.edit_discussion_comment("ada/talk", one.num, said.id, "Because so").content == "Because so"
assert api.hide_discussion_comment("ada/talk", one.num, said.id).hidden
assert api.rename_discussion("ada/talk", one.num, "An answer").new_title == "An answer"
assert api.change_discussion_status("ada/talk", one.num, "closed").new_status == "closed"
assert [row.num for row in api.get_repo_discussions("ada/talk", discussion_status="closed")] == [one.num, pull.pr_num]
kinds = [event.type for event in api.get_discussion_details("ada/talk", one.num).events]
assert kinds == ["comment", "comment", "title-change", "status-change"]
""",
    "around": """
gated = "meta-llama/Llama-3.1-8B-Instruct"
refused(403, api.auth_check, gated)
api.auth_check("google/gemma-3-4b-it"); api.auth_check("Qwen/Qwen3-8B")
refused(403, api.auth_check, "Qwen/Qwen3-8B", write=True)
api.create_repo("ada/gated"); api.update_repo_settings("ada/gated", gated="manual")
api.grant_access("ada/gated", "grace")
assert [one.username for one in api.list_accepted_access_requests("ada/gated")] == ["grace"]
api.reject_access_request("ada/gated", "grace", rejection_reason="No")
assert [one.status for one in api.list_rejected_access_requests("ada/gated")] == ["rejected"]
assert list(api.list_pending_access_requests("ada/gated")) == []
space = api.create_repo("ada/with-secrets", repo_type="space", space_sdk="gradio").repo_id
api.add_space_secret(space, "KEY", "hidden", description="a key"); api.add_space_variable(space, "NAME", "value")
assert list(api.get_space_secrets(space)) == ["KEY"] and api.get_space_variables(space)["NAME"].value == "value"
api.delete_space_secret(space, "KEY"); assert api.delete_space_variable(space, "NAME") == {}
assert api.list_spaces_hardware()[0].name == "cpu-basic"
users = list(itertools.islice(api.list_repo_likers("Qwen/Qwen3-8B"), 150))
assert len({user.username for user in users}) == 150
assert {user.username for user in api.list_organization_members("acme-lab")} == {"ada", "grace"}
assert api.get_organization_overview("acme-lab").num_users == 2
assert list(api.list_user_followers("ada")) and list(api.list_user_following("ada"))
refused(404, api.get_user_overview, "nobody-there")
refused(404, api.get_user_overview, "acme-lab"); refused(404, api.get_organization_overview, "ada")
lab, ada = api.get_organization_overview("acme-lab"), api.get_user_overview("ada")
assert (lab.fullname, lab.is_verified, lab.details) == ("Acme Lab", False, "Open models, made in a shed.")
assert ada.is_pro and {one.name for one in ada.orgs} == {"acme-lab", "tidewater", "north-archive"}
for name in ("ada", next(iter(api.list_user_following("ada"))).username):
    told = api.get_user_overview(name)
    followers = [one.username for one in api.list_user_followers(name)]
    assert told.num_followers == len(followers)
    assert told.num_following == len(list(api.list_user_following(name)))
    assert told.num_likes == api.list_liked_repos(name).total
    assert all(name in {one.username for one in api.list_user_following(other)} for other in followers[:3])
    for org in told.orgs:
        members = {one.username for one in api.list_organization_members(org.name)}
        assert name in members and len(members) == api.get_organization_overview(org.name).num_users
assert api.get_organization_overview("Qwen").num_followers == len(list(api.list_organization_followers("Qwen")))
papers = list(api.list_daily_papers(submitter="ada", limit=100))
assert papers and len(papers) < len(list(api.list_daily_papers(limit=100)))
for name in ("Qwen/Qwen3-8B", "HuggingFaceTB/SmolLM2-135M-Instruct", "Qwen/Qwen3-32B-AWQ"):
    told = anyone.model_info(name).safetensors
    assert api.get_safetensors_metadata(name).parameter_count == told.parameters, name
sharded = api.get_sharded_safetensors_metadata("Qwen/Qwen3-8B")
assert sharded.parameter_count == anyone.model_info("Qwen/Qwen3-8B").safetensors.parameters
""",
}


@pytest.fixture(scope="module")
def server() -> Iterator[DemoHub]:
    with start_demo(repos=200) as hub:
        yield hub


@pytest.mark.parametrize("job", JOBS)
def test_the_official_client_writes_and_asks(server: DemoHub, job: str, tmp_path: Path) -> None:
    run_job(server, JOBS[job], tmp_path)


def test_the_official_command_line_downloads_uploads_and_verifies(server: DemoHub, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.bin").write_bytes(b"7" * 5000)
    (tmp_path / "folder" / "note.txt").write_text("hello")
    who, _, verified, *_, listed, info, _, talk, _ = run_hf(
        server,
        tmp_path,
        "auth whoami",
        "download Qwen/Qwen3-0.6B --include *.json",
        "cache verify Qwen/Qwen3-0.6B",
        "download google/gemma-3-4b-it config.json --local-dir gated",
        "repos create ada/by-hand",
        "upload ada/by-hand folder .",
        "download ada/by-hand a.bin --local-dir back",
        "repos branch create ada/by-hand next",
        "models ls --author ada -q",
        "models info ada/by-hand --json",
        "discussions create ada/by-hand --title 'By hand' --body Hello",
        "discussions list ada/by-hand --json",
        "repos delete ada/by-hand --yes",
    )
    assert "ada" in who
    assert "tokenizer.json" not in verified
    assert (tmp_path / "gated" / "config.json").is_file()
    assert (tmp_path / "back" / "a.bin").read_bytes() == b"7" * 5000
    assert "ada/by-hand" in listed
    assert "ada/by-hand" in info
    assert "By hand" in talk
