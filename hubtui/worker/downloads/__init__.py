"""Files of repos fetched to this machine: resumed, checked, and never outside the folder that was named."""
