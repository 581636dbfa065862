"""The engine: the chain document, the scheduler that runs it, and the executors. No Qt in here."""
