"""What came out: values, earlier runs, two runs side by side."""
