"""Each number of the design beside its peers and its limit, measured in one run: ``python -m benchmarks.NAME``."""
