"""Settings, saved state, tokens and folders of this machine; imports no network and no screen code."""
