"""Running a chain: plan, scheduler, events, values and artifacts."""
