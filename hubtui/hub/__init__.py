"""The Hub as Python: typed requests and answers, errors, retries; no Textual and no terminal in it."""
