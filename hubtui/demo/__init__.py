"""The Hub in the box: a Hub-compatible server with a made-up catalogue; it knows nothing of hubtui's client."""
