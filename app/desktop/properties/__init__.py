"""The forms on the right: of a node, of the chain, of frames and notes."""
