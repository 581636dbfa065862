"""The ground floor: what a tool author needs (`nodes.sdk`) and the standard tools (`nodes.library`)."""
