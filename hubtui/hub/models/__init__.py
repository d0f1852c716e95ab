"""The objects in the answers of the Hub, as classes. They keep unknown fields and tolerate fields of a wrong type."""
