"""A commit in full, and what it changed."""

from hubtui.hub.models.history import Commit
from hubtui.hub.revisions import Changes
from hubtui.presentation.commits import change_pieces, commit_lines, file_counts

DIFF = """diff --git a/README.md b/README.md
--- a/README.md
+++ b/README.md
@@ -1,3 +1,3 @@
 one
--- two
+++ three
 four
diff --git a/new.txt b/new.txt
--- /dev/null
+++ b/new.txt
@@ -0,0 +1 @@
+diff --git a/x b/x
\\ No newline at end of file
"""


def words(lines: object) -> str:
    return "\n".join("".join(cell.text for cell in line) for line in lines)  # type: ignore[attr-defined]


def shown(changes: Changes, width: int = 60) -> str:
    return "\n".join(words(piece.lines) for piece in change_pieces(changes, width))


def test_the_lines_of_each_file_are_counted_whatever_they_look_like() -> None:
    assert file_counts(DIFF) == [("README.md", 1, 1), ("new.txt", 1, 0)]


def test_a_diff_that_lies_about_its_hunks_is_counted_as_far_as_it_goes() -> None:
    assert file_counts("@@ -1,99999999999 +1 @@\n+a") == []
    assert file_counts("diff --git a/x b/x\n@@ -1,5 +1,5 @@\n+a\n\n") == [("x", 1, 0)]


def test_changes_are_a_list_of_files_and_their_lines() -> None:
    text = shown(Changes(DIFF, len(DIFF)))
    assert text.startswith("README.md +1 -1\nnew.txt +1 -0\n\n")
    assert "+++ three" in text


def test_changes_that_are_cut_empty_or_unknown_are_said_so() -> None:
    assert shown(Changes(DIFF, 65536, True)).startswith("the first 65.5 kB of the changes")
    assert shown(Changes("")) == "no text changed"
    assert shown(Changes(None)) == "the Hub does not tell what changed"
    assert all(len(line) <= 10 for line in shown(Changes(DIFF + "+" + "x" * 100, 10), 10).split("\n"))
    assert "\x1b" not in shown(Changes(DIFF.replace("one", "\x1b[2J"), 10))


def test_a_commit_tells_its_message_its_authors_and_its_date_in_full() -> None:
    commit = Commit.read(
        {
            "id": "a" * 40,
            "title": "Upload weights",
            "message": "Upload weights\n\nFirst.\nSecond.",
            "date": "2025-04-28T14:03:00.000Z",
            "authors": [{"user": "ada"}, {"user": "bob"}, {"user": 3}, {}],
        }
    )
    text = words(commit_lines(commit, 60))
    assert text.startswith("Upload weights\nFirst.\nSecond.\n\nada, bob · 28 Apr 2025, 14:03 UTC\n" + "a" * 40)
    assert words(commit_lines(Commit.read({"id": "b" * 40}), 60)).startswith("b" * 40)
