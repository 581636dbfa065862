"""The panels that stand for themselves: tools, problems, log, help."""
