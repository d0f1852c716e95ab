"""The first README of a new repo."""

LICENCES = ("", "apache-2.0", "mit", "bsd-3-clause", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc0-1.0", "gpl-3.0",
            "llama3.1", "gemma", "openrail", "other")  # fmt: skip


def first_readme(name: str, licence: str) -> str:
    """A card with a title, and the licence in its front matter where there is one."""
    front = f"---\nlicense: {licence}\n---\n\n" if licence else ""
    return f"{front}# {name}\n"
