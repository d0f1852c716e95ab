"""What is mine: who I am, my repos, collections and likes."""
