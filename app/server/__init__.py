"""The server: chains that a team publishes, run durably by any number of processes on one database."""
