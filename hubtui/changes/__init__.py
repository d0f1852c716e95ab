"""Changes of things on the Hub: values, the queue that sends them, outbox, journal and the collection editor."""
