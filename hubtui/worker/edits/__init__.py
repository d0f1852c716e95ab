"""Changes of repos: sent, looked up where an answer was lost, kept in a journal, and taken back."""
