"""The files of a repo as a tree."""

from hubtui.fit.files import loaded_weights, quants
from hubtui.fit.shards import shard_groups
from hubtui.hub.models.files import FileEntry
from hubtui.presentation.file_tree import FileTree, TreeRow


def file(path: str, size: int = 1) -> FileEntry:
    return FileEntry(path, size, "0" * 40)


def names(rows: list[TreeRow]) -> list[str]:
    return ["  " * row.depth + row.node.name for row in rows]


def test_folders_come_first_and_hold_what_is_below_them() -> None:
    tree = FileTree([file("b.txt", 5), file("data/x/1.csv", 10), file("data/2.csv", 20), file("A.md", 7)])
    assert names(tree.rows()) == ["data", "A.md", "b.txt"]
    assert (tree.root.size, tree.root.files) == (42, 4)
    tree.toggle("data")
    assert names(tree.rows()) == ["data", "  x", "  2.csv", "A.md", "b.txt"]
    assert next(row.node.size for row in tree.rows() if row.node.id == "data/x") == 10
    tree.order = "size"
    assert names(tree.rows())[0] == "data"
    assert names(tree.matching("CSV")) == ["2.csv", "1.csv"]
    assert names(tree.matching("data/*.csv")) == ["2.csv", "1.csv"]
    assert names(tree.matching("?.MD")) == ["A.md"]
    assert names(tree.matching("[ab].*")) == ["A.md", "b.txt"]
    assert names(tree.matching("[")) == []


def test_shards_fold_to_one_line_that_tells_what_is_missing() -> None:
    shards = [file(f"model-{n:05d}-of-00030.safetensors", 100) for n in range(1, 31) if n != 7]
    tree = FileTree([*shards, file("config.json")])
    group = next(row.node for row in tree.rows() if row.node.kind == "group")
    assert (group.name, group.size, group.files, group.missing) == (
        "model-000[01-30]-of-00030.safetensors",
        2900,
        29,
        1,
    )
    tree.toggle(group.id)
    assert len(tree.rows()) == 31


def test_fifty_thousand_files_and_a_path_of_a_thousand_folders() -> None:
    entries = [file(f"f{n % 50}/g{n % 500}/{n}.bin", 2) for n in range(50_000)]
    tree = FileTree([*entries, file("/".join(["d"] * 1000) + "/x", 3)])
    assert (tree.root.files, tree.root.size, len(tree.rows())) == (50_001, 100_003, 51)
    tree.open_to("f7/g7/7.bin")
    assert "    7.bin" in names(tree.rows())
    assert len(tree.matching("99.bin")) > 400


def test_groups_of_shards() -> None:
    (group,) = shard_groups(["a-1-of-2.bin", "a-2-of-2.bin", "b.bin"])
    assert (group.label, group.missing) == ("a-[1-2]-of-2.bin", ())
    assert shard_groups(["x-5-of-99999999999.bin"]) == []


def test_weights_are_what_one_would_load() -> None:
    both = [file(f"model-0000{n}-of-00002.safetensors", 100) for n in (1, 2)]
    both += [file("pytorch_model.bin", 200), file("tf_model.h5", 200), file("optimizer.pt", 400)]
    weights = loaded_weights([*both, file("checkpoint-5/model.safetensors", 200), file("consolidated.00.pth", 200)])
    assert weights is not None
    assert (weights.format, weights.size, weights.missing) == ("safetensors", 200, 0)
    assert loaded_weights([file("README.md")]) is None


def test_quants_are_rows_with_their_splits_summed_and_projectors_apart() -> None:
    rows = quants(
        [
            file("m-Q4_K_M.gguf", 40),
            file("m-Q8_0-00001-of-00002.gguf", 50),
            file("m-Q8_0-00002-of-00002.gguf", 30),
            file("mmproj-m-F16.gguf", 5),
        ]
    )
    assert [(row.name, row.size, len(row.files)) for row in rows] == [
        ("Q4_K_M", 40, 1),
        ("Q8_0", 80, 2),
        ("mmproj F16", 5, 1),
    ]
