"""Downloads files of repos: resumes them, verifies their hashes, and writes only inside the chosen folder."""
