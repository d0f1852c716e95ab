"""What the Hub answers, as types that keep unknown fields and survive odd ones."""
