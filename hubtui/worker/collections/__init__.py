"""Collections that are being edited: what is wanted, what the Hub holds, and the way from one to the other."""
