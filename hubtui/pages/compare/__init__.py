"""The page that compares repos."""
