"""What is copied of several rows at once, and the command for the best quant of a repo."""

import shlex
from fnmatch import fnmatchcase

from hubtui.presentation.snippets import Snippet, Subject, combined_snippets, link_snippets, snippets

FILES = (
    "m-F16.gguf",
    "m-BF16.gguf",
    "m.q4_k_m.gguf",
    "Q5/m-Q4_K_M-00001-of-00002.gguf",
    "m-Q4_K_S.gguf",
    "m-F16-card.md",
)


def best_quant(subject: Subject) -> list[str]:
    """The words of the command for the best quant."""
    return shlex.split(next(snippet.text for snippet in snippets(subject) if snippet.key == "b"))


def test_the_best_quant_is_downloaded_by_its_paths_where_they_are_known() -> None:
    words = best_quant(Subject("model", "ada/m", "", files=FILES, quant="Q4_K_M"))
    assert words == ["hf", "download", "ada/m", "m.q4_k_m.gguf", "Q5/m-Q4_K_M-00001-of-00002.gguf"]


def test_without_a_list_of_files_the_names_of_that_quant_match_and_no_others() -> None:
    def matched(quant: str) -> list[str]:
        patterns = best_quant(Subject("model", "ada/m", "", quant=quant))[4::2]
        return [path for path in FILES if any(fnmatchcase(path, pattern) for pattern in patterns)]

    assert matched("F16") == ["m-F16.gguf"]
    assert matched("Q4_K_M") == ["m.q4_k_m.gguf", "Q5/m-Q4_K_M-00001-of-00002.gguf"]


def test_a_repo_without_a_quant_that_fits_has_no_such_command() -> None:
    assert "b" not in [snippet.key for snippet in snippets(Subject("model", "ada/m", "", files=FILES))]


def test_of_several_rows_only_what_all_have_is_offered_a_line_each() -> None:
    first = [Snippet("y", "id", "a"), Snippet("d", "hf download", "hf download a"), Snippet("p", "Python", "one\ntwo")]
    second = [Snippet("y", "id", 'b"c'), Snippet("p", "Python", "one\ntwo")]
    assert [(one.key, one.text) for one in combined_snippets([first, second])] == [
        ("y", 'a\nb"c'),
        ("s", '["a", "b\\"c"]'),
    ]


def test_links_of_several_rows_are_a_markdown_list() -> None:
    rows = [link_snippets(name, "slug", f"Title [{name}]", f"https://hub/{name}") for name in ("a", "b")]
    (markdown,) = (one.text for one in combined_snippets(rows) if one.key == "m")
    assert markdown == "- [Title \\[a\\]](https://hub/a)\n- [Title \\[b\\]](https://hub/b)"


def test_one_row_is_offered_as_it_is() -> None:
    only = [Snippet("p", "Python", "one\ntwo")]
    assert combined_snippets([only]) == only
    assert combined_snippets([]) == []
