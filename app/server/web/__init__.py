"""Pages for people, in any browser: what the API offers, through the client that everybody uses."""
