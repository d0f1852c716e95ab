"""The README of a new repo."""

LICENCES = ("", "apache-2.0", "mit", "bsd-3-clause", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc0-1.0", "gpl-3.0",
            "llama3.1", "gemma", "openrail", "other")  # fmt: skip


def first_readme(name: str, licence: str) -> str:
    """Return a README with the title `name`, and with the licence in its front matter if it is not ""."""
    front = f"---\nlicense: {licence}\n---\n\n" if licence else ""
    return f"{front}# {name}\n"
