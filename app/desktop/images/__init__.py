"""Images and their containers in the window: added, shown, looked into."""
