"""Running the chain, looking into it while it runs, and going back to what ran before."""
