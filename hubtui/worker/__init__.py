"""The one way from the screens to the network: ordered, joined, cancelled and recorded requests."""
