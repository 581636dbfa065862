"""Files, recovery after a crash, changes from outside, pictures."""
