"""Places where a node can run. Each is an `Executor`."""
